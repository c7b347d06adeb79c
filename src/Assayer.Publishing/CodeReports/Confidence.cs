using System.Globalization;
using Assayer.Codes.Medicare;
using Assayer.Evidence;
using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.CodeReports;

/// <summary>A question about the headline series, answered from its counts.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Finding">The counts, in a sentence.</param>
/// <param name="Holds">Whether the counts keep to the rule; null when they aren't known.</param>
public sealed record ConfidenceCheck(string Question, Fact<string> Finding, bool? Holds);

/// <summary>
/// How sure the headline is: a sentence chosen by fixed rules from counts that are printed beside it, never a score. The limits
/// are the house's own: 10 entities are what P10 and P90 need (docs/benchmark-method.md, step 6), the shares are where a median
/// can begin to move.
/// </summary>
/// <param name="Verdict">The sentence.</param>
/// <param name="Checks">The counts behind it.</param>
public sealed record Confidence(Fact<string> Verdict, IReadOnlyList<ConfidenceCheck> Checks)
{
    const int EnoughEntities = 10;
    const double MostUnresolved = 0.10;
    const double MostMultiple = 0.25;

    /// <summary>The rules, as the report's method section prints them.</summary>
    internal static IReadOnlyList<string> Rules { get; } =
    [
        "How sure the headline is: four checks. At least 10 entities have a vote; at most 10% of them are provider references that could not be resolved; at most 25% have several amounts; the Medicare schedule covers the report's day.",
        "The verdict is \"Firm\" when all four hold, \"Indicative only\" with fewer than 10 entities, and \"Firm with reservations\" otherwise. A check whose counts are not known does not hold.",
    ];

    internal static Confidence Of(RateSeries? series, MedicareAmount medicare)
    {
        if (series is null)
        {
            var none = Fact.NotAvailable<string>("there is no headline series to judge", "a payer's in-network file that prices the code");
            return new(none, []);
        }
        ConfidenceCheck[] checks =
        [
            new("Enough entities?", series.Entities.Select(Voted), series.Entities.IsKnown ? series.Entities.Value >= EnoughEntities : null),
            Share("Providers resolved?", series.UnresolvedEntities, series.Entities, "could not be resolved from the file's provider references", MostUnresolved),
            Share("One amount each?", series.MultipleAmounts, series.Entities, "have several amounts", MostMultiple),
            new("Medicare of the same day?", medicare.VintageGapDays.Select(Gap), medicare.VintageGapDays.IsKnown ? medicare.VintageGapDays.Value == 0 : null),
        ];
        var verdict = checks[0].Holds != true ? "Indicative only: too few entities for the spread to mean much."
            : checks.All(check => check.Holds == true) ? "Firm: every check holds."
            : "Firm with reservations: not every check holds.";
        return new(Fact.Known(verdict, series.Source), checks);
    }

    static ConfidenceCheck Share(string question, Fact<int> part, Fact<int> whole, string what, double limit)
    {
        if ((part.Missing ?? whole.Missing) is { } missing) return new(question, Fact.NotAvailable<string>(missing.Reason, missing.FilledBy), null);
        if (whole.Value == 0) return new(question, whole.Select(_ => "No entity has a vote."), null);
        var share = (double)part.Value / whole.Value;
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{part.Value:N0} of {whole.Value:N0} {(whole.Value == 1 ? "entity" : "entities")} ({100 * share:0.#}%) {what}.");
        return new(question, Fact.Known(text, [.. part.Sources.Union(whole.Sources)]), share <= limit);
    }

    static string Voted(int entities) =>
        string.Create(CultureInfo.InvariantCulture, $"{entities:N0} contracting {(entities == 1 ? "entity has a vote." : "entities have a vote.")}");

    static string Gap(int days) => days switch
    {
        0 => "The schedule covers the report's day.",
        < 0 => $"The schedule ended {Days(-days)} before the report's day.",
        _ => $"The schedule begins {Days(days)} after the report's day.",
    };

    static string Days(int days) => string.Create(CultureInfo.InvariantCulture, $"{days:N0} {(days == 1 ? "day" : "days")}");
}
