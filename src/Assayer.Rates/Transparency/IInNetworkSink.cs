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
}
