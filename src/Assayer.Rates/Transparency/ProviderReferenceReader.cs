using System.Text.Json;
using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads a file of providers that an in-network file of schema 1.x points to. It has no number of its own: the pointer's counts. Besides the
/// schema's <c>provider_groups</c> at the root, a bare list of groups is read, and the groups of the only element of <c>provider_references</c>.
/// </summary>
public sealed class ProviderReferenceReader
{
    readonly ReadingLog _log;
    readonly Action<ProviderGroup> _sink;
    readonly GroupParser _groups;
    bool _hasList, _hasGroups;

    ProviderReferenceReader(string file, Action<ProviderGroup> sink)
    {
        (_log, _sink) = (new(file), sink);
        _groups = new(_log);
    }

    /// <summary>Reads a file's content to its end. What was handed on before an exception doesn't count.</summary>
    /// <param name="file">The file's name, for diagnostics.</param>
    /// <param name="content">The content, uncompressed.</param>
    /// <param name="sink">Takes each group, in the file's order.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>What there was to say.</returns>
    /// <exception cref="DataFormatException">It is no JSON, no provider-reference file, or holds several references.</exception>
    public static DiagnosticLog Read(string file, Stream content, Action<ProviderGroup> sink, CancellationToken cancellation = default)
    {
        var reader = new ProviderReferenceReader(file, sink);
        reader.ReadRoot(new(reader._log, content, 0, cancellation));
        return reader._log.Diagnostics;
    }

    void ReadRoot(JsonCursor cursor)
    {
        foreach (var name in cursor.RootMembers()) ReadMember(cursor, name);
        if (cursor.Token == JsonTokenType.StartArray)
        {
            ReadGroups(cursor, "");
            cursor.Read(); // anything after the list is a syntax error, thrown here
        }
        if (!_hasList) throw RootParser.NotOfKind(_log, cursor, "It has no provider_groups list, nor that of another kind of price file.");
        if (!_hasGroups) _log.Add("RATE028", Severity.Warning, 0, "", () => "The file has no provider groups: its providers are not known.");
    }

    void ReadMember(JsonCursor cursor, string name)
    {
        switch (name)
        {
            case "provider_groups": ReadGroups(cursor, "/provider_groups"); break;
            case "provider_references": ReadReferences(cursor); break;
            default:
                RootParser.RefuseOther(_log, cursor, TransparencyKind.ProviderReference, name);
                cursor.Skip();
                break;
        }
    }

    void ReadReferences(JsonCursor cursor)
    {
        const string Address = "/provider_references";
        foreach (var index in cursor.Objects(_log, Address, "a list of provider references", "a provider reference"))
        {
            if (index > 0) throw RootParser.NotOfKind(_log, cursor, "It holds several provider references, and the one that the pointer means can't be told.");
            foreach (var name in cursor.Members())
            {
                if (name == "provider_groups") ReadGroups(cursor, $"{Address}/0/provider_groups");
                else cursor.Skip();
            }
        }
    }

    void ReadGroups(JsonCursor cursor, string address)
    {
        _hasList = true;
        foreach (var group in _groups.Read(cursor, address))
        {
            _hasGroups = true;
            _sink(group);
        }
    }
}
