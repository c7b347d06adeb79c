using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Assayer.Evidence;
using Assayer.Lake;
using Assayer.Rates.Files.Downloads;
using Assayer.Rates.Payers;

namespace Assayer.Cli;

/// <summary><c>assayer ingest</c>.</summary>
static class IngestCommand
{
    public static Command Create()
    {
        var sources = new Argument<string[]>("SOURCE")
        {
            Description = "Files, folders, patterns such as '*.json.gz', and http or https addresses. What a file is, is found from its content. The files that a table of contents names are read too.",
            Arity = ArgumentArity.OneOrMore,
        };
        var codes = new Option<string?>("--codes") { Description = "The codes wanted from price files: a list with commas, or a file of them. (default: all)", HelpName = "LIST|FILE" };
        var plan = new Option<string?>("--plan") { Description = "Of a table of contents, only the files of plans with this id, or with this text in their name.", HelpName = "ID|NAME" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only list what would be read, and how big it is." };
        var offline = new Option<bool>("--offline") { Description = "Fetch nothing: neither addresses nor provider references outside a file." };
        var lake = Arguments.Lake();
        var json = Arguments.Json();
        var command = new Command("ingest", "Read price files, registries and Medicare's tables into a lake.") { sources, codes, plan, dryRun, offline, lake, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = Arguments.LakeAt(parsed.GetValue(lake));
            using var downloader = parsed.GetValue(offline) ? null : new Downloader(folder.DownloadsPath);
            var ingester = new Ingester(folder, Arguments.Codes(parsed.GetValue(codes)), new(downloader));
            var run = new IngestRun(ingester, downloader, parsed.GetValue(plan));
            var files = parsed.GetValue(sources)!.SelectMany(Arguments.Files).Where(file => !folder.Contains(file)).ToList();
            return parsed.GetValue(dryRun)
                ? await PlanAsync(run, files, parsed.GetValue(json), cancellation)
                : await ReadAsync(run, files, new(ingester, run, downloader), parsed.GetValue(json), cancellation);
        });
        return command;
    }

    static async Task<int> ReadAsync(IngestRun run, IReadOnlyList<string> files, IngestDisplay display, bool asJson, CancellationToken cancellation)
    {
        var results = new List<IngestResult>();
        try
        {
            await using var reading = run.ReadAsync(files, cancellation).GetAsyncEnumerator(cancellation);
            while (await display.WhileAsync(() => reading.MoveNextAsync().AsTask()))
            {
                var result = reading.Current;
                results.Add(result);
                foreach (var diagnostic in result.Diagnostics) Console.Error.WriteLine(diagnostic);
                if (!asJson) Console.Out.WriteLine(Describe(result));
            }
        }
        finally
        {
            if (asJson) PrintJson(results); // also of a run that was stopped
        }
        if (!asJson && results.Count > 1) Console.Out.WriteLine(Summary(results));
        return results.Exists(result => result.Outcome == IngestOutcome.Failed) ? 1 : 0;
    }

    static string Summary(List<IngestResult> results)
    {
        var counts = results.CountBy(result => result.Outcome).OrderBy(pair => pair.Key).Select(pair => $"{Terminal.Number(pair.Value)} {Words(pair.Key)}");
        return $"{Terminal.Counted(results.Count, "file")}: {string.Join(", ", counts)}";
    }

    static string Words(IngestOutcome outcome) => outcome switch
    {
        IngestOutcome.AlreadyThere => "unchanged",
        IngestOutcome.PassedOver => "passed over",
        _ => outcome.ToString().ToLowerInvariant(),
    };

