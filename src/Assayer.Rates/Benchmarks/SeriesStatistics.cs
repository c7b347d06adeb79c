using Assayer.Codes;
using Assayer.Evidence;

namespace Assayer.Rates.Benchmarks;

/// <summary>Turns what was observed into series with their statistics: docs/benchmark-method.md, steps 6 to 10.</summary>
sealed class SeriesStatistics(Comparator comparator, Plausibility plausibility, ProviderDirectory providers, IReadOnlyDictionary<Entity, string> hospitalStates)
{
    const int FewestForMedian = 3, FewestForQuartiles = 5, FewestForTails = 10, FewestForFences = 40;

    /// <summary>The series with a vote for each entity, where NPIs are known the one with a vote for each NPI, and, of a widest series, those of the states.</summary>
    public IEnumerable<RateSeries> Of(SeriesKey key, ObservedSeries series, bool isWidest)
    {
        var votes = series.Voters.Select(pair => new Vote(pair.Key.Entity, Percentiles.MedianOf(pair.Value.Amounts), pair.Value.Amounts.Count, pair.Value.Observations, pair.Value.Npis)).ToList();
        yield return WithoutImplausible(key, series, votes);
        var known = votes.FindAll(vote => vote.Npis.Count > 0);
        if (known.Count > 0) yield return WithoutImplausible(key with { Weighting = Weighting.Npi }, series, known);
        if (!isWidest || key is not { Unit: "USD", Arrangement: "ffs" }) yield break;
        foreach (var state in ByState(votes.FindAll(vote => !plausibility.IsImplausible(vote.Entity))))
            yield return Of(key with { State = state.Key }, series, [.. state], dependsOnRegistry: state.Any(vote => !hospitalStates.ContainsKey(vote.Entity)));
    }

    RateSeries WithoutImplausible(SeriesKey key, ObservedSeries series, List<Vote> votes)
    {
        var plausible = votes.FindAll(vote => !plausibility.IsImplausible(vote.Entity));
        return plausible.Count == votes.Count
            ? Of(key, series, votes)
            : Of(key, series, plausible, dependsOnRegistry: true) with { WithImplausible = Of(key, series, votes, remark: "with implausible providers") };
    }

    ILookup<string, Vote> ByState(List<Vote> votes) => votes
        .SelectMany(vote => StatesOf(vote).Select(state => (state.Key, Vote: vote with { Npis = state.Value })))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .ToLookup(pair => pair.Key, pair => pair.Vote);

    Dictionary<string, IReadOnlyCollection<string>> StatesOf(Vote vote)
    {
        if (hospitalStates.TryGetValue(vote.Entity, out var licensed)) return new() { [licensed] = vote.Npis };
        return vote.Npis.Select(npi => (Npi: npi, providers.Find(npi)?.State)).Where(pair => pair.State is not null)
            .GroupBy(pair => pair.State!).ToDictionary(group => group.Key, group => (IReadOnlyCollection<string>)[.. group.Select(pair => pair.Npi)]);
    }

