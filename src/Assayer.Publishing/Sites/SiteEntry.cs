using Assayer.Codes;
using Assayer.Publishing.CodeReports;
using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.Sites;

/// <summary>What a site's index says of a code. The figures are those of the code's report, which names their sources.</summary>
public sealed record SiteEntry
{
    /// <summary>Kind of code, as <see cref="BillingCodeType.Name"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The code without its kind.</summary>
    public required string Value { get; init; }

    /// <summary>Our own name; null where no profile gives one.</summary>
    public string? Name { get; init; }

    /// <summary>The payers whose files price it.</summary>
    public IReadOnlyList<string> Payers { get; init; } = [];

    /// <summary>How many hospitals' files price it.</summary>
    public int Hospitals { get; init; }

    /// <summary>The headline: payers' median, in US dollars; null without one.</summary>
    public double? Median { get; init; }

    /// <summary>The median as a percentage of Medicare's price; null where that isn't known.</summary>
    public double? PercentOfMedicare { get; init; }

    /// <summary>The day for which the prices hold; null where that isn't known.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Whether any figure of the report is made up.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>The code.</summary>
    internal BillingCode Code => new(BillingCodeType.From(Type), Value);

    /// <summary>What the index says of a report.</summary>
    public static SiteEntry Of(CodeReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var headline = report.Summary.Headline;
        return new()
        {
            Type = report.Code.Type.Name,
            Value = report.Code.Value,
            Name = report.Summary.Name.ValueOr(null),
            Payers = [.. report.Presence.Items.Where(payer => payer.Presence == Presence.Priced).Select(payer => payer.Payer)],
            Hospitals = report.Benchmarks.Hospitals.Items.Select(prices => prices.Hospital).Distinct().Count(),
            Median = headline.Median.IsKnown ? headline.Median.Value : null,
            PercentOfMedicare = headline.PercentOfMedicare.IsKnown ? headline.PercentOfMedicare.Value : null,
            AsOf = report.AsOf.IsKnown ? report.AsOf.Value : null,
            IsSynthetic = report.IsSynthetic,
        };
    }
}
