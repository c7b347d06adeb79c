using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Codes;

/// <summary>A billable ICD-10-CM code with its description.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Code">The code without its point: "D8131".</param>
/// <param name="Description">The official description; ICD-10-CM is public.</param>
public sealed record Icd10Row(long Line, string Code, string Description) : ITableRow;

/// <summary>Reads the list of billable codes as NCHS and CMS publish it (icd10cm-codes): a code, spaces, its description.</summary>
public sealed class Icd10Reader(Stream stream, Source source, DiagnosticLog log) : TableReader<Icd10Row>(stream, source, log)
{
    /// <inheritdoc/>
    public override IEnumerable<Icd10Row> Rows(CancellationToken cancellationToken = default)
    {
        using var text = OpenText();
        var line = 0L;
        while (text.ReadLine() is { } read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            line++;
            if (string.IsNullOrWhiteSpace(read) || TableHeader.IsSyntheticMark(read)) continue;
            if (Parse(line, read) is { } row)
            {
                Accepted++;
                yield return row;
            }
            else
            {
                Reject("MED005", line, null, $"\"{read.Trim()}\" is not a code, spaces and a description.", "Give the list of codes, not the order file. The line was left out.");
            }
        }
    }

    internal static Icd10Row? Parse(long line, string text)
    {
        var end = text.IndexOfAny([' ', '\t']);
        return end > 0 && text[..end] is var code && Icd10Code.TryParse(code, out var parsed) && text[end..].Trim() is { Length: > 0 } description
            ? new(line, parsed.Value, description)
            : null;
    }
}

/// <summary>What a loaded list says of diagnoses: whether a code may stand on a claim, and its description.</summary>
public sealed class Icd10Table
{
    const string FilledBy = "the ICD-10-CM list of codes for the day";

    readonly LoadedTable<Icd10Row> _table;
    readonly SortedList<string, Icd10Row> _rows = new(StringComparer.Ordinal);

    /// <summary>A table of loaded rows, all of a list or a part of it.</summary>
    public Icd10Table(LoadedTable<Icd10Row> table)
    {
        _table = table;
        foreach (var row in table.Rows) _rows.TryAdd(row.Code, row);
    }

    /// <summary>
    /// True for a code of the list; false for a header, a code under which the list has longer ones; missing for any other, because the
    /// list may be a part.
    /// </summary>
    public Fact<bool> IsBillable(Icd10Code code) =>
        _rows.TryGetValue(code.Value, out var row) ? Fact.Known(true, _table.At(row))
        : FirstBelow(code) is { } below ? Fact.Known(false, _table.At(below))
        : Fact.NotAvailable<bool>($"{code} is not in the loaded list of diagnoses", FilledBy);

    /// <summary>The official description; missing for headers, which the list leaves out, and for codes that it doesn't have.</summary>
    public Fact<string> Description(Icd10Code code) =>
        _rows.TryGetValue(code.Value, out var row)
            ? Fact.Known(row.Description, _table.At(row))
            : Fact.NotAvailable<string>($"{code} is not in the loaded list of diagnoses", FilledBy);

    Icd10Row? FirstBelow(Icd10Code code)
    {
        if (code.Value.Length == 0) return null;
        var (low, high) = (0, _rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(_rows.GetKeyAtIndex(middle), code.Value) < 0) low = middle + 1;
            else high = middle;
        }
        return low < _rows.Count && _rows.GetKeyAtIndex(low).StartsWith(code.Value, StringComparison.Ordinal) ? _rows.GetValueAtIndex(low) : null;
    }
}
