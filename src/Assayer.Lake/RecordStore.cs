using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Assayer.Lake;

/// <summary>Records that are written once and read again and again: in memory while they are few, else in a file.</summary>
/// <param name="path">The file; it isn't there until it is needed.</param>
sealed class RecordStore(string path) : IDisposable
{
    const int BlockLength = 1 << 20;
    const int MostBlocks = 16; // in memory

    readonly List<(byte[] Bytes, int Length)> _blocks = [];
    byte[] _filling = [];
    int _filled;
    FileStream? _file;

    /// <summary>How many records there are.</summary>
    public long Count { get; private set; }

    /// <summary>Appends a record.</summary>
    public void Append(ReadOnlySpan<byte> record)
    {
        var length = sizeof(int) + record.Length;
        if (_filled + length > _filling.Length)
        {
            EndBlock();
            _filling = _file is not null && _filling.Length >= length ? _filling : new byte[Math.Max(BlockLength, length)];
        }
        BinaryPrimitives.WriteInt32LittleEndian(_filling.AsSpan(_filled), record.Length);
        record.CopyTo(_filling.AsSpan(_filled + sizeof(int)));
        _filled += length;
        Count++;
    }

    /// <summary>Reads all records, in the order in which they were appended.</summary>
    public void ForEach(Action<RecordReader> read)
    {
        if (_file is not null)
        {
            _file.Flush();
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var (header, block) = (new byte[sizeof(int)], new byte[BlockLength]);
            while (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) > 0)
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(header);
                if (length > block.Length) block = new byte[length];
                file.ReadExactly(block, 0, length);
                ReadBlock(block.AsSpan(0, length), read);
            }
        }
        foreach (var (bytes, length) in _blocks) ReadBlock(bytes.AsSpan(0, length), read);
        ReadBlock(_filling.AsSpan(0, _filled), read);
    }

    static void ReadBlock(ReadOnlySpan<byte> block, Action<RecordReader> read)
    {
        while (!block.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(block);
            read(new(block.Slice(sizeof(int), length)));
            block = block[(sizeof(int) + length)..];
        }
    }

    void EndBlock()
    {
        if (_filled == 0) return;
        if (_file is null && _blocks.Count < MostBlocks)
        {
            _blocks.Add((_filling, _filled));
        }
        else
        {
            _file ??= new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 });
            foreach (var (bytes, length) in _blocks) WriteBlock(bytes, length);
            _blocks.Clear();
            WriteBlock(_filling, _filled);
        }
        _filled = 0;
    }

    void WriteBlock(byte[] bytes, int length)
    {
        Span<byte> header = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(header, length);
        _file!.Write(header);
        _file.Write(bytes, 0, length);
    }

    public void Dispose()
    {
        _file?.Dispose();
        if (_file is not null) File.Delete(path);
    }
}

/// <summary>Puts a record together.</summary>
sealed class RecordWriter
{
    byte[] _bytes = new byte[1 << 10];
    int _length;

    /// <summary>The record so far.</summary>
    public ReadOnlySpan<byte> Record => _bytes.AsSpan(0, _length);

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

    public int Number()
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

    ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
