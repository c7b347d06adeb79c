using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads in-network files of the Transparency in Coverage rule (45 CFR 147.212), schema 1.x and 2.x, by their structure and not by the version
/// that they claim. Members may come in any order. One item's unplaced part is held at a time, never the file.
/// </summary>
public static class InNetworkReader
{
    /// <summary>Reads a file's content to its end.</summary>
    /// <exception cref="DataFormatException">It is no JSON, or no in-network file.</exception>
    public static PriceFileResult Read(string file, Stream content, CodeFilter filter, IInNetworkSink sink, CancellationToken cancellation = default)
    {
        var log = new ReadingLog(file);
        var root = new RootParser(log, TransparencyKind.InNetwork);
        var gate = new RowGate(log);
        var providers = new ProviderParser(log, sink);
        var rates = new RateParser(log, providers, gate, sink);
        var items = new ItemParser(log, filter, "in_network", "negotiated_rates", arrangement: null, rates.Read, cancellation);
        root.Read(new(log, content, 0, cancellation), ("in_network", items.Read), ("provider_references", providers.ReadReferences));
        root.CheckDate();
        return gate.Result(root.Header with { Structure = providers.HasNetworks || rates.HasSettings ? "2.x" : "1.x" });
    }
}
