using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Assayer.Rates.Transparency;

namespace Assayer.Lake;

/// <summary>Takes batches on a thread of its own, which the first of them starts: what makes only one need not have one.</summary>
/// <param name="take">Takes a batch, and leaves it empty.</param>
sealed class BatchThread<T>(Action<T> take) : IDisposable where T : class
{
    const int MostWaiting = 4;

    readonly BlockingCollection<T> _batches = new(MostWaiting);
    readonly ConcurrentBag<T> _empty = [];
    Task? _taking;

    /// <summary>Hands a batch on; waits while the thread has enough to do.</summary>
    public void Add(T batch)
    {
        _taking ??= Task.Factory.StartNew(Take, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _batches.Add(batch);
    }

    /// <summary>A batch that was taken, to be filled again; null where there is none.</summary>
    public T? Empty() => _empty.TryTake(out var batch) ? batch : null;

    /// <summary>Waits for what was handed on; nothing may be after that. Throws what failed.</summary>
    public void End()
    {
        if (!_batches.IsAddingCompleted) _batches.CompleteAdding();
        _taking?.GetAwaiter().GetResult();
    }

    // Goes on to the end, so that who adds never waits for nothing; a failure is thrown there.
    void Take()
    {
        ExceptionDispatchInfo? failure = null;
        foreach (var batch in _batches.GetConsumingEnumerable())
        {
            try
            {
                if (failure is not null) continue;
                take(batch);
                _empty.Add(batch);
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        }
        failure?.Throw();
    }

    public void Dispose()
    {
        try
        {
            End();
        }
        catch (Exception exception) when (exception is IOException or Evidence.DataFormatException)
        {
            // thrown before, or nobody wants the result any more
        }
        _batches.Dispose();
    }
}

/// <summary>Takes records on a thread of its own, a block of them at a time.</summary>
sealed class RecordThread : IDisposable
{
    const int BlockLength = 1 << 16;

    readonly Action<RecordReader> _take;
    readonly BatchThread<RecordBlock> _thread;
    RecordBlock _block = new(BlockLength);

    /// <param name="take">Takes a record.</param>
    /// <param name="foresee">Is shown the records of a block before they are taken.</param>
    public RecordThread(Action<RecordReader> take, Action<RecordReader>? foresee = null)
    {
        _take = take;
        _thread = new(block =>
        {
            if (foresee is not null) block.ForEach(foresee);
            block.ForEach(take);
            block.Clear();
        });
    }

    /// <summary>Hands on a record of two parts.</summary>
    public void Add(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (_block.TryAppend(first, second)) return;
        _thread.Add(_block);
        var length = Math.Max(BlockLength, RecordBlock.LengthOf(first, second));
        _block = _thread.Empty() is { } empty && empty.Capacity == length ? empty : new(length);
        _block.TryAppend(first, second);
    }

    /// <summary>Waits until all are taken; nothing may be handed on after that. Throws what failed.</summary>
    public void End()
    {
        _thread.End();
        _block.ForEach(_take);
        _block.Clear();
    }

    public void Dispose() => _thread.Dispose();
}
