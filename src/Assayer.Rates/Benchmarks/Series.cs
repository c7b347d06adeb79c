using Assayer.Evidence;

namespace Assayer.Rates.Benchmarks;

/// <summary>Which part of a service a price is for.</summary>
public enum Component
{
    /// <summary>The whole service.</summary>
    Global,

    /// <summary>The professional part (modifier 26).</summary>
    Professional,

    /// <summary>The technical part (modifier TC).</summary>
    Technical,
}

/// <summary>Where a price holds, as far as Medicare distinguishes places.</summary>
public enum PlaceOfServiceClass
{
    /// <summary>The file names no place, or none that has a class.</summary>
    NotStated,

    /// <summary>Every place.</summary>
    Any,

    /// <summary>Places paid at Medicare's non-facility rate.</summary>
    NonFacility,

    /// <summary>Places paid at Medicare's facility rate.</summary>
    Facility,

    /// <summary>An ambulatory surgical centre: place of service 24 alone.</summary>
    AmbulatorySurgicalCenter,

    /// <summary>Some of both.</summary>
    Mixed,
}

/// <summary>Who has a vote in a series.</summary>
public enum Weighting
{
    /// <summary>Each contracting entity.</summary>
    Entity,

    /// <summary>Each NPI of each entity.</summary>
    Npi,
}

/// <summary>The kinds of file that prices stand in. Series never pool them.</summary>
public static class SourceKind
{
    /// <summary>A payer's negotiated rates.</summary>
    public const string InNetwork = "in-network";

    /// <summary>What a payer paid out of network.</summary>
    public const string AllowedAmounts = "allowed-amounts";

    /// <summary>A hospital's standard charges.</summary>
    public const string Hospital = "hospital";
}

/// <summary>What the observations of a series have in common. See docs/benchmark-method.md, step 5.</summary>
/// <param name="Payer">Resolved payer, or the name as filed; null: all payers.</param>
/// <param name="Network">Network as filed; null: not stated; <see cref="AllNetworks"/>: pooled.</param>
/// <param name="Component">Part of the service.</param>
/// <param name="Modifiers">Other modifiers, sorted and joined by commas; empty: none.</param>
/// <param name="BillingClass">"professional", "institutional", "both", or as filed.</param>
/// <param name="Setting">"inpatient", "outpatient", "both"; null: not stated.</param>
/// <param name="PlaceOfServiceClass">Where it holds.</param>
/// <param name="NegotiatedType">
/// "negotiated", "derived", "fee schedule", "percentage", "per diem", or <see cref="NegotiatedAndFeeSchedule"/>; of allowed amounts
/// <see cref="AllowedAmount"/>; of hospitals also <see cref="GrossCharge"/>, <see cref="DiscountedCash"/>, <see cref="PercentageInDollars"/>.
/// </param>
/// <param name="Arrangement">"ffs", "bundle", "capitation", of hospitals also "case rate", or as filed.</param>
/// <param name="Weighting">Who votes.</param>
public sealed record SeriesKey(
    string? Payer,
    string? Network,
    Component Component,
    string Modifiers,
    string BillingClass,
    string? Setting,
    PlaceOfServiceClass PlaceOfServiceClass,
    string NegotiatedType,
    string Arrangement,
    Weighting Weighting)
{
    /// <summary>In <see cref="Network"/>: a payer's networks pooled.</summary>
    public const string AllNetworks = "all networks";

    /// <summary>In <see cref="NegotiatedType"/>: both kinds of dollar price pooled.</summary>
    public const string NegotiatedAndFeeSchedule = "negotiated + fee schedule";

    /// <summary>In <see cref="NegotiatedType"/>: what a payer paid out of network.</summary>
    public const string AllowedAmount = "allowed amount";

    /// <summary>In <see cref="NegotiatedType"/>: a hospital's list price.</summary>
    public const string GrossCharge = "gross charge";

    /// <summary>In <see cref="NegotiatedType"/>: a hospital's price for those who pay cash.</summary>
    public const string DiscountedCash = "discounted cash";

    /// <summary>In <see cref="NegotiatedType"/>: a hospital's negotiated percentage, made dollars with the gross charge of the same row.</summary>
    public const string PercentageInDollars = "percentage, in dollars";

    /// <summary>The kind of file: one of <see cref="Benchmarks.SourceKind"/>.</summary>
    public string SourceKind { get; init; } = Benchmarks.SourceKind.InNetwork;

    /// <summary>Practice state of the providers, two letters; null: all states, and those unknown.</summary>
    public string? State { get; init; }

    /// <summary>"USD", "percent of billed charges" or "USD per day".</summary>
    public string Unit => NegotiatedType switch
    {
        "percentage" => "percent of billed charges",
        "per diem" => "USD per day",
        _ => "USD",
    };
}

/// <summary>A series with its statistics. Amounts are in the key's unit; a suppressed figure is missing, with the reason.</summary>
public sealed record RateSeries
{
    /// <summary>What the observations have in common.</summary>
    public required SeriesKey Key { get; init; }

    /// <summary>The payer's names as the files give them.</summary>
    public required IReadOnlyList<string> PayerAsFiled { get; init; }

    /// <summary>Where the figures come from: the series itself, whose inputs are the files.</summary>
    public required Source Source { get; init; }

    /// <summary>Entities that voted.</summary>
    public required Fact<int> Entities { get; init; }

    /// <summary>How many of them are references that couldn't be resolved.</summary>
    public required Fact<int> UnresolvedEntities { get; init; }

    /// <summary>Different NPIs of the entities.</summary>
    public required Fact<int> Npis { get; init; }

    /// <summary>Observations, repeats counted once.</summary>
    public required Fact<int> Observations { get; init; }

    /// <summary>Entities with several amounts.</summary>
    public required Fact<int> MultipleAmounts { get; init; }

    /// <summary>Entities whose value is flagged as an outlier.</summary>
    public required Fact<int> Outliers { get; init; }

    /// <summary>Smallest.</summary>
    public required Fact<double> Min { get; init; }

    /// <summary>10th percentile.</summary>
    public required Fact<double> P10 { get; init; }

    /// <summary>25th percentile.</summary>
    public required Fact<double> P25 { get; init; }

    /// <summary>Median.</summary>
    public required Fact<double> P50 { get; init; }

    /// <summary>75th percentile.</summary>
    public required Fact<double> P75 { get; init; }

    /// <summary>90th percentile.</summary>
    public required Fact<double> P90 { get; init; }

    /// <summary>Largest.</summary>
    public required Fact<double> Max { get; init; }

    /// <summary>Arithmetic mean.</summary>
    public required Fact<double> Mean { get; init; }

    /// <summary>The median as a percentage of Medicare's price for the same thing.</summary>
    public required Fact<double> PercentOfMedicareP50 { get; init; }

    /// <summary>
    /// The median of each entity's value as a percentage of what Medicare pays for the same thing where the entity practises. Missing where
    /// Medicare's price doesn't depend on the place, or the places aren't known.
    /// </summary>
    public required Fact<double> PercentOfLocalMedicareP50 { get; init; }

    /// <summary>Entities with a known locality: those behind <see cref="PercentOfLocalMedicareP50"/>.</summary>
    public required Fact<int> EntitiesWithLocality { get; init; }

    /// <summary>The series with the providers implausible for the service left in; null where there are none, or that isn't known.</summary>
    public RateSeries? WithImplausible { get; init; }

    /// <summary>The median without the entities that have several amounts; null where there are none such.</summary>
    public Fact<double>? P50WithoutMultipleAmounts { get; init; }

    /// <summary>What a reader should know before using it: "fewer than 10 entities".</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