    static async Task<int> PlanAsync(IngestRun run, IReadOnlyList<string> files, bool asJson, CancellationToken cancellation)
    {
        var planned = new List<PlannedFile>();
        await foreach (var file in run.PlanAsync(files, cancellation)) planned.Add(file);
        foreach (var problem in planned.Select(file => file.Problem).OfType<Diagnostic>()) Console.Error.WriteLine(problem);
        if (asJson)
        {
            PlannedLine[] lines = [.. planned.Select(file => new PlannedLine(file.Source, file.Kind, file.Bytes, file.Plans, file.IsThere, file.Problem?.Message))];
            Console.Out.WriteLine(JsonSerializer.Serialize(lines, CommandJson.Default.PlannedLineArray));
        }
        else
        {
            var table = Terminal.Table("Would read", "Kind", ">Bytes", ">Plans", "In the lake");
            foreach (var file in planned)
                table.Add(
                    file.Source, file.Problem is null ? file.Kind ?? "not known before it is fetched" : "can't be had", file.Bytes is { } bytes ? Terminal.Number(bytes) : "-",
                    file.Plans is { } plans ? Terminal.Number(plans) : "", file.IsThere ? "yes, by name and length" : "");
            Terminal.Out.Write(table);
            Console.Out.WriteLine($"{Terminal.Counted(planned.Count, "file")}, {Terminal.Bytes(planned.Sum(file => file.Bytes ?? 0))}{(planned.Exists(file => file.Bytes is null) ? " and those whose length isn't known" : "")}. Nothing was read into the lake.");
        }
        return planned.Exists(file => file.Problem is not null) ? 1 : 0;
    }

    static string Describe(IngestResult result)
    {
        var name = Terminal.Plain(Path.GetFileName(result.Path));
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{result.Elapsed.TotalSeconds:0.0} s");
        if (result.Outcome == IngestOutcome.PassedOver) return $"passed over {Terminal.Plain(result.Path)}: nothing that is read";
        if (result.Outcome == IngestOutcome.Failed || result.Manifest is not { } source) return $"failed      {(result.Path.Contains('#', StringComparison.Ordinal) ? Terminal.Plain(result.Path) : name)}";
        var rows = $"{Terminal.Counted(source.Accepted, "row")} kept, {Terminal.Number(source.Rejected)} rejected";
        return result.Outcome switch
        {
            IngestOutcome.AlreadyThere => $"unchanged   {name}: already in the lake ({source.Kind}, {rows})",
            IngestOutcome.Alias => $"alias       {name}: the same content as {source.Name}",
            IngestOutcome.Widened => $"widened     {name}: {source.Kind}, {source.Filter}, {rows}, {seconds}",
            _ => $"ingested    {name}: {source.Kind}{PayerOf(source)}, {rows}, {seconds}",
        };
    }

    static string PayerOf(SourceManifest source)
    {
        var name = source.Header is { } header ? PayerDirectory.Default.Resolve(header.ReportingEntityName).Name : source.Hospital?.HospitalName;
        return (name is null ? "" : $", {Terminal.Plain(name)}") + (source.Synthetic ? " (synthetic)" : "");
    }

    static void PrintJson(List<IngestResult> results)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new() { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var result in results) Write(json, result);
            json.WriteEndArray();
        }
        output.WriteByte((byte)'\n');
    }

    static void Write(Utf8JsonWriter json, IngestResult result)
    {
        var source = result.Manifest;
        json.WriteStartObject();
        json.WriteString("source", result.Path);
        json.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(result.Outcome.ToString()));
        json.WriteString("kind", source?.Kind);
        json.WriteString("schema", source?.Header?.Structure ?? source?.Hospital?.Structure ?? source?.Vintage);
        json.WriteString("payer", source?.Header is { } header ? PayerDirectory.Default.Resolve(header.ReportingEntityName).Name : null);
        json.WriteString("hospital", source?.Hospital?.HospitalName);
        json.WriteString("asOf", source?.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteNumber("bytes", source?.Bytes ?? (File.Exists(result.Path) ? new FileInfo(result.Path).Length : 0));
        json.WriteNumber("rowsRead", (source?.Accepted + source?.Rejected) ?? 0);
        json.WriteNumber("accepted", source?.Accepted ?? 0);
        json.WriteNumber("rejected", source?.Rejected ?? 0);
        json.WriteNumber("unresolvedReferences", (source?.RemoteReferences + source?.UndefinedReferences) ?? 0);
        json.WriteNumber("warnings", source?.Diagnostics.Where(count => count.Severity == "warning").Sum(count => count.Count) ?? 0);
        json.WriteNumber("seconds", Math.Round(result.Elapsed.TotalSeconds, 3));
        json.WriteString("sha256", source?.Sha256);
        json.WriteBoolean("synthetic", source?.Synthetic ?? false);
        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in result.Diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code", diagnostic.Code);
            json.WriteString("severity", JsonNamingPolicy.CamelCase.ConvertName(diagnostic.Severity.ToString()));
            json.WriteString("location", diagnostic.Location.ToString());
            json.WriteString("message", diagnostic.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
