using Assayer.Evidence;
using Assayer.Rates.Hospital;
using Assayer.Rates.Transparency;

namespace Assayer.Rates.Benchmarks;

/// <summary>Counts what happens to a code's rows in files of one kind: docs/benchmark-method.md, step 3.</summary>
sealed class Waterfall
{
    public const string Expired = "EXPIRED";
    public const string Placeholder = "PLACEHOLDER";
    public const string Implausible = "IMPLAUSIBLE";

    static readonly decimal[] PlaceholderDollars = [0m, 0.01m, 0.02m, 88888.88m, 99999.99m, 699999.99m, 999999.99m, 999999999m];

    readonly Dictionary<string, long> _setAside = new(StringComparer.Ordinal);
    long _used, _algorithms;

    /// <summary>Whether dollars stand for an amount that isn't known.</summary>
    public static bool IsPlaceholderDollars(decimal amount) => PlaceholderDollars.Contains(amount);

    /// <summary>Counts a row, set aside for a reason or, without one, used.</summary>
    /// <returns>Whether it is used.</returns>
    public bool Count(string? reason)
    {
        if (reason is null) _used++;
        else _setAside[reason] = _setAside.GetValueOrDefault(reason) + 1;
        return reason is null;
    }

    /// <summary>Counts a used row that has nothing but an algorithm.</summary>
    public void CountAlgorithm() => _algorithms++;

    /// <summary>Why a payer's row is set aside; null when it is used.</summary>
    public static string? ReasonFor(string? fileSetAside, RateRow row, DateOnly? asOf) =>
        fileSetAside
        ?? (row.Expiration < asOf ? Expired
            : row.NegotiatedType == "percentage" ? row.Amount == 0 ? Placeholder : null
            : IsPlaceholderDollars(row.Amount) ? Placeholder
            : null);

    /// <summary>Why a hospital's row is set aside; null when it is used.</summary>
    public static string? ReasonFor(string? fileSetAside, HospitalCharge row) => fileSetAside ?? (HospitalObservations.IsPlaceholder(row) ? Placeholder : null);

    /// <summary>The steps, from rows read to entities used.</summary>
    public IReadOnlyList<WaterfallStep> Steps(long rejected, Observations observations, Plausibility plausibility, Fact<long> outliers, Source source, bool ofHospitals = false)
    {
        WaterfallStep Step(string code, string label, string unit, WaterfallKind kind, long count) => new(code, label, unit, kind, Fact.Known(count, source));
        WaterfallStep Removed(string code, string label) => Step(code, label, "rows", WaterfallKind.Removed, _setAside.GetValueOrDefault(code));
        var voters = observations.Series.Values.SelectMany(series => series.Voters).ToLookup(pair => plausibility.IsImplausible(pair.Key.Entity));
        var implausible = voters[true].Sum(pair => (long)pair.Value.Amounts.Count);
        List<WaterfallStep> steps =
        [
            Step("ROWS_READ", "Rows read", "rows", WaterfallKind.Total, _setAside.Values.Sum() + _used + rejected),
            Step("REJECTED", "Rejected: unusable as filed", "rows", WaterfallKind.Removed, rejected),
            Removed(Vintages.Later, "In a file dated after the as-of day"),
            Removed(Vintages.Superseded, "In a file that a newer one replaces"),
        ];
        if (!ofHospitals) steps.Add(Removed(Expired, "Expired before the as-of day"));
        steps.AddRange(
        [
            Removed(Placeholder, "Placeholder amounts"),
            Step("ROWS_USED", "Rows used", "rows", WaterfallKind.Total, _used),
        ]);
        if (ofHospitals) steps.Add(Step("ALGORITHM", "Negotiated as an algorithm, without an amount", "rows", WaterfallKind.Flagged, _algorithms));
        steps.AddRange(
        [
            Step("OBSERVATIONS_MADE", ofHospitals ? "Observations: gross, cash and each plan's charge" : "Observations: a row for each entity and network", "observations", WaterfallKind.Total, observations.Made),
            Step("REPEAT", "Repeats: same key and amount", "observations", WaterfallKind.Removed, observations.Repeats),
        ]);
        if (!ofHospitals)
            steps.Add(plausibility.NotJudged is { } why
                ? new(Implausible, "Providers implausible for the service", "observations", WaterfallKind.NotAvailable, Fact.NotAvailable<long>(why.Reason, why.FilledBy))
                : Step(Implausible, "Providers implausible for the service", "observations", WaterfallKind.Removed, implausible));
        steps.AddRange(
        [
            Step("OBSERVATIONS", "Observations", "observations", WaterfallKind.Total, observations.Made - observations.Repeats - implausible),
            Step("MULTIPLE_AMOUNTS", "Entities with several amounts under one key", "entities", WaterfallKind.Flagged, voters[false].Count(pair => pair.Value.Amounts.Count > 1)),
            new("OUTLIER", "Values flagged as outliers", "entities", WaterfallKind.Flagged, outliers),
            Step("ENTITIES", ofHospitals ? "Hospitals used" : "Contracting entities used", "entities", WaterfallKind.Total,
                ofHospitals ? voters[false].Select(pair => pair.Key.Entity).Distinct().Count() : voters[false].Select(pair => pair.Key).Distinct().Count()),
        ]);
        return steps;
    }
}
