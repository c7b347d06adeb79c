using System.Text;
using Assayer.Codes.Medicare;
using Assayer.Evidence;

namespace Assayer.Tests.Codes.Medicare;

// CMS, ZIP5 record layout: state 1-2, ZIP code 3-7, carrier 8-12, locality 13-14, rural 15, plus-four flag 21, year and quarter 76-80.
public class ZipLocalityReaderTests
{
    static readonly string Filler = new(' ', 52);

    static string Record(string start = "AL359581011200R", string flag = "1 A", string end = "20254") => $"{start}Z9R  {flag}{Filler}{end}\r\n";

    [Fact]
    public void Reads_positions_of_the_layout()
    {
        Assert.Equal(80, Record().TrimEnd().Length);
        var (rows, log) = Read(Record() + Record("MD208141220201 ", "0 A") + "\u001a");
        Assert.Equal([new(1, "AL", "35958", "10112", "00", "R", true), new(2, "MD", "20814", "12202", "01", "", false)], rows);
        Assert.Empty(log.Kept);
    }

    [Theory]
    [InlineData("al359581011200R", "1 A", "positions 1-2", "\"al\"")]
    [InlineData("AL3595X1011200R", "1 A", "positions 3-7", "\"3595X\"")]
    [InlineData("AL35958101A200R", "1 A", "positions 8-12", "\"101A2\"")]
    [InlineData("AL35958101120 R", "1 A", "positions 13-14", "\"0 \"")]
    [InlineData("AL359581011200X", "1 A", "position 15", "\"X\"")]
    [InlineData("AL359581011200R", "1123", "positions 21-22", "\"11\"")] // the file of nine digits
    [InlineData("AL35958", null, "positions 8-12", "\"")]
    public void Reports_the_positions_and_reads_on(string start, string? flag, string positions, string named)
    {
        var (rows, log) = Read((flag is null ? $"{start}\n" : Record(start, flag)) + Record());
        Assert.Equal(2, Assert.Single(rows).Line);
        var diagnostic = Assert.Single(log.Kept);
        Assert.Equal(("MED001", Severity.Error, new Location("zip5.txt", 1, Address: positions)), (diagnostic.Code, diagnostic.Severity, diagnostic.Location));
        Assert.Contains(named, diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20254", "2025 Q4", "2025-10-01 to 2025-12-31")]
    [InlineData("20261", "2026 Q1", "2026-01-01 to 2026-12-31")]
    [InlineData("     ", null, "always")]
    public void Is_recognised_and_dated_by_its_records(string end, string? vintage, string period)
    {
        var table = MedicareTable.Detect(Encoding.UTF8.GetBytes("spoilt\n" + Record(end: end) + Record(end: end)), "anything_2019.txt");
        Assert.Equal((MedicareTableKind.ZipLocalities, vintage, period), (table!.Kind, table.Vintage, table.Period.ToString()));
    }

    [Fact]
    public void The_file_of_nine_digits_is_not_taken_for_it() =>
        Assert.Null(MedicareTable.Detect(Encoding.UTF8.GetBytes(Record(flag: "1123") + Record(flag: "1124")), "zip9.txt"));

    static (ZipLocality[] Rows, DiagnosticLog Log) Read(string text)
    {
        DiagnosticLog log = new();
        return ([.. new ZipLocalityReader(Tables.Stream(text), new() { Name = "zip5.txt" }, log).Rows()], log);
    }
}
