using System.Globalization;
using System.Text.Json;
using Assayer.Rates.Benchmarks;

namespace Assayer.Rates.Samples;

/// <summary>Writes <c>answers.json</c>: what a reader of the sample should find. A line for each file, code and series; its members are described in docs/sample.md.</summary>
static class AnswerWriter
{
    /// <summary>Writes the answers for a sample.</summary>
    public static void Write(Stream stream, ulong seed, SampleModel model)
    {
        using var json = new Utf8JsonWriter(stream);
        void NewLine()
        {
            json.Flush();
            stream.WriteByte((byte)'\n');
        }
        void WriteFile(string name, string kind, DateOnly date, bool isSuperseded, Action writeOf)
        {
            NewLine();
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("sourceKind", kind);
            json.WriteString("date", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            if (isSuperseded) json.WriteString("setAside", "SUPERSEDED_FILE");
            writeOf();
            json.WriteEndObject();
        }
        json.WriteStartObject();
        json.WriteBoolean("synthetic", true);
        json.WriteNumber("seed", seed);
        json.WriteString("asOf", SampleModel.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteStartArray("files");
        foreach (var file in model.Files) WriteFile(file.Name, SourceKind.InNetwork, file.Date, file.IsSuperseded, () => WriteOf(json, file));
        foreach (var file in model.Allowed) WriteFile(file.Name, SourceKind.AllowedAmounts, file.Date, false, () => WriteOf(json, file));
        foreach (var sheet in model.Hospitals) WriteFile(sheet.Name, SourceKind.Hospital, sheet.Date, sheet.IsSuperseded, () => WriteOf(json, sheet));
        json.WriteEndArray();
        json.WriteStartArray("codes");
        foreach (var book in Books(model)) Write(json, book, model, NewLine);
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

    static void WriteOf(Utf8JsonWriter json, PayerFile file)
    {
        var used = file.Items.SelectMany(item => item.Rates).SelectMany(rate => rate.References).ToHashSet();
        var unresolved = file.References.Where(reference => reference.Unresolved is not null).ToList();
        json.WriteString("payerAsFiled", file.Payer.Name);
        json.WriteString("planId", file.Plan.Id);
        json.WriteNumber("rows", file.Items.SelectMany(item => item.Rates).Sum(rate => rate.Prices.Count));
        json.WriteNumber("unresolvedReferences", unresolved.Count);
        json.WriteNumber("unresolvedReferencesUsed", unresolved.Count(used.Contains));
    }

    static void WriteOf(Utf8JsonWriter json, AllowedAmountFile file)
    {
        json.WriteString("payerAsFiled", file.Payer.Name);
        json.WriteString("planId", file.Plan.Id);
        json.WriteNumber("rows", file.Items.Sum(item => item.Payments.Count));
    }

    static void WriteOf(Utf8JsonWriter json, HospitalSheet sheet)
    {
        json.WriteString("hospital", sheet.Hospital.Name);
        json.WriteNumber("rows", sheet.Items.Sum(item => Math.Max(1, item.Plans.Count)));
    }

    static void Write(Utf8JsonWriter json, AnswerBook book, SampleModel model, Action newLine)
    {
        var (implausible, ghosts) = (book.InNetwork.Implausible(model.Registry, book.Billing), book.Allowed.Implausible(model.Registry, book.Billing));
        var states = model.Hospitals.DistinctBy(sheet => sheet.Hospital).ToDictionary(sheet => sheet.Hospital, sheet => sheet.State);
        newLine();
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
        var writer = new AnswerSeriesWriter(json, book.Code, model.Registry);
        foreach (var series in (IEnumerable<AnswerSeries>)
        [
            .. AnswerSeries.Of(book.InNetwork, model.Registry, implausible, new Dictionary<Contractor, string>()),
            .. AnswerSeries.Of(book.Allowed, model.Registry, ghosts, new Dictionary<Contractor, string>()),
            .. AnswerSeries.Of(book.Hospital, model.Registry, [], states),
        ])
        {
            newLine();
            writer.Write(series);
        }
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
}
