using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Assayer.Rates.Files;

namespace Assayer.Rates.Transparency;

/// <summary>
/// What a <see cref="Sieve"/> lets through, on its way from the thread that sieves to the one that reads, with the places where something was left
/// out. The sieve is a few blocks ahead in memory, and many more in a temporary file where that is worth its while: a file's providers come all at
/// once, and take longer to be read than the prices behind them to be sieved.
/// </summary>
sealed class SievedText : ForwardStream
{
    const int FirstBlock = 1 << 14; // most of what there is of a small file
    const int BlockLength = 1 << 18;
    const int BlocksInMemory = 6, BlocksInFile = 1 << 10;

    readonly CancellationToken _cancellation;
    readonly BlockingCollection<Block> _blocks;
    readonly bool _isAheadInFile;
    FileStream? _file; // not there until it is needed
    int _inMemory; // blocks
    long _sentToFile;
    readonly ConcurrentBag<Block> _spare = [];
    readonly CancellationTokenSource _abandoned;
    ExceptionDispatchInfo? _failure;

    // The sieve's side.
    Block _filling = new(new byte[FirstBlock]);
    long _emitted;

    // The reader's side.
    Block? _reading;
    int _read;
    readonly Queue<Gap> _gaps = [];

    /// <param name="isAheadInFile">Whether the sieve may be further ahead than memory is to hold.</param>
    /// <param name="cancellation">Stops both sides.</param>
    public SievedText(bool isAheadInFile, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _blocks = new(isAheadInFile ? BlocksInMemory + BlocksInFile : BlocksInMemory);
        _isAheadInFile = isAheadInFile;
    }

