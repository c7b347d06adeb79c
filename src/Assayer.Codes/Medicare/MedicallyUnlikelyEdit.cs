using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Codes.Medicare;

/// <summary>A medically unlikely edit (MUE): the most units of a code that Medicare expects for a patient on a day.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Code">HCPCS code, five characters.</param>
/// <param name="Units">Most units; 0 where the code isn't paid in the setting.</param>
/// <param name="AdjudicationIndicator">MAI: 1 by claim line, 2 by date of service and absolute, 3 by date of service and open to appeal.</param>
/// <param name="Rationale">CMS's reason.</param>
/// <param name="Setting">"Practitioner", "Outpatient Hospital", "DME Supplier"; "" where the file doesn't say.</param>
public sealed record MedicallyUnlikelyEdit(
    long Line, string Code, int Units, int AdjudicationIndicator, string Rationale, string Setting) : ITableRow;

/// <summary>Reads the medically unlikely edits: CMS's own headings, or hcpcs_code, mue_units, mue_mai, mue_rationale, mue_service.</summary>
public sealed class MedicallyUnlikelyEditReader(Stream stream, Source source, DiagnosticLog log)
    : DelimitedTableReader<MedicallyUnlikelyEdit>(stream, source, log, "table of medically unlikely edits", Headings)
{
    internal static readonly Heading[] Headings =
    [
        new(true, "HCPCS CODE", "HCPCS CPT CODE"), new(true, "MUE UNITS", "MUE VALUES", "MUE VALUE"),
        new(true, "MUE MAI", "MUE ADJUDICATION INDICATOR"), new(true, "MUE RATIONALE"), new(false, "MUE SERVICE"),
    ];

    // CMS names the setting in the heading of the units: "Practitioner Services MUE Values".
    static readonly string[] Settings = ["Practitioner", "Outpatient Hospital", "DME Supplier"];

    string _setting = "";

    private protected override void OnHeader(TableHeader header) =>
        _setting = Array.Find(Settings, setting => header.Text[^1].Contains(setting, StringComparison.OrdinalIgnoreCase)) ?? "";

    private protected override MedicallyUnlikelyEdit Parse(TableCells cells) => new(
        cells.Line, cells.Code(0), cells.Integer(1), cells.Integer(2), cells.Text(3), cells.Text(4) is { Length: > 0 } setting ? setting : _setting);
}
