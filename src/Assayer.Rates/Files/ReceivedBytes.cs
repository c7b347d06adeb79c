using System.Runtime.ExceptionServices;
using System.Security.Cryptography;

namespace Assayer.Rates.Files;

/// <summary>
/// The bytes of a file as they are received, counted and digested. A file of more than one block is read and digested ahead by a thread of its
/// own, so that whoever reads on need not wait for either.
/// </summary>
sealed class ReceivedBytes : ForwardStream
{
    const int BlockLength = 1 << 18;
    const int BlocksAhead = 3;

    readonly Stream _file;
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    // Blocks go around: the thread fills those that are free, and the reader frees each when it takes the next.
    readonly Block[] _blocks = new Block[BlocksAhead];
    readonly SemaphoreSlim _free = new(BlocksAhead), _filled = new(0);
    Thread? _ahead;
    volatile bool _isDisposed;
    int _block, _next;

    public ReceivedBytes(Stream file)
    {
        _file = file;
        _blocks[0].Bytes = new byte[BlockLength];
        Fill(ref _blocks[0]);
    }

    /// <summary>How many bytes were taken.</summary>
    public long Count { get; private set; }

    /// <summary>The bytes that follow; none at the end of the file.</summary>
    public ReadOnlySpan<byte> Available
    {
        get
        {
            while (_next == _blocks[_block].Length && !IsAtEnd()) GoOn();
            return _blocks[_block].Bytes.AsSpan(_next, _blocks[_block].Length - _next);
        }
    }

    /// <summary>Takes some of the bytes that follow.</summary>
    public void Take(int count)
    {
        _next += count;
        Count += count;
    }

    public override int Read(Span<byte> buffer)
    {
        var available = Available;
        var count = Math.Min(buffer.Length, available.Length);
        available[..count].CopyTo(buffer);
        Take(count);
        return count;
    }

    /// <summary>SHA-256 of the file, in lower-case hexadecimal, once it has been read to its end.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    // What fails is told when all that was read before has been taken.
    bool IsAtEnd()
    {
        _blocks[_block].Failure?.Throw();
        return _blocks[_block].IsLast;
    }

    void GoOn()
    {
        if (_ahead is null)
        {
            _ahead = new(ReadAhead) { IsBackground = true, Name = "Reads ahead" };
            _free.Wait();
            _ahead.Start();
        }
        else
        {
            _free.Release();
        }
        _filled.Wait();
        (_block, _next) = ((_block + 1) % BlocksAhead, 0);
    }

    void ReadAhead()
    {
        for (var block = 1; ; block = (block + 1) % BlocksAhead)
        {
            _free.Wait();
            if (_isDisposed) return;
            _blocks[block].Bytes ??= new byte[BlockLength];
            Fill(ref _blocks[block]);
            var isLast = _blocks[block].IsLast || _blocks[block].Failure is not null;
            _filled.Release();
            if (isLast) return;
        }
    }

    void Fill(ref Block block)
    {
        block.Length = 0;
        try
        {
            for (int read; block.Length < BlockLength && (read = _file.Read(block.Bytes, block.Length, BlockLength - block.Length)) > 0;) block.Length += read;
            _hash.AppendData(block.Bytes, 0, block.Length);
            block.IsLast = block.Length < BlockLength;
        }
        catch (Exception exception)
        {
            block.Failure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            _free.Release();
            _ahead?.Join();
            _file.Dispose();
            _hash.Dispose();
            _free.Dispose();
            _filled.Dispose();
        }
        base.Dispose(disposing);
    }

    struct Block
    {
        public byte[] Bytes;
        public int Length;
        public bool IsLast;
        public ExceptionDispatchInfo? Failure;
    }
}
