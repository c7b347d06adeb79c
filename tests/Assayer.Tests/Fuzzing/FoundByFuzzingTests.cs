using System.Text;
using Assayer.Codes.Medicare;
using Assayer.Evidence;
using Assayer.Rates.Hospital;
using Assayer.Tests.Rates.Transparency;

namespace Assayer.Tests.Fuzzing;

/// <summary>What damaged files have shown, each as small as it fails.</summary>
public class FoundByFuzzingTests
{
    [Theory]
    [InlineData("20\u0662\u0665 Clinical Diagnostic Laboratory Fee Schedule", "fees.csv")]
    [InlineData("", "clfs_20\u0662\u0665.csv")]
    public void A_year_in_other_digits_dates_nothing(string title, string name)
    {
        var table = MedicareTable.Detect(Encoding.UTF8.GetBytes($"{title}\nYEAR,HCPCS,MOD,EFF_DATE,INDICATOR,RATE\n"), name);
        Assert.Equal((MedicareTableKind.ClinicalLaboratoryFees, null), (table!.Kind, table.Vintage));
    }

    [Theory]
    [InlineData("""{"hospital_\ud800":1}""", false)]
    [InlineData("""{"hospital_\ud800":1,"hospital_name":"x"}""", true)]
    public void A_name_of_half_a_character_is_no_hospitals(string json, bool isHospitals) =>
        Assert.Equal(isHospitals, HospitalReader.Recognises(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("""{"in_network":[   nul,"what stands behind it"]}""", 15)]
    [InlineData("""{"in_network":[]       }}""", 24)]
    public void Broken_JSON_is_refused_alike_however_it_arrives(string json, int offset)
    {
        var (whole, pieces) = (Refused(int.MaxValue), Refused(1));
        Assert.Equal(whole, pieces);
        Assert.Equal(offset, whole.Location.ByteOffset);
        Assert.DoesNotContain("what stands behind it", whole.Message, StringComparison.Ordinal);

        Diagnostic Refused(int piece) => Assert.Throws<DataFormatException>(() => Collected.From(new FuzzedInput(Encoding.UTF8.GetBytes(json), piece).Open())).Diagnostic;
    }
}
