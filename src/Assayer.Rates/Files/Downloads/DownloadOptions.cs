namespace Assayer.Rates.Files.Downloads;

/// <summary>How much patience a download gets.</summary>
public sealed record DownloadOptions
{
    /// <summary>For one file, retries included.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Without a single byte.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>To reach the server.</summary>
    public TimeSpan ConnectLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes of one file.</summary>
    public long SizeLimit { get; init; } = 500L << 30;

    /// <summary>Attempts after the first, without any new byte in between.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>Before the first retry; it doubles from one to the next.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait, whatever the server asks for.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Redirects followed.</summary>
    public int Redirects { get; init; } = 10;

    /// <summary>Addresses in a row that couldn't be reached, after which a host is given up.</summary>
    public int UnreachableLimit { get; init; } = 3;
}
