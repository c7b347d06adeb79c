using System.Collections;
using System.Globalization;

namespace Assayer.Rates.Transparency;

/// <summary>
/// NPIs as filed, each once: those of ten digits that begin with 1 to 3 in rising order, then whatever else stands for one, sorted. There are tens of
/// millions in a file, and nearly all are such: these are kept as numbers.
/// </summary>
public sealed class NpiList : IReadOnlyList<string>
{
    const int Digits = 10;

    readonly uint[] _numbers;
    readonly string[] _others;

    NpiList(uint[] numbers, string[] others) => (_numbers, _others) = (numbers, others);

    /// <summary>Those of ten digits that begin with 1 to 3.</summary>
    public ReadOnlySpan<uint> Numbers => _numbers;

    /// <summary>The others.</summary>
    public ReadOnlySpan<string> Others => _others;

    /// <inheritdoc/>
    public int Count => _numbers.Length + _others.Length;

    /// <inheritdoc/>
    public string this[int index] => index < _numbers.Length ? TextOf(_numbers[index]) : _others[index - _numbers.Length];

    /// <summary>From texts, in any order.</summary>
    public static NpiList Of(IEnumerable<string> npis)
    {
        var distinct = npis.Distinct(StringComparer.Ordinal).ToLookup(npi => npi.Length == Digits && npi[0] is >= '1' and <= '3' && !npi.AsSpan().ContainsAnyExceptInRange('0', '9'));
        return new([.. distinct[true].Select(npi => uint.Parse(npi, NumberStyles.None, CultureInfo.InvariantCulture)).Order()], [.. distinct[false].Order(StringComparer.Ordinal)]);
    }

    internal static NpiList Read(ref RecordReader record)
    {
        var numbers = record.Numbers().ToArray();
        var others = new string[record.Number()];
        for (var i = 0; i < others.Length; i++) others[i] = record.Text()!;
        return new(numbers, others);
    }

    internal void Write(RecordWriter record)
    {
        record.Numbers(_numbers).Number(_others.Length);
        foreach (var other in _others) record.Text(other);
    }

    /// <summary>The ten digits.</summary>
    public static string TextOf(uint number) => number.ToString("D10", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
