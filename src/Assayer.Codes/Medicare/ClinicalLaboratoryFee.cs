using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Codes.Medicare;

/// <summary>A row of the Clinical Laboratory Fee Schedule.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Code">HCPCS code, five characters.</param>
/// <param name="Modifier">"QW" on the repeat of a code for the waived test, else "".</param>
/// <param name="Effective">First day of the rate.</param>
/// <param name="Indicator">"N" for a national rate, "L" where each contractor prices the code.</param>
/// <param name="Rate">Dollars; null for none, which the file writes as 00000.00.</param>
public sealed record ClinicalLaboratoryFee(long Line, string Code, string Modifier, DateOnly Effective, string Indicator, decimal? Rate) : ITableRow;

/// <summary>Reads the Clinical Laboratory Fee Schedule, as CSV or as text with tildes.</summary>
public sealed class ClinicalLaboratoryFeeReader(Stream stream, Source source, DiagnosticLog log)
    : DelimitedTableReader<ClinicalLaboratoryFee>(stream, source, log, "Clinical Laboratory Fee Schedule", Headings)
{
    internal static readonly Heading[] Headings =
    [
        new(true, "HCPCS"), new(true, "MOD"), new(true, "EFF DATE"), new(true, "INDICATOR"), new(true, "RATE"),
    ];

    private protected override ClinicalLaboratoryFee Parse(TableCells cells) => new(
        cells.Line, cells.Code(0), cells.ModifierOrNone(1), cells.Day(2), cells.OneOf(3, "N", "L"), cells.Number(4) is > 0 and var rate ? rate : null);
}
