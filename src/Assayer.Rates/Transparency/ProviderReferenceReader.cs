using System.Text.Json;
using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads a provider-reference file, which schema 1.x lets lie outside an in-network file: provider groups without an id of their own. Also as a list
/// of such objects, or within <c>provider_references</c>, as some payers write it.
/// </summary>
public static class ProviderReferenceReader
{
    /// <summary>Hands on the file's groups, and says how many.</summary>
    /// <exception cref="DataFormatException">It is no JSON, or has no provider groups.</exception>
    public static long Read(string file, Stream content, Action<ProviderGroup> add, CancellationToken cancellation = default)
    {
        var log = new ReadingLog(file);
        var groups = new GroupSink(add);
        var parser = new ProviderParser(log, groups);
        var cursor = new JsonCursor(log, content, 0, cancellation);
        while (cursor.Read())
        {
            if (cursor.Token != JsonTokenType.PropertyName || !cursor.Is("provider_groups"u8)) continue;
            cursor.Read();
            parser.ReadGroups(cursor, "/provider_groups");
        }
        return groups.Count > 0
            ? groups.Count
            : throw new DataFormatException(new("RATE033", Severity.Error, new(file), "The provider-reference file has no provider groups.", "Ask its publisher."));
    }

    sealed class GroupSink(Action<ProviderGroup> add) : IInNetworkSink
    {
        public long Count { get; private set; }

        public void Add(ProviderGroup group)
        {
            Count++;
            add(group);
        }

        public void Add(RateRow row) { }
        public void Add(ProviderSet providers) { }
        public void Add(ProviderReference reference) { }
    }
}
