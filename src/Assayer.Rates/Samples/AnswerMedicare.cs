using Assayer.Rates.Benchmarks;

namespace Assayer.Rates.Samples;

/// <summary>Medicare's price for the same thing as a series. See docs/benchmark-method.md, steps 7 and 8.</summary>
/// <param name="Price">Dollars; null where there is none to compare with.</param>
/// <param name="Low">Below so many times it, a value is flagged.</param>
/// <param name="High">Above so many times it, too.</param>
sealed record AnswerMedicare(decimal? Price, decimal Low, decimal High)
{
    static readonly AnswerMedicare None = new(null, 0, 0);

    // Relative values of the physician fee schedule, October 2025 release: work, practice expense out of and in facilities, malpractice.
    static readonly Dictionary<string, (decimal Work, decimal NonFacility, decimal Facility, decimal Malpractice)> RelativeValues = new()
    {
        ["43239"] = (2.39m, 8.36m, 1.42m, 0.29m),
        ["80503"] = (0.43m, 0.36m, 0.20m, 0.02m),
        ["80505"] = (1.71m, 1.06m, 0.84m, 0.10m),
        ["88184"] = (0m, 2.31m, 2.31m, 0.03m),
        ["88185"] = (0m, 0.68m, 0.68m, 0m),
        ["88187"] = (0.74m, 0.29m, 0.29m, 0.03m),
        ["88188"] = (1.20m, 0.55m, 0.55m, 0.05m),
        ["88189"] = (1.70m, 0.68m, 0.68m, 0.07m),
        ["88305"] = (0.75m, 1.38m, 1.38m, 0.02m),
        ["88305-26"] = (0.75m, 0.32m, 0.32m, 0.01m),
        ["88305-TC"] = (0m, 1.06m, 1.06m, 0.01m),
    };

    /// <summary>The row of relative values, and whether in facilities; null where the price isn't the physician fee schedule's.</summary>
    public (string Row, bool InFacility)? ByLocality { get; init; }

    /// <summary>What a series of a code is compared with.</summary>
    public static AnswerMedicare For(SampleCode code, SeriesKey key)
    {
        if (key.Arrangement != "ffs" || key.NegotiatedType is "percentage" or "per diem" || key.Setting == "inpatient") return None;
        if (code.LaboratoryFee is { } laboratory) return new(laboratory, 0.3m, 4.5m);
        if (code.NonFacilityFee is not { } near) return None;
        if (key.PlaceOfServiceClass == PlaceOfServiceClass.AmbulatorySurgicalCenter) return Facility(code.SurgicalCenterFee, key);
        if (key.BillingClass != "professional") return key.BillingClass == "institutional" || key.SourceKind == SourceKind.Hospital ? Facility(code.OutpatientFee, key) : None;

        // 88305 alone comes in parts; their fees are the same in and out of facilities.
        if (key.Component != Component.Global)
            return key.Component == Component.Professional ? Professional(SampleCode.Fee(1.08m), "88305-26", false) : Professional(SampleCode.Fee(1.07m), "88305-TC", false);
        return key.PlaceOfServiceClass switch
        {
            PlaceOfServiceClass.NonFacility => Professional(near, code.Value, false),
            PlaceOfServiceClass.Facility => Professional(code.FacilityFee!.Value, code.Value, true),
            _ => near == code.FacilityFee ? Professional(near, code.Value, false) : None,
        };
    }

    /// <summary>The physician fee schedule's price at a place.</summary>
    public decimal PriceAt(SampleSite site)
    {
        var (row, inFacility) = ByLocality!.Value;
        var (work, nonFacility, facility, malpractice) = RelativeValues[row];
        return decimal.Round((work * site.Work + (inFacility ? facility : nonFacility) * site.Expense + malpractice * site.Malpractice) * SampleCode.ConversionFactor, 2, MidpointRounding.AwayFromZero);
    }

    /// <summary>How many entities are flagged as outliers; null where nothing tells.</summary>
    public int? Outliers(IReadOnlyList<Vote> votes)
    {
        if (Price is { } price)
            return votes.Count(vote => (decimal)vote.Value < Low * price || (decimal)vote.Value > High * price);
        if (votes.Count < 40) return null;
        double[] logarithms = [.. votes.Select(vote => Math.Log(vote.Value)).Order()];
        var (first, third) = (AnswerSeries.Percentile(logarithms, 0.25), AnswerSeries.Percentile(logarithms, 0.75));
        var reach = 1.5 * (third - first);
        return logarithms.Count(value => value < first - reach || value > third + reach);
    }

    // A part of the service has no fee of a surgical centre or an outpatient department.
    static AnswerMedicare Facility(decimal? fee, SeriesKey key) => fee is null || key.Component != Component.Global ? None : new(fee, 0.5m, 30m);

    static AnswerMedicare Professional(decimal price, string row, bool inFacility) => new(price, 0.5m, 5.5m) { ByLocality = (row, inFacility) };
}
