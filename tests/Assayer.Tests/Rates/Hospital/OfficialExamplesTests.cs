using Assayer.Codes;
using Assayer.Rates;
using Assayer.Rates.Hospital;

namespace Assayer.Tests.Rates.Hospital;

/// <summary>CMS's examples: one fictional hospital in three layouts. The counts were counted by hand.</summary>
public class OfficialExamplesTests
{
    const string Tall3 = "v3/V3.0.0_Tall_CSV_Format_Example.csv", Wide3 = "v3/V3.0.0_Wide_CSV_Format_Example.csv", Json3 = "v3/v3_json_format_example.json";
    const string Tall2 = "v2/V2.0.0_Tall_CSV_Format_Example.csv", Wide2 = "v2/V2.0.0_Wide_CSV_Format_Example.csv", Json2 = "v2/V2.0.0_JSON_Format_Example.json";

    // Version 3, tall: 45 lines, of which 6 have no code and 14 have two (70551, 49505, 80048, C1785, 99283, J1450 and J3420, for two plans each).
    // Version 2, tall: 31 lines, of which 6 have no code and 8 have two (four of MS-DRG 470, two each of J1450 and J3420). Wide: two more lines for the second plan of MS-DRG 470, with two codes each.
    [Theory]
    [InlineData(Tall3, "CSV tall 3", 53)]
    [InlineData(Wide3, "CSV wide 3", 53)]
    [InlineData(Json3, "JSON 3", 53)]
    [InlineData(Tall2, "CSV tall 2", 33)]
    [InlineData(Wide2, "CSV wide 2", 37)]
    [InlineData(Json2, "JSON 2", 33)]
    public void Every_charge_is_read(string file, string structure, int charges)
    {
        var read = ReadCharges.FromFile(file);
        Assert.Equal(structure, read.Header.Structure);
        Assert.Equal(charges, read.Result.Accepted);
        Assert.Equal(0, read.Result.Rejected);
        Assert.Equal(6, read.Result.ModifierRules.Count);
        Assert.Equal(["HOSP017"], read.Result.Diagnostics.Counts.Where(count => count.Code != "HOSP023").Select(count => count.Code));
    }

    [Theory]
    [InlineData(Tall3)]
    [InlineData(Wide3)]
    [InlineData(Json3)]
    public void The_header_of_version_3_is_the_same_in_every_layout(string file)
    {
        var header = ReadCharges.FromFile(file).Header;
        Assert.Equal("West Mercy Hospital", header.HospitalName);
        Assert.Equal(new DateOnly(2026, 4, 1), header.LastUpdatedOn);
        Assert.Equal(["West Mercy Hospital", "West Mercy Surgical Center"], header.Locations);
        Assert.Equal(["12 Main Street, Fullerton, CA  92832", "23 Ocean Ave, San Jose, CA 94088"], header.Addresses);
        Assert.Equal(("3.0.0", "CA", "50056"), (header.Version, header.LicenseState, header.LicenseNumber));
        Assert.Equal(["0000000001", "0000000002", "0000000003"], header.Npis);
        Assert.Equal((true, "Leigh Attester", false), (header.Attested, header.AttesterName, header.Synthetic));
        Assert.Contains("$200,000.00", string.Join(' ', header.ContractProvisions));
    }

    [Theory]
    [InlineData(Tall2)]
    [InlineData(Wide2)]
    [InlineData(Json2)]
    public void The_header_of_version_2_is_the_same_in_every_layout(string file)
    {
        var header = ReadCharges.FromFile(file).Header;
        Assert.Equal(("West Mercy Hospital", "2.0.0", "CA", "50056"), (header.HospitalName, header.Version, header.LicenseState, header.LicenseNumber));
        Assert.Equal(new DateOnly(2024, 7, 1), header.LastUpdatedOn);
        Assert.Equal(2, header.Locations.Count);
        Assert.Equal(2, header.Addresses.Count);
        Assert.True(header.Attested);
        Assert.Empty(header.Npis);
    }

