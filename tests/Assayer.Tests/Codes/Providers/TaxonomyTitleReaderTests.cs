using System.Text;
using Assayer.Codes.Medicare;
using Assayer.Codes.Providers;
using Assayer.Evidence;

namespace Assayer.Tests.Codes.Providers;

public class TaxonomyTitleReaderTests
{
    // The headings of version 25.1; versions before display names end with Notes.
    const string Headings = "Code,Grouping,Classification,Specialization,Definition,Notes,Display Name,Section\n";

    [Fact]
    public void Reads_the_code_set_in_its_layout()
    {
        var (rows, log) = Read(Headings + "291U00000X,Benches,Bench,,\"A bench,\nwith a \"\"view\"\"\",none,Bench by the sea,Made up\n282nc2000x,Chairs,Chair,Small,,,,Made up\n");
        Assert.Empty(log.Kept);
        Assert.Equal(
            [new(2, "291U00000X", "Benches", "Bench", "", "Bench by the sea"), new(4, "282NC2000X", "Chairs", "Chair", "Small", "Chair, Small")],
            rows);
    }

    [Fact]
    public void Without_display_names_classification_and_specialization_stand_in() =>
        Assert.Equal(
            ["Bench", "Chair, Small"],
            Read("Code,Grouping,Classification,Specialization,Definition,Notes\n291U00000X,Benches,Bench,,,\n282NC2000X,Chairs,Chair,Small,,\n").Rows.Select(row => row.DisplayName));

    [Fact]
    public void Reports_the_bad_cell_and_reads_on()
    {
        var (rows, log) = Read(Headings + "29U00000X,Benches,Bench,,,,,\n282NC2000X,Chairs,Chair,Small,,,,\n");
        Assert.Equal(3, Assert.Single(rows).Line);
        var diagnostic = Assert.Single(log.Kept);
        Assert.Equal(("MED001", new Location("nucc.csv", 2, Address: "A2")), (diagnostic.Code, diagnostic.Location));
        Assert.Contains("\"29U00000X\"", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nucc_taxonomy_251.csv", "25.1")]
    [InlineData("taxonomies.csv", null)]
    public void Is_recognised_and_dated_by_its_name(string name, string? vintage)
    {
        var table = MedicareTable.Detect(Encoding.UTF8.GetBytes(Headings), name);
        Assert.Equal((MedicareTableKind.TaxonomyTitles, vintage), (table!.Kind, table.Vintage));
        Assert.Equal("NUCC", table.Describe(new() { Name = name }).Publisher);
    }

    static (TaxonomyTitle[] Rows, DiagnosticLog Log) Read(string text)
    {
        DiagnosticLog log = new();
        return ([.. new TaxonomyTitleReader(Medicare.Tables.Stream(text), new() { Name = "nucc.csv" }, log).Rows()], log);
    }
}
