using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Assayer.Evidence;
using Assayer.Lake;
using Assayer.Rates.Payers;
using Spectre.Console;

namespace Assayer.Cli;

/// <summary><c>assayer ingest</c>.</summary>
static class IngestCommand
{
    public static Command Create()
    {
        var sources = new Argument<string[]>("SOURCE") { Description = "Files, folders, or patterns such as '*.json.gz'. What a file is, is found from its content.", Arity = ArgumentArity.OneOrMore };
        var codes = new Option<string?>("--codes") { Description = "The codes wanted from price files: a list with commas, or a file of them. (default: all)", HelpName = "LIST|FILE" };
        var lake = Arguments.Lake();
        var json = Arguments.Json();
        var command = new Command("ingest", "Read price files and Medicare's tables into a lake.") { sources, codes, lake, json };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            parsed.GetValue(sources)!, new(Arguments.LakeAt(parsed.GetValue(lake)), Arguments.Codes(parsed.GetValue(codes))), parsed.GetValue(json), cancellation)));
        return command;
    }

    static int Run(IEnumerable<string> sources, Ingester ingester, bool asJson, CancellationToken cancellation)
    {
        var files = sources.SelectMany(Arguments.Files).DistinctBy(Path.GetFullPath).Where(file => !ingester.Lake.Contains(file)).ToList();
        var results = new List<IngestResult>();
        foreach (var file in files)
        {
            var result = File.Exists(file) ? WithProgress(file, ingester, cancellation) : NotThere(file);
            results.Add(result);
            foreach (var diagnostic in result.Diagnostics) Console.Error.WriteLine(diagnostic);
            if (!asJson) Console.Out.WriteLine(Describe(result));
        }
        if (asJson) PrintJson(results);
        return results.Exists(result => result.Outcome == IngestOutcome.Failed) ? 1 : 0;
    }

    static IngestResult NotThere(string source)
    {
        var diagnostic = source.Contains("://", StringComparison.Ordinal)
            ? new Diagnostic("FILE010", Severity.Error, new(source), "Addresses are not fetched.", "Download the file, and give it.")
            : new Diagnostic("FILE010", Severity.Error, new(source), "There is no such file, no file that matches, or no file in the folder.", "Check the name.");
        return new(source, IngestOutcome.Failed, null, [diagnostic], TimeSpan.Zero);
    }

    static IngestResult WithProgress(string file, Ingester ingester, CancellationToken cancellation)
    {
        if (Console.IsErrorRedirected) return ingester.Ingest(file, cancellation);
        return Terminal.Error.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var progress = context.AddTask(Markup.Escape(Path.GetFileName(file)), maxValue: Math.Max(1, new FileInfo(file).Length));
                var work = Task.Run(() => ingester.Ingest(file, cancellation), CancellationToken.None);
                while (!work.Wait(100, CancellationToken.None)) progress.Value = ingester.BytesReceived;
                return work.Result;
            });
    }

    static string Describe(IngestResult result)
    {
        var name = Terminal.Plain(Path.GetFileName(result.Path));
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{result.Elapsed.TotalSeconds:0.0} s");
        if (result.Manifest is not { } source) return $"failed      {name}";
        var rows = $"{Terminal.Counted(source.Accepted, "row")} kept, {Terminal.Number(source.Rejected)} rejected";
        return result.Outcome switch
        {
            IngestOutcome.AlreadyThere => $"unchanged   {name}: already in the lake ({source.Kind}, {rows})",
            IngestOutcome.Alias => $"alias       {name}: the same content as {source.Name}",
            IngestOutcome.Widened => $"widened     {name}: {source.Kind}, {source.Filter}, {rows}, {seconds}",
            _ => $"ingested    {name}: {source.Kind}{PayerOf(source)}, {rows}, {seconds}",
        };
    }

    static string PayerOf(SourceManifest source) => source.Header is { } header ? $", {Terminal.Plain(PayerDirectory.Default.Resolve(header.ReportingEntityName).Name)}{(source.Synthetic ? " (synthetic)" : "")}" : "";

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
        json.WriteString("schema", source?.Header?.Structure ?? source?.Vintage);
        json.WriteString("payer", source?.Header is { } header ? PayerDirectory.Default.Resolve(header.ReportingEntityName).Name : null);
        json.WriteString("asOf", (source?.Header?.LastUpdatedOn ?? source?.NameDate ?? source?.FirstDay)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteNumber("bytes", source?.Bytes ?? (File.Exists(result.Path) ? new FileInfo(result.Path).Length : 0));
        json.WriteNumber("rowsRead", (source?.Accepted + source?.Rejected) ?? 0);
        json.WriteNumber("accepted", source?.Accepted ?? 0);
        json.WriteNumber("rejected", source?.Rejected ?? 0);
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
