using System.Text;
using Assayer.Evidence;

namespace Assayer.Codes.Tables;

/// <summary>A row of a published table.</summary>
public interface ITableRow
{
    /// <summary>1-based line where it starts in the file.</summary>
    long Line { get; }
}

/// <summary>A table's rows, all of them or those for some codes, with the file they came from.</summary>
/// <param name="Source">The file, with its vintage and period.</param>
/// <param name="Rows">Rows, in the file's order.</param>
public sealed record LoadedTable<TRow>(Source Source, IReadOnlyList<TRow> Rows)
    where TRow : class, ITableRow
{
    /// <summary>The source at a row's line.</summary>
    public Source At(TRow row) => Source.At(FormattableString.Invariant($"line {row.Line}"));
}

/// <summary>
/// Reads a published table row by row, once. A row that can't be read is reported and left out, and reading goes on.
/// </summary>
/// <param name="stream">The file; the caller closes it. UTF-8, or ASCII; other bytes above 127 read as U+FFFD.</param>
/// <param name="source">The file; its name goes into locations.</param>
/// <param name="log">Receives what there is to say about the file.</param>
public abstract class TableReader<TRow>(Stream stream, Source source, DiagnosticLog log)
    where TRow : class, ITableRow
{
    /// <summary>The file.</summary>
    public Source Source { get; } = source;

    /// <summary>Rows read so far.</summary>
    public long Accepted { get; private protected set; }

    /// <summary>Rows left out so far, each with an error in the log.</summary>
    public long Rejected { get; private set; }

    /// <summary>The rows.</summary>
    /// <exception cref="DataFormatException">The file is no such table.</exception>
    public abstract IEnumerable<TRow> Rows(CancellationToken cancellationToken = default);

    /// <summary>All rows at once.</summary>
    /// <exception cref="DataFormatException">The file is no such table.</exception>
    public LoadedTable<TRow> Load(CancellationToken cancellationToken = default) => new(Source, [.. Rows(cancellationToken)]);

    private protected StreamReader OpenText() => new(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);

    private protected Location At(long line, string? cell = null) => new(Source.Name, line, Address: cell);

    private protected void Reject(string code, long line, string? cell, string message, string remedy)
    {
        Rejected++;
        log.Add(code, Severity.Error, () => new(code, Severity.Error, At(line, cell), message, remedy));
    }

    private protected void Warn(string code, long line, string? cell, string message) =>
        log.Add(code, Severity.Warning, () => new(code, Severity.Warning, At(line, cell), message));

    private protected void Note(string code, long line, string message) =>
        log.Add(code, Severity.Information, () => new(code, Severity.Information, At(line), message));
}
