using Assayer.Publishing.Documents;

namespace Assayer.Publishing.Charts;

/// <summary>A row of <see cref="RateStrips"/>: percentiles in US dollars; null where they aren't shown.</summary>
/// <param name="Label">Whose.</param>
/// <param name="IsPooled">Whether it pools the others.</param>
/// <param name="Remark">"42 entities".</param>
/// <param name="P10">10th percentile.</param>
/// <param name="P25">25th percentile.</param>
/// <param name="P50">Median.</param>
/// <param name="P75">75th percentile.</param>
/// <param name="P90">90th percentile.</param>
public sealed record RateStrip(string Label, bool IsPooled, string Remark, double? P10, double? P25, double? P50, double? P75, double? P90)
{
    internal IEnumerable<double> Values => new[] { P10, P25, P50, P75, P90 }.OfType<double>();
}

/// <summary>Distributions side by side on one scale of dollars: a line from P10 to P90, a box from P25 to P75, a tick at the median.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Description">What can be seen in it.</param>
/// <param name="Rows">The distributions.</param>
/// <param name="Reference">Medicare's price, drawn through all rows; null without one.</param>
/// <param name="ReferenceLabel">"Medicare $49.03".</param>
public sealed record RateStrips(string Title, string Description, IReadOnlyList<RateStrip> Rows, double? Reference, string? ReferenceLabel)
    : Chart(Title, Description);

/// <summary>A bar of <see cref="WaterfallBars"/>.</summary>
/// <param name="Label">The step.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Value">The count as printed, or "not available".</param>
/// <param name="Start">Where the bar starts, as a share of the unit's largest total.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Style">"total", "removed", "flagged" or "absent".</param>
public sealed record WaterfallBar(string Label, string Unit, string Value, double Start, double End, string Style);

/// <summary>From what there is to what is used, step by step.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Description">What can be seen in it.</param>
/// <param name="Bars">The steps.</param>
public sealed record WaterfallBars(string Title, string Description, IReadOnlyList<WaterfallBar> Bars) : Chart(Title, Description);
