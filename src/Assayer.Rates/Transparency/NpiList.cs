using System.Collections;
using System.Globalization;

namespace Assayer.Rates.Transparency;

/// <summary>
/// NPIs as filed, each once: those of ten digits in rising order, then whatever else stands for one, sorted. There are tens of millions in a file, and
/// nearly all are ten digits: these are kept as numbers.
/// </summary>
public sealed class NpiList : IReadOnlyList<string>
{
    const int Digits = 10;

    readonly long[] _numbers;
    readonly string[] _others;

    NpiList(long[] numbers, string[] others) => (_numbers, _others) = (numbers, others);

    /// <summary>Those of ten digits.</summary>
    public ReadOnlySpan<long> Numbers => _numbers;

    /// <summary>The others.</summary>
    public ReadOnlySpan<string> Others => _others;

    /// <inheritdoc/>
    public int Count => _numbers.Length + _others.Length;

    /// <inheritdoc/>
    public string this[int index] => index < _numbers.Length ? TextOf(_numbers[index]) : _others[index - _numbers.Length];

    /// <summary>From texts, in any order.</summary>
    public static NpiList Of(IEnumerable<string> npis)
    {
        var distinct = npis.Distinct(StringComparer.Ordinal).ToLookup(npi => npi.Length == Digits && !npi.AsSpan().ContainsAnyExceptInRange('0', '9'));
        return new([.. distinct[true].Select(npi => long.Parse(npi, NumberStyles.None, CultureInfo.InvariantCulture)).Order()], [.. distinct[false].Order(StringComparer.Ordinal)]);
    }

    /// <summary>From numbers of ten digits, leading zeros included, in any order; the array is then the list's.</summary>
    internal static NpiList Of(long[] numbers)
    {
        var isRising = true;
        for (var i = 1; i < numbers.Length; i++) isRising &= numbers[i - 1] < numbers[i];
        if (isRising) return new(numbers, []);
        Array.Sort(numbers);
        return new([.. numbers.Distinct()], []);
    }

    /// <summary>The ten digits.</summary>
    public static string TextOf(long number) => number.ToString("D10", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
