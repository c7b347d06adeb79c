using System.Globalization;
using System.Numerics;
using System.Text;
using Assayer.Rates.Transparency;

namespace Assayer.Lake;

/// <summary>The references that prices use. Nearly all are small whole numbers, for which a bit is enough; of the others memory holds some at a time.</summary>
/// <param name="folder">A place for what is needed in between.</param>
sealed class UsedReferences(string folder) : IDisposable
{
    readonly ReferenceNumbers _numbers = new();
    readonly RecordStore _others = new(Path.Combine(folder, "used-references"));
    readonly RecentIds _recent = new();
    readonly RecordWriter _record = new();

    /// <summary>Adds a reference, as canonical decimal text.</summary>
    public void Add(ReadOnlySpan<byte> reference)
    {
        if (ReferenceNumbers.TryParse(reference, out var number)) _numbers.Add(number);
        else if (_recent.IsNew(StagedProviders.KeyOf(reference))) _others.Append(_record.Begin().Text(reference).Record);
    }

    /// <summary>All of them in one or more passes, each in one of these.</summary>
    /// <param name="mostKeys">How many keys memory is to hold at a time.</param>
    public IEnumerable<Pass> Passes(int mostKeys)
    {
        var numbers = _numbers;
        foreach (var keys in KeyPasses.Over(key => _others.ForEach(record => key(StagedProviders.KeyOf(ref record))), mostKeys))
        {
            yield return new(numbers, keys, _others);
            numbers = new();
        }
    }

    public void Dispose() => _others.Dispose();

    /// <summary>Some of the references that prices use.</summary>
    public sealed class Pass(ReferenceNumbers numbers, HashSet<Guid> keys, RecordStore others)
    {
        readonly ReferenceNumbers _resolvedNumbers = new();
        readonly HashSet<Guid> _resolvedKeys = [];

        public bool Contains(ReadOnlySpan<byte> reference) =>
            ReferenceNumbers.TryParse(reference, out var number) ? numbers.Contains(number) : keys.Count > 0 && keys.Contains(StagedProviders.KeyOf(reference));

        /// <summary>Notes that a reference's providers are known.</summary>
        public void Resolve(ReadOnlySpan<byte> reference)
        {
            if (ReferenceNumbers.TryParse(reference, out var number)) _resolvedNumbers.Add(number);
            else _resolvedKeys.Add(StagedProviders.KeyOf(reference));
        }

        /// <summary>Those whose providers are not known, in order.</summary>
        public SortedSet<string> Unresolved()
        {
            var references = new SortedSet<string>(numbers.Except(_resolvedNumbers).Select(number => number.ToString(CultureInfo.InvariantCulture)), StringComparer.Ordinal);
            if (_resolvedKeys.Count == keys.Count) return references;
            others.ForEach(record =>
            {
                record.TryText(out var text);
                if (StagedProviders.KeyOf(text) is var key && keys.Contains(key) && !_resolvedKeys.Contains(key)) references.Add(Encoding.UTF8.GetString(text));
            });
            return references;
        }
    }
}

/// <summary>A set of references that are small whole numbers.</summary>
sealed class ReferenceNumbers
{
    const int MostDigits = 8;
    const int MostPlaces = 100_000_000 / 64; // 12 MiB

    ulong[] _bits = new ulong[64];

    /// <summary>The number that a reference is; false where it is none, or a large one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> reference, out int number)
    {
        number = 0;
        if (reference.Length is 0 or > MostDigits || (reference[0] == '0' && reference.Length > 1)) return false;
        foreach (var digit in reference)
        {
            if (!char.IsAsciiDigit((char)digit)) return false;
            number = number * 10 + (digit - '0');
        }
        return true;
    }

    /// <summary>Whether it is new.</summary>
    public bool Add(int number)
    {
        if (number >> 6 >= _bits.Length) Array.Resize(ref _bits, Math.Min(MostPlaces, Math.Max(_bits.Length * 2, (number >> 6) + 1)));
        ref var bits = ref _bits[number >> 6];
        var before = bits;
        bits |= 1UL << number;
        return bits != before;
    }

    public bool Contains(int number) => number >> 6 < _bits.Length && (_bits[number >> 6] & 1UL << number) != 0;

    /// <summary>Those that aren't in another set.</summary>
    public IEnumerable<int> Except(ReferenceNumbers other)
    {
        for (var place = 0; place < _bits.Length; place++)
            for (var bits = _bits[place] & ~(place < other._bits.Length ? other._bits[place] : 0); bits != 0; bits &= bits - 1)
                yield return place << 6 | BitOperations.TrailingZeroCount(bits);
    }
}
