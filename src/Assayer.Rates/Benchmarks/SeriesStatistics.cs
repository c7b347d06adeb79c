using Assayer.Codes;
using Assayer.Evidence;

namespace Assayer.Rates.Benchmarks;

/// <summary>Turns what was observed into a series with its statistics: docs/benchmark-method.md, steps 6 to 8.</summary>
static class SeriesStatistics
{
    const int FewestForMedian = 3, FewestForQuartiles = 5, FewestForTails = 10, FewestForFences = 40;

    /// <summary>The series with a vote for each entity and, where NPIs are known, the one with a vote for each NPI.</summary>
    public static IEnumerable<RateSeries> Of(SeriesKey key, ObservedSeries series, Comparator comparator)
    {
        var voters = series.Voters.Select(pair => new Vote(pair.Key.Entity, pair.Value, Percentiles.MedianOf(pair.Value.Amounts))).ToList();
        yield return Of(key, series, voters, comparator);
        var known = voters.FindAll(vote => vote.Amounts.Npis.Count > 0);
        if (known.Count > 0) yield return Of(key with { Weighting = Weighting.Npi }, series, known, comparator);
    }

    static RateSeries Of(SeriesKey key, ObservedSeries series, List<Vote> votes, Comparator comparator)
    {
        var source = new Source { Name = NameOf(key), Inputs = [.. series.Files.Select(file => file.Source).OrderBy(file => file.Name, StringComparer.Ordinal)] };
        var isByNpi = key.Weighting == Weighting.Npi;
        long WeightOf(Vote vote) => isByNpi ? vote.Amounts.Npis.Count : 1;

        var percentiles = new Percentiles(votes.Select(vote => (vote.Value, WeightOf(vote))));
        var entities = votes.Count;
        var several = votes.Count(vote => vote.Amounts.Amounts.Count > 1);
        Fact<double> Show(double value, int fewest) =>
            entities >= fewest ? Fact.Known(value, source) : Fact.NotAvailable<double>($"suppressed: {entities} {(entities == 1 ? "entity" : "entities")}, at least {fewest} are needed");
        var median = Show(percentiles.At(0.5), FewestForMedian);
        var medicare = comparator.AmountFor(key);
        return new()
        {
            Key = key,
            PayerAsFiled = [.. series.Files.Select(file => file.Header.ReportingEntityName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Source = source,
            Entities = Fact.Known(entities, source),
            UnresolvedEntities = Fact.Known(votes.Count(vote => vote.Entity.Kind == EntityKind.Unresolved), source),
            Npis = Fact.Known(votes.SelectMany(vote => vote.Amounts.Npis).Distinct(StringComparer.Ordinal).Count(), source),
            Observations = Fact.Known(votes.Sum(vote => vote.Amounts.Observations), source),
            MultipleAmounts = Fact.Known(several, source),
            Outliers = OutliersOf(votes, medicare, comparator, key, source),
            Min = Show(percentiles.Min, FewestForMedian),
            P10 = Show(percentiles.At(0.10), FewestForTails),
            P25 = Show(percentiles.At(0.25), FewestForQuartiles),
            P50 = median,
            P75 = Show(percentiles.At(0.75), FewestForQuartiles),
            P90 = Show(percentiles.At(0.90), FewestForTails),
            Max = Show(percentiles.Max, FewestForMedian),
            Mean = Show(percentiles.Mean, FewestForMedian),
            PercentOfMedicareP50 = PercentOf(median, medicare, source),
            PercentOfLocalMedicareP50 = Fact.NotAvailable<double>("the providers' ZIP codes are not loaded", "the NPPES file"),
            EntitiesWithLocality = Fact.NotAvailable<int>("the providers' ZIP codes are not loaded", "the NPPES file"),
            P50WithoutMultipleAmounts = several == 0 ? null : MedianWithout(votes, WeightOf, source),
            Warnings = WarningsFor(key, entities, votes),
        };
    }

    static Fact<double> PercentOf(Fact<double> median, Fact<Money> medicare, Source source)
    {
        if (!median.IsKnown) return Fact.NotAvailable<double>(median.Missing.Reason, median.Missing.FilledBy);
        if (!medicare.IsKnown) return Fact.NotAvailable<double>(medicare.Missing.Reason, medicare.Missing.FilledBy);
        return Fact.Known(100 * median.Value / (double)medicare.Value.Dollars, [source, .. medicare.Sources]);
    }

    static Fact<double> MedianWithout(List<Vote> votes, Func<Vote, long> weightOf, Source source)
    {
        var rest = votes.FindAll(vote => vote.Amounts.Amounts.Count == 1);
        return rest.Count >= FewestForMedian
            ? Fact.Known(new Percentiles(rest.Select(vote => (vote.Value, weightOf(vote)))).At(0.5), source)
            : Fact.NotAvailable<double>($"suppressed: {rest.Count} {(rest.Count == 1 ? "entity has" : "entities have")} a single amount, at least {FewestForMedian} are needed");
    }

    static Fact<int> OutliersOf(List<Vote> votes, Fact<Money> medicare, Comparator comparator, SeriesKey key, Source source)
    {
        if (key.Unit != "USD") return Fact.NotAvailable<int>("only dollars are compared with bounds");
        if (medicare.IsKnown && comparator.Bounds is { } bounds)
        {
            var price = (double)medicare.Value.Dollars;
            return Fact.Known(votes.Count(vote => vote.Value < bounds.Low * price || vote.Value > bounds.High * price), [source, .. medicare.Sources]);
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
        if (entities < FewestForMedian) warnings.Add("too few entities for statistics");
        else if (entities < FewestForTails) warnings.Add("few entities: percentiles are uncertain");
        if (votes.TrueForAll(vote => vote.Entity.Kind == EntityKind.Unresolved)) warnings.Add("all entities are unresolved references");
        if (votes.Exists(vote => vote.Entity.Kind == EntityKind.Ein && vote.Entity.Id.Length != 9)) warnings.Add("some EINs do not have nine digits");
        if (key.NegotiatedType == "derived") warnings.Add("derived amounts are the payer's internal accounting prices");
        return warnings;
    }

    static string NameOf(SeriesKey key)
    {
        var parts = new List<string> { $"Series: {key.Payer ?? "all payers"}" };
        if (key.Network is { } network) parts.Add(network);
        if (key.Component != Component.Global) parts.Add(key.Component == Component.Professional ? "professional component" : "technical component");
        if (key.Modifiers.Length > 0) parts.Add($"modifiers {key.Modifiers}");
        parts.AddRange([key.BillingClass, key.Setting ?? "setting not stated", Places.NameOf(key.PlaceOfServiceClass), key.NegotiatedType, key.Arrangement]);
        if (key.Weighting == Weighting.Npi) parts.Add("weighted by NPI");
        return string.Join(" · ", parts);
    }

    sealed record Vote(Entity Entity, EntityAmounts Amounts, double Value);
}
