using System.Buffers.Binary;
using Assayer.Rates.Transparency;

namespace Assayer.Lake;

/// <summary>Records that are written once and read again and again: in memory while they are few, else in a file.</summary>
/// <param name="path">The file; it isn't there until it is needed.</param>
/// <param name="mostBlocks">How many MiB of them memory is to hold.</param>
sealed class RecordStore(string path, int mostBlocks = 12) : IDisposable
{
    const int BlockLength = 1 << 20;

    readonly List<(byte[] Bytes, int Length)> _blocks = [];
    byte[] _filling = [];
    int _filled;
    FileStream? _file;

    /// <summary>How many records there are.</summary>
    public long Count { get; private set; }

    /// <summary>Appends a record of two parts.</summary>
    public void Append(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default)
    {
        var length = sizeof(int) + first.Length + second.Length;
        if (_filled + length > _filling.Length)
        {
            EndBlock();
            _filling = _file is not null && _filling.Length >= length ? _filling : new byte[Math.Max(BlockLength, length)];
        }
        BinaryPrimitives.WriteInt32LittleEndian(_filling.AsSpan(_filled), length - sizeof(int));
        first.CopyTo(_filling.AsSpan(_filled + sizeof(int)));
        second.CopyTo(_filling.AsSpan(_filled + sizeof(int) + first.Length));
        _filled += length;
        Count++;
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
        if (_file is null && _blocks.Count < mostBlocks)
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
        try
        {
            _file!.Write(header);
            _file.Write(bytes, 0, length);
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
