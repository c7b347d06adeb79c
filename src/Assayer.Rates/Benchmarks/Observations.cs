using Assayer.Evidence;
using Assayer.Rates.Transparency;

namespace Assayer.Rates.Benchmarks;

/// <summary>An entity's amounts in a series, and its NPIs.</summary>
sealed class EntityAmounts
{
    public SortedSet<decimal> Amounts { get; } = [];

    /// <summary>Observations; more than different amounts where keys with equal amounts are pooled.</summary>
    public int Observations { get; private set; }

    public HashSet<string> Npis { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds an observation; false for a repeat.</summary>
    public bool Add(decimal amount)
    {
        var isNew = Amounts.Add(amount);
        if (isNew) Observations++;
        return isNew;
    }

    public void Pool(EntityAmounts other)
    {
        Observations += other.Observations;
        Amounts.UnionWith(other.Amounts);
        Npis.UnionWith(other.Npis);
    }
}

/// <summary>A contracting entity of a payer: what has a vote.</summary>
readonly record struct Voter(string Payer, Entity Entity);

/// <summary>Everything under one key, by entity, and the files it stands in.</summary>
sealed class ObservedSeries
{
    public Dictionary<Voter, EntityAmounts> Voters { get; } = [];

    public HashSet<Source> Files { get; } = new(ReferenceEqualityComparer.Instance);

    public HashSet<string> PayersAsFiled { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Payers { get; } = new(StringComparer.Ordinal);

    public HashSet<string?> Networks { get; } = [];

    public HashSet<string> NegotiatedTypes { get; } = new(StringComparer.Ordinal);

    public EntityAmounts this[Voter voter]
    {
        get
        {
            if (!Voters.TryGetValue(voter, out var amounts)) Voters.Add(voter, amounts = new());
            return amounts;
        }
    }
}

/// <summary>What a used row says of one entity.</summary>
/// <param name="Key">Under which key.</param>
/// <param name="Entity">Who contracts.</param>
/// <param name="Amount">For how much, in the key's unit.</param>
/// <param name="Npis">The entity's NPIs in the row.</param>
/// <param name="File">The file.</param>
/// <param name="PayerAsFiled">The payer's name in it; null where it names none.</param>
readonly record struct Observation(SeriesKey Key, Entity Entity, decimal Amount, IEnumerable<string> Npis, Source File, string? PayerAsFiled);

/// <summary>The observations of one kind of file: docs/benchmark-method.md, step 4.</summary>
sealed class Observations
{
    readonly Dictionary<SeriesKey, ObservedSeries> _series = [];

    /// <summary>The series, each under its own key; nothing is pooled yet.</summary>
    public IReadOnlyDictionary<SeriesKey, ObservedSeries> Series => _series;

    /// <summary>Observations before repeats are collapsed.</summary>
    public long Made { get; private set; }

    /// <summary>Observations that repeat another one's key and amount.</summary>
    public long Repeats { get; private set; }

    /// <summary>Adds an observation.</summary>
    public void Add(Observation observation)
    {
        var key = observation.Key;
        if (!_series.TryGetValue(key, out var series)) _series.Add(key, series = new());
        series.Files.Add(observation.File);
        if (observation.PayerAsFiled is { } asFiled) series.PayersAsFiled.Add(asFiled);
        if (key.Payer is { } payer) series.Payers.Add(payer);
        series.Networks.Add(key.Network);
        series.NegotiatedTypes.Add(key.NegotiatedType);
        var amounts = series[new(key.Payer ?? "", observation.Entity)];
        Made++;
        if (!amounts.Add(observation.Amount)) Repeats++;
        amounts.Npis.UnionWith(observation.Npis);
    }

    /// <summary>Adds the observations of a payer's row: one for each entity and network.</summary>
    public void Add(FileRates rates, RateRow row, string payer)
    {
        var (component, modifiers) = Parts(row.Modifiers);
        var key = new SeriesKey(
            payer, null, component, modifiers, row.BillingClass ?? "not stated", row.Setting, Places.ClassOf(row.ServiceCodes),
            row.NegotiatedType ?? "not stated", row.Arrangement ?? "not stated", Weighting.Entity)
        { SourceKind = rates.File.Kind };
        foreach (var providers in ProvidersOf(rates, row).GroupBy(provider => (provider.Network, provider.Entity)))
            Add(new Observation(
                key with { Network = providers.Key.Network }, providers.Key.Entity, row.Amount, providers.SelectMany(provider => provider.Npis), rates.File.Source, rates.File.Header.ReportingEntityName));
    }

    /// <summary>The entities of a row with their networks; an entity may come several times, once for each group.</summary>
    public static IEnumerable<(string? Network, Entity Entity, IReadOnlyList<string> Npis)> ProvidersOf(FileRates rates, RateRow row)
    {
        var set = rates.ProviderSets[row.ProviderSet];
        foreach (var id in set.Groups)
            yield return (null, Entity.Of(rates.Groups[id]), rates.Groups[id].Npis);
        foreach (var reference in set.References)
        {
            var isResolved = false;
            string?[] networks = [];
            foreach (var target in rates.References[reference])
            {
                if (target.Group is not { } id)
                {
                    networks = [.. networks, target.Network];
                    continue;
                }
                isResolved = true;
                yield return (target.Network, Entity.Of(rates.Groups[id]), rates.Groups[id].Npis);
            }
            if (isResolved) continue;
            foreach (var network in networks.DefaultIfEmpty(null).Distinct())
                yield return (network, Entity.Unresolved(rates.File, reference), []);
        }
    }

    /// <summary>The component that modifiers name, and the other modifiers.</summary>
    public static (Component Component, string Others) Parts(string modifiers)
    {
        if (modifiers.Length == 0) return (Component.Global, "");
        var all = modifiers.Split(',');
        var (isProfessional, isTechnical) = (all.Contains("26"), all.Contains("TC"));
        if (isProfessional == isTechnical) return (Component.Global, modifiers);
        return (isProfessional ? Component.Professional : Component.Technical, string.Join(',', all.Where(modifier => modifier is not ("26" or "TC"))));
    }
}
