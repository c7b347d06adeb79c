using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Assayer.Rates.Files;

namespace Assayer.Rates.Transparency;

/// <summary>
/// What a <see cref="Sieve"/> lets through, on its way from the thread that sieves to the one that reads, with the places where something was left
/// out. It is never more than a few blocks ahead.
/// </summary>
sealed class SievedText(CancellationToken cancellation) : ForwardStream
{
    const int BlockLength = 1 << 18;
    const int BlocksAhead = 4;

    readonly BlockingCollection<Block> _blocks = new(BlocksAhead);
    readonly ConcurrentBag<Block> _spare = [];
    readonly CancellationTokenSource _abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    ExceptionDispatchInfo? _failure;

    // The sieve's side.
    Block _filling = new();
    long _emitted;

    // The reader's side.
    Block? _reading;
    int _read;
    readonly Queue<(long Position, long Bytes)> _gaps = [];

    /// <summary>Reads a file: a thread of its own sieves it, this one reads what is let through.</summary>
    /// <param name="content">The file's content; it is read to its end, unless the reading fails.</param>
    /// <param name="filter">The codes that are wanted.</param>
    /// <param name="list">The file's list of items.</param>
    /// <param name="prices">An item's list of prices.</param>
    /// <param name="read">Reads the text to its end.</param>
    /// <param name="cancellation">Stops both.</param>
    public static T Read<T>(ContentBlocks content, CodeFilter filter, string list, string prices, Func<SievedText, T> read, CancellationToken cancellation)
    {
        using var text = new SievedText(cancellation);
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

    /// <summary>Passes the next gap: how many bytes were left out there.</summary>
    public long TakeGap() => _gaps.Dequeue().Bytes;

    /// <summary>Lets bytes through.</summary>
    public void Emit(ReadOnlySpan<byte> bytes)
    {
        _emitted += bytes.Length;
        while (!bytes.IsEmpty)
        {
            if (_filling.Length == BlockLength) Send();
            var count = Math.Min(bytes.Length, BlockLength - _filling.Length);
            bytes[..count].CopyTo(_filling.Bytes.AsSpan(_filling.Length));
            _filling.Length += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Notes that bytes are left out here.</summary>
    public void Drop(long bytes)
    {
        if (bytes > 0) _filling.Gaps.Add((_emitted, bytes));
    }

    /// <summary>Nothing more comes; or a failure does, when all that was let through has been read.</summary>
    public void Complete(Exception? failure)
    {
        if (failure is not null) _failure = ExceptionDispatchInfo.Capture(failure);
        try
        {
            if (_filling.Length > 0 || _filling.Gaps.Count > 0) Send();
        }
        catch (OperationCanceledException)
        {
            // nobody reads any more
        }
        _blocks.CompleteAdding();
    }

    /// <summary>Ends the sieving where nobody reads any more.</summary>
    public void ThrowIfAbandoned() => _abandoned.Token.ThrowIfCancellationRequested();

    public override int Read(Span<byte> buffer)
    {
        while (_reading is null || _read == _reading.Length)
        {
            if (_reading is not null) _spare.Add(_reading);
            (_reading, _read) = (null, 0);
            if (!_blocks.TryTake(out _reading, Timeout.Infinite, cancellation))
            {
                _failure?.Throw();
                return 0;
            }
            foreach (var gap in _reading.Gaps) _gaps.Enqueue(gap);
        }
        var count = Math.Min(buffer.Length, _reading.Length - _read);
        _reading.Bytes.AsSpan(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    void Send()
    {
        _blocks.Add(_filling, _abandoned.Token);
        if (!_spare.TryTake(out _filling!)) _filling = new();
        _filling.Length = 0;
        _filling.Gaps.Clear();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _blocks.Dispose();
            _abandoned.Dispose();
        }
        base.Dispose(disposing);
    }

    sealed class Block
    {
        public byte[] Bytes { get; } = new byte[BlockLength];

        public int Length { get; set; }

        public List<(long Position, long Bytes)> Gaps { get; } = [];
    }
}
