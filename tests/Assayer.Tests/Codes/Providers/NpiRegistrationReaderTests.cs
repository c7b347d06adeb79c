using System.Text;
using Assayer.Codes.Medicare;
using Assayer.Codes.Providers;
using Assayer.Evidence;

namespace Assayer.Tests.Codes.Providers;

public class NpiRegistrationReaderTests
{
    const string Name = "npidata_pfile_20050523-20251012.csv";

    // The example of CMS's "Requirements for NPI and NPI Check Digit", and others made by the same rule.
    const string Valid = "1234567893", Another = "1245319599";

    [Fact]
    public void The_layout_has_330_columns()
    {
        Assert.Equal(330, NppesFile.Headings.Count);
        Assert.Equal(("Healthcare Provider Taxonomy Code_1", "Healthcare Provider Primary Taxonomy Switch_15", "Other Provider Identifier_1"), (NppesFile.Headings[47], NppesFile.Headings[106], NppesFile.Headings[107]));
    }

    [Fact]
    public void Reads_version_1()
    {
        var (rows, log) = Read(new NppesFile()
            .Row(Valid, ("code2", "282N00000X"), ("switch2", "N"), ("Provider Organization Name (Legal Business Name)", "MADE UP, \"\"LABORATORY\"\"\nOF BETHESDA"))
            .Row(Another, ("type", "1"), ("zip", "20814")));
        Assert.Empty(log.Kept);
        Assert.Equal(
            [
                new(2, Valid, 2, "291U00000X", "282N00000X", "20814", "MD"),
                new(4, Another, 1, "291U00000X", "", "20814", "MD"),
            ],
            rows);
    }

    // Version 2 widens and renames fields, and other files come with other orders: only headings count.
    [Fact]
    public void Reads_other_columns_in_any_order()
    {
        string[] headings = [.. NppesFile.Headings.Reverse().Select(heading => heading.Replace("Gender", "Sex", StringComparison.Ordinal)), "A new column"];
        var (rows, log) = Read(new NppesFile(headings).Row(Valid, ("zip", "20814-1234"), ("code3", "282N00000X")));
        Assert.Empty(log.Kept);
        Assert.Equal(new(2, Valid, 2, "291U00000X", "282N00000X", "20814", "MD"), Assert.Single(rows));
    }

    [Theory]
    [InlineData("208141234", "US", "MD", "20814", "MD")]
    [InlineData("20814-1234", "US", "MD", "20814", "MD")]
    [InlineData("20814", "", "MD", "20814", "MD")]
    [InlineData("009130000", "PR", "PR", "00913", "PR")]
    [InlineData("", "US", "", "", "")]
    [InlineData("M5G1X8", "CA", "ONTARIO", "", "")]
    [InlineData("10115", "DE", "BE", "", "")]
    public void Keeps_five_digits_and_the_state_of_places_in_the_United_States(string zip, string country, string state, string keptZip, string keptState)
    {
        var (rows, log) = Read(new NppesFile().Row(Valid, ("zip", zip), ("country", country), ("state", state)));
        Assert.Equal((keptZip, keptState), (Assert.Single(rows).ZipCode, rows[0].State));
        Assert.Empty(log.Kept);
    }

    [Theory]
    [InlineData("N,N,Y", "C", "A,B")]
    [InlineData("Y,N,N", "A", "B,C")]
    [InlineData("N,N,N", "", "A,B,C")]
    [InlineData("X,,", "", "A,B,C")]
    [InlineData("N,Y,Y", "B", "A,C")]
    public void The_primary_taxonomy_is_the_first_whose_switch_is_Y(string switches, string primary, string others)
    {
        static string Full(string letters) => string.Join(',', letters.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(letter => letter switch { "A" => "291U00000X", "B" => "282N00000X", _ => "207K00000X" }));
        var marks = switches.Split(',');
        var (rows, _) = Read(new NppesFile().Row(Valid, ("code1", Full("A")), ("code2", Full("B")), ("code3", Full("C")), ("code15", Full("A")), ("switch1", marks[0]), ("switch2", marks[1]), ("switch3", marks[2])));
        Assert.Equal((Full(primary), Full(others)), (Assert.Single(rows).PrimaryTaxonomy, rows[0].OtherTaxonomies));
    }

    [Fact]
    public void A_deactivated_registration_has_entity_type_0()
    {
        var (rows, log) = Read(new NppesFile().Deactivated(Valid).Row(Another, ("off", "05/17/2021"), ("on", "06/01/2021")));
        Assert.Empty(log.Kept);
        Assert.Equal([new(2, Valid, 0, "", "", "", ""), new(3, Another, 2, "291U00000X", "", "20814", "MD")], rows);
    }

    [Fact]
    public void Days_of_reactivation_may_be_missing()
    {
        NppesFile file = new([.. NppesFile.Headings.Where(heading => heading != "NPI Reactivation Date")]);
        Assert.Equal([2, 0], Read(file.Row(Valid).Deactivated(Another)).Rows.Select(row => row.EntityType));
    }

    [Fact]
    public void A_wrong_check_digit_is_kept_with_a_warning()
    {
        var (rows, log) = Read(new NppesFile().Row("1234567890"));
        Assert.Equal("1234567890", Assert.Single(rows).Npi);
        var diagnostic = Assert.Single(log.Kept);
        Assert.Equal(("MED006", Severity.Warning, new Location(Name, 2, Address: "A2")), (diagnostic.Code, diagnostic.Severity, diagnostic.Location));
    }

