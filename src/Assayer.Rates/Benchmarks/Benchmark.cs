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
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentNullException.ThrowIfNull(medicare);
        options ??= new();
        var day = options.AsOf ?? Vintages.Newest(rates);
        var medicareDay = day ?? medicare.NewestFirstDay;
        var comparator = new Comparator(rates.Code, medicareDay, medicare);
        var setAside = Vintages.SetAside(rates.Files, day);
        var files = rates.Files.Select(file => (Rates: file, Payer: PayerDirectory.Default.Resolve(file.File.Header.ReportingEntityName))).ToList();

        var states = rates.Hospitals.ToLookup(hospital => Entity.Of(hospital.File.Header), hospital => StateOf(hospital.File, rates.Providers))
            .Where(states => states.Any(state => state is not null)).ToDictionary(states => states.Key, states => states.First(state => state is not null)!);
        KindOfFile OfPayers(string kind) => KindOfFile.Of(kind, files.FindAll(file => file.Rates.File.Kind == kind), setAside, day, rates.Providers, options.BillingTaxonomies, comparator);
        var (inNetwork, allowed) = (OfPayers(SourceKind.InNetwork), OfPayers(SourceKind.AllowedAmounts));
        var hospitalsSetAside = Vintages.SetAside(rates.Hospitals, day);
        var hospitals = KindOfFile.OfHospitals(rates.Hospitals, hospitalsSetAside, rates.Providers, states, comparator);
        var counted = rates.Hospitals.Where(hospital => !hospitalsSetAside.ContainsKey(hospital.File)).ToList();

        List<RateSeries> series = [.. inNetwork.Series, .. allowed.Series, .. hospitals.Series];
        series.Sort(WidestFirst);
        var headline = HeadlineOf(series);
        var whole = new Source { Name = $"Files read for {rates.Code}", Inputs = [.. rates.Files.Select(file => file.File.Source), .. rates.Hospitals.Select(hospital => hospital.File.Source)] };
        return new()
        {
            Code = rates.Code,
            AsOf = AsOfFact(options.AsOf, day, medicareDay, whole),
            Medicare = comparator.Amounts,
            Series = series,
            Waterfall = inNetwork.Steps,
            AllowedAmountWaterfall = allowed.HasFiles ? allowed.Steps : [],
            HospitalWaterfall = hospitals.HasFiles ? hospitals.Steps : [],
            Hospitals = HospitalPriceList.Of(counted, file => StateOf(file, rates.Providers)),
            Agreement = AgreementCount.Of(counted, inNetwork.Observations.Series),
            ImplausibleTaxonomies = inNetwork.Plausibility.Taxonomies(rates.Providers, inNetwork.Whole),
            Presence = Presences.Of(rates.Code, files, [.. inNetwork.Observations.Series.Values], comparator.Amounts[0]),
            Files = [.. files.Select(file => FileOf(file.Rates, file.Payer, setAside.GetValueOrDefault(file.Rates.File)))],
            HospitalFiles = [.. rates.Hospitals.Select(hospital => FileOf(hospital, hospitalsSetAside.GetValueOrDefault(hospital.File)))],
            NotAvailable = [.. Missing(rates, medicare, series, inNetwork.Plausibility)],
            Headline = headline,
            HeadlineMedicare = (headline is null ? null : comparator.For(headline.Key).Medicare) ?? comparator.Amounts[0],
        };
    }

    /// <summary>The day that a benchmark is made for when none is asked for: the newest date of the price files; null with none.</summary>
    public static DateOnly? DayOf(CodeRates rates) => Vintages.Newest(rates);

    /// <summary>A hospital's state: that of its licence, else of the first of its NPIs that the registry knows.</summary>
    static string? StateOf(HospitalFile file, ProviderDirectory providers) =>
        file.Header.LicenseState ?? file.Header.Npis.Select(npi => providers.Find(npi)?.State).FirstOrDefault(state => state is not null);

    static IEnumerable<Missing> Missing(CodeRates rates, MedicareSchedules medicare, List<RateSeries> series, Plausibility plausibility)
    {
        foreach (var unreadable in rates.Unreadable) yield return unreadable;
        if (rates.Providers.Registry is null) yield return new("benchmarks by state: the providers' states are not loaded", "the NPPES file");
        if (plausibility.NotJudged is { } notJudged) yield return new($"the filter for providers implausible for the service: {notJudged.Reason}", notJudged.FilledBy);
        if (series.FirstOrDefault(one => one.PercentOfMedicareP50.IsKnown && one.EntitiesWithLocality.Missing?.FilledBy is not null) is { } national)
            yield return new($"physician fees by locality: {national.EntitiesWithLocality.Missing!.Reason}", national.EntitiesWithLocality.Missing.FilledBy);
        if (!medicare.HasSurgicalCenters) yield return new("surgical centers against Medicare: the schedule is not loaded", "CMS's ASC addendum AA or BB");
        if (!medicare.HasOutpatient) yield return new("hospital outpatient departments against Medicare: the schedule is not loaded", "CMS's OPPS addendum B");
        if (series.Exists(one => one.Key.Setting == "inpatient")) yield return new("inpatient services against Medicare: their schedule is not read", "the IPPS tables");
        if (rates.Hospitals.Count == 0) yield return new("hospitals' gross, cash and negotiated charges, agreement of payers and hospitals", "hospitals' standard-charges files");
    }

    static Fact<DateOnly> AsOfFact(DateOnly? asked, DateOnly? day, DateOnly? medicareDay, Source whole)
    {
        if (asked is { } given) return Fact.Known(given, new Source { Name = "As-of day given by the user" });
        if (day is { } newest) return Fact.Known(newest, whole with { Name = "Newest date of the price files" });
        return medicareDay is { } first
            ? Fact.Known(first, new Source { Name = "Newest first day of the loaded Medicare schedules" })
            : Fact.NotAvailable<DateOnly>("no dated file is loaded", "a payer's in-network file");
    }

    static BenchmarkFile FileOf(FileRates rates, PayerMatch payer, string? setAside)
    {
        var file = rates.File;
        var (own, named) = (file.Header.LastUpdatedOn, file.NameDate);
        return new(
            file.Source, payer.Name, file.Header.ReportingEntityName, payer.IsResolved, DateOf(file.Date, file.Source),
            own is not null && named is not null && own != named ? $"the file says {own:yyyy-MM-dd}, its name says {named:yyyy-MM-dd}" : null,
            setAside,
            Fact.Known(file.UnresolvedReferences, file.Source),
            Fact.Known(rates.Rows.Count + rates.Rejected, file.Source))
        { Kind = file.Kind };
    }

    static BenchmarkHospital FileOf(HospitalRates hospital, string? setAside)
    {
        var (file, header) = (hospital.File, hospital.File.Header);
        return new(
            file.Source, header.HospitalName, header.Structure, DateOf(file.Date, file.Source), setAside,
            header.Attested is { } attested ? Fact.Known(attested, file.Source) : Fact.NotAvailable<bool>("the file has no attestation"),
            Fact.Known(hospital.Charges.Count + hospital.Rejected, file.Source));
    }

    static Fact<DateOnly> DateOf(DateOnly? date, Source file) =>
        date is { } day ? Fact.Known(day, file) : Fact.NotAvailable<DateOnly>("neither the file nor its name gives a date");

    static RateSeries? HeadlineOf(List<RateSeries> series)
    {
        var candidates = series.FindAll(one => one.Key is
        {
            SourceKind: SourceKind.InNetwork, State: null, Weighting: Weighting.Entity, Component: Component.Global, Modifiers: "", Arrangement: "ffs",
            NegotiatedType: "negotiated" or "fee schedule" or SeriesKey.NegotiatedAndFeeSchedule,
        });
        var pooled = candidates.FindAll(one => one.Key.Payer is null);
        return (pooled.Count > 0 ? pooled : candidates)
            .OrderByDescending(one => one.Entities.Value)
            .ThenByDescending(one => one.Key.NegotiatedType == SeriesKey.NegotiatedAndFeeSchedule)
            .ThenBy(one => one.Source.Name, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    // Payers' negotiated rates, then what was paid out of network, then hospitals; the whole country before states.
    static int WidestFirst(RateSeries left, RateSeries right)
    {
        static int Rank(RateSeries series) =>
            (series.Key.State is null ? 0 : 100)
            + series.Key.SourceKind switch { SourceKind.InNetwork => 0, SourceKind.AllowedAmounts => 10, _ => 20 }
            + (series.Key.Weighting == Weighting.Entity ? 0 : 1) + (series.Key.Payer is null ? 0 : 2);
        var byRank = Rank(left).CompareTo(Rank(right));
        if (byRank != 0) return byRank;
        var byEntities = right.Entities.Value.CompareTo(left.Entities.Value);
        return byEntities != 0 ? byEntities : string.CompareOrdinal(left.Source.Name, right.Source.Name);
    }
}
