using System.Text.Json;
using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads a list of items: codes with their prices. An item's prices are held until its other members are known, where these come later.
/// </summary>
sealed class ItemParser(ReadingLog log, CodeFilter filter, string list, string prices, string? arrangement, Action<JsonCursor, Item> readPrices, CancellationToken cancellation)
{
    /// <summary>Whether the list had an item.</summary>
    public bool HasItems { get; private set; }

    /// <summary>Reads the list at the cursor.</summary>
    public void Read(JsonCursor cursor)
    {
        foreach (var index in cursor.Objects(log, $"/{list}", "a list of items", "an item"))
        {
            HasItems = true;
            ReadItem(cursor, new() { Address = $"/{list}/{index}", Offset = cursor.Offset, Arrangement = arrangement });
        }
    }

    void ReadItem(JsonCursor cursor, Item item)
    {
        var held = new List<HeldValue>();
        try
        {
            foreach (var name in cursor.Members())
            {
                if (name != prices) ReadMember(cursor, item, name);
                else if (item.IsComplete && held.Count == 0) ReadPrices(cursor, item);
                else held.Add(new(cursor));
                if (item.Code is not { } code || filter.Includes(code)) continue;
                cursor.LeaveObject(); // nothing more of it is wanted, whatever it is
                held.ForEach(value => value.Dispose());
                held.Clear();
            }
            foreach (var value in held)
            {
                var reopened = value.Reopen(log, cancellation);
                reopened.Read();
                ReadPrices(reopened, item);
            }
        }
        finally
        {
            held.ForEach(value => value.Dispose());
        }
    }

    void ReadPrices(JsonCursor cursor, Item item)
    {
        if (item.Code is { } code && !code.Type.IsListed)
            log.Add("RATE010", Severity.Warning, item.Offset, item.Address + "/billing_code_type", () => $"'{item.CodeType}' is not a kind of code that the schemas list; it was kept under its own name.");
        readPrices(cursor, item);
    }

    static void ReadMember(JsonCursor cursor, Item item, string name)
    {
        switch (name)
        {
            case "billing_code": item.CodeValue = cursor.ReadText(); break;
            case "billing_code_type": item.CodeType = cursor.ReadText(); break;
            case "billing_code_type_version": item.CodeVersion = cursor.ReadText(); break;
            case "negotiation_arrangement": item.Arrangement = cursor.ReadText()?.ToLowerInvariant(); break;
            case "severity_of_illness": item.SeverityOfIllness = cursor.ReadText(); break;
            case "bundled_codes" or "covered_services": item.ContainedCodes = ReadContainedCodes(cursor); break;
            default: cursor.Skip(); break; // name and description are CPT text: not kept
        }
    }

    static string? ReadContainedCodes(JsonCursor cursor)
    {
        var codes = new List<string>();
        var depth = cursor.Depth;
        string? type = null, value = null;
        if (cursor.Token != JsonTokenType.StartArray)
        {
            cursor.Skip();
            return null;
        }
        while (cursor.Read() && cursor.Depth > depth)
        {
            if (cursor.Token == JsonTokenType.EndObject && value is not null)
            {
                codes.Add($"{type?.ToUpperInvariant()}:{value.ToUpperInvariant()}");
                (type, value) = (null, null);
            }
            if (cursor.Token != JsonTokenType.PropertyName) continue;
            var name = cursor.GetString();
            cursor.Read();
            if (name == "billing_code") value = cursor.ReadText();
            else if (name == "billing_code_type") type = cursor.ReadText();
            else cursor.Skip();
        }
        return codes.Count > 0 ? codes.Join() : null;
    }
}