    [Theory]
    [InlineData("NPI", "123456789", "A2", "\"123456789\" is not an NPI")]
    [InlineData("NPI", "12345678X3", "A2", "\"12345678X3\" is not an NPI")]
    [InlineData("NPI", "", "A2", "empty")]
    [InlineData("type", "3", "B2", "\"3\" is not an entity type")]
    [InlineData("type", "", "B2", "empty")]
    public void A_row_that_cannot_be_used_is_left_out(string heading, string value, string cell, string named)
    {
        var (rows, log) = Read(new NppesFile().Row(Valid, (heading, value)).Row(Another));
        Assert.Equal((Another, 3L), (Assert.Single(rows).Npi, rows[0].Line));
        var diagnostic = Assert.Single(log.Kept);
        Assert.Equal(("MED001", Severity.Error, new Location(Name, 2, Address: cell)), (diagnostic.Code, diagnostic.Severity, diagnostic.Location));
        Assert.Contains(named, diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zip", "2081", "AG2")]
    [InlineData("zip", "20814_1234", "AG2")]
    [InlineData("state", "MARYLAND", "AF2")]
    [InlineData("code1", "291U", "AV2")]
    [InlineData("code2", "291U00000,", "AZ2")]
    public void A_field_that_is_not_of_its_form_is_left_out_with_a_warning(string heading, string value, string cell)
    {
        var (rows, log) = Read(new NppesFile().Row(Valid, (heading, value)));
        var row = Assert.Single(rows);
        Assert.Empty(heading switch { "zip" => row.ZipCode, "state" => row.State, "code1" => row.PrimaryTaxonomy, _ => row.OtherTaxonomies });
        var diagnostic = Assert.Single(log.Kept);
        Assert.Equal(("MED008", Severity.Warning, new Location(Name, 2, Address: cell)), (diagnostic.Code, diagnostic.Severity, diagnostic.Location));
        Assert.Contains($"\"{value}\"", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_with_other_fields_than_the_header_is_left_out()
    {
        var (rows, log) = Read(new NppesFile().Line(Valid, "2", "").Row(Another));
        Assert.Equal(Another, Assert.Single(rows).Npi);
        var diagnostic = Assert.Single(log.Kept);
        Assert.Equal(("MED007", 2L), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains("3 fields, the header 330", diagnostic.Message, StringComparison.Ordinal);
    }

    // The mark may close at the next row's first one; the row behind that stands again.
    [Fact]
    public void An_open_quotation_mark_costs_its_row_and_at_most_the_next()
    {
        var lines = new NppesFile().Row(Another).Row(Another).Row(Valid).Text.Split('\n');
        lines[1] = lines[1][..^1];
        DiagnosticLog log = new();
        NpiRegistrationReader reader = new(Medicare.Tables.Stream(string.Join('\n', lines)), new() { Name = Name }, log);
        var last = reader.Rows(TestContext.Current.CancellationToken).Last();
        Assert.Equal((Valid, 4L), (last.Npi, last.Line));
        Assert.InRange(reader.Rejected, 0, 1);
        Assert.Equal(reader.Rejected, log.CountOf(Severity.Error));
    }

    [Theory]
    [InlineData("NPI")]
    [InlineData("Entity Type Code")]
    [InlineData("NPI Deactivation Date")]
    [InlineData("Provider Business Practice Location Address Postal Code")]
    public void Refuses_a_file_without_a_needed_column(string heading)
    {
        NppesFile file = new([.. NppesFile.Headings.Where(other => other != heading)]);
        Assert.Equal("MED002", Assert.Throws<DataFormatException>(() => Read(file.Row(Valid))).Diagnostic.Code);
    }

    [Theory]
    [InlineData(Name, "2025-10-12", "from 2025-10-12")]
    [InlineData("npidata_pfile_20251006-20251012.csv", "changes to 2025-10-12", "from 2025-10-12")]
    [InlineData("nppes.csv", null, "always")]
    public void Is_recognised_and_dated_by_its_name(string name, string? vintage, string period)
    {
        var table = MedicareTable.Detect(Encoding.UTF8.GetBytes(new NppesFile().Row(Valid).Text), name);
        Assert.Equal((MedicareTableKind.Registrations, vintage, period, false), (table!.Kind, table.Vintage, table.Period.ToString(), table.Synthetic));
    }

    [Fact]
    public void Reads_the_sample()
    {
        var path = Directory.EnumerateFiles(Path.Combine(TestData.Repository, "samples"), "*npidata_pfile*").Single();
        DiagnosticLog log = new();
        using var stream = File.OpenRead(path);
        NpiRegistrationReader reader = new(stream, new() { Name = Name }, log);
        Assert.Equal(File.ReadLines(path).Count() - 1, reader.Rows(TestContext.Current.CancellationToken).Count());
        Assert.Equal((0L, 0L), (reader.Rejected, log.CountOf(Severity.Error)));
    }

    static (NpiRegistration[] Rows, DiagnosticLog Log) Read(NppesFile file)
    {
        DiagnosticLog log = new();
        return ([.. new NpiRegistrationReader(Medicare.Tables.Stream(file.Text), new() { Name = Name }, log).Rows()], log);
    }
}
