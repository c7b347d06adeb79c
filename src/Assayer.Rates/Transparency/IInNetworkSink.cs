namespace Assayer.Rates.Transparency;

/// <summary>Takes what a reader finds, in the file's order: a lake, or a list in memory.</summary>
public interface IInNetworkSink
{
    /// <summary>A price.</summary>
    void Add(RateRow row);

    /// <summary>The providers of one or more prices. The same set may come again.</summary>
    void Add(ProviderSet providers);

    /// <summary>A reference; it may come before or after the prices that use it, or be used by none.</summary>
    void Add(FiledReference reference);

    /// <summary>A group of a price. The same group may come again.</summary>
    void Add(ProviderGroup group);

    /// <summary>A group, as the bytes of which <paramref name="id"/> is the hash.</summary>
    internal void Add(Guid id, ReadOnlySpan<byte> group) => Add(ProviderGroup.Read(id, new(group)));

    /// <summary>A price, without an object of its own.</summary>
    internal void Add(in ScannedRow row) => Add(row.ToRow());

    /// <summary>A set, as the bytes of which <paramref name="id"/> is the hash.</summary>
    internal void AddSet(Guid id, ReadOnlySpan<byte> providers) => Add(ProviderSet.Read(id, new(providers)));

    /// <summary>A reference, as bytes.</summary>
    /// <param name="reference">It, without its groups.</param>
    /// <param name="groups">They.</param>
    internal void AddReference(ReadOnlySpan<byte> reference, ReadOnlySpan<byte> groups) => Add(FiledReference.Read(new([.. reference, .. groups])));
}