    [Fact]
    public void Version_3_says_the_same_in_every_layout()
    {
        var (tall, wide, json) = (Facts(Tall3), Facts(Wide3), Facts(Json3));
        AssertSame(wide, json);

        // The tall example contradicts the others, and itself, in one cell: row 12, a basic metabolic panel, has a minimum of 150 (column W),
        // where row 13, the same item, has 125.
        var slip = Assert.Single(ReadCharges.FromFile(Tall3).Of("80048"), charge => charge.Minimum == 150m);
        Assert.Equal(12, slip.Row);
        AssertSame(json, tall.Select(charge => charge.Code.Value is "80048" or "301" ? charge with { Minimum = 125m } : charge));
    }

    [Fact]
    public void The_modifiers_of_version_3_say_the_same_in_every_layout()
    {
        var (tall, wide, json) = (Rules(Tall3), Rules(Wide3), Rules(Json3));
        Assert.Equal(tall, wide);
        Assert.Equal(json, tall.Select(rule => rule with { NegotiatedPercentage = null })); // JSON has none
        Assert.Contains(tall, rule => rule is { Modifiers: "50,62", PayerName: "Region Health Insurance", PlanName: "HMO", Setting: "both", NegotiatedPercentage: 87m, NegotiatedDollar: null });
    }

    [Fact]
    public void Version_2_says_the_same_in_every_layout_as_far_as_it_does()
    {
        // The wide example's headings write payers with underscores, it repeats the region's percentage in each of the three rows of MS-DRG 470
        // (two codes: four charges more), abridges the third algorithm, and writes a dash in Windows-1252. In the tall one some notes end in a
        // full stop, and one of "days 1-3" stands in the description, where JSON has a note and one range for the whole code.
        var (tall, wide, json) = (Facts(Tall2), Facts(Wide2), Facts(Json2));
        AssertSame(tall.Where(charge => !IsRepeated(charge)).Select(Comparable), wide.Where(charge => !IsRepeated(charge)).Select(Comparable));
        AssertSame(tall.Where(charge => charge.Code.Value != "H0017").Select(Comparable), json.Where(charge => charge.Code.Value != "H0017").Select(Comparable));
        Assert.Equal([1200m, 1500m, 1800m, 2000m], json.Where(charge => charge.Code.Value == "H0017").Select(charge => charge.NegotiatedDollar!.Value).Order());
        Assert.Equal(2, tall.Count(IsRepeated));
        Assert.Equal(6, wide.Count(IsRepeated));
        Assert.All(wide.Where(IsRepeated), charge => Assert.Equal((50m, 23145.98m), (charge.NegotiatedPercentage, charge.EstimatedAmount)));

        static bool IsRepeated(HospitalCharge charge) => charge is { Code.Value: "470" or "175869", PlanName: "HMO" };

        static HospitalCharge Comparable(HospitalCharge charge) => charge with
        {
            PayerName = charge.PayerName?.Replace('_', ' '),
            NegotiatedAlgorithm = charge.NegotiatedAlgorithm?[..6],
            Notes = charge.Notes?.TrimEnd('.'),
        };
    }

    [Fact]
    public void A_wide_row_gives_a_charge_for_each_plan_and_code()
    {
        var charges = ReadCharges.FromFile(Wide3).Charges.Where(charge => charge.Row == 4).OrderBy(charge => charge.PayerName).ThenBy(charge => charge.Code).ToList();
        Assert.Equal(["CPT 70551", "RC 611", "CPT 70551", "RC 611"], charges.Select(charge => charge.Code.ToString()));
        Assert.Equal(
            new()
            {
                Code = new(BillingCodeType.Cpt, "70551"),
                OtherCodes = "RC:611",
                Setting = "outpatient",
                Gross = 1200m,
                DiscountedCash = 1080m,
                Minimum = 250m,
                Maximum = 400m,
                PayerName = "Platform Health Insurance",
                PlanName = "PPO",
                NegotiatedDollar = 400m,
                Methodology = "fee schedule",
                Row = 4,
                ByteOffset = charges[0].ByteOffset,
            },
            charges[0]);
        Assert.Equal(("Region Health Insurance", "HMO", 250m), (charges[2].PayerName, charges[2].PlanName, charges[2].NegotiatedDollar));
    }

