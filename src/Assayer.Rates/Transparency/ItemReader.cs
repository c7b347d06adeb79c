using System.Text;
using System.Text.Json;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads a payer's list of items, in network or out, whose members come in any order: an item's rates are held until it is known what they are
/// rates of. One item's unplaced part is held at a time, never the file.
/// </summary>
/// <param name="log">Takes what there is to say.</param>
/// <param name="filter">The codes wanted.</param>
/// <param name="list">The list's name: "in_network".</param>
/// <param name="rates">The member with the rates: "negotiated_rates".</param>
/// <param name="arrangement">The arrangement of every item; null where each says it.</param>
/// <param name="read">Reads the rates at the cursor.</param>
/// <param name="cancellation">Stops it.</param>
sealed class ItemReader(
    ReadingLog log, CodeFilter filter, string list, string rates, string? arrangement, Action<JsonCursor, Item> read, CancellationToken cancellation)
{
    readonly byte[] _rates = Encoding.UTF8.GetBytes(rates);

    /// <summary>Reads the list at the cursor.</summary>
    public void Read(JsonCursor cursor)
    {
        if (cursor.Token != JsonTokenType.StartArray)
        {
            log.Odd(cursor.Offset, "/" + list, "a list of items");
            cursor.Skip();
            return;
        }
        var depth = cursor.Depth;
        for (long index = 0; cursor.Read() && cursor.Depth > depth; index++)
        {
            if (cursor.Token == JsonTokenType.StartObject)
            {
                ReadItem(cursor, new() { List = list, Index = index, Offset = cursor.Offset, Arrangement = arrangement });
                continue;
            }
            log.Odd(cursor.Offset, $"/{list}/{index}", "an item");
            cursor.Skip();
        }
    }

    void ReadItem(JsonCursor cursor, Item item)
    {
        var held = new List<HeldValue>();
        try
        {
            while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
            {
                var isRates = cursor.Is(_rates);
                var name = isRates ? rates : cursor.GetString();
                cursor.Read();
                if (!isRates) ReadMember(cursor, item, name);
                else if (item.Code is { } code && !filter.Includes(code)) cursor.Skip();
                else if (item.IsComplete && held.Count == 0) read(cursor, item);
                else held.Add(new(cursor));
            }
            if (held.Count == 0) return;
            if (item.Code is { } late && !filter.Includes(late)) return;
            foreach (var value in held)
            {
                var reopened = value.Reopen(log, cancellation);
                reopened.Read();
                read(reopened, item);
            }
        }
        finally
        {
            held.ForEach(value => value.Dispose());
        }
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
