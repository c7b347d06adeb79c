using System.Text;

namespace Assayer.Rates.Transparency;

/// <summary>Takes what a reader finds, in the file's order: a lake, or a list in memory.</summary>
public interface IInNetworkSink
{
    /// <summary>A price.</summary>
    void Add(RateRow row);

    /// <summary>The providers of one or more prices. The same set may come again.</summary>
    void Add(ProviderSet providers);

    /// <summary>A reference; it may come before or after the prices that use it, or be used by none.</summary>
    void Add(ProviderReference reference);

    /// <summary>A group. The same group may come again.</summary>
    void Add(ProviderGroup group);

    /// <summary>A group, as the bytes of which <paramref name="id"/> is the hash.</summary>
    internal void Add(Guid id, ReadOnlySpan<byte> group) => Add(ProviderGroup.Read(id, new(group)));

    /// <summary>A group that stands under a reference, the number of which is a canonical decimal text.</summary>
    internal void Add(ReadOnlySpan<byte> reference, string? network, Guid group) => Add(new ProviderReference(Encoding.ASCII.GetString(reference), network, group, null));
}
