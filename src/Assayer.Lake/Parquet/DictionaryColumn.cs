using System.Buffers;

namespace Assayer.Lake.Parquet;

/// <summary>
/// A column whose values repeat: each distinct one is stored once in a row group, and the rows point at it. Where most are distinct they are
/// stored row by row. Source: apache/parquet-format, Encodings.md, "Dictionary Encoding" and "Plain".
/// </summary>
/// <typeparam name="T">What tells values apart.</typeparam>
public abstract class DictionaryColumn<T> : ParquetColumn
    where T : IEquatable<T>
{
    const int FewestSlots = 64;

    // Open addressing: a slot has the upper half of the value's hash and, below, the entry's index plus one; it is 0 where it is free.
    ulong[] _slots = new ulong[FewestSlots];
    T[] _entries = new T[FewestSlots / 2];
    readonly WordTable _words = new();
    int _count, _hashed;

    private protected DictionaryColumn(ParquetFile file, string name, int position, ColumnType type)
        : base(file, name, position, type)
    {
    }

    private protected ReadOnlySpan<T> Entries => _entries.AsSpan(0, _count);

    /// <summary>From here on the value is this one, which isn't NULL.</summary>
    private protected void Start(T value, ulong hash)
    {
        var mask = _slots.Length - 1;
        var slot = Home(hash, mask);
        for (; _slots[slot] is var taken and not 0; slot = slot + 1 & mask)
        {
            var entry = (int)taken - 1;
            if ((taken ^ hash) >> 32 != 0 || !value.Equals(_entries[entry])) continue;
            Start(entry, hash);
            return;
        }
        if (++_hashed * 2 > _slots.Length) slot = Grow(hash);
        var added = AddEntry(value);
        _slots[slot] = hash >> 32 << 32 | (uint)(added + 1);
        Start(added, hash);
    }

    /// <summary>From here on the value is an entry that is known by its bytes; false where there is none.</summary>
    private protected bool TryStart(ulong hash, ReadOnlySpan<byte> value)
    {
        var mask = _slots.Length - 1;
        for (var slot = Home(hash, mask); _slots[slot] is var taken and not 0; slot = slot + 1 & mask)
        {
            var entry = (int)taken - 1;
            if ((taken ^ hash) >> 32 != 0 || !IsEntry(entry, value)) continue;
            Start(entry, hash);
            return true;
        }
        return false;
    }

    /// <summary>Whether an entry has these bytes.</summary>
    private protected virtual bool IsEntry(int entry, ReadOnlySpan<byte> value) => Plain(entry).SequenceEqual(value);

    /// <summary>From here on the value is this one, which isn't NULL and of which the bits here tell it from all others.</summary>
    private protected void Start(ulong word, ulong hash, Func<ulong, T> value)
    {
        var entry = _words.Find(word);
        if (entry < 0) _words.Add(word, entry = AddEntry(value(word)));
        Start(entry, hash);
    }

    /// <summary>From here on the value is this one, which isn't NULL and has not come before in the column.</summary>
    private protected void StartNew(T value, ulong hash) => Start(AddEntry(value), hash);

    int AddEntry(T value)
    {
        if (_count == _entries.Length) Array.Resize(ref _entries, _count * 2);
        _entries[_count] = value;
        Encode(value);
        return _count++;
    }

    /// <summary>Adds a new entry to the dictionary page: the value as in "Plain".</summary>
    private protected abstract void Encode(T value);

    /// <summary>An entry as "Plain" has it.</summary>
    private protected abstract ReadOnlySpan<byte> Plain(int entry);

    /// <summary>The dictionary page.</summary>
    private protected abstract ReadOnlySpan<byte> Dictionary { get; }

    /// <summary>Forgets the entries.</summary>
    private protected abstract void Clear();

    /// <summary>The least and the greatest entry as the statistics have them; nothing where queries don't ask for them.</summary>
    private protected abstract (byte[] Min, byte[] Max)? Range();

    private protected override void Write(ChunkWriter chunk, int rows, int nulls)
    {
        if (_count > 0) chunk.Range(Range());
        var width = Encodings.Width(Math.Max(0, _count - 1));
        if (IsPlainShorter(rows - nulls, width))
        {
            PutValues(chunk.Page);
            chunk.WriteChunk(this, rows, nulls, ChunkWriter.Plain);
        }
        else
        {
            PutIndices(chunk.Page, width);
            chunk.WriteChunk(this, rows, nulls, ChunkWriter.Dictionary, Dictionary, _count);
        }
        Clear();
        Array.Clear(_entries, 0, _count);
        if (_hashed > 0) Array.Clear(_slots);
        _words.Clear();
        (_count, _hashed) = (0, 0);
    }

    void PutIndices(ArrayBufferWriter<byte> page, int width)
    {
        page.Write([(byte)width]);
        var encoder = new HybridEncoder(page, width);
        var values = RunValues;
        var counts = RunCounts;
        for (var run = 0; run < values.Length; run++)
        {
            if (values[run] >= 0) encoder.Add(values[run], counts[run]);
        }
        encoder.End();
    }

    void PutValues(ArrayBufferWriter<byte> page)
    {
        var values = RunValues;
        var counts = RunCounts;
        for (var run = 0; run < values.Length; run++)
        {
            if (values[run] < 0) continue;
            var plain = Plain(values[run]);
            for (var i = 0; i < counts[run]; i++) page.Write(plain);
        }
    }

    // Also where there is no value at all.
    bool IsPlainShorter(int count, int width)
    {
        if (_count > 0 && _count <= count / 2) return false;
        long plain = 0;
        var values = RunValues;
        var counts = RunCounts;
        for (var run = 0; run < values.Length; run++)
        {
            if (values[run] >= 0) plain += (long)Plain(values[run]).Length * counts[run];
        }
        return plain <= Dictionary.Length + (long)count * width / 8;
    }

    int Grow(ulong hash)
    {
        var old = _slots;
        _slots = new ulong[old.Length * 2];
        foreach (var taken in old)
        {
            if (taken != 0) _slots[Free(taken)] = taken;
        }
        return Free(hash);
    }

    int Free(ulong hash)
    {
        var mask = _slots.Length - 1;
        var slot = Home(hash, mask);
        while (_slots[slot] != 0) slot = slot + 1 & mask;
        return slot;
    }

    static int Home(ulong hash, int mask) => (int)(hash >> 32) & mask;
}
