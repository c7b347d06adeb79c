using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Codes.Medicare;

/// <summary>A procedure-to-procedure edit (PTP): a pair of codes that Medicare doesn't pay together. The file doesn't name its setting.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Column1">The code that is paid.</param>
/// <param name="Column2">The code that is denied with it.</param>
/// <param name="Effective">First day; null where the file doesn't say.</param>
/// <param name="Deleted">Last day; null for none.</param>
/// <param name="ModifierIndicator">0: never both; 1: both with a modifier, where the circumstances allow; 9: doesn't apply, the edit was deleted.</param>
/// <param name="Rationale">CMS's reason; "" where the file gives none.</param>
public sealed record ProcedurePairEdit(
    long Line, string Column1, string Column2, DateOnly? Effective, DateOnly? Deleted, int ModifierIndicator, string Rationale) : ITableRow
{
    /// <summary>Whether the edit is in force on the day, as far as its dates are known.</summary>
    public bool IsInForce(DateOnly day) => !(day < Effective) && !(day > Deleted);
}

/// <summary>Reads the procedure-to-procedure edits: CMS's own headings, or column1, column2, deletion_date, modifier_indicator, rationale.</summary>
public sealed class ProcedurePairEditReader(Stream stream, Source source, DiagnosticLog log)
    : DelimitedTableReader<ProcedurePairEdit>(stream, source, log, "table of procedure-to-procedure edits", Headings)
{
    internal static readonly Heading[] Headings =
    [
        new(true, "COLUMN1", "COLUMN 1"), new(true, "COLUMN2", "COLUMN 2"), new(false, "EFFECTIVE DATE"),
        new(true, "DELETION DATE", "DELETION DATE NO DATA"),
        new(true, "MODIFIER INDICATOR", "MODIFIER 0 NOT ALLOWED 1 ALLOWED 9 NOT APPLICABLE"),
        new(false, "RATIONALE"),
    ];

    private protected override ProcedurePairEdit Parse(TableCells cells) => new(
        cells.Line, cells.Code(0), cells.Code(1), cells.DayOrNone(2), cells.DayOrNone(3), cells.Integer(4), cells.Text(5));
}
