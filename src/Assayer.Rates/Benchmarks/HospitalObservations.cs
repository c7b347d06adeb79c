using Assayer.Rates.Hospital;
using Assayer.Rates.Payers;

namespace Assayer.Rates.Benchmarks;

/// <summary>Turns hospitals' rows into observations: docs/benchmark-method.md, step 4.</summary>
static class HospitalObservations
{
    /// <summary>What a used row says: up to four observations, and none for an algorithm alone.</summary>
    public static IEnumerable<Observation> Of(HospitalFile file, HospitalCharge row)
    {
        var (component, modifiers) = Observations.Parts(row.Modifiers);
        var entity = Entity.Of(file.Header);
        var forAll = new SeriesKey(
            null, null, component, modifiers, ClassOf(row), row.Setting, PlaceOfServiceClass.NotStated, SeriesKey.GrossCharge, "ffs", Weighting.Entity)
        { SourceKind = SourceKind.Hospital };
        Observation Make(SeriesKey key, decimal amount) => new(key, entity, amount, file.Header.Npis, file.Source, key.Payer is null ? null : row.PayerName);

        if (IsUsable(row.Gross)) yield return Make(forAll, row.Gross!.Value);
        if (IsUsable(row.DiscountedCash)) yield return Make(forAll with { NegotiatedType = SeriesKey.DiscountedCash }, row.DiscountedCash!.Value);
        if (row.PayerName is null) yield break;

        var plan = forAll with { Payer = PayerDirectory.Default.Resolve(row.PayerName).Name, Network = row.PlanName, Arrangement = row.Methodology == "case rate" ? "case rate" : "ffs" };
        if (IsUsable(row.NegotiatedDollar)) yield return Make(plan with { NegotiatedType = TypeOfDollars(row) }, row.NegotiatedDollar!.Value);
        if (!IsUsablePercentage(row)) yield break;
        yield return Make(plan with { NegotiatedType = "percentage" }, row.NegotiatedPercentage!.Value);
        if (!IsUsable(row.NegotiatedDollar) && IsUsable(row.Gross))
            yield return Make(plan with { NegotiatedType = SeriesKey.PercentageInDollars }, decimal.Round(row.Gross!.Value * row.NegotiatedPercentage.Value / 100, 4, MidpointRounding.ToEven));
    }

    /// <summary>"negotiated", or "per diem" where the dollars are for a day.</summary>
    public static string TypeOfDollars(HospitalCharge row) => row.Methodology == "per diem" ? "per diem" : "negotiated";

    /// <summary>A hospital's "facility" is a payer's "institutional".</summary>
    public static string ClassOf(HospitalCharge row) => row.BillingClass switch { null => "not stated", "facility" => "institutional", var other => other };

    /// <summary>Whether every amount of a row is a placeholder, and there is no algorithm.</summary>
    public static bool IsPlaceholder(HospitalCharge row) =>
        row.NegotiatedAlgorithm is null
        && !IsUsablePercentage(row)
        && !Array.Exists([row.Gross, row.DiscountedCash, row.Minimum, row.Maximum, row.NegotiatedDollar, row.EstimatedAmount, row.MedianAmount, row.P10Amount, row.P90Amount], IsUsable);

    static bool IsUsablePercentage(HospitalCharge row) => row.NegotiatedPercentage is { } percentage && percentage > 0 && !HospitalAmount.IsNineNines(percentage);

    /// <summary>Whether dollars are there, and no placeholder.</summary>
    public static bool IsUsable(decimal? dollars) => dollars is { } amount && !Waterfall.IsPlaceholderDollars(amount) && !HospitalAmount.IsNineNines(amount);
}
