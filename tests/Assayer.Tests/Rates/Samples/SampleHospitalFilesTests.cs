using System.Text.Json;
using Assayer.Rates;
using Assayer.Rates.Hospital;

namespace Assayer.Tests.Rates.Samples;

/// <summary>The sample's hospital files are as CMS's templates want them (data dictionaries 2.0 and 3.0).</summary>
public class SampleHospitalFilesTests(WrittenSample sample) : IClassFixture<WrittenSample>
{
    [Theory]
    [InlineData("2025-09-10", "hospital/v3/V3.0.0_Tall_CSV_Format_Example.csv")]
    [InlineData("2025-08-30", "hospital/v3/V3.0.0_Wide_CSV_Format_Example.csv")]
    [InlineData("2025-07-15", "hospital/v2/V2.0.0_Tall_CSV_Format_Example.csv")]
    public void A_spreadsheet_has_the_headings_of_the_template(string date, string template)
    {
        var path = TestData.Path(template);
        Assert.Equal(Headings(path, 0), Headings(FileOf(date), 0));
        Assert.Equal(Headings(path, 2), Headings(FileOf(date), 2).Where(heading => heading != "billing_class")); // optional
    }

    [Theory]
    [InlineData("2025-06-01")]
    [InlineData("2025-09-20")]
    [InlineData("2025-10-02")]
    public void A_JSON_file_has_the_members_of_the_template(string date)
    {
        var template = Members(Json(TestData.Path("hospital/v3/v3_json_format_example.json")), "").ToHashSet();
        var members = Members(Json(FileOf(date)), "").ToHashSet();
        string[] optional = ["billing_class", "modifier_code"]; // the example does without them
        Assert.Subset(template, members.Where(member => !optional.Contains(member.Split('/')[^1])).ToHashSet());
        string[] required =
        [
            "/hospital_name", "/last_updated_on", "/version", "/location_name", "/hospital_address", "/license_information/state", "/attestation/attestation", "/attestation/confirm_attestation",
            "/attestation/attester_name", "/type_2_npi", "/standard_charge_information/description", "/standard_charge_information/code_information/code",
            "/standard_charge_information/code_information/type", "/standard_charge_information/standard_charges/setting",
        ];
        Assert.Subset(members, required.ToHashSet());
    }

    [Fact]
    public void Every_row_says_what_its_charges_require()
    {
        var files = Directory.GetFiles(sample.Folder, "*_standardcharges.*");
        Assert.Equal(6, files.Length);
        foreach (var path in files)
        {
            var rows = new List<HospitalCharge>();
            using var stream = File.OpenRead(path);
            var result = HospitalReader.Read(path, stream, CodeFilter.All, rows.Add, TestContext.Current.CancellationToken);
            Assert.Equal(0, result.Rejected);
            Assert.All(result.Diagnostics.Counts, count => Assert.Equal("HOSP012", count.Code)); // nine nines
            var isVersion3 = result.Header.Npis.Count > 0;
            Assert.Equal(isVersion3 ? "3.0.0" : "2.0.0", result.Header.Version);
            Assert.All(rows, row => AssertComplete(row, isVersion3));
        }
    }

    static void AssertComplete(HospitalCharge row, bool isVersion3)
    {
        Assert.Equal(row.PayerName is null, row.PlanName is null);
        Assert.Equal(row.PayerName is null, row.Methodology is null);
        if (row.NegotiatedDollar is { } dollars) Assert.InRange(dollars, row.Minimum!.Value, row.Maximum!.Value);
        if (row.Methodology == "other") Assert.NotNull(row.Notes);
        if ((row.NegotiatedPercentage is null && row.NegotiatedAlgorithm is null) || row.NegotiatedDollar is not null) return;
        if (isVersion3) Assert.True(row is { MedianAmount: not null, P10Amount: not null, P90Amount: not null, RemittanceCount: not null }, row.ToString());
        else Assert.NotNull(row.EstimatedAmount);
    }

    string FileOf(string date) => Assert.Single(Directory.GetFiles(sample.Folder, $"synthetic_{date}_*_standardcharges.*"));

    // Payers and plans, the state and the attestation are as they come.
    static IEnumerable<string> Headings(string path, int line)
    {
        var cells = File.ReadLines(path).ElementAt(line).Replace(" | ", "|", StringComparison.Ordinal).Split(',');
        return cells.Where(cell => line == 2 || cell.Length > 0 && !cell.Contains(' ', StringComparison.Ordinal) && cell != "general_contract_provisions")
            .Select(cell => cell.Split('|') switch
            {
                ["license_number", _] => "license_number",
                ["standard_charge", _, _, var charge] => $"standard_charge|payer|{charge}",
                [var amount, _, _] when !amount.StartsWith("code", StringComparison.Ordinal) => $"{amount}|payer",
                _ => cell.Trim('\uFEFF'),
            })
            .Distinct().Order(StringComparer.Ordinal);
    }

    static IEnumerable<string> Members(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Members(member.Value, $"{path}/{member.Name}").Prepend($"{path}/{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Members(item, path)),
        _ => [],
    };

    static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
}
