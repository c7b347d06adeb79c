using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads in-network files of the Transparency in Coverage rule (45 CFR 147.212), schema 1.x and 2.x, by their structure and not by the version
/// that they claim. Members may come in any order.
/// </summary>
public static class InNetworkReader
{
    /// <summary>Reads a file's content to its end.</summary>
    /// <exception cref="DataFormatException">It is no JSON, or no in-network file.</exception>
    public static InNetworkResult Read(string file, Stream content, CodeFilter filter, IInNetworkSink sink, CancellationToken cancellation = default)
    {
        var log = new ReadingLog(file);
        var providers = new ProviderParser(log, sink);
        var counts = new RowCounts(log);
        var rates = new RateParser(log, counts, providers, sink);
        var items = new ItemReader(log, filter, "in_network", "negotiated_rates", arrangement: null, rates.Read, cancellation);
        var header = new RootReader(log, "in-network file").Read(
            new(log, content, 0, cancellation), ("in_network", items.Read), ("provider_references", providers.ReadReferences));
        return new()
        {
            Header = header with { Structure = providers.HasNetworks || rates.HasSettings ? "2.x" : "1.x" },
            Accepted = counts.Accepted,
            RejectedByCode = counts.RejectedByCode,
            RejectedWithoutCode = counts.RejectedWithoutCode,
            Diagnostics = log.Diagnostics,
        };
    }
}
