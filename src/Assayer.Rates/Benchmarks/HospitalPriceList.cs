using System.Globalization;
using Assayer.Evidence;
using Assayer.Rates.Hospital;

namespace Assayer.Rates.Benchmarks;

/// <summary>Hospitals' own charges, as a list.</summary>
static class HospitalPriceList
{
    /// <summary>One entry for each hospital and set of conditions, by hospital.</summary>
    public static IReadOnlyList<HospitalPrices> Of(IEnumerable<HospitalRates> hospitals, Func<HospitalFile, string?> stateOf) =>
    [
        .. hospitals
            .SelectMany(hospital => hospital.Charges
                .Where(row => !HospitalObservations.IsPlaceholder(row))
                .GroupBy(row => (Parts: Observations.Parts(row.Modifiers), row.Setting, Class: HospitalObservations.ClassOf(row)))
                .Select(rows => Of(hospital.File, rows.Key.Parts, rows.Key.Setting, rows.Key.Class, [.. rows], stateOf(hospital.File))))
            .OrderBy(prices => prices.Hospital, StringComparer.Ordinal).ThenBy(prices => prices.Setting, StringComparer.Ordinal).ThenBy(prices => prices.Component).ThenBy(prices => prices.Modifiers, StringComparer.Ordinal),
    ];

    /// <summary>Where a row stands in its file: "row 12" of a CSV, "byte 20480" of JSON.</summary>
    public static string LocatorOf(HospitalCharge row) =>
        row.Row is { } number ? string.Create(CultureInfo.InvariantCulture, $"row {number}") : string.Create(CultureInfo.InvariantCulture, $"byte {row.ByteOffset}");

    static HospitalPrices Of(HospitalFile file, (Component Component, string Others) parts, string? setting, string billingClass, List<HospitalCharge> rows, string? state)
    {
        Fact<double> Stated(Func<HospitalCharge, decimal?> amountOf, string what, Func<IEnumerable<HospitalCharge>, HospitalCharge?>? only = null)
        {
            var stated = rows.Where(row => HospitalObservations.IsUsable(amountOf(row))).ToList();
            if (only?.Invoke(stated) is { } one) stated = [one];
            return stated.Count == 0
                ? Fact.NotAvailable<double>($"the hospital's file states no {what} here")
                : Fact.Known(Percentiles.MedianOf(stated.Select(row => amountOf(row)!.Value).Distinct()), [.. stated.DistinctBy(amountOf).Select(row => file.Source.At(LocatorOf(row)))]);
        }
        var plans = rows.Where(row => row.PayerName is not null && (row.NegotiatedDollar ?? row.NegotiatedPercentage) is not null || row.NegotiatedAlgorithm is not null)
            .Select(row => (row.PayerName, row.PlanName)).Distinct().Count();
        return new(
            file.Header.HospitalName, Entity.Of(file.Header).Id, state, parts.Component, parts.Others, setting, billingClass,
            Stated(row => row.Gross, "gross charge"), Stated(row => row.DiscountedCash, "cash price"), Stated(row => row.Minimum, "minimum", stated => stated.MinBy(row => row.Minimum)), Stated(row => row.Maximum, "maximum", stated => stated.MaxBy(row => row.Maximum)),
            Fact.Known(plans, file.Source),
            Stated(row => row.Methodology is "case rate" or "per diem" ? null : row.NegotiatedDollar, "negotiated dollars for the service"));
    }
}
