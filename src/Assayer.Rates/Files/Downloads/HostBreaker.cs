using System.Collections.Concurrent;
using Assayer.Evidence;

namespace Assayer.Rates.Files.Downloads;

/// <summary>
/// Gives a host up for the rest of the run when it didn't answer for three addresses in a row: a file with hundreds of dead references must not
/// take hours.
/// </summary>
sealed class HostBreaker
{
    const int MostFailures = 3;

    readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Refuses an address at a host that was given up.</summary>
    /// <exception cref="DataFormatException">It was.</exception>
    public void Check(Uri address)
    {
        if (_failures.GetValueOrDefault(address.Authority) >= MostFailures)
            throw Failure.Of("FILE021", address, $"The host {address.Authority} didn't answer for {MostFailures} addresses before, and isn't asked again in this run.", "Check the connection and the host; run again later.");
    }

    public void Answered(Uri address) => _failures[address.Authority] = 0;

    public void Unanswered(Uri address) => _failures.AddOrUpdate(address.Authority, 1, (_, count) => count + 1);
}
