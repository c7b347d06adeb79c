using System.Text.Json;
using Assayer.Codes;
using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>Reads provider references and provider groups.</summary>
sealed class ProviderParser(ReadingLog log, IInNetworkSink sink)
{
    /// <summary>Whether a network was named: schema 2.x.</summary>
    public bool HasNetworks { get; private set; }

    /// <summary>Reads the file's <c>provider_references</c>.</summary>
    public void ReadReferences(JsonCursor cursor)
    {
        const string Address = "/provider_references";
        if (cursor.Token != JsonTokenType.StartArray)
        {
            log.Odd(cursor.Offset, Address, "a list of provider references");
            cursor.Skip();
            return;
        }
        var depth = cursor.Depth;
        for (long index = 0; cursor.Read() && cursor.Depth > depth; index++)
        {
            if (cursor.Token == JsonTokenType.StartObject)
            {
                ReadReference(cursor, $"{Address}/{index}");
                continue;
            }
            log.Odd(cursor.Offset, $"{Address}/{index}", "a provider reference");
            cursor.Skip();
        }
    }

    /// <summary>Reads a list of provider groups, hands each on, and returns their ids.</summary>
    public List<Guid> ReadGroups(JsonCursor cursor, string address)
    {
        var groups = new List<Guid>();
        if (cursor.Token != JsonTokenType.StartArray)
        {
            log.Odd(cursor.Offset, address, "a list of provider groups");
            cursor.Skip();
            return groups;
        }
        var depth = cursor.Depth;
        for (var index = 0; cursor.Read() && cursor.Depth > depth; index++)
        {
            if (cursor.Token != JsonTokenType.StartObject)
            {
                log.Odd(cursor.Offset, $"{address}/{index}", "a provider group");
                cursor.Skip();
            }
            else if (ReadGroup(cursor, $"{address}/{index}") is { } group)
            {
                sink.Add(group);
                groups.Add(group.Id);
            }
        }
        return groups;
    }

    void ReadReference(JsonCursor cursor, string address)
    {
        var offset = cursor.Offset;
        string? id = null, location = null;
        List<string> networks = [];
        List<Guid> groups = [];
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.GetString();
            cursor.Read();
            switch (name)
            {
                case "provider_group_id": id = cursor.ReadText(); break;
                case "location": location = cursor.ReadText(); break;
                case "network_name":
                    var isOdd = false;
                    networks = cursor.ReadTexts(ref isOdd);
                    if (isOdd) log.Odd(offset, address + "/network_name", "a list of network names");
                    break;
                case "provider_groups": groups.AddRange(ReadGroups(cursor, address + "/provider_groups")); break;
                default: cursor.Skip(); break;
            }
        }
        if (id is null)
        {
            log.Add("RATE022", Severity.Warning, offset, address, () => "A provider reference has no provider_group_id, so that no price can use it.");
            return;
        }
        id = JsonValues.CanonicalNumber(id);
        HasNetworks |= networks.Count > 0;
        if (groups.Count == 0 && location is null)
            log.Add("RATE028", Severity.Warning, offset, address, () => $"Provider reference {id} has neither provider groups nor a location: its providers are not known.");
        if (groups.Count == 0)
            Add(id, networks, null, location);
        foreach (var group in groups) Add(id, networks, group, null);
    }

    void Add(string id, List<string> networks, Guid? group, string? location)
    {
        if (networks.Count == 0) sink.Add(new ProviderReference(id, null, group, location));
        foreach (var network in networks.Distinct(StringComparer.Ordinal)) sink.Add(new ProviderReference(id, network, group, location));
    }

    ProviderGroup? ReadGroup(JsonCursor cursor, string address)
    {
        var offset = cursor.Offset;
        string tinType = "", tin = "";
        string? businessName = null;
        List<string> npis = [];
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.GetString();
            cursor.Read();
            switch (name)
            {
                case "npi":
                    var isOdd = false;
                    npis = cursor.ReadTexts(ref isOdd);
                    if (isOdd) log.Odd(offset, address + "/npi", "a list of NPIs");
                    break;
                case "tin" when cursor.Token == JsonTokenType.StartObject: (tinType, tin, businessName) = ReadTin(cursor); break;
                case "tin": tin = cursor.ReadText() ?? ""; break;
                default: cursor.Skip(); break;
            }
        }
        return GroupOf(offset, address, tinType, tin, businessName, npis);
    }

    /// <summary>A group of what was read; null, with a warning, where nobody is named.</summary>
    public ProviderGroup? GroupOf(long offset, string address, string tinType, string tin, string? businessName, List<string> npis)
    {
        npis.RemoveAll(npi => npi == "0"); // providers known by their TIN only (schema 2.1.0)
        if (tin.Length == 0 && npis.Count == 0)
        {
            log.Add("RATE018", Severity.Warning, offset, address, () => "A provider group has neither a TIN nor an NPI; it was left out.");
            return null;
        }
        CheckIdentifiers(offset, address, tinType, tin, npis);
        return ProviderGroup.Of(tinType, tin, businessName, npis);
    }

    /// <summary>Reads a tax identifier.</summary>
    public static (string Type, string Value, string? BusinessName) ReadTin(JsonCursor cursor)
    {
        string type = "", value = "";
        string? businessName = null;
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.GetString();
            cursor.Read();
            switch (name)
            {
                case "type": type = cursor.ReadText()?.ToLowerInvariant() ?? ""; break;
                case "value": value = cursor.ReadText() ?? ""; break;
                case "business_name": businessName = cursor.ReadText(); break;
                default: cursor.Skip(); break;
            }
        }
        return (type, value, businessName);
    }

    void CheckIdentifiers(long offset, string address, string tinType, string tin, List<string> npis)
    {
        if (!Tin.TryParse(tinType, tin, out var parsed) || !parsed.IsWellFormed)
            log.Add("RATE017", Severity.Warning, offset, address + "/tin", () => $"'{tin}' of type '{tinType}' is not a well-formed TIN; it was kept as it stands.");
        foreach (var npi in npis)
        {
            if (npi.Length != 10 || npi.AsSpan().ContainsAnyExceptInRange('0', '9'))
                log.Add("RATE015", Severity.Warning, offset, address + "/npi", () => $"'{npi}' is not an NPI (ten digits); it was kept as it stands.");
            else if (!Npi.HasValidCheckDigit(npi))
                log.Add("RATE016", Severity.Warning, offset, address + "/npi", () => $"NPI {npi} has a wrong check digit; it was kept as it stands.");
        }
    }
}
