using Assayer.Evidence;

namespace Assayer.Rates.Benchmarks;

/// <summary>Counts what happens to a code's rows: docs/benchmark-method.md, step 3.</summary>
sealed class Waterfall
{
    public const string Expired = "EXPIRED";
    public const string Placeholder = "PLACEHOLDER";

    static readonly decimal[] PlaceholderDollars = [0m, 0.01m, 0.02m, 88888.88m, 99999.99m, 699999.99m, 999999.99m, 999999999m];

    long _later, _superseded, _expired, _placeholder, _used;

    /// <summary>Why a row is set aside; null when it is used. Counts it.</summary>
    public string? Judge(string? fileSetAside, string? negotiatedType, decimal amount, DateOnly? expiration, DateOnly? asOf)
    {
        var reason = ReasonFor(fileSetAside, negotiatedType, amount, expiration, asOf);
        switch (reason)
        {
            case Vintages.Later: _later++; break;
            case Vintages.Superseded: _superseded++; break;
            case Expired: _expired++; break;
            case Placeholder: _placeholder++; break;
            default: _used++; break;
        }
        return reason;
    }

    /// <summary>Why a row is set aside; null when it is used.</summary>
    public static string? ReasonFor(string? fileSetAside, string? negotiatedType, decimal amount, DateOnly? expiration, DateOnly? asOf) =>
        fileSetAside
        ?? (expiration < asOf ? Expired
            : negotiatedType == "percentage" ? amount == 0 ? Placeholder : null
            : PlaceholderDollars.Contains(amount) ? Placeholder
            : null);

    /// <summary>The steps, from rows read to entities used.</summary>
    public IReadOnlyList<WaterfallStep> Steps(long rejected, Observations observations, IReadOnlyCollection<ObservedSeries> single, Fact<long> outliers, Source source)
    {
        WaterfallStep Step(string code, string label, string unit, WaterfallKind kind, long count) => new(code, label, unit, kind, Fact.Known(count, source));
        var accepted = _later + _superseded + _expired + _placeholder + _used;
        var distinct = observations.Made - observations.Repeats;
        return
        [
            Step("ROWS_READ", "Rows read", "rows", WaterfallKind.Total, accepted + rejected),
            Step("REJECTED", "Rejected: unusable as filed", "rows", WaterfallKind.Removed, rejected),
            Step(Vintages.Later, "In a file dated after the as-of day", "rows", WaterfallKind.Removed, _later),
            Step(Vintages.Superseded, "In a file that a newer one replaces", "rows", WaterfallKind.Removed, _superseded),
            Step(Expired, "Expired before the as-of day", "rows", WaterfallKind.Removed, _expired),
            Step(Placeholder, "Placeholder amounts", "rows", WaterfallKind.Removed, _placeholder),
            Step("ROWS_USED", "Rows used", "rows", WaterfallKind.Total, _used),
            Step("OBSERVATIONS_MADE", "Observations: a row for each entity and network", "observations", WaterfallKind.Total, observations.Made),
            Step("REPEAT", "Repeats: same key and amount", "observations", WaterfallKind.Removed, observations.Repeats),
            Step("OBSERVATIONS", "Observations", "observations", WaterfallKind.Total, distinct),
            new("IMPLAUSIBLE", "Providers implausible for the service", "observations", WaterfallKind.NotAvailable,
                Fact.NotAvailable<long>("the providers' specialties are not loaded", "the NPPES file")),
            Step("MULTIPLE_AMOUNTS", "Entities with several amounts under one key", "entities", WaterfallKind.Flagged,
                single.Sum(series => (long)series.Voters.Values.Count(voter => voter.Amounts.Count > 1))),
            new("OUTLIER", "Values flagged as outliers", "entities", WaterfallKind.Flagged, outliers),
            Step("ENTITIES", "Contracting entities used", "entities", WaterfallKind.Total, single.SelectMany(series => series.Voters.Keys).Distinct().Count()),
        ];
    }
}
