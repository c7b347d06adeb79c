using System.Globalization;
using System.Text.Json;
using Assayer.Rates.Benchmarks;
using Assayer.Rates.Transparency;

namespace Assayer.Rates.Samples;

/// <summary>Writes a hospital's file by CMS's templates, versions 2 and 3.</summary>
sealed class HospitalWriter(HospitalSheet sheet)
{
    // 45 CFR 180.50: the beginning of what a hospital affirms or attests.
    const string Statement = "To the best of its knowledge and belief, this hospital has included all applicable standard charge information in accordance with the requirements of 45 CFR 180.50, and the information encoded is true, accurate, and complete as of the date in the file.";

    string HospitalName => sheet.Hospital.Name + InNetworkHeader.SyntheticMark;

    string Address => $"1 Made-up Street, Nowhere, {sheet.State} 00000";

    /// <summary>The file.</summary>
    public void Write(Stream stream)
    {
        if (sheet.Layout == HospitalLayout.Json)
        {
            WriteJson(stream);
            return;
        }
        using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\r\n" };
        foreach (var line in sheet.Layout == HospitalLayout.TallCsv ? Tall() : Wide())
            text.WriteLine(string.Join(',', line.Select(Cell)));
    }

    static string Cell(string? value) => value is null ? "" : value.AsSpan().ContainsAny(",\"\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    IEnumerable<string?[]> Top()
    {
        string npis = string.Join('|', sheet.Npis);
        yield return sheet.Version == 3
            ? ["hospital_name", "last_updated_on", "version", "location_name", "hospital_address", $"license_number|{sheet.State}", "type_2_npi", Statement, "attester_name"]
            : ["hospital_name", "last_updated_on", "version", "hospital_location", "hospital_address", $"license_number|{sheet.State}", Statement];
        yield return sheet.Version == 3
            ? [HospitalName, Iso, "3.0.0", HospitalName, Address, sheet.LicenseNumber, npis, "TRUE", "Made-up Attester"]
            : [HospitalName, sheet.Date.ToString("M/d/yyyy", CultureInfo.InvariantCulture), "2.0.0", HospitalName, Address, sheet.LicenseNumber, "true"];
    }

    string Iso => sheet.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    string[] ItemHeadings =>
        ["description", "code|1", "code|1|type", "code|2", "code|2|type", "modifiers", "setting", .. sheet.Version == 3 ? ["billing_class"] : Array.Empty<string>(), "drug_unit_of_measurement", "drug_type_of_measurement", "standard_charge|gross", "standard_charge|discounted_cash"];

    string?[] ItemCells(HospitalItem item) =>
    [
        item.Code.Name, item.Code.Value, item.Code.Type, item.RevenueCode, "RC", string.Join('|', item.Part.Filed), item.Setting, .. sheet.Version == 3 ? [item.Class] : Array.Empty<string?>(), null, null,
        Number(item.Gross), Number(item.Cash),
    ];

    IEnumerable<string?[]> Tall()
    {
        foreach (var line in Top()) yield return line;
        string[] paid = sheet.Version == 3 ? ["median_amount", "10th_percentile", "90th_percentile", "count"] : ["estimated_amount"];
        yield return
        [
            .. ItemHeadings, "payer_name", "plan_name", "standard_charge|negotiated_dollar", "standard_charge|negotiated_percentage", "standard_charge|negotiated_algorithm", .. paid,
            "standard_charge|methodology", "standard_charge|min", "standard_charge|max", "additional_generic_notes",
        ];
        foreach (var item in sheet.Items)
            foreach (var plan in item.Plans.DefaultIfEmpty<PlanCharge?>(null))
                yield return
                [
                    .. ItemCells(item), plan?.Payer.Name, plan?.Plan, Number(plan?.Dollars), Number(plan?.Percentage), plan?.Algorithm, .. Paid(plan),
                    plan?.Methodology, Number(item.Range?.Low), Number(item.Range?.High), plan?.Note,
                ];
    }

    IEnumerable<string?[]> Wide()
    {
        foreach (var line in Top()) yield return line;
        var plans = sheet.Items.SelectMany(item => item.Plans).Select(plan => (plan.Payer.Name, plan.Plan)).Distinct().ToList();
        yield return
        [
            .. ItemHeadings,
            .. plans.SelectMany(plan =>
            {
                var name = $"{plan.Name}|{plan.Plan}";
                return (string[])
                [
                    $"standard_charge|{name}|negotiated_dollar", $"standard_charge|{name}|negotiated_percentage", $"standard_charge|{name}|negotiated_algorithm",
                    $"median_amount|{name}", $"10th_percentile|{name}", $"90th_percentile|{name}", $"count|{name}", $"standard_charge|{name}|methodology", $"additional_payer_notes|{name}",
                ];
            }),
            "standard_charge|min", "standard_charge|max", "additional_generic_notes",
        ];
        foreach (var item in sheet.Items)
            yield return
            [
                .. ItemCells(item),
                .. plans.SelectMany(plan => item.Plans.Find(one => (one.Payer.Name, one.Plan) == plan) is { } its
                    ? (string?[])[Number(its.Dollars), Number(its.Percentage), its.Algorithm, .. Paid(its), its.Methodology, its.Note]
                    : new string?[9]),
                Number(item.Range?.Low), Number(item.Range?.High), null,
            ];
    }

    string?[] Paid(PlanCharge? plan) => (sheet.Version, plan?.Paid) switch
    {
        (2, var paid) => [Number(paid)],
        (_, null) => new string?[4],
        (_, { } paid) => [Number(paid), Number(decimal.Round(paid * 0.8m, 2)), Number(decimal.Round(paid * 1.3m, 2)), "1 through 10"],
    };

    static string? Number(decimal? value) => value?.ToString("0.####", CultureInfo.InvariantCulture);

    void WriteJson(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new() { Indented = true, IndentSize = 1, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("hospital_name", HospitalName);
        json.WriteString("last_updated_on", Iso);
        json.WriteString("version", "3.0.0");
        Strings(json, "location_name", [HospitalName]);
        Strings(json, "hospital_address", [Address]);
        json.WriteStartObject("license_information");
        json.WriteString("license_number", sheet.LicenseNumber);
        json.WriteString("state", sheet.State);
        json.WriteEndObject();
        json.WriteStartObject("attestation");
        json.WriteString("attestation", Statement);
        json.WriteBoolean("confirm_attestation", true);
        json.WriteString("attester_name", "Made-up Attester");
        json.WriteEndObject();
        Strings(json, "type_2_npi", sheet.Npis.Select(npi => npi.ToString(CultureInfo.InvariantCulture)));
        json.WriteStartArray("standard_charge_information");
        foreach (var item in sheet.Items) Write(json, item);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, HospitalItem item)
    {
        json.WriteStartObject();
        json.WriteString("description", $"Synthetic: {item.Code.Name}");
        json.WriteStartArray("code_information");
        foreach (var (code, type) in new[] { (item.Code.Value, item.Code.Type), (item.RevenueCode, "RC") })
        {
            json.WriteStartObject();
            json.WriteString("code", code);
            json.WriteString("type", type);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("standard_charges");
        json.WriteStartObject();
        json.WriteString("setting", item.Setting);
        if (item.Class is { } billingClass) json.WriteString("billing_class", billingClass);
        if (item.Part.Component != Component.Global) Strings(json, "modifier_code", item.Part.Filed);
        Optional(json, "gross_charge", item.Gross);
        Optional(json, "discounted_cash", item.Cash);
        Optional(json, "minimum", item.Range?.Low);
        Optional(json, "maximum", item.Range?.High);
        if (item.Plans.Count > 0)
        {
            json.WriteStartArray("payers_information");
            foreach (var plan in item.Plans) Write(json, plan);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, PlanCharge plan)
    {
        json.WriteStartObject();
        json.WriteString("payer_name", plan.Payer.Name);
        json.WriteString("plan_name", plan.Plan);
        json.WriteString("methodology", plan.Methodology);
        Optional(json, "standard_charge_dollar", plan.Dollars);
        Optional(json, "standard_charge_percentage", plan.Percentage);
        if (plan.Algorithm is { } algorithm) json.WriteString("standard_charge_algorithm", algorithm);
        if (plan.Paid is { } paid)
        {
            Optional(json, "median_amount", paid);
            Optional(json, "10th_percentile", decimal.Round(paid * 0.8m, 2));
            Optional(json, "90th_percentile", decimal.Round(paid * 1.3m, 2));
            json.WriteString("count", "1 through 10");
        }
        if (plan.Note is { } note) json.WriteString("additional_payer_notes", note);
        json.WriteEndObject();
    }

    static void Optional(Utf8JsonWriter json, string member, decimal? value)
    {
        if (value is { } number) json.WriteNumber(member, number);
    }

    static void Strings(Utf8JsonWriter json, string member, IEnumerable<string> values)
    {
        json.WriteStartArray(member);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
