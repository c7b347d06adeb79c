using Assayer.Evidence;

namespace Assayer.Rates.Files.Downloads;

/// <summary>Tries again what may pass, with growing waits between.</summary>
sealed class Attempts(DownloadOptions options, HostBreaker breaker, TimeProvider time) : IDisposable
{
    static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    static readonly TimeSpan LongestAskedWait = TimeSpan.FromMinutes(5);

    readonly SemaphoreSlim _slots = new(options.Parallelism);

    /// <summary>Runs an attempt until it succeeds, fails for good, or has failed too often without gaining a byte.</summary>
    /// <exception cref="DataFormatException">It failed.</exception>
    public async Task<T> RunAsync<T>(Uri address, Func<CancellationToken, Task<T>> attempt, Func<long> gained, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(options.TimeLimit);
        try
        {
            long most = 0;
            for (var failures = 0; ;)
            {
                breaker.Check(address);
                try
                {
                    return await OnceAsync(address, attempt, limited.Token).ConfigureAwait(false);
                }
                catch (TransientFailureException exception)
                {
                    failures = gained() > most ? 1 : failures + 1;
                    most = Math.Max(most, gained());
                    if (failures > options.Retries || exception.IsFinal)
                    {
                        if (!exception.IsAnswered) breaker.Unanswered(address);
                        throw exception.Failure;
                    }
                    await Task.Delay(WaitBefore(failures, exception.Wait), time, limited.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw Failure.Of("FILE027", address, $"The file didn't arrive within {options.TimeLimit}.", "Run again, to go on where the server allows it; or allow more time.", exception);
        }
    }

    async Task<T> OnceAsync<T>(Uri address, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellation)
    {
        await _slots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var result = await attempt(cancellation).ConfigureAwait(false);
            breaker.Answered(address);
            return result;
        }
        catch (Exception exception) when (exception is DataFormatException or TransientFailureException { IsAnswered: true })
        {
            breaker.Answered(address);
            throw;
        }
        finally
        {
            _slots.Release();
        }
    }

    // Doubling, and spread between half and all of it, so that many don't come back at once; or what the server asks for, within reason.
    static TimeSpan WaitBefore(int retry, TimeSpan? asked)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(retry - 1, 10));
        if (wait > LongestWait) wait = LongestWait;
        wait *= 0.5 + 0.5 * Random.Shared.NextDouble();
        if (asked > wait) wait = asked.Value;
        return wait < LongestAskedWait ? wait : LongestAskedWait;
    }

    public void Dispose() => _slots.Dispose();
}
