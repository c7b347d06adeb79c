using Assayer.Codes.Medicare;
using Assayer.Evidence;
using Assayer.Rates.Payers;

namespace Assayer.Rates.Benchmarks;

/// <summary>The one implementation of docs/benchmark-method.md.</summary>
public static class Benchmark
{
    /// <summary>The benchmark of a code.</summary>
    /// <param name="rates">What the loaded files say about it.</param>
    /// <param name="medicare">The loaded fee schedules.</param>
    /// <param name="options">What is asked for; null: the defaults.</param>
    public static CodeBenchmark Of(CodeRates rates, MedicareSchedules medicare, BenchmarkOptions? options = null)
    {
        var asOf = options?.AsOf;
        var files = rates.Files.Select(file => (Rates: file, Payer: PayerDirectory.Default.Resolve(file.File.Header.ReportingEntityName))).ToList();
        var priceFiles = rates.Files.Select(file => file.File).ToList();
        var day = asOf ?? Vintages.Newest(priceFiles);
        var setAside = Vintages.SetAside(priceFiles, day);

        var waterfall = new Waterfall();
        var observations = new Observations();
        foreach (var (file, payer) in files)
            foreach (var row in file.Rows)
                if (waterfall.Judge(setAside.GetValueOrDefault(file.File), row.NegotiatedType, row.Amount, row.Expiration, day) is null)
                    observations.Add(file, row, payer.Name);

        var medicareDay = day ?? medicare.NewestFirstDay;
        var comparator = new Comparator(rates.Code, medicareDay, medicare);
        var series = Pooling.Pool(observations.Series).SelectMany(pair => SeriesStatistics.Of(pair.Key, pair.Value, comparator)).ToList();
        series.Sort(WidestFirst);
        var whole = new Source { Name = $"Files read for {rates.Code}", Inputs = [.. priceFiles.Select(file => file.Source)] };
        return new()
        {
            Code = rates.Code,
            AsOf = AsOfFact(asOf, day, medicareDay, whole),
            Medicare = comparator.Amounts,
            Series = series,
            Waterfall = waterfall.Steps(rates.Files.Sum(file => file.Rejected), observations, [.. observations.Series.Values], OutliersOf(observations, series, whole), whole),
            Presence = Presences.Of(rates.Code, files, [.. observations.Series.Values], comparator.Amounts[0]),
            Files = [.. files.Select(file => FileOf(file.Rates, file.Payer, setAside.GetValueOrDefault(file.Rates.File)))],
            NotAvailable = NotAvailable,
            Agreement = Fact.NotAvailable<Agreement>("no hospital's file is loaded", "hospitals' standard-charges files"),
            Headline = HeadlineOf(series),
        };
    }

    // What docs/benchmark-method.md, "What more data would add", holds for every code.
    static IReadOnlyList<Missing> NotAvailable { get; } =
    [
        new("benchmarks by state: the providers' states are not loaded", "the NPPES file"),
        new("physician fees by locality: the providers' ZIP codes are not loaded", "the NPPES file"),
        new("the filter for providers implausible for the service: their specialties are not loaded", "the NPPES file"),
        new("surgical centres against Medicare: the schedule is not loaded", "the ASC price file"),
        new("hospital outpatient departments against Medicare: the schedule is not loaded", "OPPS Addendum B"),
        new("hospitals' gross, cash and negotiated charges, percentages as dollars, agreement of payers and hospitals", "hospitals' standard-charges files"),
    ];

    static Fact<DateOnly> AsOfFact(DateOnly? asked, DateOnly? day, DateOnly? medicareDay, Source whole)
    {
        if (asked is { } given) return Fact.Known(given, new Source { Name = "As-of day given by the user" });
        if (day is { } newest) return Fact.Known(newest, whole with { Name = "Newest date of the payer files" });
        return medicareDay is { } first
            ? Fact.Known(first, new Source { Name = "Newest first day of the loaded Medicare schedules" })
            : Fact.NotAvailable<DateOnly>("no dated file is loaded", "a payer's in-network file");
    }

    static Fact<long> OutliersOf(Observations observations, List<RateSeries> series, Source whole)
    {
        var judged = series.Where(one => one.Key.Weighting == Weighting.Entity && observations.Series.ContainsKey(one.Key) && one.Outliers.IsKnown).ToList();
        return judged.Count > 0
            ? Fact.Known(judged.Sum(one => (long)one.Outliers.Value), whole)
            : Fact.NotAvailable<long>("no series has a Medicare price or enough entities", "a Medicare schedule that prices the code");
    }

    static BenchmarkFile FileOf(FileRates rates, PayerMatch payer, string? setAside)
    {
        var file = rates.File;
        var (own, named) = (file.Header.LastUpdatedOn, file.NameDate);
        return new(
            file.Source, payer.Name, file.Header.ReportingEntityName, payer.IsResolved,
            file.Date is { } date ? Fact.Known(date, file.Source) : Fact.NotAvailable<DateOnly>("neither the file nor its name gives a date"),
            own is not null && named is not null && own != named ? $"the file says {own:yyyy-MM-dd}, its name says {named:yyyy-MM-dd}" : null,
            setAside,
            Fact.Known(file.UnresolvedReferences, file.Source),
            Fact.Known(rates.Rows.Count + rates.Rejected, file.Source));
    }

    static RateSeries? HeadlineOf(List<RateSeries> series)
    {
        var candidates = series.FindAll(one => one.Key is
        {
            Weighting: Weighting.Entity, Component: Component.Global, Modifiers: "", Arrangement: "ffs",
            NegotiatedType: "negotiated" or "fee schedule" or SeriesKey.NegotiatedAndFeeSchedule,
        });
        var pooled = candidates.FindAll(one => one.Key.Payer is null);
        return (pooled.Count > 0 ? pooled : candidates)
            .OrderByDescending(one => one.Entities.Value)
            .ThenByDescending(one => one.Key.NegotiatedType == SeriesKey.NegotiatedAndFeeSchedule)
            .ThenBy(one => one.Source.Name, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    static int WidestFirst(RateSeries left, RateSeries right)
    {
        int Rank(RateSeries series) => (series.Key.Weighting == Weighting.Entity ? 0 : 1) + (series.Key.Payer is null ? 0 : 2);
        var byRank = Rank(left).CompareTo(Rank(right));
        if (byRank != 0) return byRank;
        var byEntities = right.Entities.Value.CompareTo(left.Entities.Value);
        return byEntities != 0 ? byEntities : string.CompareOrdinal(left.Source.Name, right.Source.Name);
    }
}
