using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assayer.Lake.Parquet;

/// <summary>A column of values of a fixed width.</summary>
/// <typeparam name="T">The value as it is kept.</typeparam>
public abstract class ValueColumn<T> : DictionaryColumn<T>
    where T : unmanaged, IEquatable<T>
{
    readonly ArrayBufferWriter<byte> _plain = new();

    private protected ValueColumn(ParquetFile file, string name, int position, ColumnType type)
        : base(file, name, position, type)
    {
    }

    private protected override ReadOnlySpan<byte> Dictionary => _plain.WrittenSpan;

    /// <summary>The value as "Plain" has it.</summary>
    private protected abstract void Encode(T value, Span<byte> plain);

    private protected override void Encode(T value)
    {
        Encode(value, _plain.GetSpan(Type.Width));
        _plain.Advance(Type.Width);
    }

    private protected override ReadOnlySpan<byte> Plain(int entry) => _plain.WrittenSpan.Slice(entry * Type.Width, Type.Width);

    private protected override void Clear() => _plain.ResetWrittenCount();

    private protected ulong HashOf(T value) => Hash(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)), Seed);

    private protected (byte[] Min, byte[] Max)? Range(Comparer<T> order)
    {
        var (min, max) = (0, 0);
        var entries = Entries;
        for (var entry = 1; entry < entries.Length; entry++)
        {
            if (order.Compare(entries[entry], entries[min]) < 0) min = entry;
            else if (order.Compare(entries[entry], entries[max]) > 0) max = entry;
        }
        return (Plain(min).ToArray(), Plain(max).ToArray());
    }
}

/// <summary>A column of identifiers: UUID.</summary>
public sealed class UuidColumn : ValueColumn<Guid>
{
    readonly bool _isDistinct;
    Guid _last;

    internal UuidColumn(ParquetFile file, string name, int position, bool isDistinct)
        : base(file, name, position, ColumnType.Uuid) => _isDistinct = isDistinct;

    /// <summary>Appends an identifier.</summary>
    public void Append(Guid value)
    {
        if (value != _last || IsNull)
        {
            _last = value;
            if (_isDistinct) StartNew(value, HashOf(value));
            else Start(value, HashOf(value));
        }
        Repeat();
    }

    /// <summary>Appends an identifier or NULL.</summary>
    public void Append(Guid? value)
    {
        if (value is { } known) Append(known);
        else AppendNull();
    }

    // LogicalTypes.md, "UUID": 16 bytes, the most significant first.
    private protected override void Encode(Guid value, Span<byte> plain) => value.TryWriteBytes(plain, bigEndian: true, out _);

    private protected override (byte[] Min, byte[] Max)? Range() => null;
}

/// <summary>A column of days: DATE.</summary>
public sealed class DateColumn : ValueColumn<int>
{
    static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    int _last;

    internal DateColumn(ParquetFile file, string name, int position)
        : base(file, name, position, ColumnType.Date)
    {
    }

    /// <summary>Appends a day.</summary>
    public void Append(DateOnly value)
    {
        if (value.DayNumber != _last || IsNull)
        {
            _last = value.DayNumber;
            Start(_last, HashOf(_last));
        }
        Repeat();
    }

    /// <summary>Appends a day or NULL.</summary>
    public void Append(DateOnly? value)
    {
        if (value is { } known) Append(known);
        else AppendNull();
    }

    // LogicalTypes.md, "DATE": days since 1970-01-01.
    private protected override void Encode(int value, Span<byte> plain) => BinaryPrimitives.WriteInt32LittleEndian(plain, value - Epoch);

    private protected override (byte[] Min, byte[] Max)? Range() => Range(Comparer<int>.Default);
}

/// <summary>A column of amounts: DECIMAL(18,4).</summary>
public sealed class AmountColumn : ValueColumn<long>
{
    const long Most = 999_999_999_999_999_999;

    static readonly ulong[] Powers = [10_000, 1_000, 100, 10, 1];

    Int128 _last;

    internal AmountColumn(ParquetFile file, string name, int position)
        : base(file, name, position, ColumnType.Decimal)
    {
    }

    /// <summary>Appends an amount.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has more than four digits after the point, or more than fourteen before.</exception>
    public void Append(decimal value)
    {
        // Bit by bit: 1.0 and 1.00 differ here, and are one value in the dictionary.
        var bits = Unsafe.BitCast<decimal, Int128>(value);
        if (bits != _last || IsNull)
        {
            var scaled = Scaled(value);
            Start((ulong)scaled, HashOf(scaled), word => (long)word);
            _last = bits;
        }
        Repeat();
    }

    /// <summary>Appends an amount or NULL.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has more than four digits after the point, or more than fourteen before.</exception>
    public void Append(decimal? value)
    {
        if (value is { } known) Append(known);
        else AppendNull();
    }

    // LogicalTypes.md, "DECIMAL": the unscaled value.
    private protected override void Encode(long value, Span<byte> plain) => BinaryPrimitives.WriteInt64LittleEndian(plain, value);

    private protected override (byte[] Min, byte[] Max)? Range() => Range(Comparer<long>.Default);

    static long Scaled(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        if (parts[2] == 0 && value.Scale <= ColumnType.Scale)
        {
            var high = Math.BigMul((ulong)(uint)parts[1] << 32 | (uint)parts[0], Powers[value.Scale], out var low);
            if (high == 0 && low <= Most) return parts[3] < 0 ? -(long)low : (long)low;
        }
        else if (Math.Abs(value) <= Most / 10_000m && value * 10_000m is var scaled && decimal.IsInteger(scaled))
        {
            return (long)scaled;
        }
        throw new ArgumentOutOfRangeException(nameof(value), value, "An amount must fit DECIMAL(18,4).");
    }
}
