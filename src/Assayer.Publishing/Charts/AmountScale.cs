namespace Assayer.Publishing.Charts;

/// <summary>Places amounts on a line of length 1: evenly, or by their logarithm where the largest is over 20 times the smallest.</summary>
public sealed class AmountScale
{
    const double LogFrom = 20;
    const double Margin = 0.04;
    const int MostTicks = 5;

    readonly double _low;
    readonly double _high;

    AmountScale(double low, double high, bool isLog) => (_low, _high, IsLogarithmic) = (low, high, isLog);

    /// <summary>Whether equal ratios, not equal differences, are equally far apart.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>A scale on which all of <paramref name="values"/> lie, within its ends.</summary>
    /// <exception cref="ArgumentException">There are no values, or one is not finite.</exception>
    public static AmountScale Covering(params IReadOnlyCollection<double> values)
    {
        if (values.Count == 0 || values.Any(value => !double.IsFinite(value)))
            throw new ArgumentException("A scale needs finite values.", nameof(values));
        var (min, max) = (values.Min(), values.Max());
        if (min > 0 && max / min > LogFrom)
        {
            var room = Math.Pow(max / min, Margin);
            return new(min / room, max * room, true);
        }
        var spread = max > min ? max - min : Math.Max(Math.Abs(max), 1);
        var low = min - Margin * spread;
        return new(min >= 0 ? Math.Max(0, low) : low, max + Margin * spread, false);
    }

    /// <summary>Where an amount lies: 0 at the low end, 1 at the high end.</summary>
    public double Position(double amount) => IsLogarithmic
        ? Math.Log(amount / _low) / Math.Log(_high / _low)
        : (amount - _low) / (_high - _low);

    /// <summary>Two to five round amounts within the ends; an amount of the middle where no round one lies there.</summary>
    public IReadOnlyList<double> Ticks()
    {
        var ticks = IsLogarithmic ? LogTicks() : LinearTicks();
        return ticks.Count > 0 ? ticks : [(_low + _high) / 2];
    }

    List<double> LinearTicks()
    {
        var rough = (_high - _low) / MostTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.Select(factor => factor * power).First(candidate => candidate >= rough * 0.999);
        var first = (long)Math.Ceiling(_low / step);
        return [.. Enumerable.Range(0, MostTicks + 2).Select(index => (first + index) * step).Where(tick => tick <= _high).Take(MostTicks)];
    }

    List<double> LogTicks()
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(_low)), (int)Math.Ceiling(Math.Log10(_high)));
        List<double> Of(params double[] factors) =>
            [.. Enumerable.Range(first, last - first + 1).SelectMany(power => factors.Select(factor => factor * Math.Pow(10, power))).Where(tick => tick >= _low && tick <= _high)];
        foreach (var ticks in new[] { Of(1, 2, 5), Of(1, 3), Of(1) })
            if (ticks.Count <= MostTicks) return ticks;
        var all = Of(1);
        var stride = (all.Count + MostTicks - 1) / MostTicks;
        return [.. all.Where((_, index) => index % stride == 0)];
    }
}
