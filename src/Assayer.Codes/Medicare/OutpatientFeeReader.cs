using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Codes.Medicare;

/// <summary>Reads addendum B of the hospital outpatient prospective payment system, as CSV or as text with tabs. Descriptors are not kept.</summary>
public sealed class OutpatientFeeReader(Stream stream, Source source, DiagnosticLog log)
    : DelimitedTableReader<OutpatientFee>(stream, source, log, "OPPS addendum B", Headings)
{
    internal static readonly Heading[] Headings =
    [
        new(true, "HCPCS CODE", "HCPCS"), new(true, "SI", "STATUS INDICATOR"), new(true, "APC"), new(true, "RELATIVE WEIGHT"), new(true, "PAYMENT RATE"),
        new(false, "NATIONAL UNADJUSTED COPAYMENT"), new(false, "MINIMUM UNADJUSTED COPAYMENT"),
    ];

    private protected override OutpatientFee Parse(TableCells cells) => new(
        cells.Line, cells.Code(0), cells.Indicator(1), cells.Text(2).Length == 0 ? "" : cells.Digits(2, 4), cells.NumberOrNone(3),
        cells.NumberOrNone(4) is > 0 and var rate ? rate : null, cells.NumberOrNone(5) ?? cells.NumberOrNone(6));
}
