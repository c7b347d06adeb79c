using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Codes.Medicare;

/// <summary>A payment locality of the physician fee schedule.</summary>
/// <param name="Contractor">Medicare administrative contractor, five digits.</param>
/// <param name="Number">Locality, two digits, unique only together with the contractor.</param>
public readonly record struct Locality(string Contractor, string Number)
{
    /// <summary>"MAC 01112, locality 54".</summary>
    public override string ToString() => $"MAC {Contractor}, locality {Number}";
}

/// <summary>A row of the geographic practice cost indices (GPCI): how a locality's costs compare with the nation's, 1 being equal.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Contractor">Medicare administrative contractor, five digits.</param>
/// <param name="State">Two letters.</param>
/// <param name="Number">Locality, two digits.</param>
/// <param name="Name">The locality's name, without the marks of its footnotes.</param>
/// <param name="Work">Index of work, with the floor of 1.0 where one is in force.</param>
/// <param name="PracticeExpense">Index of practice expense.</param>
/// <param name="Malpractice">Index of malpractice insurance.</param>
public sealed record PracticeCostIndex(
    long Line, string Contractor, string State, string Number, string Name, decimal Work, decimal PracticeExpense, decimal Malpractice) : ITableRow
{
    /// <summary>The locality.</summary>
    public Locality Locality => new(Contractor, Number);
}

/// <summary>Reads the geographic practice cost indices (addendum E of the physician fee schedule's rule), as CSV.</summary>
public sealed class PracticeCostIndexReader(Stream stream, Source source, DiagnosticLog log)
    : DelimitedTableReader<PracticeCostIndex>(stream, source, log, "table of geographic practice cost indices", Headings)
{
    internal static readonly Heading[] Headings =
    [
        new(true, "MEDICARE ADMINISTRATIVE CONTRACTOR MAC"), new(true, "STATE"), new(true, "LOCALITY NUMBER"), new(true, "LOCALITY NAME"),
        new(true, "PW GPCI WITH 1 0 FLOOR", "PW GPCI"), new(true, "PE GPCI"), new(true, "MP GPCI"),
    ];

    private protected override PracticeCostIndex Parse(TableCells cells) => new(
        cells.Line, cells.Digits(0, 5), cells.Text(1), cells.Digits(2, 2), cells.Text(3).TrimEnd('*'),
        cells.Number(4), cells.Number(5), cells.Number(6));
}
