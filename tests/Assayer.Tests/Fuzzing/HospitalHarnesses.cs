using Assayer.Rates;
using Assayer.Rates.Hospital;

namespace Assayer.Tests.Fuzzing;

/// <summary>Hospitals' files.</summary>
static class HospitalHarnesses
{
    static readonly string[] Words =
    [
        "hospital_name", "last_updated_on", "description", "code|1", "code|1|type", "code|99|type", "code|2147483648", "setting", "modifiers", "payer_name", "plan_name",
        "standard_charge|gross", "standard_charge|discounted_cash", "standard_charge|negotiated_dollar", "standard_charge|A|B|negotiated_dollar", "standard_charge|A|B|methodology",
        "standard_charge|min", "standard_charge|max", "estimated_amount", "median_amount", "10th_percentile", "count_of_compared_rates", "additional_generic_notes", "CPT", "MS-DRG",
        "inpatient", "both", "case rate", "other", "1 through 10", "true", "license_number|CA", "\"standard_charge_information\"", "\"standard_charges\"", "\"payers_information\"",
        "\"code_information\"", "\"modifier_information\"", "\"drug_information\"", "\"gross_charge\"", "\"standard_charge_dollar\"", "\"license_information\"", "999999999", "null",
    ];

    public static IReadOnlyList<Harness> All { get; } =
    [
        new("hospital sheets", () => Originals.Samples("*standardcharges.csv").Concat(Examples("*.csv")).FirstLines(1 << 15), Words, Read),
        new("hospital documents", () => Originals.Samples("*standardcharges.json").Concat(Examples("*.json")).Json(), Words, Read),
    ];

    static IEnumerable<byte[]> Examples(string pattern) =>
        ((string[])["hospital/v2", "hospital/v3", "hospital/fixtures"]).SelectMany(folder => Originals.Real(folder, pattern));

    static void Read(FuzzedInput input, Transcript transcript)
    {
        transcript.Add(HospitalReader.Recognises(input.Start));
        var charges = 0L;
        var result = HospitalReader.Read(
            "charges", input.Open(), CodeFilter.All,
            charge =>
            {
                charges++;
                transcript.Add(charge);
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(charges, result.Accepted);
        foreach (var rule in result.ModifierRules) transcript.Add(rule);
        transcript.Add(result.Header);
        transcript.Add(result.Diagnostics, result.Rejected);
    }
}
