using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads allowed-amounts files of the Transparency in Coverage rule (45 CFR 147.212(b)(1)(ii)), schema 1.x and 2.x: what a payer paid out of
/// network in a period of 90 days, where at least 20 claims stand behind it. Members may come in any order. What one TIN was paid is held at a
/// time, and an item's unplaced part.
/// </summary>
public static class AllowedAmountReader
{
    /// <summary>Reads a file's content to its end.</summary>
    /// <exception cref="DataFormatException">It is no JSON, or no allowed-amounts file.</exception>
    public static PriceFileResult Read(string file, Stream content, CodeFilter filter, IInNetworkSink sink, CancellationToken cancellation = default)
    {
        var log = new ReadingLog(file);
        var root = new RootParser(log, TransparencyKind.AllowedAmounts);
        var gate = new RowGate(log);
        var amounts = new AllowedAmountParser(log, gate, sink);
        var items = new ItemParser(log, filter, "out_of_network", "allowed_amounts", arrangement: "ffs", amounts.Read, cancellation);
        root.Read(new(log, content, 0, cancellation), ("out_of_network", items.Read));
        root.CheckDate();
        if (items.Count == 0)
            log.Add("RATE032", Severity.Information, 0, "/out_of_network", () => "The list is empty: nothing was paid often enough to be published.");
        var isSecond = amounts.HasSettings || root.Header.IssuerName is not null || root.Header.PlanSponsorName is not null;
        return gate.Result(root.Header with { Structure = isSecond ? "2.x" : "1.x" });
    }
}
