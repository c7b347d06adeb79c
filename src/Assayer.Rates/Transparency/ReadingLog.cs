using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>Diagnostics of one file.</summary>
sealed class ReadingLog(string file)
{
    const int LongestMessage = 300;

    public string File { get; } = file;

    public DiagnosticLog Diagnostics { get; } = new();

    /// <summary>Adds a diagnostic; its text is only made where it is kept.</summary>
    public void Add(string code, Severity severity, long offset, string address, Func<string> message, string? remedy = null) =>
        Diagnostics.Add(code, severity, () => new(code, severity, new(File, ByteOffset: offset, Address: address), Shorten(message()), remedy));

    static string Shorten(string message) => message.Length <= LongestMessage ? message : $"{message.AsSpan(0, LongestMessage)}…";

    /// <summary>Something has another JSON type than it must have.</summary>
    public void Odd(long offset, string address, string expected) =>
        Add("RATE024", Severity.Warning, offset, address, () => $"Here should stand {expected}; what stands here was left out, or read as far as it goes.");
}
