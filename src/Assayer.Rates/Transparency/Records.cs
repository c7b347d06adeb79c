using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Assayer.Rates.Transparency;

/// <summary>Puts a record together.</summary>
sealed class RecordWriter
{
    byte[] _bytes = new byte[1 << 10];
    int _length;

    /// <summary>The record so far.</summary>
    public ReadOnlySpan<byte> Record => _bytes.AsSpan(0, _length);

    /// <summary>How long the record is so far.</summary>
    public int Length => _length;

    public RecordWriter Begin()
    {
        _length = 0;
        return this;
    }

    /// <summary>A number that is not negative: seven bits a byte, the lowest first.</summary>
    public RecordWriter Number(int value)
    {
        var left = (uint)value;
        for (; left >= 0x80; left >>= 7) Room(1)[0] = (byte)(left | 0x80);
        Room(1)[0] = (byte)left;
        return this;
    }

    public RecordWriter Numbers(ReadOnlySpan<uint> values)
    {
        Number(values.Length);
        MemoryMarshal.AsBytes(values).CopyTo(Room(values.Length * sizeof(uint)));
        return this;
    }

    public RecordWriter Id(Guid value)
    {
        value.TryWriteBytes(Room(16));
        return this;
    }

    /// <summary>A text that is UTF-8 already.</summary>
    public RecordWriter Text(ReadOnlySpan<byte> value)
    {
        Number(value.Length + 1);
        value.CopyTo(Room(value.Length));
        return this;
    }

    /// <summary>Fields that were written before.</summary>
    public RecordWriter Fields(ReadOnlySpan<byte> fields)
    {
        fields.CopyTo(Room(fields.Length));
        return this;
    }

    /// <summary>No text.</summary>
    public RecordWriter Null() => Number(0);

    /// <summary>A text, or null.</summary>
    public RecordWriter Text(string? value)
    {
        if (value is null) return Number(0);
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length + 1);
        Encoding.UTF8.GetBytes(value, Room(length));
        return this;
    }

    Span<byte> Room(int length)
    {
        if (_length + length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        _length += length;
        return _bytes.AsSpan(_length - length, length);
    }
}

/// <summary>Takes a record apart, in the order in which it was put together.</summary>
ref struct RecordReader(ReadOnlySpan<byte> record)
{
    ReadOnlySpan<byte> _rest = record;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Number() => _rest[0] < 0x80 ? Take(1)[0] : LongNumber();

    int LongNumber()
    {
        for (var (value, shift) = (0, 0); ; shift += 7)
        {
            var next = Take(1)[0];
            value |= (next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
    }

    public ReadOnlySpan<uint> Numbers() => MemoryMarshal.Cast<byte, uint>(Take(Number() * sizeof(uint)));

    public Guid Id() => new(Take(16));

    /// <summary>A text, or null.</summary>
    public string? Text() => TryText(out var text) ? Encoding.UTF8.GetString(text) : null;

    /// <summary>A text's bytes; false for null.</summary>
    public bool TryText(out ReadOnlySpan<byte> text)
    {
        var length = Number();
        text = Take(Math.Max(0, length - 1));
        return length > 0;
    }

    /// <summary>Passes a text; whether it is this one.</summary>
    public bool IsText(ReadOnlySpan<byte> text) => TryText(out var own) && own.SequenceEqual(text);

    /// <summary>Passes a text.</summary>
    public void SkipText() => TryText(out _);

    /// <summary>What is left of the record.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>The bytes from here to where another stands, who came from here.</summary>
    public readonly ReadOnlySpan<byte> UpTo(RecordReader other) => _rest[..^other._rest.Length];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
