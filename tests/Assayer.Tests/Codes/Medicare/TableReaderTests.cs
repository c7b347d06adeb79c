using System.Text;
using Assayer.Codes.Medicare;
using Assayer.Evidence;
using CsCheck;

namespace Assayer.Tests.Codes.Medicare;

public class TableReaderTests
{
    static readonly Source File = new() { Name = "clfs.csv" };

    [Theory]
    [InlineData("2025,8635,,20250101,N,49.03", "B2", "\"8635\"")]
    [InlineData("2025,86353,Q,20250101,N,49.03", "C2", "\"Q\"")]
    [InlineData("2025,86353,,20251301,N,49.03", "D2", "\"20251301\"")]
    [InlineData("2025,86353,,20250101,X,49.03", "E2", "\"X\"")]
    [InlineData("2025,86353,,20250101,N,49;03", "F2", "\"49;03\"")]
    [InlineData("2025,86353,,20250101,N,-49.03", "F2", "\"-49.03\"")]
    [InlineData("2025,86353,,20250101,N", "F2", "empty")]
    public void Reports_the_bad_cell_and_reads_on(string row, string cell, string named)
    {
        var (rows, log) = Read($"{Tables.ClfsHeader}{row}\n2025,86360,,20250101,N,46.98\n");
        Assert.Equal([("86360", 3L)], rows.Select(read => (read.Code, read.Line)));
        var diagnostic = Assert.Single(log.Kept);
        Assert.Equal(("MED001", Severity.Error, new Location("clfs.csv", 2, Address: cell)), (diagnostic.Code, diagnostic.Severity, diagnostic.Location));
        Assert.Contains(named, diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_file_without_the_headings()
    {
        var exception = Assert.Throws<DataFormatException>(() => Read("2025,86353,,20250101,N,49.03\n"));
        Assert.Equal("MED002", exception.Diagnostic.Code);
    }

    [Fact]
    public void An_open_quotation_mark_costs_one_line()
    {
        var (rows, log) = Read($"{Tables.ClfsHeader}2025,86352,,20250101,N,\"135.86\n2025,86353,,20250101,N,49.03\n2025,86360,,20250101,N,46.98\n");
        Assert.Equal([("86353", 3L), ("86360", 4L)], rows.Select(row => (row.Code, row.Line)));
        Assert.Equal(("MED004", 2L), (Assert.Single(log.Kept).Code, log.Kept[0].Location.Line));
    }

    [Fact]
    public void Counts_lines_through_quoted_line_breaks()
    {
        var (rows, log) = Read($"{Tables.ClfsHeader}2025,86353,,20250101,N,49.03,\"a, \"\"b\"\"\nc\"\n2025,86360,,20250101,N,46.98\n");
        Assert.Equal([2L, 4L], rows.Select(row => row.Line));
        Assert.Empty(log.Kept);
    }

    [Fact]
    public void Passes_over_blank_lines_and_notes_lone_text()
    {
        var (rows, log) = Read($"title\n{Tables.ClfsHeader}\n,,,,,\n2025,86353,,20250101,N,49.03\nEnd of file,,,,,\n");
        Assert.Equal(5, Assert.Single(rows).Line);
        Assert.Equal((1L, 0L), (log.CountOf("MED003"), log.CountOf(Severity.Error)));
    }

    [Fact]
    public void Reads_the_unlikely_edits_under_CMS_headings()
    {
        const string text = """
            "CPT codes are copyright, all rights reserved",,,,
            "HCPCS/
            CPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale
            86353,7,3 Date of Service Edit: Clinical,Nature of Analyte
            """;
        DiagnosticLog log = new();
        var edit = Assert.Single(new MedicallyUnlikelyEditReader(Tables.Stream(text), File, log).Rows(TestContext.Current.CancellationToken));
        Assert.Equal(new(4, "86353", 7, 3, "Nature of Analyte", "Practitioner"), edit);
    }

    [Theory]
    [InlineData("Column1/Column 2 Edits\nColumn 1\tColumn 2\t*=in existence prior to 1996\tEffective Date\tDeletion Date *=no data\tModifier 0=not allowed 1=allowed 9=not applicable\tPTP Edit Rationale\n")]
    [InlineData("Column1/Column 2 Edits\nColumn 1\tColumn 2\t* = In\tEffective\tDeletion\tModifier\tPTP Edit Rationale\n\t\texistence\tDate\tDate\t0=not allowed\n\t\tprior to\t\t*=no data\t1=allowed\n\t\t1996\t\t\t9=not applicable\n")]
    public void Reads_the_pair_edits_under_CMS_headings(string headings)
    {
        DiagnosticLog log = new();
        var edits = new ProcedurePairEditReader(Tables.Stream(headings + "86352\t86353\t\t20100101\t*\t0\tMisuse\n0001U\t86850\t*\t20170701\t20180101\t9\tMisuse\n"), File, log).Load(TestContext.Current.CancellationToken).Rows;
        var first = edits[0].Line;
        Assert.Equal(
            [new(first, "86352", "86353", new(2010, 1, 1), null, 0, "Misuse"), new(first + 1, "0001U", "86850", new(2017, 7, 1), new(2018, 1, 1), 9, "Misuse")],
            edits);
        Assert.Empty(log.Kept);
    }

    [Theory]
    [InlineData("SYNTHETIC: made by assayer sample, seed 2031\n2025 Clinical Diagnostic Laboratory Fee Schedule\n" + Tables.ClfsHeader, "x.csv", "2025", true)]
    [InlineData("2025 Clinical Diagnostic Laboratory Fee Schedule\n" + Tables.ClfsHeader, "q3.csv", "2025 Q3", false)]
    [InlineData(Tables.ClfsHeader, "clfs_2024_q1.csv", "2024 Q1", false)]
    [InlineData(Tables.ClfsHeader, "x.csv", null, false)]
    public void Dates_by_content_then_by_name(string text, string name, string? vintage, bool synthetic)
    {
        var table = MedicareTable.Detect(Encoding.UTF8.GetBytes(text), $"folder_2019/{name}");
        Assert.NotNull(table);
        Assert.Equal((vintage, synthetic), (table.Vintage, table.Synthetic));
        Assert.Equal((vintage, synthetic), (table.Describe(File).Vintage, table.Describe(File).IsSynthetic));
    }

    [Fact]
    public void Any_bytes_give_rows_or_diagnostics()
    {
        var noise = Gen.String[Gen.Char["\",\n~\t 0A*.\uFFFD"], 0, 200];
        noise.Sample(text =>
        {
            var (rows, log) = Read(Tables.ClfsHeader + text);
            Assert.Equal(0, rows.Length - rows.Count(row => row.Code.Length == 5));
            Assert.Equal(0, log.CountOf("MED002"));
        });
        Gen.Byte.Array[0, 300].Sample(bytes => Assert.Null(MedicareTable.Detect(bytes, "noise")));
    }

    static (ClinicalLaboratoryFee[] Rows, DiagnosticLog Log) Read(string text)
    {
        DiagnosticLog log = new();
        return ([.. new ClinicalLaboratoryFeeReader(Tables.Stream(text), File, log).Rows()], log);
    }
}
