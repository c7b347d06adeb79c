using Assayer.Evidence;
using Assayer.Rates.Hospital;

namespace Assayer.Tests.Rates.Hospital;

/// <summary>CMS's validator's fixtures, well-formed and broken. The counts were counted by hand.</summary>
public class BrokenFilesTests
{
    // Thirteen lines, of which the first four have two codes.
    [Theory]
    [InlineData("sample-tall-valid.csv", 17)]
    [InlineData("sample-tall-mixed-line-endings.csv", 17)]
    [InlineData("sample-blank-header.csv", 17)]
    [InlineData("sample-bad-header.csv", 17)]
    [InlineData("sample-lots-of-errors.csv", 17)]
    [InlineData("sample-wide-valid.csv", 21)]
    [InlineData("sample-valid.json", 17)]
    [InlineData("sample-nine-nines.json", 17)]
    public void Every_good_charge_is_kept(string file, int charges)
    {
        var read = ReadCharges.FromFile("fixtures/" + file);
        Assert.Equal(charges, read.Result.Accepted);
        Assert.Equal(0, read.Result.Rejected);
        Assert.Equal(0, read.Result.Diagnostics.CountOf(Severity.Error));
        Assert.True(HospitalReader.Recognises(File.ReadAllBytes(TestData.Path("hospital/fixtures/" + file))));
    }

    [Fact]
    public void A_day_that_is_none_is_named_in_its_cell()
    {
        var read = ReadCharges.FromFile("fixtures/sample-bad-header.csv");
        Assert.Null(read.Header.LastUpdatedOn);
        Assert.Equal(["HOSP019 B2"], read.Remarks);
        Assert.Contains("\"July 1 2024\"", read.Only("HOSP019").Message);
        Assert.Equal("per diem", ReadCharges.FromFile("fixtures/sample-tall-valid.csv").Of("H0017").First().Methodology);
        Assert.Null(read.Of("H0017").First().Methodology);
    }

    [Fact]
    public void A_blank_row_above_the_headings_is_passed_over_with_a_warning()
    {
        var read = ReadCharges.FromFile("fixtures/sample-blank-header.csv");
        Assert.Equal(["HOSP021 A4"], read.Remarks);
        Assert.Equal(ReadCharges.FromFile("fixtures/sample-tall-valid.csv").Charges.Select(charge => charge with { Row = null, ByteOffset = 0 }), read.Charges.Select(charge => charge with { Row = null, ByteOffset = 0 }));
    }

    [Fact]
    public void Unknown_kinds_of_code_and_charges_of_nothing_are_named_in_their_cells()
    {
        var read = ReadCharges.FromFile("fixtures/sample-lots-of-errors.csv");
        // "MS-DRG A" to "MS-DRG D". Zeros: rows 4 (three), 5, 6, 7 (two), 10 (two), 11, 12 and 13 (three each).
        Assert.Equal(4, read.Result.Diagnostics.CountOf("HOSP010"));
        Assert.Equal(18, read.Result.Diagnostics.CountOf("HOSP013"));
        Assert.Equal(["HOSP010 C4", "HOSP010 C5", "HOSP010 C6", "HOSP010 C7"], read.Remarks.Where(remark => remark.StartsWith("HOSP010")));
        Assert.Equal(["HOSP013 S4", "HOSP013 T4", "HOSP013 N4", "HOSP013 N5", "HOSP013 N6"], read.Remarks.Where(remark => remark.StartsWith("HOSP013")));
        Assert.Equal("MS-DRG A", read.Charges[0].Code.Type.Name);
        Assert.Equal(0m, read.Charges[0].NegotiatedDollar);
    }

    [Fact]
    public void Nine_nines_are_kept_and_named()
    {
        var read = ReadCharges.FromFile("fixtures/sample-nine-nines.json");
        Assert.Equal(["HOSP012 /standard_charge_information/0/standard_charges/0/payers_information/2/estimated_amount"], read.Remarks);
        Assert.Equal(2, read.Charges.Count(charge => charge.EstimatedAmount == 999999999m));
    }

    [Fact]
    public void Line_ends_may_be_mixed()
    {
        var lines = File.ReadAllLines(TestData.Path("hospital/fixtures/sample-tall-valid.csv"));
        string[] ends = ["\r\n", "\n", "\r"];
        var mixed = string.Concat(lines.Select((line, index) => line + ends[index % 3]));
        var (plain, read) = (ReadCharges.From(string.Join('\n', lines)), ReadCharges.From(mixed));
        Assert.Equal(plain.Charges.Select(charge => charge with { ByteOffset = 0 }), read.Charges.Select(charge => charge with { ByteOffset = 0 }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b\n1,2\n")]
    [InlineData("hospital_name,last_updated_on\nX,2026-01-01\n")]
    [InlineData("{}")]
    [InlineData("{\"hospital_name\":\"X\"}")]
    public void A_file_without_charges_is_refused(string content)
    {
        Assert.Equal("HOSP001", Assert.Throws<DataFormatException>(() => ReadCharges.From(content)).Diagnostic.Code);
    }

    [Fact]
    public void Damaged_Json_is_refused() =>
        Assert.Equal("FILE008", Assert.Throws<DataFormatException>(() => ReadCharges.From("{\"standard_charge_information\":[{]}")).Diagnostic.Code);

    [Fact]
    public void Any_damage_gives_charges_or_diagnostics()
    {
        var originals = new[] { "v2", "v3", "fixtures" }
            .SelectMany(folder => Directory.GetFiles(TestData.Path("hospital/" + folder)))
            .Where(file => !file.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        var random = new Random(86353);
        var refused = 0;
        for (var round = 0; round < 10_000; round++)
        {
            var bytes = Mutated(originals[round % originals.Count], random);
            try
            {
                HospitalReader.Recognises(bytes);
                ReadCharges.From(bytes);
            }
            catch (DataFormatException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 100, 9_900);
    }

    [Fact]
    public void Recognises_nothing_else()
    {
        Assert.False(HospitalReader.Recognises("""{"reporting_entity_name":"X","in_network":[]}"""u8));
        Assert.False(HospitalReader.Recognises("""{"a":{"hospital_name":"X"}}"""u8));
        Assert.False(HospitalReader.Recognises("NPI,Entity Type Code\n1,2\n3,4\n"u8));
        Assert.False(HospitalReader.Recognises([]));
        Assert.True(HospitalReader.Recognises("""{"standard_charge_information":[{"descr"""u8));
        Assert.True(HospitalReader.Recognises("\uFEFFHospital Name , LAST_UPDATED_ON,x"u8));
        Assert.True(HospitalReader.Recognises("name,day\r\nX,Y\r\ndescription , code | 1,code|1|type\r\n"u8));
    }

    static byte[] Mutated(byte[] original, Random random)
    {
        var bytes = original.ToList();
        byte[] interesting = [.. "\",\r\n{}[]:|$0-9"u8, 0, 0xFF, 0xEF];
        for (var change = random.Next(1, 8); change > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = interesting[random.Next(interesting.Length)]; break;
                case 1: bytes.Insert(at, interesting[random.Next(interesting.Length)]); break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at - 1)); break;
                default: bytes.InsertRange(at, bytes.GetRange(random.Next(at + 1), Math.Min(random.Next(1, 40), bytes.Count - at))); break;
            }
        }
        return [.. bytes];
    }
}
