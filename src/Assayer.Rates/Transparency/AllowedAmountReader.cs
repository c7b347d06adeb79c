using Assayer.Evidence;
using Assayer.Rates.Files;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads allowed-amounts files of the Transparency in Coverage rule (45 CFR 147.212(b)(1)(ii)), schema 1.x and 2.x: what a payer paid out of
/// network in a period of 90 days, where at least 20 claims stand behind it. Members may come in any order. What one TIN was paid is held at a
/// time, and an item's unplaced part.
/// </summary>
public static class AllowedAmountReader
{
    const string Items = "out_of_network", Amounts = "allowed_amounts";

    /// <summary>Reads a file to its end: a thread of its own passes over what isn't wanted, this one reads the rest.</summary>
    /// <exception cref="DataFormatException">It is no JSON, or no allowed-amounts file.</exception>
    public static PriceFileResult Read(ReceivedFile file, CodeFilter filter, IInNetworkSink sink, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Read(file.Name, file.Blocks, filter, sink, cancellation);
    }

    /// <summary>Reads a file's content plainly: what the fast way is compared with.</summary>
    /// <exception cref="DataFormatException">It is no JSON, or no allowed-amounts file.</exception>
    public static PriceFileResult ReadPlainly(string file, Stream content, CodeFilter filter, IInNetworkSink sink, CancellationToken cancellation = default)
    {
        var log = new ReadingLog(file);
        return Read(log, new(log, content, 0, cancellation), filter, sink, cancellation);
    }

    internal static PriceFileResult Read(string file, ContentBlocks content, CodeFilter filter, IInNetworkSink sink, CancellationToken cancellation) =>
        SievedText.Read(content, filter, Items, Amounts, text =>
        {
            var log = new ReadingLog(file);
            return Read(log, new(log, text, cancellation), filter, sink, cancellation);
        }, cancellation);

    static PriceFileResult Read(ReadingLog log, JsonCursor cursor, CodeFilter filter, IInNetworkSink sink, CancellationToken cancellation)
    {
        var root = new RootParser(log, TransparencyKind.AllowedAmounts);
        var gate = new RowGate(log);
        var amounts = new AllowedAmountParser(log, gate, sink);
        var items = new ItemParser(log, filter, Items, Amounts, arrangement: "ffs", amounts.Read, cancellation);
        root.Read(cursor, (Items, items.Read));
        root.CheckDate();
        if (!items.HasItems)
            log.Add("RATE032", Severity.Information, 0, "/out_of_network", () => "The list is empty: nothing was paid often enough to be published.");
        var isSecond = amounts.HasSettings || root.Header.IssuerName is not null || root.Header.PlanSponsorName is not null;
        return gate.Result(root.Header with { Structure = isSecond ? "2.x" : "1.x" });
    }
}
