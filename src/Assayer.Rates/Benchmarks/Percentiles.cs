namespace Assayer.Rates.Benchmarks;

/// <summary>
/// Order statistics of values, each of which counts a whole number of times. Percentiles interpolate linearly between closest ranks
/// (Hyndman &amp; Fan, Sample quantiles in statistical packages, The American Statistician 50(4), 1996, definition 7): h = (n − 1)q + 1.
/// </summary>
sealed class Percentiles
{
    readonly (double Value, long UpTo)[] _sorted; // UpTo: how many votes have this value or a smaller one

    /// <param name="votes">Values and how often each counts, at least once; of none, every figure is not a number.</param>
    public Percentiles(IEnumerable<(double Value, long Weight)> votes)
    {
        var sum = 0.0;
        _sorted = [.. votes.OrderBy(vote => vote.Value)];
        for (var i = 0; i < _sorted.Length; i++)
        {
            var (value, weight) = _sorted[i];
            sum += value * weight;
            Count += weight;
            _sorted[i] = (value, Count);
        }
        Mean = Count > 0 ? sum / Count : double.NaN;
    }

    public long Count { get; }

    public double Mean { get; }

    public double Min => Count > 0 ? _sorted[0].Value : double.NaN;

    public double Max => Count > 0 ? _sorted[^1].Value : double.NaN;

    /// <summary>The value below which a share <paramref name="q"/>, 0 to 1, of the votes lies.</summary>
    public double At(double q)
    {
        if (Count == 0) return double.NaN;
        var h = (Count - 1) * q;
        var floor = Math.Floor(h);
        var lower = Rank((long)floor);
        return lower + (h - floor) * (Rank(Math.Min((long)floor + 1, Count - 1)) - lower);
    }

    /// <summary>The median of different amounts.</summary>
    public static double MedianOf(IEnumerable<decimal> amounts) => new Percentiles(amounts.Select(amount => ((double)amount, 1L))).At(0.5);

    // The vote of a 0-based rank.
    double Rank(long rank)
    {
        int low = 0, high = _sorted.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sorted[middle].UpTo > rank) high = middle;
            else low = middle + 1;
        }
        return _sorted[low].Value;
    }
}
