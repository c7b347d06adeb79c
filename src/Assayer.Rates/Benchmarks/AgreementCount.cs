using Assayer.Evidence;
using Assayer.Rates.Payers;

namespace Assayer.Rates.Benchmarks;

/// <summary>Compares what hospitals' and payers' files say of the same price: docs/benchmark-method.md, step 11.</summary>
static class AgreementCount
{
    /// <param name="hospitals">Hospitals' files that count.</param>
    /// <param name="observed">What payers' in-network files say, under single keys.</param>
    public static Agreement Of(IReadOnlyCollection<HospitalRates> hospitals, IReadOnlyDictionary<SeriesKey, ObservedSeries> observed)
    {
        if (hospitals.Count == 0) return Agreement.None("no hospital's file is loaded", "hospitals' standard-charges files");
        var pricing = hospitals.Where(hospital => hospital.Charges.Count > 0).ToList();
        if (pricing.Count == 0) return Agreement.None("no loaded hospital's file prices the code", "a file of a hospital that prices it");
        var dollars = observed.Where(pair => pair.Key is { Arrangement: "ffs", NegotiatedType: "negotiated" or "fee schedule" }).ToList();
        if (dollars.Count == 0) return Agreement.None("no payer's in-network file prices the code in dollars", "a payer's in-network file");

        var pairs = pricing.Where(hospital => hospital.File.Header.Npis.Count > 0)
            .SelectMany(hospital => PairsOf(hospital, dollars))
            .DistinctBy(pair => (pair.Hospital, pair.Payer, pair.Plan, pair.Component, pair.Modifiers, pair.Setting, pair.BillingClass, pair.HospitalAmount.Value))
            .ToList();
        var source = new Source { Name = "Prices in hospitals' and payers' files", Inputs = [.. pairs.SelectMany(pair => pair.HospitalAmount.Sources.Concat(pair.PayerAmount.Sources)).Select(file => file with { Locator = null }).Concat(pricing.Select(hospital => hospital.File.Source)).Distinct()] };
        Fact<int> Count(Func<AgreementPair, bool> fits) => Fact.Known(pairs.Count(fits), source);
        bool IsWithin(AgreementPair pair, double share) => Math.Abs(pair.PayerAmount.Value - pair.HospitalAmount.Value) <= share * pair.HospitalAmount.Value + 1e-9;
        return new(
            pairs, Fact.Known(pairs.Count, source),
            Count(pair => Math.Abs(pair.PayerAmount.Value - pair.HospitalAmount.Value) < 0.005), Count(pair => IsWithin(pair, 0.1)), Count(pair => IsWithin(pair, 0.2)),
            Fact.Known(pricing.Where(hospital => hospital.File.Header.Npis.Count == 0).Select(hospital => Entity.Of(hospital.File.Header)).Distinct().Count(), source));
    }

    static IEnumerable<AgreementPair> PairsOf(HospitalRates hospital, List<KeyValuePair<SeriesKey, ObservedSeries>> dollars)
    {
        var npis = hospital.File.Header.Npis.ToHashSet(StringComparer.Ordinal);
        foreach (var row in hospital.Charges)
        {
            if (row.PayerName is null || row.Methodology is "case rate" or "per diem" || !HospitalObservations.IsUsable(row.NegotiatedDollar)) continue;
            var payer = PayerDirectory.Default.Resolve(row.PayerName).Name;
            var (component, modifiers) = Observations.Parts(row.Modifiers);
            var billingClass = HospitalObservations.ClassOf(row);
            var nearest = dollars
                .Where(pair => pair.Key.Payer == payer && pair.Key.Component == component && pair.Key.Modifiers == modifiers && Agree(pair.Key.Setting, row.Setting) && Agree(pair.Key.BillingClass, billingClass))
                .SelectMany(pair => pair.Value.Voters.Values.Where(amounts => amounts.Npis.Overlaps(npis)).SelectMany(amounts => amounts.Amounts).Select(amount => (Amount: amount, pair.Value.Files)))
                .OrderBy(candidate => Math.Abs(candidate.Amount - row.NegotiatedDollar!.Value)).ThenBy(candidate => candidate.Amount)
                .FirstOrDefault();
            if (nearest.Files is null) continue;
            yield return new(
                hospital.File.Header.HospitalName, payer, row.PlanName, component, modifiers, row.Setting, billingClass,
                Fact.Known((double)row.NegotiatedDollar!.Value, hospital.File.Source.At(HospitalPriceList.LocatorOf(row))),
                Fact.Known((double)nearest.Amount, [.. nearest.Files.OrderBy(file => file.Name, StringComparer.Ordinal)]));
        }
    }

    static bool Agree(string? one, string? other) => one == other || IsOpen(one) || IsOpen(other);

    static bool IsOpen(string? value) => value is null or "both" or "not stated";
}
