using System.Text.Json;
using Assayer.Rates.Transparency;

namespace Assayer.Rates.Samples;

/// <summary>Writes a table of contents over the sample's payer files: two plans share a file, and locations are relative.</summary>
static class TableOfContentsWriter
{
    /// <summary>The file's name.</summary>
    public const string Name = "synthetic_2025-10-15_index.json";

    public static void Write(Stream stream, IReadOnlyList<PayerFile> files, IReadOnlyList<AllowedAmountFile> allowed)
    {
        using var json = new Utf8JsonWriter(stream, new() { Indented = true, IndentSize = 1, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("reporting_entity_name", "Made-up Clearinghouse" + InNetworkHeader.SyntheticMark);
        json.WriteString("reporting_entity_type", "third-party administrator");
        json.WriteString("last_updated_on", "2025-10-15");
        json.WriteString("version", "2.0.0");
        json.WriteStartArray("reporting_structure");
        foreach (var payer in files.Where(file => !file.IsSuperseded).GroupBy(file => file.Payer))
        {
            json.WriteStartObject();
            json.WriteStartArray("reporting_plans");
            foreach (var plan in payer.Select(file => file.Plan).Append(new("Synthetic Shared Plan", "99999SS0010001", "shared"))) Write(json, plan, payer.Key);
            json.WriteEndArray();
            json.WriteStartArray("in_network_files");
            foreach (var file in payer) Write(json, "in-network file", file.Name);
            json.WriteEndArray();
            if (allowed.FirstOrDefault(file => file.Payer.Slug == payer.Key.Slug) is { } amounts)
            {
                json.WritePropertyName("allowed_amount_file");
                Write(json, "allowed amount file", amounts.Name);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, Plan plan, Payer payer)
    {
        json.WriteStartObject();
        json.WriteString("plan_name", plan.Name);
        json.WriteString("issuer_name", payer.Name);
        json.WriteString("plan_id_type", "hios");
        json.WriteString("plan_id", plan.Id);
        json.WriteString("plan_sponsor_name", "Made-up Sponsor");
        json.WriteString("plan_market_type", "group");
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, string description, string file)
    {
        json.WriteStartObject();
        json.WriteString("description", description);
        json.WriteString("location", "./" + file);
        json.WriteEndObject();
    }
}
