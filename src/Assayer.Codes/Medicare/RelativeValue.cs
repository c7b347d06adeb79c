using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Codes.Medicare;

/// <summary>A row of the National Physician Fee Schedule Relative Value File.</summary>
/// <remarks>CMS, "National Physician Fee Schedule Relative Value File", documentation in the same archive (RVUPUF).</remarks>
public sealed record RelativeValue : ITableRow
{
    /// <inheritdoc/>
    public required long Line { get; init; }

    /// <summary>HCPCS code, five characters.</summary>
    public required string Code { get; init; }

    /// <summary>"26", "TC", "53", or "" for the whole service.</summary>
    public required string Modifier { get; init; }

    /// <summary>Status code, a letter: see <see cref="PhysicianFeeStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>PC/TC indicator, 0 to 9: whether the service has a professional and a technical component.</summary>
    public required string ComponentIndicator { get; init; }

    /// <summary>Relative value units of the practitioner's work.</summary>
    public required decimal Work { get; init; }

    /// <summary>Relative value units of practice expense outside facilities.</summary>
    public required decimal NonFacilityPracticeExpense { get; init; }

    /// <summary>Relative value units of practice expense in facilities.</summary>
    public required decimal FacilityPracticeExpense { get; init; }

    /// <summary>Relative value units of malpractice insurance.</summary>
    public required decimal Malpractice { get; init; }

    /// <summary>The file's own sum outside facilities.</summary>
    public required decimal NonFacilityTotal { get; init; }

    /// <summary>The file's own sum in facilities.</summary>
    public required decimal FacilityTotal { get; init; }

    /// <summary>"NA": rarely or never performed outside facilities.</summary>
    public required bool NonFacilityNotApplicable { get; init; }

    /// <summary>"NA": rarely or never performed in facilities.</summary>
    public required bool FacilityNotApplicable { get; init; }

    /// <summary>Dollars for one relative value unit.</summary>
    public required decimal ConversionFactor { get; init; }

    /// <summary>Practice expense outside facilities under the hospital outpatient cap on imaging; 0 where there is no cap.</summary>
    public required decimal CapNonFacilityPracticeExpense { get; init; }

    /// <summary>Practice expense in facilities under the cap; 0 where there is no cap.</summary>
    public required decimal CapFacilityPracticeExpense { get; init; }

    /// <summary>Malpractice insurance under the cap; 0 where there is no cap.</summary>
    public required decimal CapMalpractice { get; init; }
}

/// <summary>Reads the relative value file (PPRRVU), as CSV.</summary>
public sealed class RelativeValueReader(Stream stream, Source source, DiagnosticLog log)
    : DelimitedTableReader<RelativeValue>(stream, source, log, "physician fee schedule's relative value file", Headings)
{
    internal static readonly Heading[] Headings =
    [
        new(true, "HCPCS"), new(true, "MOD"), new(true, "STATUS CODE"), new(true, "PCTC IND", "PC TC IND"),
        new(true, "WORK RVU"), new(true, "NON FAC PE RVU"), new(true, "FACILITY PE RVU"), new(true, "MP RVU"),
        new(true, "NON FACILITY TOTAL"), new(true, "FACILITY TOTAL"), new(true, "NON FAC NA INDICATOR"), new(true, "FACILITY NA INDICATOR"),
        new(true, "CONV FACTOR"), new(false, "NON FACILITY PE USED FOR OPPS PAYMENT AMOUNT"),
        new(false, "FACILITY PE USED FOR OPPS PAYMENT AMOUNT"), new(false, "MP USED FOR OPPS PAYMENT AMOUNT"),
    ];

    private protected override RelativeValue Parse(TableCells cells) => new()
    {
        Line = cells.Line,
        Code = cells.Code(0),
        Modifier = cells.ModifierOrNone(1),
        Status = cells.OneOf(2, PhysicianFeeStatus.Letters),
        ComponentIndicator = cells.Digits(3, 1),
        Work = cells.Number(4),
        NonFacilityPracticeExpense = cells.Number(5),
        FacilityPracticeExpense = cells.Number(6),
        Malpractice = cells.Number(7),
        NonFacilityTotal = cells.Number(8),
        FacilityTotal = cells.Number(9),
        NonFacilityNotApplicable = cells.OneOf(10, "", "NA").Length > 0,
        FacilityNotApplicable = cells.OneOf(11, "", "NA").Length > 0,
        ConversionFactor = cells.Number(12),
        CapNonFacilityPracticeExpense = cells.NumberOrZero(13),
        CapFacilityPracticeExpense = cells.NumberOrZero(14),
        CapMalpractice = cells.NumberOrZero(15),
    };
}
