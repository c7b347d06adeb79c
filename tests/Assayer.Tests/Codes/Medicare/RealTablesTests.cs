using Assayer.Codes.Medicare;
using Assayer.Evidence;

namespace Assayer.Tests.Codes.Medicare;

public class RealTablesTests
{
    // Data lines counted without our readers: those that have a code where the layout has it.
    static int Lines(string path, Func<string, bool> isRow) => File.ReadLines(TestData.Path(path)).Count(isRow);

    [Theory]
    [InlineData("medicare/clfs_2025_q2v1.csv", "2025,", 2105, 66, 118)]
    [InlineData("medicare/clfs_2026_q2v1.csv", "2026,", 2179, 49, 124)]
    [InlineData("medicare/clfs_2026_q2v1.txt", "2026~", 2179, 49, 124)]
    public void Reads_the_laboratory_schedule_wholly(string path, string start, int rows, int local, int waived)
    {
        var table = Tables.File(path, (stream, source, log) => new ClinicalLaboratoryFeeReader(stream, source, log));
        Assert.Equal(Lines(path, line => line.StartsWith(start, StringComparison.Ordinal)), table.Rows.Count);
        Assert.Equal((rows, local, waived), (table.Rows.Count, table.Rows.Count(row => row.Indicator == "L"), table.Rows.Count(row => row.Modifier == "QW")));
        Assert.All(table.Rows, row => Assert.Equal(row.Indicator == "L", row.Rate is null));
    }

    [Fact]
    public void The_laboratory_schedule_says_the_same_as_csv_and_as_text()
    {
        var csv = Tables.File("medicare/clfs_2026_q2v1.csv", (stream, source, log) => new ClinicalLaboratoryFeeReader(stream, source, log));
        var text = Tables.File("medicare/clfs_2026_q2v1.txt", (stream, source, log) => new ClinicalLaboratoryFeeReader(stream, source, log));
        Assert.Equal(csv.Rows, text.Rows);
    }

    [Fact]
    public void Names_the_line_of_a_row()
    {
        var table = Tables.File("medicare/clfs_2025_q2v1.csv", (stream, source, log) => new ClinicalLaboratoryFeeReader(stream, source, log));
        var row = Assert.Single(table.Rows, row => row.Code == "86353");
        Assert.Equal("2025,86353,,20250101,N,00049.03,,,", File.ReadLines(TestData.Path("medicare/clfs_2025_q2v1.csv")).ElementAt((int)row.Line - 1));
        Assert.Equal($"line {row.Line}", table.At(row).Locator);
    }

    [Fact]
    public void Reads_the_relative_values_wholly()
    {
        var table = Tables.RealRelativeValues();
        Assert.Equal(Lines("medicare/pprrvu_2025_oct.csv", line => line.Contains(",32.3465,", StringComparison.Ordinal)), table.Rows.Count);
        Assert.Equal(19_090, table.Rows.Count);
        Assert.Equal([2.15m, 1.08m, 1.07m], new[] { "", "26", "TC" }.Select(modifier => table.Rows.Single(row => row.Code == "88305" && row.Modifier == modifier).NonFacilityTotal));
    }

    // The file's own totals check that each column was found: the three parts add up to them, everywhere.
    [Fact]
    public void The_parts_add_up_to_the_totals()
    {
        Assert.All(Tables.RealRelativeValues().Rows, row =>
        {
            Assert.Equal(row.NonFacilityTotal, row.Work + row.NonFacilityPracticeExpense + row.Malpractice);
            Assert.Equal(row.FacilityTotal, row.Work + row.FacilityPracticeExpense + row.Malpractice);
        });
    }

    [Fact]
    public void Reads_the_practice_cost_indices_and_notes_the_footnotes()
    {
        DiagnosticLog log = new();
        using var stream = File.OpenRead(TestData.Path("medicare/gpci2025.csv"));
        PracticeCostIndexReader reader = new(stream, new() { Name = "gpci2025.csv" }, log);
        var rows = reader.Rows(TestContext.Current.CancellationToken).ToArray();
        Assert.Equal(Lines("medicare/gpci2025.csv", line => line.Length > 5 && line[..5].All(char.IsAsciiDigit)), rows.Length);
        Assert.Equal((109, 0L, 3L), (rows.Length, reader.Rejected, log.CountOf("MED003")));
        Assert.Equal(rows.Length, rows.Select(row => row.Locality).Distinct().Count());
        Assert.Equal(new(5, "02102", "AK", "01", "ALASKA", 1.5m, 1.081m, 0.592m), rows[1]);
    }

    [Theory]
    [InlineData("edits/ncci_mue_prac.csv", "Practitioner", 14_677)]
    [InlineData("edits/ncci_mue_out.csv", "Outpatient Hospital", 14_628)]
    public void Reads_the_medically_unlikely_edits_wholly(string path, string setting, int rows)
    {
        var table = Tables.File(path, (stream, source, log) => new MedicallyUnlikelyEditReader(stream, source, log));
        Assert.Equal((rows, rows), (table.Rows.Count, Lines(path, _ => true) - 1));
        Assert.All(table.Rows, row => Assert.Equal(setting, row.Setting));
        var edit = table.Rows.Single(row => row.Code == "86353");
        Assert.Equal((7, 3, "Nature of Analyte"), (edit.Units, edit.AdjudicationIndicator, edit.Rationale));
    }