    RateSeries Of(SeriesKey key, ObservedSeries series, List<Vote> votes, bool dependsOnRegistry = false, string? remark = null)
    {
        Source[] registry = dependsOnRegistry && providers.Registry is { } file ? [file] : [];
        var source = new Source { Name = remark is null ? NameOf(key) : $"{NameOf(key)} · {remark}", Inputs = [.. series.Files.OrderBy(file => file.Name, StringComparer.Ordinal), .. registry] };
        long WeightOf(Vote vote) => key.Weighting == Weighting.Npi ? vote.Npis.Count : 1;

        var percentiles = new Percentiles(votes.Select(vote => (vote.Value, WeightOf(vote))));
        var entities = votes.Count;
        var several = votes.Count(vote => vote.Amounts > 1);
        Fact<double> Show(double value, int fewest) => entities >= fewest ? Fact.Known(value, source) : Suppressed(entities, fewest);
        var median = Show(percentiles.At(0.5), FewestForMedian);
        var medicare = comparator.For(key);
        var (local, withLocality) = AgainstLocalities(key, votes, medicare, source);
        return new()
        {
            Key = key,
            PayerAsFiled = [.. series.PayersAsFiled.Order(StringComparer.Ordinal)],
            Source = source,
            Entities = Fact.Known(entities, source),
            UnresolvedEntities = Fact.Known(votes.Count(vote => vote.Entity.Kind == EntityKind.Unresolved), source),
            Npis = Fact.Known(votes.SelectMany(vote => vote.Npis).Distinct(StringComparer.Ordinal).Count(), source),
            Observations = Fact.Known(votes.Sum(vote => vote.Observations), source),
            MultipleAmounts = Fact.Known(several, source),
            Outliers = OutliersOf(votes, medicare, key, source),
            Min = Show(percentiles.Min, FewestForMedian),
            P10 = Show(percentiles.At(0.10), FewestForTails),
            P25 = Show(percentiles.At(0.25), FewestForQuartiles),
            P50 = median,
            P75 = Show(percentiles.At(0.75), FewestForQuartiles),
            P90 = Show(percentiles.At(0.90), FewestForTails),
            Max = Show(percentiles.Max, FewestForMedian),
            Mean = Show(percentiles.Mean, FewestForMedian),
            PercentOfMedicareP50 = PercentOf(median, medicare.Amount, source),
            PercentOfLocalMedicareP50 = local,
            EntitiesWithLocality = withLocality,
            P50WithoutMultipleAmounts = several == 0 ? null : MedianWithout(votes, WeightOf, source),
            Warnings = WarningsFor(key, entities, votes),
        };
    }

    static Fact<double> Suppressed(int entities, int fewest) =>
        Fact.NotAvailable<double>($"suppressed: {entities} {(entities == 1 ? "entity" : "entities")}, at least {fewest} are needed");

    static Fact<double> PercentOf(Fact<double> median, Fact<Money> medicare, Source source)
    {
        if (!median.IsKnown) return Fact.NotAvailable<double>(median.Missing.Reason, median.Missing.FilledBy);
        if (!medicare.IsKnown) return Fact.NotAvailable<double>(medicare.Missing.Reason, medicare.Missing.FilledBy);
        return Fact.Known(100 * median.Value / (double)medicare.Value.Dollars, [source, .. medicare.Sources]);
    }

    (Fact<double> Percent, Fact<int> Entities) AgainstLocalities(SeriesKey key, List<Vote> votes, Comparison medicare, Source source)
    {
        static (Fact<double>, Fact<int>) None(string reason, string? filledBy = null) => (Fact.NotAvailable<double>(reason, filledBy), Fact.NotAvailable<int>(reason, filledBy));
        if (!medicare.Amount.IsKnown) return None(medicare.Amount.Missing.Reason, medicare.Amount.Missing.FilledBy);
        if (medicare.ByLocality is not { } byLocality) return None("Medicare's price doesn't depend on the locality, or isn't known by locality");
        if (key.Weighting == Weighting.Npi) return None("given for the series with a vote for each entity");
        if (providers.Registry is null) return None("the providers' ZIP codes are not loaded", "the NPPES file");
        if (providers.Localities is null) return None("the localities of ZIP codes are not loaded", "CMS's ZIP code file");
        if (!comparator.HasLocalities) return None("no geographic practice cost indices are loaded", "CMS's GPCI file (addendum E)");

        var (percents, prices) = (new List<(double, long)>(), new HashSet<Source>());
        foreach (var vote in votes)
        {
            var amounts = vote.Npis.Select(npi => providers.Find(npi)?.Locality).OfType<Codes.Medicare.Locality>().Distinct().Select(byLocality).Where(amount => amount.IsKnown).ToList();
            if (amounts.Count == 0) continue;
            percents.Add((100 * vote.Value / new Percentiles(amounts.Select(amount => ((double)amount.Value.Dollars, 1L))).At(0.5), 1));
            prices.UnionWith(amounts.SelectMany(amount => amount.Sources).Select(price => price with { Locator = null }));
        }
        IReadOnlyList<Source> sources = [source, providers.Registry, providers.Localities, .. prices.OrderBy(price => price.Name, StringComparer.Ordinal)];
        return (
            percents.Count >= FewestForMedian ? Fact.Known(new Percentiles(percents).At(0.5), sources) : Fact.NotAvailable<double>($"suppressed: {percents.Count} {(percents.Count == 1 ? "entity has" : "entities have")} a known locality, at least {FewestForMedian} are needed"),
            Fact.Known(percents.Count, sources));
    }

