using System.Globalization;
using System.Text;

namespace Assayer.Evidence;

/// <summary>How bad a diagnostic is.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing was lost.</summary>
    Information,

    /// <summary>Something is odd; the data was kept.</summary>
    Warning,

    /// <summary>A row was rejected, or the file couldn't be read.</summary>
    Error,
}

/// <summary>Where in the input: as many of these as the format has.</summary>
/// <param name="File">File as the user named it.</param>
/// <param name="Line">1-based line; null where lines mean nothing.</param>
/// <param name="Column">1-based column in characters.</param>
/// <param name="ByteOffset">0-based offset in the uncompressed bytes.</param>
/// <param name="Address">The format's own address: a cell ("B12") or a JSON Pointer ("/in_network/3").</param>
public sealed record Location(string File, long? Line = null, int? Column = null, long? ByteOffset = null, string? Address = null)
{
    /// <summary>"prices.json: byte 20480, /in_network/3"; whichever parts are known.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(File);
        var separator = ": ";
        void Add(string part)
        {
            text.Append(separator).Append(part);
            separator = ", ";
        }
        if (Line is { } line) Add(string.Create(CultureInfo.InvariantCulture, $"line {line}"));
        if (Column is { } column) Add(string.Create(CultureInfo.InvariantCulture, $"column {column}"));
        if (ByteOffset is { } offset) Add(string.Create(CultureInfo.InvariantCulture, $"byte {offset}"));
        if (Address is { Length: > 0 }) Add(Address);
        return text.ToString();
    }
}

/// <summary>Something that a reader has to say about its input.</summary>
/// <param name="Code">Permanent code, such as RATE012; each has its entry in docs/diagnostics.md.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Location">Where.</param>
/// <param name="Message">What, naming the offending value.</param>
/// <param name="Remedy">What the user can do about it; null where nothing can be done.</param>
public sealed record Diagnostic(string Code, Severity Severity, Location Location, string Message, string? Remedy = null)
{
    /// <summary>"prices.json: byte 20480: error RATE012: … (what to do)".</summary>
    public override string ToString() =>
        $"{Location}: {Severity.ToString().ToLowerInvariant()} {Code}: {Message}{(Remedy is null ? "" : " " + Remedy)}";
}

/// <summary>A file that can't be read at all, or no further.</summary>
public sealed class DataFormatException(Diagnostic diagnostic, Exception? innerException = null)
    : Exception(diagnostic.ToString(), innerException)
{
    /// <summary>What is wrong, and where.</summary>
    public Diagnostic Diagnostic { get; } = diagnostic;
}
