using Assayer.Codes;
using Assayer.Evidence;

namespace Assayer.Rates.Benchmarks;

/// <summary>Which entities could never do the service: docs/benchmark-method.md, step 9.</summary>
sealed class Plausibility
{
    readonly HashSet<Entity> _implausible = [];
    readonly Dictionary<Entity, HashSet<string>> _primaryTaxonomies = [];

    Plausibility(Missing? notJudged) => NotJudged = notJudged;

    /// <summary>Why nobody is judged; null when all are.</summary>
    public Missing? NotJudged { get; }

    /// <summary>Whether an entity is implausible for the code.</summary>
    public bool IsImplausible(Entity entity) => _implausible.Contains(entity);

    /// <summary>Nobody is judged.</summary>
    public static Plausibility None(string reason, string? filledBy = null) => new(new(reason, filledBy));

    /// <summary>Judges the entities of a kind of file.</summary>
    public static Plausibility Of(Observations observations, ProviderDirectory providers, IReadOnlySet<TaxonomyCode>? billing)
    {
        if (providers.Registry is null) return None("the providers' specialties are not loaded", "the NPPES file");
        if (billing is null or { Count: 0 }) return None("the code has no profile that names the taxonomies of those who bill it", "a profile of the code");
        var plausibility = new Plausibility(notJudged: null);
        var npis = new Dictionary<Entity, HashSet<string>>();
        foreach (var (voter, amounts) in observations.Series.Values.SelectMany(series => series.Voters))
        {
            if (!npis.TryGetValue(voter.Entity, out var known)) npis.Add(voter.Entity, known = new(StringComparer.Ordinal));
            known.UnionWith(amounts.Npis);
        }
        foreach (var (entity, itsNpis) in npis)
        {
            var registered = itsNpis.Select(providers.Find).ToList();
            if (registered.Count == 0 || registered.Exists(provider => provider is not { Taxonomies.Count: > 0 })) continue;
            if (registered.Exists(provider => provider!.Taxonomies.Any(taxonomy => TaxonomyCode.TryParse(taxonomy, out var code) && billing.Contains(code)))) continue;
            plausibility._implausible.Add(entity);
            plausibility._primaryTaxonomies.Add(entity, [.. registered.Select(provider => provider!.Taxonomies[0])]);
        }
        return plausibility;
    }

    /// <summary>The taxonomies of the implausible, the most entities first.</summary>
    public IReadOnlyList<ImplausibleTaxonomy> Taxonomies(ProviderDirectory providers, Source source) =>
    [
        .. _primaryTaxonomies.Values.SelectMany(taxonomies => taxonomies)
            .CountBy(taxonomy => taxonomy)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new ImplausibleTaxonomy(
                pair.Key,
                providers.TaxonomyNames.TryGetValue(pair.Key, out var name) ? Fact.Known(name, providers.Registry!) : Fact.NotAvailable<string>("no table of taxonomies is loaded, or it lacks this one", "NUCC's taxonomy table"),
                Fact.Known(pair.Value, source))),
    ];
}
