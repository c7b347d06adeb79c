using Assayer.Rates.Benchmarks;

namespace Assayer.Rates.Samples;

/// <summary>A value in a series, and the NPIs behind it.</summary>
/// <param name="Contractor">Whose.</param>
/// <param name="Value">The median of its different amounts.</param>
/// <param name="Amounts">How many different amounts.</param>
/// <param name="Observations">How many observations.</param>
/// <param name="Npis">Its NPIs in the series.</param>
sealed record Vote(Contractor Contractor, double Value, int Amounts, int Observations, IReadOnlyCollection<long> Npis);

/// <summary>A series as it should come out. See docs/benchmark-method.md, steps 5, 6, 9 and 10.</summary>
/// <param name="Key">What it is.</param>
/// <param name="Payers">As filed.</param>
/// <param name="Votes">One for each payer and entity; weighted by NPI, only those who have NPIs. Without the implausible.</param>
/// <param name="All">The same with the implausible; null where there are none.</param>
sealed record AnswerSeries(SeriesKey Key, IReadOnlyList<string> Payers, IReadOnlyList<Vote> Votes, IReadOnlyList<Vote>? All = null)
{
    /// <summary>The values that percentiles are taken of, ascending: one for each entity, or for each NPI of each.</summary>
    public double[] Values { get; } = [.. Votes.SelectMany(vote => Enumerable.Repeat(vote.Value, Key.Weighting == Weighting.Npi ? vote.Npis.Count : 1)).Order()];

    /// <summary>The series with the implausible left in; null where there are none.</summary>
    public AnswerSeries? WithImplausible => All is null ? null : new(Key, Payers, All);

    /// <summary>All series of a kind of file.</summary>
    public static IEnumerable<AnswerSeries> Of(AnswerTally tally, SampleRegistry registry, HashSet<Contractor> implausible, IReadOnlyDictionary<Contractor, string> hospitalStates)
    {
        var pools = Pools(tally.Observations.Keys);
        foreach (var pool in pools.OrderBy(pool => Order(pool.Key), StringComparer.Ordinal))
        {
            var all = pool.Value
                .GroupBy(observation => (observation.Payer, observation.Contractor))
                .Select(group => new Vote(
                    group.Key.Contractor,
                    Median([.. group.Select(observation => observation.Amount).Distinct().Order()]),
                    group.Select(observation => observation.Amount).Distinct().Count(),
                    group.Count(),
                    [.. group.SelectMany(observation => tally.Observations[observation]).Distinct()]))
                .ToList();
            IReadOnlyList<string> payers = [.. pool.Value.Select(observation => observation.Payer?.Name).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
            AnswerSeries Make(SeriesKey key, List<Vote> votes)
            {
                var plausible = votes.FindAll(vote => !implausible.Contains(vote.Contractor));
                return new(key, payers, plausible, plausible.Count < votes.Count ? votes : null);
            }
            yield return Make(pool.Key, all);
            var withNpis = all.FindAll(vote => vote.Npis.Count > 0);
            if (withNpis.Count > 0) yield return Make(pool.Key with { Weighting = Weighting.Npi }, withNpis);

            if (pool.Key is not { Unit: "USD", Arrangement: "ffs" } || IsInsideAnother(pool.Key, pools)) continue;
            var inStates = from vote in all
                           where !implausible.Contains(vote.Contractor)
                           from place in States(vote, registry, hospitalStates)
                           group vote with { Npis = place.Npis } by place.State;
            foreach (var state in inStates.OrderBy(state => state.Key, StringComparer.Ordinal)) yield return new(pool.Key with { State = state.Key }, payers, [.. state]);
        }
    }

    static bool IsInsideAnother(SeriesKey key, Dictionary<SeriesKey, List<Observation>> pools)
    {
        SeriesKey[] wider = [key with { Network = SeriesKey.AllNetworks }, .. key.NegotiatedType is "negotiated" or "fee schedule" ? [key with { NegotiatedType = SeriesKey.NegotiatedAndFeeSchedule }] : Array.Empty<SeriesKey>()];
        return Array.Exists(wider, one => one != key && pools.ContainsKey(one));
    }

    static IEnumerable<(string State, IReadOnlyCollection<long> Npis)> States(Vote vote, SampleRegistry registry, IReadOnlyDictionary<Contractor, string> hospitalStates) =>
        hospitalStates.TryGetValue(vote.Contractor, out var state)
            ? [(state, vote.Npis)]
            : vote.Npis.GroupBy(npi => registry.Find(npi)?.State).Where(group => group.Key is not null).Select(group => (group.Key!, (IReadOnlyCollection<long>)[.. group]));

    // Under each key; both kinds of dollar price; all networks; all payers; and these together.
    static Dictionary<SeriesKey, List<Observation>> Pools(IEnumerable<Observation> observations)
    {
        var pools = observations.GroupBy(observation => observation.Key).ToDictionary(group => group.Key, group => group.ToList());
        var own = pools.Keys.ToList();
        Pool(own.Where(key => key.NegotiatedType is "negotiated" or "fee schedule"), key => key with { NegotiatedType = SeriesKey.NegotiatedAndFeeSchedule }, key => key.NegotiatedType);
        var ofNetworks = pools.Keys.ToList();
        Pool(ofNetworks, key => key with { Network = SeriesKey.AllNetworks }, key => key.Network);

        // All payers: from the payers' own keys, as a payer with one kind of price belongs to the pool of both kinds too, once any payer has both.
        Pool(own, key => key with { Payer = null, Network = null }, key => key.Payer);
        var both = ofNetworks.Where(key => key.NegotiatedType == SeriesKey.NegotiatedAndFeeSchedule).Select(key => ForAll(key)).ToHashSet();
        Pool(own.Where(key => key.NegotiatedType is "negotiated" or "fee schedule" && both.Contains(ForAll(key))), ForAll, key => key.Payer);
        return pools;

        static SeriesKey ForAll(SeriesKey key) => key with { Payer = null, Network = null, NegotiatedType = SeriesKey.NegotiatedAndFeeSchedule };

        void Pool(IEnumerable<SeriesKey> keys, Func<SeriesKey, SeriesKey> into, Func<SeriesKey, string?> apart)
        {
            foreach (var group in keys.GroupBy(into).Where(group => group.Select(apart).Distinct().Count() > 1))
                pools.Add(group.Key, [.. group.SelectMany(key => pools[key])]);
        }
    }

    // A text that sorts series the same way everywhere; those of all payers first.
    static string Order(SeriesKey key) =>
        string.Join('|', key.SourceKind, key.Payer, key.Network, key.Arrangement, key.BillingClass, key.Setting, key.Component, key.Modifiers, key.PlaceOfServiceClass, key.NegotiatedType);

    static double Median(List<decimal> sorted) => sorted.Count % 2 == 1
        ? (double)sorted[sorted.Count / 2]
        : (double)((sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2);

    /// <summary>The percentile of a series' values, by linear interpolation between closest ranks (Hyndman and Fan 1996, type 7).</summary>
    /// <param name="sorted">Ascending, not empty.</param>
    /// <param name="q">0 to 1.</param>
    public static double Percentile(double[] sorted, double q)
    {
        var h = (sorted.Length - 1) * q;
        var below = (int)Math.Floor(h);
        return below + 1 < sorted.Length ? sorted[below] + (h - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
