using System.Runtime.InteropServices;

namespace Assayer.Cli;

/// <summary>
/// Stops the program within a second of Ctrl-C or SIGTERM: by cancellation first, so that unfinished work is cleared away; where something
/// doesn't heed that in time, by ending the process, after which the next run clears away.
/// </summary>
sealed class StopSignal : IDisposable
{
    /// <summary>What is said then.</summary>
    public const string Message = "assayer: stopped. What was finished is kept; run the same command again to go on.";

    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    readonly CancellationTokenSource _cancellation = new();
    readonly PosixSignalRegistration[] _registrations;
    readonly int _exitCode;
    readonly Timer _deadline;

    public StopSignal(int exitCode)
    {
        _exitCode = exitCode;
        _deadline = new(_ => End());
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];
    }

    /// <summary>Cancelled by the signal.</summary>
    public CancellationToken Token => _cancellation.Token;

    void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        _deadline.Change(Patience, Timeout.InfiniteTimeSpan);
        _cancellation.Cancel();
    }

    void End()
    {
        Console.Error.WriteLine(Message);
        Environment.Exit(_exitCode);
    }

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _deadline.Dispose();
        _cancellation.Dispose();
    }
}
