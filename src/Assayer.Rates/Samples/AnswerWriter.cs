using System.Globalization;
using System.Text.Json;
using Assayer.Rates.Benchmarks;

namespace Assayer.Rates.Samples;

/// <summary>Writes <c>answers.json</c>: what a reader of the sample should find. Its shape is described in docs/sample.md.</summary>
static class AnswerWriter
{
    static readonly (string Name, double Q, int From)[] Percentiles = [("p10", 0.10, 10), ("p25", 0.25, 5), ("p50", 0.50, 3), ("p75", 0.75, 5), ("p90", 0.90, 10)];

    /// <summary>Writes the answers for a sample.</summary>
    public static void Write(Stream stream, ulong seed, SampleModel model)
    {
        using var json = new Utf8JsonWriter(stream, new() { Indented = true, IndentSize = 0, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteBoolean("synthetic", true);
        json.WriteNumber("seed", seed);
        json.WriteString("asOf", SampleModel.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteStartArray("files");
        foreach (var file in model.Files) Write(json, file);
        json.WriteEndArray();
        json.WriteStartArray("codes");
        foreach (var book in Books(model)) Write(json, book, model);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The answers by code, as the files mean them.</summary>
    public static IReadOnlyList<AnswerBook> Books(SampleModel model)
    {
        var books = new Dictionary<(string Type, string Value), AnswerBook>();
        AnswerBook Of(SampleCode code)
        {
            if (!books.TryGetValue((code.Type, code.Value), out var book)) books.Add((code.Type, code.Value), book = new(code));
            return book;
        }
        foreach (var file in model.Files)
            foreach (var item in file.Items) Of(item.Code).Add(file, item);
        foreach (var file in model.Allowed)
            foreach (var item in file.Items) Of(item.Code).Add(file, item);
        foreach (var sheet in model.Hospitals)
            foreach (var item in sheet.Items) Of(item.Code).Add(sheet, item);
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

    static void Write(Utf8JsonWriter json, AnswerBook book, SampleModel model)
    {
        var (implausible, ghosts) = (book.InNetwork.Implausible(model.Registry, book.Billing), book.Allowed.Implausible(model.Registry, book.Billing));
        var states = model.Hospitals.DistinctBy(sheet => sheet.Hospital).ToDictionary(sheet => sheet.Hospital, sheet => sheet.State);
        json.WriteStartObject();
        json.WriteString("type", book.Code.Type);
        json.WriteString("code", book.Code.Value);
        WriteWaterfall(json, "waterfall", book.InNetwork, implausible);
        WriteWaterfall(json, "allowedAmountWaterfall", book.Allowed, ghosts);
        WriteWaterfall(json, "hospitalWaterfall", book.Hospital, []);
        json.WriteStartArray("presence");
        foreach (var payer in model.Files.Select(file => file.Payer).Distinct()) WritePresence(json, book, payer);
        json.WriteEndArray();
        AnswerAgreement.Of(book, model).Write(json);
        json.WriteStartObject("implausibleTaxonomies");
        var primaries = implausible.SelectMany(contractor => NpisOf(book.InNetwork, contractor).Select(npi => model.Registry.Find(npi)!.Primary!).Distinct()).GroupBy(taxonomy => taxonomy);
        foreach (var taxonomy in primaries.OrderBy(group => group.Key, StringComparer.Ordinal)) json.WriteNumber(taxonomy.Key, taxonomy.Count());
        json.WriteEndObject();
        json.WriteStartArray("series");
        foreach (var series in AnswerSeries.Of(book.InNetwork, model.Registry, implausible, new Dictionary<Contractor, string>())) Write(json, book.Code, series, model.Registry);
        foreach (var series in AnswerSeries.Of(book.Allowed, model.Registry, ghosts, new Dictionary<Contractor, string>())) Write(json, book.Code, series, model.Registry);
        foreach (var series in AnswerSeries.Of(book.Hospital, model.Registry, [], states)) Write(json, book.Code, series, model.Registry);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static IEnumerable<long> NpisOf(AnswerTally tally, Contractor contractor) =>
        tally.Observations.Where(pair => pair.Key.Contractor == contractor).SelectMany(pair => pair.Value).Distinct();

    static void WriteWaterfall(Utf8JsonWriter json, string name, AnswerTally tally, HashSet<Contractor> implausible)
    {
        var observations = tally.Observations.Keys.ToList();
        var plausible = observations.FindAll(observation => !implausible.Contains(observation.Contractor));
        json.WriteStartObject(name);
        json.WriteNumber("rowsRead", tally.Rows);
        json.WriteNumber("rejected", 0);
        json.WriteNumber("LATER_FILE", 0);
        json.WriteNumber("SUPERSEDED_FILE", tally.Superseded);
        json.WriteNumber("EXPIRED", tally.Expired);
        json.WriteNumber("PLACEHOLDER", tally.Placeholders);
        json.WriteNumber("rowsUsed", tally.Used);
        json.WriteNumber("algorithms", tally.Algorithms);
        json.WriteNumber("observationsWithRepeats", tally.WithRepeats);
        json.WriteNumber("repeats", tally.WithRepeats - observations.Count);
        json.WriteNumber("IMPLAUSIBLE", observations.Count - plausible.Count);
        json.WriteNumber("observations", plausible.Count);
        json.WriteNumber("payerEntities", plausible.Select(observation => (observation.Payer, observation.Contractor)).Distinct().Count());
        json.WriteNumber("entities", plausible.Select(observation => observation.Contractor).Distinct().Count());
        json.WriteEndObject();
    }

    static void WritePresence(Utf8JsonWriter json, AnswerBook book, Payer payer)
    {
        var (rows, used) = book.Payers.GetValueOrDefault(payer);
        json.WriteStartObject();
        json.WriteString("payerAsFiled", payer.Name);
        json.WriteString("presence", (rows == 0 ? Presence.NotInFile : used == 0 ? Presence.SetAside : Presence.Priced).ToString());
        json.WriteNumber("rows", rows);
        json.WriteNumber("entities", book.InNetwork.Observations.Keys.Where(observation => observation.Payer == payer).Select(observation => observation.Contractor).Distinct().Count());
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, SampleCode code, AnswerSeries series, SampleRegistry registry)
    {
        var key = series.Key;
        json.WriteStartObject();
        json.WriteString("sourceKind", key.SourceKind);
        json.WriteString("state", key.State);
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
        WriteFigures(json, code, series, registry);
        if (series.WithImplausible is { } all)
        {
            json.WriteStartObject("withImplausible");
            WriteFigures(json, code, all, registry);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    static void WriteFigures(Utf8JsonWriter json, SampleCode code, AnswerSeries series, SampleRegistry registry)
    {
        var votes = series.Votes;
        json.WriteNumber("entities", votes.Count);
        json.WriteNumber("unresolvedEntities", votes.Count(vote => vote.Contractor.IsUnresolved));
        json.WriteNumber("npis", votes.SelectMany(vote => vote.Npis).Distinct().Count());
        json.WriteNumber("observations", votes.Sum(vote => vote.Observations));
        json.WriteNumber("multipleAmounts", votes.Count(vote => vote.Amounts > 1));
        var medicare = AnswerMedicare.For(code, series.Key);
        WriteNullable(json, "outliers", series.Key.Unit == "USD" ? medicare.Outliers(votes) : null);
        WriteStatistics(json, series);
        WriteNullable(json, "medicare", (double?)medicare.Price);
        WriteNullable(json, "percentOfMedicareP50", medicare.Price is { } price && votes.Count > 0 ? AnswerSeries.Percentile(series.Values, 0.5) / (double)price * 100 : null);
        WriteLocal(json, series, medicare, registry);
        WriteWithoutMultipleAmounts(json, series);
    }

    // Each entity's value in percent of what Medicare pays where it practises: docs/benchmark-method.md, step 7.
    static void WriteLocal(Utf8JsonWriter json, AnswerSeries series, AnswerMedicare medicare, SampleRegistry registry)
    {
        var isLocal = medicare.ByLocality is not null && series.Key.Weighting == Weighting.Entity;
        double[] percents = !isLocal ? [] :
        [
            .. series.Votes
                .Select(vote => (vote.Value, Fees: (double[])[.. vote.Npis.Select(npi => registry.Find(npi)?.Locality).OfType<SampleSite>().Distinct().Select(site => (double)medicare.PriceAt(site)).Order()]))
                .Where(vote => vote.Fees.Length > 0)
                .Select(vote => 100 * vote.Value / AnswerSeries.Percentile(vote.Fees, 0.5)).Order(),
        ];
        WriteNullable(json, "entitiesWithLocality", isLocal ? percents.Length : null);
        WriteNullable(json, "percentOfLocalMedicareP50", percents.Length > 0 ? AnswerSeries.Percentile(percents, 0.5) : null);
    }

    static void WriteStatistics(Utf8JsonWriter json, AnswerSeries series)
    {
        var (values, entities) = (series.Values, series.Votes.Count);
        if (entities == 0) json.WriteNull("statistics");
        else WriteStatistics(json, values);
        json.WriteStartObject("shown");
        json.WriteBoolean("min", entities >= 3);
        foreach (var (name, _, from) in Percentiles) json.WriteBoolean(name, entities >= from);
        json.WriteBoolean("max", entities >= 3);
        json.WriteBoolean("mean", entities >= 3);
        json.WriteEndObject();
    }

    static void WriteStatistics(Utf8JsonWriter json, double[] values)
    {
        json.WriteStartObject("statistics");
        json.WriteNumber("min", values[0]);
        foreach (var (name, q, _) in Percentiles) json.WriteNumber(name, AnswerSeries.Percentile(values, q));
        json.WriteNumber("max", values[^1]);
        json.WriteNumber("mean", values.Sum() / values.Length);
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
