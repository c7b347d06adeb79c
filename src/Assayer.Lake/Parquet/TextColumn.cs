using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Assayer.Lake.Parquet;

/// <summary>A column of texts: VARCHAR.</summary>
public sealed class TextColumn : DictionaryColumn<string>
{
    // A longer least or greatest value is left out of the statistics: it would be in the footer once for each row group.
    const int LongestInStatistics = 64;
    const int LongestWord = 7, LongestOnStack = 64;
    const int MostNumbers = 1 << 20, Kinds = 8;

    readonly ArrayBufferWriter<byte> _plain = new();
    int[] _ends = new int[32];
    (int Time, int Place, ulong Hash)[] _numbered = []; // the time tells row groups and kinds apart
    int _time = Kinds;
    int _count;
    string? _last;

    // Stands for a last text that was no object: none is the same.
    static readonly string Bytes = new(' ', 1);

    internal TextColumn(ParquetFile file, string name, int position)
        : base(file, name, position, ColumnType.Text)
    {
    }

    /// <summary>Appends a text. The same object as in the row before costs next to nothing, and an equal one little.</summary>
    public void Append(string? value)
    {
        if (!ReferenceEquals(value, _last)) Change(value);
        Repeat();
    }

    /// <summary>Appends a text that is UTF-8 already; it is made an object only where it is new.</summary>
    public void Append(ReadOnlySpan<byte> value)
    {
        _last = Bytes;
        Span<char> room = stackalloc char[LongestOnStack];
        var text = value.Length <= room.Length ? room[..Encoding.UTF8.GetChars(value, room)] : Encoding.UTF8.GetString(value).AsSpan();
        Start(text, value);
        Repeat();
    }

    /// <summary>Appends a text that is UTF-8 already and that a small number stands for: it is looked for once in a row group.</summary>
    /// <param name="value">The text.</param>
    /// <param name="number">The number; while the row group lasts, this text comes with no other, and the number with another only where the kind is another.</param>
    /// <param name="kind">A number below eight.</param>
    internal void Append(ReadOnlySpan<byte> value, int number, int kind = 0)
    {
        if (number > MostNumbers)
        {
            Append(value);
            return;
        }
        if (number >= _numbered.Length) Array.Resize(ref _numbered, Math.Max(number + 1, _numbered.Length * 2));
        ref var known = ref _numbered[number];
        if (known.Time == _time + kind)
        {
            _last = Bytes;
            Start(known.Place, known.Hash);
            Repeat();
        }
        else
        {
            Append(value);
            known = (_time + kind, Place, CurrentHash);
        }
    }

    void Change(string? value)
    {
        _last = value;
        if (value is null)
        {
            StartNull();
            return;
        }
        Span<byte> bytes = stackalloc byte[LongestWord];
        if (value.Length <= LongestWord && Encoding.UTF8.TryGetBytes(value, bytes, out var length)) Start(value, bytes[..length]);
        else Start(value, Hash(MemoryMarshal.AsBytes(value.AsSpan()), Seed));
    }

    // Short ones are told apart by their bytes and length as one number.
    void Start(ReadOnlySpan<char> text, ReadOnlySpan<byte> bytes)
    {
        var hash = Hash(MemoryMarshal.AsBytes(text), Seed);
        if (bytes.Length <= LongestWord) Start(WordOf(bytes), hash, TextOf);
        else if (!TryStart(hash, bytes)) Start(new string(text), hash);
    }

    static ulong WordOf(ReadOnlySpan<byte> bytes)
    {
        var word = (ulong)bytes.Length << 56;
        for (var i = 0; i < bytes.Length; i++) word |= (ulong)bytes[i] << (i * 8);
        return word;
    }

    static string TextOf(ulong word)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, word);
        return Encoding.UTF8.GetString(bytes[..(int)(word >> 56)]);
    }

    private protected override ReadOnlySpan<byte> Dictionary => _plain.WrittenSpan;

    private protected override void Encode(string value)
    {
        var bytes = _plain.GetSpan(4 + Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, bytes[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        _plain.Advance(4 + length);
        Hold(4 + length + value.Length * sizeof(char));
        if (_count == _ends.Length) Array.Resize(ref _ends, _count * 2);
        _ends[_count++] = _plain.WrittenCount;
    }

    private protected override bool IsEntry(int entry, ReadOnlySpan<byte> value) => Plain(entry)[4..].SequenceEqual(value);

    private protected override ReadOnlySpan<byte> Plain(int entry) => _plain.WrittenSpan[(entry == 0 ? 0 : _ends[entry - 1]).._ends[entry]];

    private protected override void Clear()
    {
        _plain.ResetWrittenCount();
        (_count, _last) = (0, null);
        _time += Kinds;
    }

    // Texts are ordered by their bytes: parquet.thrift, ColumnOrder.
    private protected override (byte[] Min, byte[] Max)? Range()
    {
        var (min, max) = (0, 0);
        for (var entry = 1; entry < _count; entry++)
        {
            var text = Plain(entry)[4..];
            if (text.SequenceCompareTo(Plain(min)[4..]) < 0) min = entry;
            else if (text.SequenceCompareTo(Plain(max)[4..]) > 0) max = entry;
        }
        var first = Plain(min)[4..];
        var last = Plain(max)[4..];
        return first.Length <= LongestInStatistics && last.Length <= LongestInStatistics ? (first.ToArray(), last.ToArray()) : null;
    }
}
