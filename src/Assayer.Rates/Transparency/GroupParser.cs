using System.Text.Json;
using Assayer.Codes;
using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>Reads provider groups, and the identifiers that they are made of.</summary>
sealed class GroupParser(ReadingLog log)
{
    /// <summary>Reads a list of provider groups.</summary>
    public IEnumerable<ProviderGroup> Read(JsonCursor cursor, string address)
    {
        foreach (var index in cursor.Objects(log, address, "a list of provider groups", "a provider group"))
            if (ReadGroup(cursor, $"{address}/{index}") is { } group) yield return group;
    }

    /// <summary>Reads a TIN; empty where there is none.</summary>
    public static TinAsFiled ReadTin(JsonCursor cursor)
    {
        if (cursor.Token != JsonTokenType.StartObject) return new("", cursor.ReadText() ?? "", null);
        string type = "", value = "";
        string? businessName = null;
        foreach (var name in cursor.Members())
        {
            switch (name)
            {
                case "type": type = cursor.ReadText()?.ToLowerInvariant() ?? ""; break;
                case "value": value = cursor.ReadText() ?? ""; break;
                case "business_name": businessName = cursor.ReadText(); break;
                default: cursor.Skip(); break;
            }
        }
        return new(type, value, businessName);
    }

    /// <summary>Reads a list of NPIs; empty where only the TIN is known, which schema 2.1.0 writes as <c>[0]</c>.</summary>
    public List<string> ReadNpis(JsonCursor cursor, string address)
    {
        var offset = cursor.Offset;
        var isOdd = false;
        var npis = cursor.ReadTexts(ref isOdd);
        if (isOdd) log.Odd(offset, address, "a list of NPIs");
        npis.RemoveAll(npi => npi == "0");
        return npis;
    }

    /// <summary>Warns of a TIN that isn't well formed.</summary>
    public void Check(TinAsFiled tin, long offset, string address)
    {
        if (!Tin.TryParse(tin.Type, tin.Value, out var parsed) || !parsed.IsWellFormed)
            log.Add("RATE017", Severity.Warning, offset, address, () => $"'{tin.Value}' of type '{tin.Type}' is not a well-formed TIN; it was kept as it stands.");
    }

    /// <summary>Warns of NPIs that aren't well formed.</summary>
    public void Check(List<string> npis, long offset, string address)
    {
        foreach (var npi in npis)
        {
            if (npi.Length != 10 || npi.AsSpan().ContainsAnyExceptInRange('0', '9'))
                log.Add("RATE015", Severity.Warning, offset, address, () => $"'{npi}' is not an NPI (ten digits); it was kept as it stands.");
            else if (!Npi.HasValidCheckDigit(npi))
                log.Add("RATE016", Severity.Warning, offset, address, () => $"NPI {npi} has a wrong check digit; it was kept as it stands.");
        }
    }

    ProviderGroup? ReadGroup(JsonCursor cursor, string address)
    {
        var offset = cursor.Offset;
        var tin = new TinAsFiled("", "", null);
        List<string> npis = [];
        foreach (var name in cursor.Members())
        {
            switch (name)
            {
                case "npi": npis = ReadNpis(cursor, address + "/npi"); break;
                case "tin": tin = ReadTin(cursor); break;
                default: cursor.Skip(); break;
            }
        }
        if (tin.Value.Length == 0 && npis.Count == 0)
        {
            log.Add("RATE018", Severity.Warning, offset, address, () => "A provider group has neither a TIN nor an NPI; it was left out.");
            return null;
        }
        Check(tin, offset, address + "/tin");
        Check(npis, offset, address + "/npi");
        return ProviderGroup.Of(tin.Type, tin.Value, tin.BusinessName, npis);
    }
}

/// <summary>A tax identifier as it stands; empty texts where it isn't stated.</summary>
/// <param name="Type">"ein", "npi", or as filed.</param>
/// <param name="Value">The identifier.</param>
/// <param name="BusinessName">The name under which it is known; null when not stated.</param>
readonly record struct TinAsFiled(string Type, string Value, string? BusinessName);
