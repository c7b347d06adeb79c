using Assayer.Codes;
using Assayer.Rates.Benchmarks;

namespace Assayer.Rates.Samples;

/// <summary>One amount that an entity is meant to be paid.</summary>
/// <param name="Payer">Who pays; null for a hospital's charges for everybody.</param>
/// <param name="Contractor">Who is paid.</param>
/// <param name="Key">Under which key; <see cref="SeriesKey.Payer"/> as filed, weighted by entity.</param>
/// <param name="Amount">How much.</param>
sealed record Observation(Payer? Payer, Contractor Contractor, SeriesKey Key, decimal Amount);

/// <summary>What the files of one kind mean for a code: docs/benchmark-method.md, steps 3, 4 and 9.</summary>
sealed class AnswerTally
{
    readonly Dictionary<Observation, HashSet<long>> _observations = [];

    public int Rows { get; set; }
    public int Superseded { get; set; }
    public int Expired { get; set; }
    public int Placeholders { get; set; }
    public int Algorithms { get; set; }
    public int Used => Rows - Superseded - Expired - Placeholders;

    /// <summary>Observations before repeats are taken away.</summary>
    public int WithRepeats { get; private set; }

    /// <summary>Different observations, each with the NPIs that stood with it.</summary>
    public IReadOnlyDictionary<Observation, HashSet<long>> Observations => _observations;

    public void Add(Observation observation, IEnumerable<long> npis)
    {
        WithRepeats++;
        if (!_observations.TryGetValue(observation, out var known)) _observations.Add(observation, known = []);
        known.UnionWith(npis);
    }

    /// <summary>Who could never do the service.</summary>
    public HashSet<Contractor> Implausible(SampleRegistry registry, IReadOnlySet<TaxonomyCode> billing)
    {
        if (billing.Count == 0) return [];
        var npis = _observations.GroupBy(pair => pair.Key.Contractor, pair => pair.Value).ToDictionary(group => group.Key, group => group.SelectMany(some => some).Distinct().ToList());
        bool IsOfAnotherTrade(long npi) => registry.Find(npi) is { Taxonomies.Count: > 0 } known && !known.Taxonomies.Any(taxonomy => billing.Contains(TaxonomyCode.Parse(taxonomy)));
        return [.. npis.Where(pair => pair.Value.Count > 0 && pair.Value.TrueForAll(IsOfAnotherTrade)).Select(pair => pair.Key)];
    }
}