    [Fact]
    public void A_tall_row_with_an_algorithm_keeps_what_was_paid()
    {
        var charge = Assert.Single(ReadCharges.FromFile(Tall3).Charges, charge => charge.Row == 16 && charge.Code.Type == BillingCodeType.Hcpcs);
        Assert.Equal(
            new()
            {
                Code = new(BillingCodeType.Hcpcs, "C1785"),
                OtherCodes = "RC:278",
                Setting = "outpatient",
                Gross = 40000m,
                DiscountedCash = 36000m,
                PayerName = "Platform Health Insurance",
                PlanName = "PPO",
                Methodology = "other",
                NegotiatedAlgorithm = "Allowed amount for service is 110% of the actual cost, based on supplier invoice.",
                MedianAmount = 23123.46m,
                P10Amount = 16998.38m,
                P90Amount = 50000.77m,
                RemittanceCount = "18",
                Notes = "Methodology is explained in algorithm data element.",
                Row = 16,
                ByteOffset = charge.ByteOffset,
            },
            charge);
    }

    [Fact]
    public void A_drug_in_Json_keeps_its_units()
    {
        var charge = Assert.Single(ReadCharges.FromFile(Json3).Of("J1450"), charge => charge.PlanName == "HMO");
        Assert.Equal(("NDC:25021-0184-82", 100m, "ML", 37m, "both"), (charge.OtherCodes, charge.DrugUnits, charge.DrugUnitType, charge.NegotiatedDollar, charge.Setting));
        Assert.Null(charge.Row);
    }

    [Theory]
    [InlineData(Tall2)]
    [InlineData(Wide2)]
    [InlineData(Json2)]
    public void Version_2_has_estimates(string file)
    {
        var charge = Assert.Single(ReadCharges.FromFile(file).Of("92626"), charge => charge.PlanName == "HMO");
        Assert.Equal((150m, 125m, 115m, 105.34m, 98.98m), (charge.Gross, charge.DiscountedCash, charge.NegotiatedPercentage, charge.EstimatedAmount, charge.Minimum));
    }

    [Theory]
    [InlineData(Tall3)]
    [InlineData(Wide3)]
    [InlineData(Json3)]
    public void A_charge_stands_at_its_offset(string file)
    {
        var bytes = File.ReadAllBytes(TestData.Path("hospital/" + file));
        var charge = Assert.Single(ReadCharges.FromFile(file).Of("99283"), charge => charge.NegotiatedPercentage == 75m);
        Assert.True(bytes.AsSpan((int)charge.ByteOffset).StartsWith(file == Json3 ? "{"u8 : "ER level 3,"u8));
        var rest = bytes.AsSpan((int)charge.ByteOffset);
        Assert.True(file == Json3
            ? rest[..rest.IndexOf((byte)'}')].IndexOf("\"standard_charge_percentage\": 75,"u8) > 0
            : rest[..rest.IndexOf((byte)'\n')].IndexOf(",75,"u8) > 0);
    }

    [Theory]
    [InlineData(Tall3)]
    [InlineData(Wide3)]
    [InlineData(Json3)]
    public void Unwanted_codes_are_left_out(string file)
    {
        var all = ReadCharges.FromFile(file);
        var some = ReadCharges.From(File.ReadAllBytes(TestData.Path("hospital/" + file)), CodeFilter.Of([new(BillingCodeType.Cpt, "80048")]));
        Assert.Equal(all.Of("80048"), some.Charges);
        Assert.Equal(2, some.Charges.Count);
    }

    static List<HospitalCharge> Facts(string file) => [.. ReadCharges.FromFile(file).Charges.Select(charge => charge with { Row = null, ByteOffset = 0 })];

    static List<ModifierRule> Rules(string file) => [.. ReadCharges.FromFile(file).Result.ModifierRules.Select(rule => rule with { Row = null })];

    // As multisets.
    static void AssertSame(IEnumerable<HospitalCharge> expected, IEnumerable<HospitalCharge> actual) => Assert.Equal(Sorted(expected), Sorted(actual));

    static List<string> Sorted(IEnumerable<HospitalCharge> charges) => [.. charges.Select(charge => charge.ToString()).Order(StringComparer.Ordinal)];
}
