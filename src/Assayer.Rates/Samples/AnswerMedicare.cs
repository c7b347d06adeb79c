using Assayer.Rates.Benchmarks;

namespace Assayer.Rates.Samples;

/// <summary>Medicare's price for the same thing as a series. See docs/benchmark-method.md, steps 7 and 8.</summary>
/// <param name="Price">Dollars; null where there is none to compare with.</param>
/// <param name="Low">Below so many times it, a value is flagged.</param>
/// <param name="High">Above so many times it, too.</param>
sealed record AnswerMedicare(decimal? Price, decimal Low, decimal High)
{
    static readonly AnswerMedicare None = new(null, 0, 0);

    /// <summary>What a series of a code is compared with.</summary>
    public static AnswerMedicare For(SampleCode code, SeriesKey key)
    {
        if (key.Arrangement != "ffs" || key.NegotiatedType is "percentage" or "per diem") return None;
        if (code.LaboratoryFee is { } laboratory) return key.Setting == "inpatient" ? None : new(laboratory, 0.3m, 4.5m);
        if (code.NonFacilityFee is not { } near || key.BillingClass != "professional" || key.PlaceOfServiceClass == PlaceOfServiceClass.AmbulatorySurgicalCenter)
            return None;

        // 88305 alone comes in parts; their fees are the same in and out of facilities.
        if (key.Component != Component.Global) return Professional(SampleCode.Fee(key.Component == Component.Professional ? 1.08m : 1.07m));
        return key.PlaceOfServiceClass switch
        {
            PlaceOfServiceClass.NonFacility => Professional(near),
            PlaceOfServiceClass.Facility => Professional(code.FacilityFee!.Value),
            _ => near == code.FacilityFee ? Professional(near) : None,
        };
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

    static AnswerMedicare Professional(decimal price) => new(price, 0.5m, 5.5m);
}
