using Assayer.Codes;
using Assayer.Evidence;
using Assayer.Rates.Payers;

namespace Assayer.Rates.Benchmarks;

/// <summary>What the files of one kind come to for a code, from rows to series.</summary>
sealed class KindOfFile
{
    KindOfFile(Source whole, bool hasFiles, Observations observations, Plausibility plausibility, List<RateSeries> series, IReadOnlyList<WaterfallStep> steps) =>
        (Whole, HasFiles, Observations, Plausibility, Series, Steps) = (whole, hasFiles, observations, plausibility, series, steps);

    /// <summary>The files together.</summary>
    public Source Whole { get; }

    public bool HasFiles { get; }

    public Observations Observations { get; }

    public Plausibility Plausibility { get; }

    public List<RateSeries> Series { get; }

    public IReadOnlyList<WaterfallStep> Steps { get; }

    /// <summary>Payers' files.</summary>
    public static KindOfFile Of(
        string kind, IReadOnlyList<(FileRates Rates, PayerMatch Payer)> files, IReadOnlyDictionary<PriceFile, string> setAside, DateOnly? day,
        ProviderDirectory providers, IReadOnlySet<TaxonomyCode>? billing, Comparator comparator)
    {
        var (waterfall, observations) = (new Waterfall(), new Observations());
        foreach (var (file, payer) in files)
            foreach (var row in file.Rows)
                if (waterfall.Count(Waterfall.ReasonFor(setAside.GetValueOrDefault(file.File), row, day))) observations.Add(file, row, payer.Name);
        var plausibility = Plausibility.Of(observations, providers, billing);
        var name = kind == SourceKind.AllowedAmounts ? "Allowed-amounts files" : "In-network files";
        return Of(
            new() { Name = name, Inputs = [.. files.Select(file => file.Rates.File.Source)] }, files.Count > 0, waterfall, files.Sum(file => file.Rates.Rejected), observations, plausibility,
            new(comparator, plausibility, providers, new Dictionary<Entity, string>()), ofHospitals: false);
    }

    /// <summary>Hospitals' files.</summary>
    public static KindOfFile OfHospitals(
        IReadOnlyList<HospitalRates> hospitals, IReadOnlyDictionary<HospitalFile, string> setAside, ProviderDirectory providers, IReadOnlyDictionary<Entity, string> states, Comparator comparator)
    {
        var (waterfall, observations) = (new Waterfall(), new Observations());
        foreach (var hospital in hospitals)
            foreach (var row in hospital.Charges)
            {
                if (!waterfall.Count(Waterfall.ReasonFor(setAside.GetValueOrDefault(hospital.File), row))) continue;
                if (row is { NegotiatedAlgorithm: not null, NegotiatedDollar: null, NegotiatedPercentage: null }) waterfall.CountAlgorithm();
                foreach (var observation in HospitalObservations.Of(hospital.File, row)) observations.Add(observation);
            }
        var plausibility = Plausibility.None("hospitals are not filtered");
        return Of(
            new() { Name = "Hospitals' files", Inputs = [.. hospitals.Select(hospital => hospital.File.Source)] }, hospitals.Count > 0, waterfall, hospitals.Sum(hospital => hospital.Rejected), observations, plausibility,
            new(comparator, plausibility, providers, states), ofHospitals: true);
    }

    static KindOfFile Of(
        Source whole, bool hasFiles, Waterfall waterfall, long rejected, Observations observations, Plausibility plausibility, SeriesStatistics statistics, bool ofHospitals)
    {
        var pooled = Pooling.Pool(observations.Series);
        List<RateSeries> series = [.. pooled.SelectMany(pair => statistics.Of(pair.Key, pair.Value, isWidest: !Pooling.IsPartOfWider(pair.Key, pooled.ContainsKey)))];
        return new(whole, hasFiles, observations, plausibility, series, waterfall.Steps(rejected, observations, plausibility, OutliersOf(observations, series, whole), whole, ofHospitals));
    }

    static Fact<long> OutliersOf(Observations observations, List<RateSeries> series, Source whole)
    {
        var judged = series.FindAll(one => one.Key is { Weighting: Weighting.Entity, State: null } && observations.Series.ContainsKey(one.Key) && one.Outliers.IsKnown);
        return judged.Count > 0
            ? Fact.Known(judged.Sum(one => (long)one.Outliers.Value), whole)
            : Fact.NotAvailable<long>("no series has a Medicare price or enough entities", "a Medicare schedule that prices the code");
    }
}
