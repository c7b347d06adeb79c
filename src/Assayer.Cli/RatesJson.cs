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
                .Concat(benchmark.Series.SelectMany(series => series.PercentOfLocalMedicareP50.Sources))
                .Concat(benchmark.Files.Select(file => file.Source))
                .Concat(benchmark.HospitalFiles.Select(file => file.Source))
                .Concat(benchmark.Agreement.Pairs.SelectMany(pair => pair.HospitalAmount.Sources.Concat(pair.PayerAmount.Sources)))
                .Concat(benchmark.Hospitals.SelectMany(prices => prices.Gross.Sources.Concat(prices.DiscountedCash.Sources).Concat(prices.NegotiatedMedian.Sources)))
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
        Write(json, "waterfall", benchmark.Waterfall);
        Write(json, "allowedAmountWaterfall", benchmark.AllowedAmountWaterfall);
        Write(json, "hospitalWaterfall", benchmark.HospitalWaterfall);
        json.WriteStartArray("implausibleTaxonomies");
        foreach (var taxonomy in benchmark.ImplausibleTaxonomies)
        {
            json.WriteStartObject();
            json.WriteString("code", taxonomy.Code);
            json.WriteString("name", taxonomy.Name.ValueOr(null));
            Number(json, "entities", taxonomy.Entities);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("hospitals");
        foreach (var prices in benchmark.Hospitals) Write(json, prices, sources);
        json.WriteEndArray();
        Write(json, benchmark.Agreement, sources);
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

    static void Write(Utf8JsonWriter json, string name, IReadOnlyList<WaterfallStep> steps)
    {
        json.WriteStartArray(name);
        foreach (var step in steps)
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
    }

    static void Write(Utf8JsonWriter json, HospitalPrices prices, Dictionary<Source, string> sources)
    {
        json.WriteStartObject();
        json.WriteString("hospital", prices.Hospital);
        json.WriteString("entity", prices.Entity);
        json.WriteString("state", prices.State);
        json.WriteString("component", Name(prices.Component));
        json.WriteString("modifiers", prices.Modifiers);
        json.WriteString("billingClass", prices.BillingClass);
        json.WriteString("setting", prices.Setting);
        Number(json, "gross", prices.Gross);
        Number(json, "discountedCash", prices.DiscountedCash);
        Number(json, "minimum", prices.Minimum);
        Number(json, "maximum", prices.Maximum);
        Number(json, "plans", prices.Plans);
        Number(json, "negotiatedMedian", prices.NegotiatedMedian);
        Sources(json, "sources", [.. prices.Gross.Sources, .. prices.DiscountedCash.Sources, .. prices.NegotiatedMedian.Sources], sources);
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, Agreement agreement, Dictionary<Source, string> sources)
    {
        json.WriteStartObject("agreement");
        Number(json, "compared", agreement.Compared);
        Number(json, "toTheCent", agreement.ToTheCent);
        Number(json, "within10Percent", agreement.Within10Percent);
        Number(json, "within20Percent", agreement.Within20Percent);
        Number(json, "notLinkable", agreement.NotLinkable);
        json.WriteString("notAvailable", agreement.Compared.Missing?.Reason);
        json.WriteStartArray("pairs");
        foreach (var pair in agreement.Pairs)
        {
            json.WriteStartObject();
            json.WriteString("hospital", pair.Hospital);
            json.WriteString("payer", pair.Payer);
            json.WriteString("plan", pair.Plan);
            json.WriteString("component", Name(pair.Component));
            json.WriteString("modifiers", pair.Modifiers);
            json.WriteString("setting", pair.Setting);
            json.WriteString("billingClass", pair.BillingClass);
            Number(json, "hospitalAmount", pair.HospitalAmount);
            Number(json, "payerAmount", pair.PayerAmount);
            Sources(json, "sources", [.. pair.HospitalAmount.Sources, .. pair.PayerAmount.Sources], sources);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Sources(Utf8JsonWriter json, string name, IReadOnlyList<Source> named, Dictionary<Source, string> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in named.Select(source => ids[source]).Distinct()) json.WriteStringValue(id);
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, RateSeries series, Dictionary<Source, string> sources)
    {
        json.WriteStartObject();
        WriteKey(json, series);
        WriteFigures(json, series);
        if (series.WithImplausible is { } with)
        {
            json.WriteStartObject("withImplausible");
            WriteFigures(json, with);
            json.WriteEndObject();
        }
        json.WriteStartArray("warnings");
        foreach (var warning in series.Warnings) json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteBoolean("synthetic", series.Source.IsSynthetic);
        Sources(json, "sources", series.Source.Inputs, sources);
        json.WriteEndObject();
    }

    static void WriteKey(Utf8JsonWriter json, RateSeries series)
    {
        var key = series.Key;
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
        json.WriteString("state", key.State);
    }

    static void WriteFigures(Utf8JsonWriter json, RateSeries series)
    {
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
        Number(json, "percentOfLocalMedicareP50", series.PercentOfLocalMedicareP50);
        Number(json, "entitiesWithLocality", series.EntitiesWithLocality);
        if (series.P50WithoutMultipleAmounts is { } without) Number(json, "p50WithoutMultipleAmounts", without);
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
        Sources(json, "sources", amount.Amount.Sources, sources);
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
