namespace Assayer.Rates.Files.Downloads;

/// <summary>How long, how much and how often a download is tried.</summary>
public sealed record DownloadOptions
{
    /// <summary>How long one address may take, all attempts together.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long nothing may come from a server before the attempt is given up.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The largest file, in bytes. The largest price files that are known have 42 GB, compressed.</summary>
    public long SizeLimit { get; init; } = 500_000_000_000;

    /// <summary>How often an address is tried again, without a byte gained in between.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>How many redirects are followed.</summary>
    public int Redirects { get; init; } = 10;

    /// <summary>How many requests may be under way at once.</summary>
    public int Parallelism { get; init; } = 4;
}
