using Assayer.Codes.Medicare;
using Assayer.Evidence;

namespace Assayer.Rates.Benchmarks;

/// <summary>What the national registry says about a provider.</summary>
/// <param name="Npi">Ten digits.</param>
/// <param name="State">Practice state, two letters; null when not stated.</param>
/// <param name="Locality">Payment locality of the practice's ZIP code; null when unknown.</param>
/// <param name="Taxonomies">Taxonomy codes, the primary one first; empty when none is registered.</param>
public sealed record RegisteredProvider(string Npi, string? State, Locality? Locality, IReadOnlyList<string> Taxonomies);

/// <summary>The providers behind a code's prices, as far as the loaded registry knows them.</summary>
public sealed class ProviderDirectory
{
    readonly Dictionary<string, RegisteredProvider> _providers;

    /// <param name="registry">The NPPES file; null: none is loaded.</param>
    /// <param name="localities">The file that gives ZIP codes their localities; null: none is loaded.</param>
    /// <param name="providers">The providers; others of the registry may be left out when they have no part in the code's prices.</param>
    /// <param name="taxonomyNames">Names of taxonomies by code, from the user's NUCC table; empty: none is loaded.</param>
    public ProviderDirectory(Source? registry, Source? localities, IEnumerable<RegisteredProvider> providers, IReadOnlyDictionary<string, string> taxonomyNames) =>
        (Registry, Localities, TaxonomyNames, _providers) =
        (registry, localities, taxonomyNames, providers.ToDictionary(provider => provider.Npi, StringComparer.Ordinal));

    /// <summary>Nothing is loaded.</summary>
    public static ProviderDirectory None { get; } = new(null, null, [], new Dictionary<string, string>());

    /// <summary>The NPPES file; null: none is loaded.</summary>
    public Source? Registry { get; }

    /// <summary>The file that gives ZIP codes their localities; null: none is loaded.</summary>
    public Source? Localities { get; }

    /// <summary>Names of taxonomies by code.</summary>
    public IReadOnlyDictionary<string, string> TaxonomyNames { get; }

    /// <summary>A provider; null when the registry doesn't list it, or none is loaded.</summary>
    public RegisteredProvider? Find(string npi) => _providers.GetValueOrDefault(npi);
}
