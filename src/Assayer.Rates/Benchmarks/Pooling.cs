namespace Assayer.Rates.Benchmarks;

/// <summary>Makes the wider series from those under single keys: docs/benchmark-method.md, step 5.</summary>
static class Pooling
{
    /// <summary>All series: those given, and the pooled ones that pool more than one of them.</summary>
    public static IReadOnlyDictionary<SeriesKey, ObservedSeries> Pool(IReadOnlyDictionary<SeriesKey, ObservedSeries> single)
    {
        var pooled = new Dictionary<SeriesKey, ObservedSeries>();
        foreach (var (key, series) in single)
            foreach (var wider in WiderKeys(key))
            {
                if (!pooled.TryGetValue(wider, out var target)) pooled.Add(wider, target = new());
                Merge(series, target);
            }
        var all = new Dictionary<SeriesKey, ObservedSeries>(single);
        foreach (var (key, series) in pooled.Where(pair => PoolsSomething(pair.Key, pair.Value))) all.Add(key, series);
        return all;
    }

    /// <summary>Whether a series is part of a wider one of the same payer, or of all payers: a network, or one kind of dollar price.</summary>
    public static bool IsPartOfWider(SeriesKey key, Func<SeriesKey, bool> exists)
    {
        string[] types = key.NegotiatedType is "negotiated" or "fee schedule" ? [key.NegotiatedType, SeriesKey.NegotiatedAndFeeSchedule] : [key.NegotiatedType];
        return new[] { key.Network, SeriesKey.AllNetworks }
            .SelectMany(network => types.Select(type => key with { Network = network, NegotiatedType = type }))
            .Any(wider => wider != key && exists(wider));
    }

    static IEnumerable<SeriesKey> WiderKeys(SeriesKey key)
    {
        var isDollars = key.NegotiatedType is "negotiated" or "fee schedule";
        SeriesKey[] byPayer = [key, key with { Network = SeriesKey.AllNetworks }, key with { Payer = null, Network = null }];
        foreach (var wider in byPayer)
        {
            if (wider != key) yield return wider;
            if (isDollars) yield return wider with { NegotiatedType = SeriesKey.NegotiatedAndFeeSchedule };
        }
    }

    static bool PoolsSomething(SeriesKey key, ObservedSeries series) =>
        (key.Payer is not null || series.Payers.Count > 1)
        && (key.Network != SeriesKey.AllNetworks || series.Networks.Count > 1)
        && (key.NegotiatedType != SeriesKey.NegotiatedAndFeeSchedule || series.NegotiatedTypes.Count > 1);

    static void Merge(ObservedSeries series, ObservedSeries target)
    {
        foreach (var (voter, amounts) in series.Voters) target[voter].Pool(amounts);
        target.Files.UnionWith(series.Files);
        target.PayersAsFiled.UnionWith(series.PayersAsFiled);
        target.Payers.UnionWith(series.Payers);
        target.Networks.UnionWith(series.Networks);
        target.NegotiatedTypes.UnionWith(series.NegotiatedTypes);
    }
}
