using Assayer.Evidence;

namespace Assayer.Codes.Tables;

/// <summary>
/// Reads a table with a delimiter, lines of title and copyright above it, and headings that may take several lines. Columns are found
/// by their headings.
/// </summary>
public abstract class DelimitedTableReader<TRow> : TableReader<TRow>
    where TRow : class, ITableRow
{
    readonly string _name;
    readonly IReadOnlyList<Heading> _headings;

    private protected DelimitedTableReader(Stream stream, Source source, DiagnosticLog log, string name, IReadOnlyList<Heading> headings)
        : base(stream, source, log) => (_name, _headings) = (name, headings);

    /// <inheritdoc/>
    public override IEnumerable<TRow> Rows(CancellationToken cancellationToken = default)
    {
        using var text = OpenText();
        var (header, records) = TableHeader.Find(text, _headings) ?? throw new DataFormatException(new(
            "MED002", Severity.Error, At(1), $"There is no header of a {_name}.", "Give the file as CMS publishes it, with its headings."));
        OnHeader(header);
        while (records.Read() is { } record)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (record.IsUnclosed)
            {
                Reject("MED004", record.Line, null, "A quotation mark is opened and never closed.", "Close it, or remove it. The line was left out.");
                continue;
            }
            if (record.IsBlank) continue;
            if (record.Fields.Count(field => field.Length > 0) == 1)
            {
                Note("MED003", record.Line, $"A note between or below the rows: \"{record.Fields.First(field => field.Length > 0)}\"");
                continue;
            }
            var cells = new TableCells(record, header.Columns);
            var row = Parse(cells);
            if (cells.Fault is { } fault)
            {
                Reject("MED001", record.Line, cells.FaultCell, fault, "Correct the cell. The row was left out.");
                continue;
            }
            Accepted++;
            yield return row;
        }
    }

    private protected virtual void OnHeader(TableHeader header)
    {
    }

    private protected abstract TRow Parse(TableCells cells);
}