    static Fact<double> MedianWithout(List<Vote> votes, Func<Vote, long> weightOf, Source source)
    {
        var rest = votes.FindAll(vote => vote.Amounts == 1);
        return rest.Count >= FewestForMedian
            ? Fact.Known(new Percentiles(rest.Select(vote => (vote.Value, weightOf(vote)))).At(0.5), source)
            : Fact.NotAvailable<double>($"suppressed: {rest.Count} {(rest.Count == 1 ? "entity has" : "entities have")} a single amount, at least {FewestForMedian} are needed");
    }

    static Fact<int> OutliersOf(List<Vote> votes, Comparison medicare, SeriesKey key, Source source)
    {
        if (key.Unit != "USD") return Fact.NotAvailable<int>("only dollars are compared with bounds");
        if (medicare.Amount.IsKnown && medicare.Bounds is { } bounds)
        {
            var price = (double)medicare.Amount.Value.Dollars;
            return Fact.Known(votes.Count(vote => vote.Value < bounds.Low * price || vote.Value > bounds.High * price), [source, .. medicare.Amount.Sources]);
        }
        if (votes.Count < FewestForFences)
            return Fact.NotAvailable<int>($"there is no Medicare price for this series, and fewer than {FewestForFences} entities");
        var logarithms = new Percentiles(votes.Select(vote => (Math.Log(vote.Value), 1L)));
        var (lower, upper) = (logarithms.At(0.25), logarithms.At(0.75));
        var reach = 1.5 * (upper - lower); // Tukey, Exploratory Data Analysis, 1977
        return Fact.Known(votes.Count(vote => Math.Log(vote.Value) < lower - reach || Math.Log(vote.Value) > upper + reach), source);
    }

    static List<string> WarningsFor(SeriesKey key, int entities, List<Vote> votes)
    {
        var warnings = new List<string>();
        if (entities == 0) warnings.Add("all its providers are implausible for the service");
        else if (entities < FewestForMedian) warnings.Add("too few entities for statistics");
        else if (entities < FewestForTails) warnings.Add("few entities: percentiles are uncertain");
        if (entities > 0 && votes.TrueForAll(vote => vote.Entity.Kind == EntityKind.Unresolved)) warnings.Add("all entities are unresolved references");
        if (votes.Exists(vote => vote.Entity.Kind == EntityKind.Ein && vote.Entity.Id.Length != 9)) warnings.Add("some EINs do not have nine digits");
        if (key.NegotiatedType == "derived") warnings.Add("derived amounts are the payer's internal accounting prices");
        if (key.NegotiatedType == SeriesKey.PercentageInDollars) warnings.Add("derived: the hospital's percentage of its own gross charge");
        return warnings;
    }

    static string NameOf(SeriesKey key)
    {
        var whose = (key.SourceKind, key.Payer) switch
        {
            (SourceKind.Hospital, null) => "Series of hospitals",
            (SourceKind.Hospital, var payer) => $"Series of hospitals: {payer}",
            (SourceKind.AllowedAmounts, var payer) => $"Series of allowed amounts: {payer ?? "all payers"}",
            (_, var payer) => $"Series: {payer ?? "all payers"}",
        };
        var parts = new List<string> { whose };
        if (key.Network is { } network) parts.Add(network);
        if (key.State is { } state) parts.Add(state);
        if (key.Component != Component.Global) parts.Add(key.Component == Component.Professional ? "professional component" : "technical component");
        if (key.Modifiers.Length > 0) parts.Add($"modifiers {key.Modifiers}");
        parts.AddRange([key.BillingClass, key.Setting ?? "setting not stated", Places.NameOf(key.PlaceOfServiceClass), key.NegotiatedType, key.Arrangement]);
        if (key.Weighting == Weighting.Npi) parts.Add("weighted by NPI");
        return string.Join(" · ", parts);
    }

    /// <summary>An entity's value in a series, with the NPIs that stand for it.</summary>
    sealed record Vote(Entity Entity, double Value, int Amounts, int Observations, IReadOnlyCollection<string> Npis);
}
