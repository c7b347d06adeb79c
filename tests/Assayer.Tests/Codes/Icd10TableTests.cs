using System.Text;
using Assayer.Codes;
using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Tests.Codes;

public class Icd10TableTests
{
    static readonly Source File = new() { Name = "codes.txt" };

    [Fact]
    public void Reads_the_list_wholly()
    {
        var path = TestData.Path("codes/icd10cm-codes-oct2025.D80-D89.excerpt.txt");
        DiagnosticLog log = new();
        using var stream = System.IO.File.OpenRead(path);
        Icd10Reader reader = new(stream, File, log);
        var table = reader.Load(TestContext.Current.CancellationToken);
        var lines = System.IO.File.ReadAllLines(path);
        Assert.Equal((lines.Length, 0), (reader.Accepted, reader.Rejected));
        // In this file codes stand in the first eight columns.
        Assert.Equal(lines.Select(line => (line[..8].Trim(), line[8..].Trim())), table.Rows.Select(row => (row.Code, row.Description)));
    }

    [Theory]
    [InlineData("D81.31", true, "line 1")]
    [InlineData("D81.3", false, "line 1")]
    [InlineData("D81", false, "line 1")]
    [InlineData("D81.82", true, "line 3")]
    public void Tells_billable_codes_from_headers(string code, bool billable, string locator)
    {
        var fact = Table().IsBillable(Icd10Code.Parse(code));
        Assert.Equal(billable, fact.Value);
        Assert.Equal(locator, fact.Sources[0].Locator);
    }

    [Theory]
    [InlineData("R62.51")]
    [InlineData("D81.311")]
    [InlineData("D82")]
    public void Says_nothing_of_codes_outside_the_list(string code)
    {
        Assert.False(Table().IsBillable(Icd10Code.Parse(code)).IsKnown);
        Assert.False(Table().Description(Icd10Code.Parse(code)).IsKnown);
    }

    [Fact]
    public void Leaves_out_and_reports_lines_that_are_no_code()
    {
        DiagnosticLog log = new();
        var rows = Read("SYNTHETIC: made up\nD8131   Words\n00001 D81  0 Header\n\nD83\n", log).Rows;
        Assert.Equal([2L], rows.Select(row => row.Line));
        Assert.Equal(2, log.CountOf("MED005"));
        Assert.Equal(3, log.Kept[0].Location.Line);
    }

    static Icd10Table Table() => new(Read("D8131   First\nD8132   Second\nD8182   Third\n", new()));

    static LoadedTable<Icd10Row> Read(string text, DiagnosticLog log) => new Icd10Reader(new MemoryStream(Encoding.UTF8.GetBytes(text)), File, log).Load(TestContext.Current.CancellationToken);
}
