using System.Buffers.Binary;
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

    public RecordWriter Number(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), value);
        return this;
    }

    public RecordWriter Numbers(ReadOnlySpan<long> values)
    {
        Number(values.Length);
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(values).CopyTo(Room(values.Length * sizeof(long)));
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
        if (value is null) return Number(-1);
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
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

    public int Number() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public ReadOnlySpan<long> Numbers() => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(Take(Number() * sizeof(long)));

    public Guid Id() => new(Take(16));

    /// <summary>A text, or null.</summary>
    public string? Text() => Number() is >= 0 and var length ? Encoding.UTF8.GetString(Take(length)) : null;

    public void SkipText()
    {
        if (Number() is > 0 and var length) Take(length);
    }

    ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
