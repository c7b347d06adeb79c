using Assayer.Rates.Benchmarks;
using Assayer.Rates.Hospital;
using Assayer.Rates.Transparency;

namespace Assayer.Lake;

/// <summary>The providers of a source.</summary>
sealed class SourceProviders
{
    /// <summary>There are none.</summary>
    public static SourceProviders None { get; } = new();

    public Dictionary<Guid, ProviderSet> Sets { get; init; } = [];

    public ILookup<string, ProviderReference> References { get; init; } = Array.Empty<ProviderReference>().ToLookup(reference => reference.Id);

    public Dictionary<Guid, ContractingGroup> Groups { get; init; } = [];

    /// <summary>References by their ids, those of one in an order that doesn't depend on where they are stored: means of many amounts do, in their last digit.</summary>
    public static ILookup<string, ProviderReference> LookupOf(IEnumerable<ProviderReference> references) => references
        .GroupBy(reference => reference.Id)
        .SelectMany(all => all.Skip(1).Any() ? InOrder(all) : all)
        .ToLookup(reference => reference.Id);

    static IEnumerable<ProviderReference> InOrder(IEnumerable<ProviderReference> references) => references
        .OrderBy(reference => reference.Network is null).ThenBy(reference => reference.Network, StringComparer.Ordinal)
        .ThenBy(reference => reference.Group is null).ThenBy(reference => reference.Group).ThenBy(reference => reference.Location, StringComparer.Ordinal);
}

/// <summary>What the sources say about one code, gathered from wherever they are stored, by the sources' SHA-256.</summary>
sealed class GatheredRates
{
    readonly Dictionary<string, long> _rejected = [];
    readonly Dictionary<string, List<RateRow>> _rates = [];
    readonly Dictionary<string, List<HospitalCharge>> _charges = [];
    readonly Dictionary<string, SourceProviders> _providers;

    /// <summary>Nothing is gathered yet.</summary>
    public GatheredRates() => _providers = [];

    /// <summary>Nothing but the providers.</summary>
    public GatheredRates(Dictionary<string, SourceProviders> providers) => _providers = providers;

    public void AddRejected(string sha256, long rejected) => _rejected.Add(sha256, rejected);

    public void Add(string sha256, RateRow row) => ListOf(_rates, sha256).Add(row);

    public void Add(string sha256, HospitalCharge charge) => ListOf(_charges, sha256).Add(charge);

    public void AddProviders(string sha256, SourceProviders providers) => _providers.Add(sha256, providers);

    public long RejectedOf(string sha256) => _rejected.GetValueOrDefault(sha256);

    public IReadOnlyList<RateRow> RatesOf(string sha256) => _rates.GetValueOrDefault(sha256) ?? [];

    public IReadOnlyList<HospitalCharge> ChargesOf(string sha256) => _charges.GetValueOrDefault(sha256) ?? [];

    public SourceProviders ProvidersOf(string sha256) => _providers.GetValueOrDefault(sha256) ?? SourceProviders.None;

    /// <summary>The NPIs of all groups.</summary>
    public IEnumerable<string> Npis => _providers.Values.SelectMany(providers => providers.Groups.Values).SelectMany(group => group.Npis);

    static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string sha256)
    {
        if (!lists.TryGetValue(sha256, out var list)) lists.Add(sha256, list = []);
        return list;
    }
}
