using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Codes.Medicare;

/// <summary>Reads addenda AA and BB of the ambulatory surgical centre payment system, as CSV made of CMS's workbook. Descriptors are not kept.</summary>
public sealed class SurgicalCenterFeeReader(Stream stream, Source source, DiagnosticLog log)
    : DelimitedTableReader<SurgicalCenterFee>(stream, source, log, "schedule of surgical centers", Headings)
{
    internal static readonly Heading[] Headings =
    [
        new(true, "HCPCS CODE", "HCPCS"), new(true, "PAYMENT INDICATOR"), new(true, "PAYMENT RATE", "PAYMENT"),
        new(false, "SUBJECT TO MULTIPLE PROCEDURE DISCOUNTING", "MULTIPLE PROCEDURE DISCOUNTING"),
    ];

    private protected override SurgicalCenterFee Parse(TableCells cells) =>
        new(cells.Line, cells.Code(0), cells.Indicator(1), cells.OneOf(3, "", "N", "Y") == "Y", cells.NumberOrNone(2) is > 0 and var rate ? rate : null);
}
