using Assayer.Evidence;
using Assayer.Rates.Files;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads in-network files of the Transparency in Coverage rule (45 CFR 147.212), schema 1.x and 2.x, by their structure and not by the version
/// that they claim. Members may come in any order. One item's unplaced part is held at a time, never the file.
/// </summary>
public static class InNetworkReader
{
    const string Items = "in_network", Prices = "negotiated_rates";

    /// <summary>Reads a file to its end: a thread of its own passes over what isn't wanted, this one reads the rest.</summary>
    /// <exception cref="DataFormatException">It is no JSON, or no in-network file.</exception>
    public static PriceFileResult Read(ReceivedFile file, CodeFilter filter, IInNetworkSink sink, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Read(file.Name, file.Blocks, filter, sink, cancellation);
    }

    /// <summary>Reads a file's content plainly: what the fast way is compared with.</summary>
    /// <exception cref="DataFormatException">It is no JSON, or no in-network file.</exception>
    public static PriceFileResult ReadPlainly(string file, Stream content, CodeFilter filter, IInNetworkSink sink, CancellationToken cancellation = default)
    {
        var log = new ReadingLog(file);
        return Read(log, new(log, content, 0, cancellation), filter, sink, isFast: false, cancellation);
    }

    internal static PriceFileResult Read(string file, ContentBlocks content, CodeFilter filter, IInNetworkSink sink, CancellationToken cancellation) =>
        SievedText.Read(content, filter, Items, Prices, text =>
        {
            var log = new ReadingLog(file);
            return Read(log, new(log, text, cancellation), filter, sink, isFast: true, cancellation);
        }, cancellation);

    static PriceFileResult Read(ReadingLog log, JsonCursor cursor, CodeFilter filter, IInNetworkSink sink, bool isFast, CancellationToken cancellation)
    {
        var root = new RootParser(log, TransparencyKind.InNetwork);
        var gate = new RowGate(log);
        var scanner = isFast ? new ProviderScanner(new(log)) : null;
        var providers = new ProviderParser(log, sink, scanner);
        var rates = new RateParser(log, providers, gate, sink, scanner is null ? null : new(scanner));
        var items = new ItemParser(log, filter, Items, Prices, arrangement: null, rates.Read, cancellation);
        root.Read(cursor, (Items, items.Read), ("provider_references", providers.ReadReferences));
        root.CheckDate();
        return gate.Result(root.Header with { Structure = providers.HasNetworks || rates.HasSettings ? "2.x" : "1.x" });
    }
}
