using System.Globalization;
using System.Text.Json;
using Assayer.Codes.Medicare;
using Assayer.Evidence;
using Assayer.Rates.Benchmarks;

namespace Assayer.Cli;

/// <summary>What <c>assayer rates --json</c> prints. Figures are unrounded; a suppressed one is null.</summary>
static class RatesJson
{
    const string Schema = "assayer.rates/1";

    public static void Write(CodeBenchmark benchmark)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new() { Indented = true }))
        {
            var sources = benchmark.Series.SelectMany(series => series.Source.Inputs)
                .Concat(benchmark.Files.Select(file => file.Source))
                .Concat(benchmark.Medicare.SelectMany(amount => amount.Amount.Sources))
                .Distinct().Select((source, index) => (source, Id: string.Create(CultureInfo.InvariantCulture, $"S{index + 1}")))
                .ToDictionary(pair => pair.source, pair => pair.Id);
            Write(json, benchmark, sources);
        }
        output.WriteByte((byte)'\n');
    }

    /// <summary>An enumeration's value in camel case.</summary>
    public static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    static void Write(Utf8JsonWriter json, CodeBenchmark benchmark, Dictionary<Source, string> sources)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteStartObject("code");
        json.WriteString("type", benchmark.Code.Type.Name);
        json.WriteString("value", benchmark.Code.Value);
        json.WriteEndObject();
        json.WriteString("asOf", benchmark.AsOf.IsKnown ? Iso(benchmark.AsOf.Value) : null);
        json.WriteBoolean("synthetic", benchmark.IsSynthetic);
        json.WritePropertyName("medicare");
        Write(json, benchmark.Medicare[0], sources);
        json.WriteStartArray("medicareAll");
        foreach (var amount in benchmark.Medicare) Write(json, amount, sources);
        json.WriteEndArray();
        json.WriteStartArray("series");
        foreach (var series in benchmark.Series) Write(json, series, sources);
        json.WriteEndArray();
        json.WriteStartArray("waterfall");
        foreach (var step in benchmark.Waterfall)
        {
            json.WriteStartObject();
            json.WriteString("code", step.Code);
            json.WriteString("label", step.Label);
            json.WriteString("unit", step.Unit);
            json.WriteString("kind", Name(step.Kind));
            Number(json, "count", step.Count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("sources");
        foreach (var (source, id) in sources) Write(json, source, id);
        json.WriteEndArray();
        json.WriteStartArray("notAvailable");
        foreach (var missing in benchmark.NotAvailable)
        {
            json.WriteStartObject();
            json.WriteString("reason", missing.Reason);
            json.WriteString("filledBy", missing.FilledBy);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, RateSeries series, Dictionary<Source, string> sources)
    {
        var key = series.Key;
        json.WriteStartObject();
        json.WriteString("payer", key.Payer);
        json.WriteStartArray("payerAsFiled");
        foreach (var name in series.PayerAsFiled) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteString("sourceKind", key.SourceKind);
        json.WriteString("network", key.Network);
        json.WriteString("component", Name(key.Component));
        json.WriteStartArray("modifiers");
        foreach (var modifier in key.Modifiers.Split(',', StringSplitOptions.RemoveEmptyEntries)) json.WriteStringValue(modifier);
        json.WriteEndArray();
        json.WriteString("billingClass", key.BillingClass);
        json.WriteString("setting", key.Setting);
        json.WriteString("placeOfServiceClass", Name(key.PlaceOfServiceClass));
        json.WriteString("negotiatedType", key.NegotiatedType);
        json.WriteString("arrangement", key.Arrangement);
        json.WriteString("unit", key.Unit);
        json.WriteString("weighting", Name(key.Weighting));
        json.WriteNull("state");
        Number(json, "entities", series.Entities);
        Number(json, "unresolvedEntities", series.UnresolvedEntities);
        Number(json, "npis", series.Npis);
        Number(json, "observations", series.Observations);
        Number(json, "multipleAmounts", series.MultipleAmounts);
        Number(json, "outliers", series.Outliers);
        Number(json, "min", series.Min);
        Number(json, "p10", series.P10);
        Number(json, "p25", series.P25);
        Number(json, "p50", series.P50);
        Number(json, "p75", series.P75);
        Number(json, "p90", series.P90);
        Number(json, "max", series.Max);
        Number(json, "mean", series.Mean);
        Number(json, "percentOfMedicareP50", series.PercentOfMedicareP50);
        json.WriteString("percentOfMedicareNotAvailable", series.PercentOfMedicareP50.Missing is { } missing ? missing.FilledBy is null ? missing.Reason : $"{missing.Reason}; needs {missing.FilledBy}" : null);
        if (series.P50WithoutMultipleAmounts is { } without) Number(json, "p50WithoutMultipleAmounts", without);
        json.WriteStartArray("warnings");
        foreach (var warning in series.Warnings) json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteBoolean("synthetic", series.Source.IsSynthetic);
        json.WriteStartArray("sources");
        foreach (var source in series.Source.Inputs) json.WriteStringValue(sources[source]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, MedicareAmount amount, Dictionary<Source, string> sources)
    {
        json.WriteStartObject();
        Number(json, "amount", amount.Amount.Select(money => money.Dollars));
        json.WriteString("schedule", amount.Schedule);
        json.WriteString("basis", amount.Basis);
        Number(json, "vintageGapDays", amount.VintageGapDays);
        json.WriteString("notAvailable", amount.Amount.Missing?.Reason);
        json.WriteStartArray("steps");
        foreach (var step in amount.Steps) json.WriteStringValue(step.ToString());
        json.WriteEndArray();
        json.WriteStartArray("sources");
        foreach (var source in amount.Amount.Sources) json.WriteStringValue(sources[source]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, Source source, string id)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("name", source.Name);
        json.WriteString("publisher", source.Publisher);
        json.WriteString("vintage", source.Vintage);
        json.WriteString("period", source.Period.ToString());
        json.WriteString("sha256", source.Sha256);
        json.WriteString("locator", source.Locator);
        json.WriteBoolean("synthetic", source.IsSynthetic);
        json.WriteEndObject();
    }

    static void Number<T>(Utf8JsonWriter json, string name, Fact<T> fact) where T : struct
    {
        json.WritePropertyName(name);
        if (!fact.IsKnown) json.WriteNullValue();
        else json.WriteRawValue(Convert.ToString(fact.Value, CultureInfo.InvariantCulture)!);
    }

    static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
