using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;

namespace Assayer.Rates.Transparency;

/// <summary>Remembers what was made of bytes: the same few texts stand in a price file again and again.</summary>
/// <param name="make">Makes a value of bytes.</param>
/// <param name="mostBytes">How many bytes are remembered before all is forgotten.</param>
sealed class Memo<T>(Func<byte[], T> make, int mostBytes)
{
    readonly Dictionary<byte[], T> _known = new(Bytes.Comparer);
    byte[] _last = [];
    T? _lastValue;
    bool _hasLast;
    int _remembered;

    /// <summary>What is made of the bytes.</summary>
    public T Of(ReadOnlySpan<byte> bytes)
    {
        if (_hasLast && bytes.SequenceEqual(_last)) return _lastValue!;
        var known = _known.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (known.TryGetValue(bytes, out var key, out var value)) return Remember(key, value);
        key = bytes.ToArray();
        value = make(key);
        if (_remembered > mostBytes)
        {
            _known.Clear();
            _remembered = 0;
        }
        _remembered += key.Length;
        _known.Add(key, value);
        return Remember(key, value);
    }

    T Remember(byte[] key, T value)
    {
        (_last, _lastValue, _hasLast) = (key, value, true);
        return value;
    }

    sealed class Bytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly Bytes Comparer = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] bytes) => GetHashCode(bytes.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)XxHash3.HashToUInt64(alternate);

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
