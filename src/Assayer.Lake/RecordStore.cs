using System.Buffers.Binary;
using Assayer.Rates.Transparency;

namespace Assayer.Lake;

/// <summary>Records that are written once and read again and again: in memory while they are few, else in a file.</summary>
/// <param name="path">The file; it isn't there until it is needed.</param>
/// <param name="mostBlocks">How many MiB of them memory is to hold.</param>
sealed class RecordStore(string path, int mostBlocks = 12) : IDisposable
{
    const int BlockLength = 1 << 20;

    readonly List<RecordBlock> _blocks = [];
    RecordBlock _filling = new(0);
    FileStream? _file;

    /// <summary>How many records there are.</summary>
    public long Count { get; private set; }

    /// <summary>Appends a record of two parts.</summary>
    public void Append(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default)
    {
        Count++;
        if (_filling.TryAppend(first, second)) return;
        EndBlock();
        var length = RecordBlock.LengthOf(first, second);
        if (_file is null || _filling.Capacity < length) _filling = new(Math.Max(BlockLength, length));
        _filling.TryAppend(first, second);
    }

    /// <summary>Reads all records, in the order in which they were appended.</summary>
    public void ForEach(Action<RecordReader> read)
    {
        if (_file is not null)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var (header, block) = (new byte[sizeof(int)], new byte[BlockLength]);
            while (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) > 0)
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(header);
                if (length > block.Length) block = new byte[length];
                file.ReadExactly(block, 0, length);
                RecordBlock.ForEach(block.AsSpan(0, length), read);
            }
        }
        foreach (var block in _blocks) block.ForEach(read);
        _filling.ForEach(read);
    }

    void EndBlock()
    {
        if (_filling.Bytes.IsEmpty) return;
        if (_file is null && _blocks.Count < mostBlocks)
        {
            _blocks.Add(_filling);
            return;
        }
        _file ??= new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 });
        foreach (var block in _blocks) WriteBlock(block);
        _blocks.Clear();
        WriteBlock(_filling);
        _filling.Clear();
    }

    void WriteBlock(RecordBlock block)
    {
        Span<byte> header = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(header, block.Bytes.Length);
        try
        {
            _file!.Write(header);
            _file.Write(block.Bytes);
        }
        catch (Exception exception) when (TemporaryFile.IsWriteFailure(exception))
        {
            throw TemporaryFile.WriteFailure(path, exception);
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        if (_file is not null) File.Delete(path);
    }
}

/// <summary>Records one behind the other, each behind its length.</summary>
sealed class RecordBlock(int capacity)
{
    readonly byte[] _bytes = new byte[capacity];
    int _length;

    public int Capacity => _bytes.Length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>The room that a record of two parts takes.</summary>
    public static int LengthOf(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => sizeof(int) + first.Length + second.Length;

    /// <summary>Appends a record of two parts; false where there is no room.</summary>
    public bool TryAppend(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var length = LengthOf(first, second);
        if (_length + length > _bytes.Length) return false;
        var room = _bytes.AsSpan(_length, length);
        BinaryPrimitives.WriteInt32LittleEndian(room, length - sizeof(int));
        first.CopyTo(room[sizeof(int)..]);
        second.CopyTo(room[(sizeof(int) + first.Length)..]);
        _length += length;
        return true;
    }

    public void ForEach(Action<RecordReader> read) => ForEach(Bytes, read);

    public static void ForEach(ReadOnlySpan<byte> block, Action<RecordReader> read)
    {
        while (!block.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(block);
            read(new(block.Slice(sizeof(int), length)));
            block = block[(sizeof(int) + length)..];
        }
    }

    public void Clear() => _length = 0;
}