    /// <summary>Reads a file: a thread of its own sieves it, this one reads what is let through.</summary>
    /// <param name="content">The file's content; it is read to its end, unless the reading fails.</param>
    /// <param name="filter">The codes that are wanted.</param>
    /// <param name="list">The file's list of items.</param>
    /// <param name="prices">An item's list of prices.</param>
    /// <param name="read">Reads the text to its end.</param>
    /// <param name="cancellation">Stops both.</param>
    public static T Read<T>(ContentBlocks content, CodeFilter filter, string list, string prices, Func<SievedText, T> read, CancellationToken cancellation)
    {
        using var text = new SievedText(isAheadInFile: filter.Codes is not null, cancellation);
        var sieving = Task.Factory.StartNew(() =>
        {
            try
            {
                new Sieve(content, filter, list, prices, text).Run();
                text.Complete(null);
            }
            catch (Exception exception)
            {
                text.Complete(exception); // thrown where the text is read
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return read(text);
        }
        finally
        {
            text._abandoned.Cancel(); // it has ended, unless the reading failed
            sieving.Wait(CancellationToken.None);
        }
    }

    /// <summary>Where the next gap is, in bytes of this text; none within what was read: <see cref="long.MaxValue"/>.</summary>
    public long NextGap => _gaps.TryPeek(out var gap) ? gap.Position : long.MaxValue;

    /// <summary>Passes the next gap: how many bytes were left out there, and how many whole items.</summary>
    public (long Bytes, int Items) TakeGap()
    {
        var gap = _gaps.Dequeue();
        return (gap.Bytes, gap.Items);
    }

    /// <summary>Lets bytes through.</summary>
    public void Emit(ReadOnlySpan<byte> bytes)
    {
        _emitted += bytes.Length;
        while (!bytes.IsEmpty)
        {
            if (_filling.Length == _filling.Bytes.Length) Send();
            var count = Math.Min(bytes.Length, _filling.Bytes.Length - _filling.Length);
            bytes[..count].CopyTo(_filling.Bytes.AsSpan(_filling.Length));
            _filling.Length += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Notes that bytes are left out here.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="items">How many items of the list end with them for which nothing stands in the text.</param>
    public void Drop(long bytes, int items = 0)
    {
        if (bytes == 0 && items == 0) return;
        var gaps = _filling.Gaps;
        if (gaps.Count > 0 && gaps[^1] is var last && last.Position == _emitted) gaps[^1] = new(_emitted, last.Bytes + bytes, last.Items + items);
        else gaps.Add(new(_emitted, bytes, items));
    }

    /// <summary>Nothing more comes; or a failure does, when all that was let through has been read.</summary>
    public void Complete(Exception? failure)
    {
        if (failure is not null) _failure = ExceptionDispatchInfo.Capture(failure);
        try
        {
            if (_filling.Length > 0 || _filling.Gaps.Count > 0) Send();
        }
        catch (Exception exception) // nobody reads any more, or the file can't be written, perhaps once more
        {
            _failure ??= ExceptionDispatchInfo.Capture(exception);
        }
        _blocks.CompleteAdding(); // in any case: the reader waits for it
    }

    /// <summary>Ends the sieving where nobody reads any more.</summary>
    public void ThrowIfAbandoned() => _abandoned.Token.ThrowIfCancellationRequested();

    public override int Read(Span<byte> buffer)
    {
        while (_reading is null || _read == _reading.Length)
        {
            if (_reading is not null) Return(_reading);
            (_reading, _read) = (null, 0);
            if (!_blocks.TryTake(out _reading, Timeout.Infinite, _cancellation))
            {
                _failure?.Throw();
                return 0;
            }
            if (_reading.Place is { } place) ReadFrom(place, (_reading.Bytes = NewBlock().Bytes).AsSpan(0, _reading.Length));
            foreach (var gap in _reading.Gaps) _gaps.Enqueue(gap);
        }
        var count = Math.Min(buffer.Length, _reading.Length - _read);
        _reading.Bytes.AsSpan(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    void Send()
    {
        var block = _filling;
        if (_isAheadInFile && Volatile.Read(ref _inMemory) >= BlocksInMemory)
        {
            // The place's block before this one has been read: no more of them are on their way than there are places.
            var place = _sentToFile++ % (BlocksInFile + BlocksInMemory + 2) * BlockLength;
            try
            {
                _file ??= TemporaryFile.Create();
                RandomAccess.Write(_file.SafeFileHandle, block.Bytes.AsSpan(0, block.Length), place);
            }
            catch (Exception exception) when (TemporaryFile.IsWriteFailure(exception))
            {
                throw TemporaryFile.WriteFailure(_file?.Name ?? Path.GetTempPath(), exception);
            }
            _filling = new(block.Bytes);
            (block.Bytes, block.Place) = ([], place);
        }
        else
        {
            Interlocked.Increment(ref _inMemory);
            _filling = NewBlock();
        }
        _blocks.Add(block, _abandoned.Token);
    }

    // A read may give less than it was asked for.
    void ReadFrom(long place, Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = RandomAccess.Read(_file!.SafeFileHandle, bytes, place);
            if (count == 0) throw new EndOfStreamException($"{_file.Name} is shorter than what was written to it.");
            place += count;
            bytes = bytes[count..];
        }
    }

    Block NewBlock() => _spare.TryTake(out var block) ? block : new(new byte[BlockLength]);

    void Return(Block block)
    {
        if (block.Place is null) Interlocked.Decrement(ref _inMemory);
        if (block.Bytes.Length != BlockLength) return;
        block.Clear();
        _spare.Add(block);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _blocks.Dispose();
            _file?.Dispose();
            _abandoned.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Where something was left out: how many bytes, and how many items of the list end there for which nothing stands in the text.</summary>
    readonly record struct Gap(long Position, long Bytes, int Items);

    sealed class Block(byte[] bytes)
    {
        public byte[] Bytes { get; set; } = bytes;

        /// <summary>Where it is in the file; null for one in memory.</summary>
        public long? Place { get; set; }

        public int Length { get; set; }

        public List<Gap> Gaps { get; } = [];

        public void Clear()
        {
            (Place, Length) = (null, 0);
            Gaps.Clear();
        }
    }
}