    [Fact]
    public void Reads_the_pair_edits_wholly()
    {
        const string path = "edits/ncci_ptp_prac_lab_subset.csv";
        var table = Tables.File(path, (stream, source, log) => new ProcedurePairEditReader(stream, source, log));
        Assert.Equal((45_534, 45_534), (table.Rows.Count, Lines(path, _ => true) - 1));
        int Indicator(string column1, string column2) => table.Rows.Single(row => row.Column1 == column1 && row.Column2 == column2).ModifierIndicator;
        Assert.Equal([0, 1, 0, 1], [Indicator("86352", "86353"), Indicator("0018M", "86353"), Indicator("86360", "86361"), Indicator("88188", "88187")]);
        var deleted = table.Rows.Single(row => (row.Column1, row.Column2) == ("G0267", "88189"));
        Assert.True(deleted.IsInForce(new(2007, 12, 31)));
        Assert.False(deleted.IsInForce(new(2008, 1, 1)));
    }

    [Theory]
    [InlineData("medicare/clfs_2025_q2v1.csv", MedicareTableKind.ClinicalLaboratoryFees, "2025 Q2", "2025-04-01 to 2025-12-31")]
    [InlineData("medicare/clfs_2026_q2v1.txt", MedicareTableKind.ClinicalLaboratoryFees, "2026 Q2", "2026-04-01 to 2026-12-31")]
    [InlineData("medicare/pprrvu_2025_oct.csv", MedicareTableKind.RelativeValues, "2025 October release", "2025-10-01 to 2025-12-31")]
    [InlineData("medicare/gpci2025.csv", MedicareTableKind.PracticeCostIndices, "2025", "2025-01-01 to 2025-12-31")]
    [InlineData("edits/ncci_mue_out.csv", MedicareTableKind.MedicallyUnlikelyEdits, null, "always")]
    [InlineData("edits/ncci_ptp_prac_lab_subset.csv", MedicareTableKind.ProcedurePairEdits, null, "always", "Practitioner")]
    [InlineData("medicare/zip5_oct2025.txt", MedicareTableKind.ZipLocalities, "2025 Q4", "2025-10-01 to 2025-12-31")]
    [InlineData("codes/icd10cm-codes-oct2025.D80-D89.excerpt.txt", MedicareTableKind.Diagnoses, "FY2026", "2025-10-01 to 2026-09-30")]
    public void Recognises_and_dates(string path, MedicareTableKind kind, string? vintage, string period, string? setting = null)
    {
        var table = Detect(path);
        Assert.NotNull(table);
        Assert.Equal((kind, vintage, period, false, setting), (table.Kind, table.Vintage, table.Period.ToString(), table.Synthetic, table.Setting));
    }

    [Theory]
    [InlineData("medicare/25locco.csv", "ZIP5 file")]
    [InlineData("medicare/zip5lyout.txt", "description of a file's layout")]
    [InlineData("edits/pfs_indicators_2024-07.csv", null)]
    public void Does_not_recognise_other_tables(string path, string? reason)
    {
        Assert.Null(Detect(path));
        var why = MedicareTable.WhyNot(Start(path));
        if (reason is null) Assert.Null(why);
        else Assert.Contains(reason, why, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_of_Medicare_is_read_or_refused()
    {
        foreach (var file in Directory.EnumerateFiles(TestData.Path("medicare")))
        {
            var start = Start(file);
            Assert.True(MedicareTable.Detect(start, file) is not null ^ MedicareTable.WhyNot(start) is not null, file);
        }
    }

    // Counted and read off the text of the file: 11,633 lines with R and 7,830 with B at position 15, 580 with 1 at position 21.
    [Fact]
    public void Reads_the_ZIP_codes_wholly()
    {
        var table = Tables.File("medicare/zip5_oct2025.txt", (stream, source, log) => new ZipLocalityReader(stream, source, log));
        Assert.Equal((42_956, 42_956), (table.Rows.Count, Lines("medicare/zip5_oct2025.txt", line => line.Length == 80)));
        Assert.Equal((11_633, 7_830, 580), (table.Rows.Count(row => row.RuralIndicator == "R"), table.Rows.Count(row => row.RuralIndicator == "B"), table.Rows.Count(row => row.NeedsPlusFour)));
        Assert.Equal(table.Rows.Count, table.Rows.Select(row => row.ZipCode).Distinct().Count());
        Assert.Contains(new ZipLocality(16_887, "MD", "20814", "12202", "01", "", false), table.Rows);
        Assert.Contains(new ZipLocality(2_540, "CA", "90210", "01182", "18", "", false), table.Rows);
        Assert.Contains(new ZipLocality(26_150, "NY", "10001", "13202", "01", "", false), table.Rows);
        Assert.Equal("AK995450210201BZ9B", File.ReadLines(TestData.Path("medicare/zip5_oct2025.txt")).ElementAt((int)table.Rows.Single(row => row.ZipCode == "99545").Line - 1)[..18]);
    }

    // Two publications of CMS's, joined: a ZIP code's locality has cost indices, but for the territories and states that are priced like another place.
    [Fact]
    public void Localities_of_ZIP_codes_have_cost_indices()
    {
        var indices = Tables.File("medicare/gpci2025.csv", (stream, source, log) => new PracticeCostIndexReader(stream, source, log)).Rows.Select(row => row.Locality).ToHashSet();
        var table = Tables.File("medicare/zip5_oct2025.txt", (stream, source, log) => new ZipLocalityReader(stream, source, log));
        Assert.InRange(table.Rows.Count(row => !indices.Contains(row.Locality)), 0, table.Rows.Count / 20);
    }

    static MedicareTable? Detect(string path) => MedicareTable.Detect(Start(path), path);

    static byte[] Start(string path)
    {
        var bytes = File.ReadAllBytes(TestData.Path(path));
        return bytes[..Math.Min(bytes.Length, 65536)];
    }
}
