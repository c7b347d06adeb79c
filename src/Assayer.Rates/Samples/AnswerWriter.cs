using System.Globalization;
using System.Text.Json;
using Assayer.Rates.Benchmarks;

namespace Assayer.Rates.Samples;

/// <summary>Writes <c>answers.json</c>: what a reader of the sample should find. Its shape is described in docs/sample.md.</summary>
static class AnswerWriter
{
    static readonly (string Name, double Q, int From)[] Percentiles = [("p10", 0.10, 10), ("p25", 0.25, 5), ("p50", 0.50, 3), ("p75", 0.75, 5), ("p90", 0.90, 10)];

    /// <summary>Writes the answers for a sample.</summary>
    public static void Write(Stream stream, ulong seed, IReadOnlyList<PayerFile> files)
    {
        using var json = new Utf8JsonWriter(stream, new() { Indented = true, IndentSize = 0, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteBoolean("synthetic", true);
        json.WriteNumber("seed", seed);
        json.WriteString("asOf", SampleModel.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteStartArray("files");
        foreach (var file in files) Write(json, file);
        json.WriteEndArray();
        json.WriteStartArray("codes");
        foreach (var book in Books(files)) Write(json, book, files);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The answers by code, as the files mean them.</summary>
    public static IReadOnlyList<AnswerBook> Books(IReadOnlyList<PayerFile> files)
    {
        var books = new Dictionary<(string Type, string Value), AnswerBook>();
        foreach (var file in files)
            foreach (var item in file.Items)
            {
                var code = (item.Code.Type, item.Code.Value);
                if (!books.TryGetValue(code, out var book)) books.Add(code, book = new(item.Code));
                book.Add(file, item);
            }
        return [.. books.OrderBy(book => book.Key.Type, StringComparer.Ordinal).ThenBy(book => book.Key.Value, StringComparer.Ordinal).Select(book => book.Value)];
    }

    static void Write(Utf8JsonWriter json, PayerFile file)
    {
        var used = file.Items.SelectMany(item => item.Rates).SelectMany(rate => rate.References).ToHashSet();
        var unresolved = file.References.Where(reference => reference.Unresolved is not null).ToList();
        json.WriteStartObject();
        json.WriteString("name", file.Name);
        json.WriteString("payerAsFiled", file.Payer.Name);
        json.WriteString("planId", file.Plan.Id);
        json.WriteString("date", file.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("setAside", file.IsSuperseded ? "SUPERSEDED_FILE" : null);
        json.WriteNumber("rows", file.Items.SelectMany(item => item.Rates).Sum(rate => rate.Prices.Count));
        json.WriteNumber("unresolvedReferences", unresolved.Count);
        json.WriteNumber("unresolvedReferencesUsed", unresolved.Count(used.Contains));
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, AnswerBook book, IReadOnlyList<PayerFile> files)
    {
        json.WriteStartObject();
        json.WriteString("type", book.Code.Type);
        json.WriteString("code", book.Code.Value);
        var observations = book.Observations.Keys.ToList();
        json.WriteStartObject("waterfall");
        json.WriteNumber("rowsRead", book.Rows);
        json.WriteNumber("rejected", 0);
        json.WriteNumber("LATER_FILE", 0);
        json.WriteNumber("SUPERSEDED_FILE", book.Superseded);
        json.WriteNumber("EXPIRED", book.Expired);
        json.WriteNumber("PLACEHOLDER", book.Placeholders);
        json.WriteNumber("rowsUsed", book.Used);
        json.WriteNumber("observationsWithRepeats", book.WithRepeats);
        json.WriteNumber("repeats", book.WithRepeats - observations.Count);
        json.WriteNumber("observations", observations.Count);
        json.WriteNumber("payerEntities", observations.Select(observation => (observation.Payer, observation.Contractor)).Distinct().Count());
        json.WriteNumber("entities", observations.Select(observation => observation.Contractor).Distinct().Count());
        json.WriteEndObject();
        json.WriteStartArray("presence");
        foreach (var payer in files.Select(file => file.Payer).Distinct()) WritePresence(json, book, payer);
        json.WriteEndArray();
        json.WriteStartArray("series");
        foreach (var series in AnswerSeries.Of(book)) Write(json, book.Code, series);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WritePresence(Utf8JsonWriter json, AnswerBook book, Payer payer)
    {
        var (rows, used) = book.Payers.GetValueOrDefault(payer);
        json.WriteStartObject();
        json.WriteString("payerAsFiled", payer.Name);
        json.WriteString("presence", (rows == 0 ? Presence.NotInFile : used == 0 ? Presence.SetAside : Presence.Priced).ToString());
        json.WriteNumber("rows", rows);
        json.WriteNumber("entities", book.Observations.Keys.Where(observation => observation.Payer == payer).Select(observation => observation.Contractor).Distinct().Count());
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, SampleCode code, AnswerSeries series)
    {
        var (key, votes) = (series.Key, series.Votes);
        json.WriteStartObject();
        json.WriteBoolean("allPayers", key.Payer is null);
        json.WriteStartArray("payerAsFiled");
        foreach (var payer in series.Payers) json.WriteStringValue(payer);
        json.WriteEndArray();
        json.WriteString("network", key.Network);
        json.WriteString("component", key.Component.ToString());
        json.WriteString("modifiers", key.Modifiers);
        json.WriteString("billingClass", key.BillingClass);
        json.WriteString("setting", key.Setting);
        json.WriteString("placeOfServiceClass", key.PlaceOfServiceClass.ToString());
        json.WriteString("negotiatedType", key.NegotiatedType);
        json.WriteString("arrangement", key.Arrangement);
        json.WriteString("unit", key.Unit);
        json.WriteString("weighting", key.Weighting.ToString());
        json.WriteNumber("entities", votes.Count);
        json.WriteNumber("unresolvedEntities", votes.Count(vote => vote.Contractor.IsUnresolved));
        json.WriteNumber("npis", votes.SelectMany(vote => vote.Npis).Distinct().Count());
        json.WriteNumber("observations", votes.Sum(vote => vote.Observations));
        json.WriteNumber("multipleAmounts", votes.Count(vote => vote.Amounts > 1));
        var medicare = AnswerMedicare.For(code, key);
        WriteNullable(json, "outliers", medicare.Outliers(votes));
        WriteStatistics(json, series);
        var median = AnswerSeries.Percentile(series.Values, 0.5);
        WriteNullable(json, "medicare", (double?)medicare.Price);
        WriteNullable(json, "percentOfMedicareP50", medicare.Price is { } price ? median / (double)price * 100 : null);
        WriteWithoutMultipleAmounts(json, series);
        json.WriteEndObject();
    }

    static void WriteStatistics(Utf8JsonWriter json, AnswerSeries series)
    {
        var (values, entities) = (series.Values, series.Votes.Count);
        json.WriteStartObject("statistics");
        json.WriteNumber("min", values[0]);
        foreach (var (name, q, _) in Percentiles) json.WriteNumber(name, AnswerSeries.Percentile(values, q));
        json.WriteNumber("max", values[^1]);
        json.WriteNumber("mean", values.Sum() / values.Length);
        json.WriteEndObject();
        json.WriteStartObject("shown");
        json.WriteBoolean("min", entities >= 3);
        foreach (var (name, _, from) in Percentiles) json.WriteBoolean(name, entities >= from);
        json.WriteBoolean("max", entities >= 3);
        json.WriteBoolean("mean", entities >= 3);
        json.WriteEndObject();
    }

    static void WriteWithoutMultipleAmounts(Utf8JsonWriter json, AnswerSeries series)
    {
        var single = new AnswerSeries(series.Key, series.Payers, [.. series.Votes.Where(vote => vote.Amounts == 1)]);
        var any = single.Votes.Count < series.Votes.Count;
        WriteNullable(json, "p50WithoutMultipleAmounts", any && single.Votes.Count > 0 ? AnswerSeries.Percentile(single.Values, 0.5) : null);
        WriteNullable(json, "entitiesWithoutMultipleAmounts", any ? single.Votes.Count : null);
    }

    static void WriteNullable(Utf8JsonWriter json, string member, double? value)
    {
        if (value is { } number) json.WriteNumber(member, number);
        else json.WriteNull(member);
    }
}
