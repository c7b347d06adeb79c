using Assayer.Rates.Benchmarks;

namespace Assayer.Rates.Samples;

/// <summary>One amount that an entity is meant to be paid.</summary>
/// <param name="Payer">Who pays.</param>
/// <param name="Contractor">Who is paid.</param>
/// <param name="Key">Under which key; <see cref="SeriesKey.Payer"/> as filed, weighted by entity.</param>
/// <param name="Amount">How much.</param>
sealed record Observation(Payer Payer, Contractor Contractor, SeriesKey Key, decimal Amount);

/// <summary>
/// What the files mean for one code, kept while they are made: this never looks at a file. See docs/benchmark-method.md, steps 3 and 4.
/// </summary>
sealed class AnswerBook(SampleCode code)
{
    readonly Dictionary<Observation, HashSet<long>> _observations = [];
    readonly Dictionary<Payer, (int Rows, int Used)> _payers = [];

    public SampleCode Code { get; } = code;

    public int Rows { get; private set; }
    public int Superseded { get; private set; }
    public int Expired { get; private set; }
    public int Placeholders { get; private set; }
    public int Used => Rows - Superseded - Expired - Placeholders;

    /// <summary>Observations before repeats are taken away.</summary>
    public int WithRepeats { get; private set; }

    /// <summary>Different observations, each with the NPIs that stood with it.</summary>
    public IReadOnlyDictionary<Observation, HashSet<long>> Observations => _observations;

    /// <summary>Rows, and used rows, of each payer that prices the code.</summary>
    public IReadOnlyDictionary<Payer, (int Rows, int Used)> Payers => _payers;

    /// <summary>Notes one item of one file.</summary>
    public void Add(PayerFile file, Item item)
    {
        foreach (var rate in item.Rates)
            foreach (var price in rate.Prices)
                Add(file, item.Arrangement, rate, price);
    }

    void Add(PayerFile file, string arrangement, Rate rate, Price price)
    {
        Rows++;
        var used = !file.IsSuperseded && price.Fate == Fate.Used;
        var (rows, usedRows) = _payers.GetValueOrDefault(file.Payer);
        _payers[file.Payer] = (rows + 1, usedRows + (used ? 1 : 0));
        if (file.IsSuperseded) Superseded++;
        else if (price.Fate == Fate.Expired) Expired++;
        else if (price.Fate == Fate.Placeholder) Placeholders++;
        if (!used) return;

        var providers = Providers(rate).ToLookup(provider => (provider.Contractor, provider.Network), provider => provider.Npis);
        WithRepeats += providers.Count;
        foreach (var provider in providers)
        {
            var key = new SeriesKey(
                file.Payer.Name, provider.Key.Network, price.Part.Component, price.Part.Others, price.Class, price.Setting, price.Place.Class, price.Type, arrangement, Weighting.Entity);
            var observation = new Observation(file.Payer, provider.Key.Contractor, key, price.Amount);
            if (!_observations.TryGetValue(observation, out var npis)) _observations.Add(observation, npis = []);
            foreach (var some in provider) npis.UnionWith(some);
        }
    }

    static IEnumerable<(Contractor Contractor, string? Network, IReadOnlyList<long> Npis)> Providers(Rate rate)
    {
        foreach (var group in rate.Groups) yield return (group.Contractor, null, group.Npis);
        foreach (var reference in rate.References)
        {
            string?[] networks = reference.Networks.Count > 0 ? [.. reference.Networks] : [null];
            foreach (var network in networks)
            {
                if (reference.Unresolved is { } unresolved) yield return (unresolved, network, []);
                foreach (var group in reference.Groups) yield return (group.Contractor, network, group.Npis);
            }
        }
    }
}
