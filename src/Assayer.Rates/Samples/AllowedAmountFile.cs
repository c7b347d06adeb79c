using System.Globalization;
using System.Text.Json;
using Assayer.Rates.Transparency;

namespace Assayer.Rates.Samples;

/// <summary>What a payer paid a contractor out of network.</summary>
/// <param name="Contractor">Who was paid.</param>
/// <param name="Npis">The NPIs that billed the same.</param>
/// <param name="Amount">Dollars allowed.</param>
/// <param name="Billed">Dollars billed.</param>
sealed record Payment(Contractor Contractor, IReadOnlyList<long> Npis, decimal Amount, decimal Billed)
{
    /// <summary>What becomes of it.</summary>
    public Fate Fate { get; init; }
}

/// <summary>The payments for one code under the same terms.</summary>
sealed record AllowedItem(SampleCode Code, Place Place)
{
    public Part Part { get; init; } = Part.Whole;

    public List<Payment> Payments { get; } = [];
}

/// <summary>An allowed-amounts file of a payer, as meant.</summary>
sealed record AllowedAmountFile(Payer Payer, Plan Plan, DateOnly Date, string Version)
{
    public List<AllowedItem> Items { get; } = [];

    /// <summary>Schema 2.0 alone states settings here.</summary>
    public string? Setting => Version == "2.0.0" ? "outpatient" : null;

    public string Name => $"synthetic_{Date:yyyy-MM-dd}_{Payer.Slug}_{Plan.FileSlug}_allowed-amounts.json";

    /// <summary>The two files of the sample.</summary>
    public static IReadOnlyList<AllowedAmountFile> Make(SampleProviders providers, SplitMix64 random)
    {
        AllowedAmountFile[] files =
        [
            new(new("UnitedHealthcare Insurance Company", "unitedhealthcare"), new("Synthetic Choice Plus", "99999YY0010001", "choice-plus"), new(2025, 9, 1), "1.3.1"),
            new(new("Aetna Life Insurance Company", "aetna"), new("Synthetic Choice Plan", "99999ZZ0010001", "choice"), new(2025, 10, 1), "2.0.0"),
        ];
        foreach (var (number, file) in files.Index())
        {
            var laboratories = providers.Laboratories.Skip(18 + number).Take(5).ToList();
            foreach (var code in (string[])["86353", "86355"])
            {
                var fee = SampleCode.Cpt(code).LaboratoryFee!.Value;
                var item = new AllowedItem(SampleCode.Cpt(code), Place.Laboratory);
                foreach (var laboratory in laboratories) item.Payments.Add(Pay(laboratory, fee, random));
                item.Payments.Add(Pay(laboratories[0], fee, random)); // another amount, or the same again
                item.Payments.Add(Pay(providers.Professionals[10 + number], fee, random)); // a ghost
                item.Payments.Add(Pay(laboratories[1], fee, random) with { Amount = 0.01m, Fate = Fate.Placeholder });
                file.Items.Add(item);
            }
            var reading = new AllowedItem(SampleCode.Cpt("88305"), Place.Office) { Part = Part.Professional };
            foreach (var group in providers.Pathologists.Take(4)) reading.Payments.Add(Pay(group, SampleCode.Fee(1.08m), random));
            file.Items.Add(reading);
        }
        return files;
    }

    static Payment Pay(Contractor contractor, decimal fee, SplitMix64 random)
    {
        var amount = decimal.Round(fee * (0.8m + random.Below(160) / 100m), 2);
        return new(contractor, [.. contractor.Npis.Take(2)], amount, decimal.Round(amount * 2.4m, 2));
    }

    /// <summary>Writes the file by CMS's schema of its version.</summary>
    public void Write(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new() { Indented = true, IndentSize = 1, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("reporting_entity_name", Payer.Name + InNetworkHeader.SyntheticMark);
        json.WriteString("reporting_entity_type", "health insurance issuer");
        json.WriteString("plan_name", Plan.Name);
        if (Version[0] == '2') json.WriteString("issuer_name", Payer.Name);
        json.WriteString("plan_id_type", Version[0] == '2' ? "hios" : "HIOS");
        json.WriteString("plan_id", Plan.Id);
        json.WriteString("plan_market_type", "group");
        if (Version[0] == '2') json.WriteString("plan_sponsor_name", "Made-up Sponsor");
        json.WriteString("last_updated_on", Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("version", Version);
        json.WriteStartArray("out_of_network");
        foreach (var item in Items) Write(json, item);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    void Write(Utf8JsonWriter json, AllowedItem item)
    {
        json.WriteStartObject();
        json.WriteString("name", item.Code.Name);
        json.WriteString("billing_code_type", item.Code.Type);
        json.WriteString("billing_code_type_version", "2025");
        json.WriteString("billing_code", item.Code.Value);
        json.WriteString("description", $"Synthetic: {item.Code.Name}");
        json.WriteStartArray("allowed_amounts");
        foreach (var contractor in item.Payments.GroupBy(payment => payment.Contractor))
        {
            var group = contractor.Key.Group();
            json.WriteStartObject();
            json.WriteStartObject("tin");
            json.WriteString("type", group.TinType);
            json.WriteString("value", group.Tin);
            json.WriteEndObject();
            json.WriteStartArray("service_code");
            foreach (var place in item.Place.Codes) json.WriteStringValue(place);
            json.WriteEndArray();
            json.WriteString("billing_class", "professional");
            if (Setting is { } setting) json.WriteString("setting", setting);
            json.WriteStartArray("payments");
            foreach (var payment in contractor) Write(json, item.Part, payment);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, Part part, Payment payment)
    {
        json.WriteStartObject();
        json.WriteNumber("allowed_amount", payment.Amount);
        if (part.Filed.Length > 0)
        {
            json.WriteStartArray("billing_code_modifier");
            foreach (var modifier in part.Filed) json.WriteStringValue(modifier);
            json.WriteEndArray();
        }
        json.WriteStartArray("providers");
        json.WriteStartObject();
        json.WriteNumber("billed_charge", payment.Billed);
        json.WriteStartArray("npi");
        foreach (var npi in payment.Npis) json.WriteNumberValue(npi);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
