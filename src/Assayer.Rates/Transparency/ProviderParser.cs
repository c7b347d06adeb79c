using System.Text;
using System.Text.Json;
using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>Reads provider references, and the groups of references and rates.</summary>
/// <param name="log">Takes what there is to say.</param>
/// <param name="sink">Takes what is found.</param>
/// <param name="scanner">Reads what is written as usual; null: all is read plainly.</param>
sealed class ProviderParser(ReadingLog log, IInNetworkSink sink, ProviderScanner? scanner)
{
    readonly GroupParser _groups = new(log);
    readonly RecordWriter _reference = new(), _filedGroups = new();

    /// <summary>Whether a network was named: schema 2.x.</summary>
    public bool HasNetworks { get; private set; }

    /// <summary>Reads the file's <c>provider_references</c>.</summary>
    public void ReadReferences(JsonCursor cursor)
    {
        const string Address = "/provider_references";
        var next = 0L;
        Action<long> take = Take;
        foreach (var index in cursor.Objects(log, Address, "a list of provider references", "a provider reference"))
        {
            next = index;
            if (scanner is null || !cursor.TryScan(scanner.Reference, take)) ReadReference(cursor, $"{Address}/{index}");
        }

        void Take(long offset)
        {
            HasNetworks |= scanner!.HasNetworks;
            scanner.TakeReference(offset, Address, next++, sink);
        }
    }

    /// <summary>Reads a list of provider groups, hands each on, and returns their ids.</summary>
    public List<Guid> ReadGroups(JsonCursor cursor, string address)
    {
        var groups = new List<Guid>();
        foreach (var group in _groups.Read(cursor, address))
        {
            sink.Add(group);
            groups.Add(group.Id);
        }
        return groups;
    }

    void ReadReference(JsonCursor cursor, string address)
    {
        var offset = cursor.Offset;
        string? id = null, location = null;
        List<string> networks = [];
        var groups = 0;
        _filedGroups.Begin();
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
                case "provider_groups":
                    foreach (var group in _groups.Read(cursor, address + "/provider_groups"))
                    {
                        group.Write(_filedGroups);
                        groups++;
                    }
                    break;
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
        if (groups == 0 && location is null)
            log.Add("RATE028", Severity.Warning, offset, address, () => $"Provider reference {id} has neither provider groups nor a location: its providers are not known.");
        FiledReference.Write(_reference.Begin(), Encoding.UTF8.GetBytes(id), [.. networks.Distinct(StringComparer.Ordinal)], groups == 0 ? location : null, groups);
        sink.AddReference(_reference.Record, _filedGroups.Record);
    }
}
