using System.CommandLine;
using Assayer.Codes;
using Assayer.Codes.Profiles;
using Assayer.Evidence;
using Assayer.Lake;
using Assayer.Publishing.CodeReports;
using Assayer.Publishing.Documents;
using Assayer.Rates;
using Assayer.Rates.Benchmarks;

namespace Assayer.Cli;

/// <summary><c>assayer publish</c>.</summary>
static class PublishCommand
{
    static readonly string[] Formats = ["html", "pdf", "md", "json", "csv"];

    public static Command Create()
    {
        var codes = new Argument<string[]>("CODE") { Description = "Billing codes: 86353, J1234, or with their kind, MS-DRG:001.", Arity = ArgumentArity.ZeroOrMore };
        var lake = new Option<string?>("--lake") { Description = $"The folder of the lake. (default: {Arguments.DefaultLake}, or the bundled synthetic sample where there is none)", HelpName = "DIR" };
        var output = new Option<string>("--out") { Description = "The folder for the reports.", DefaultValueFactory = _ => "site", HelpName = "DIR" };
        var format = new Option<string>("--format") { Description = "Formats, with commas: html, pdf, md, json, csv.", DefaultValueFactory = _ => string.Join(',', Formats), HelpName = "LIST" };
        var profiles = new Option<string?>("--profiles") { Description = "A folder of your own code profiles; they come before the bundled ones.", HelpName = "DIR" };
        var asOf = Arguments.AsOf();
        var all = new Option<bool>("--all") { Description = $"Make a site of every code of the lake, with an index and a search. Its formats are {PublishAll.DefaultFormats} unless --format says otherwise." };
        var address = new Option<string?>("--base-url") { Description = "With --all: the address that the site will have, for its sitemap and canonical links.", HelpName = "URL" };
        var command = new Command("publish", "Make the report on one or more codes, or a site of all.") { codes, all, lake, output, format, address, profiles, asOf };
        command.SetAction((parsed, cancellation) =>
        {
            var wanted = parsed.GetValue(codes)!.Select(Arguments.Code).Distinct().ToList();
            var isAll = parsed.GetValue(all);
            if (isAll == (wanted.Count > 0)) throw new UsageException(isAll ? "Give codes or --all, not both." : "Give one or more codes, or --all.");
            if (!isAll && parsed.GetValue(address) is not null) throw new UsageException("--base-url goes with --all.");
            var formats = FormatsOf(isAll && parsed.GetResult(format) is null or { Implicit: true } ? PublishAll.DefaultFormats : parsed.GetValue(format)!);
            var folder = parsed.GetValue(profiles);
            var known = folder is not null ? CodeProfiles.Bundled.WithFolder(ExistingFolder(folder)) : CodeProfiles.Bundled;
            var path = parsed.GetValue(lake);
            async Task<int> From(LakeFolder from)
            {
                if (isAll) return await new PublishAll(from, known, folder, parsed.GetValue(asOf)).RunAsync(formats, parsed.GetValue(address), parsed.GetValue(output)!, cancellation);
                return Publish(from, wanted, formats, known, parsed.GetValue(asOf), parsed.GetValue(output)!, cancellation);
            }
            return path is not null || new LakeFolder(Arguments.DefaultLake).Exists ? From(Arguments.ExistingLake(path)) : FromSampleAsync(From, cancellation);
        });
        return command;
    }

    static string[] FormatsOf(string text)
    {
        var formats = text.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Array.Find(formats, format => !Formats.Contains(format)) is { } unknown) throw new UsageException($"'{unknown}' is not a format. There are: {string.Join(", ", Formats)}.");
        return formats.Length > 0 ? formats : throw new UsageException($"--format names no format. There are: {string.Join(", ", Formats)}.");
    }

    static string ExistingFolder(string path) => Directory.Exists(path) ? path : throw new UsageException($"There is no folder {path}.");

    static async Task<int> FromSampleAsync(Func<LakeFolder, Task<int>> publish, CancellationToken cancellation)
    {
        var sample = Path.Combine(AppContext.BaseDirectory, "samples");
        Console.Error.WriteLine($"There is no lake at {Path.GetFullPath(Arguments.DefaultLake)}: publishing from the bundled sample, whose rates are SYNTHETIC.");
        var temporary = Directory.CreateTempSubdirectory("assayer-");
        try
        {
            var lake = new LakeFolder(temporary.FullName);
            var ingester = new Ingester(lake, CodeFilter.All, new(downloader: null));
            foreach (var file in Directory.EnumerateFiles(sample, "synthetic_*").Order(StringComparer.Ordinal))
                if (ingester.Ingest(file, cancellation) is { Outcome: IngestOutcome.Failed } failed) throw new DataFormatException(failed.Diagnostics[0]);
            return await publish(lake);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    static int Publish(LakeFolder lake, IReadOnlyList<BillingCode> codes, string[] formats, CodeProfiles profiles, DateOnly? asOf, string output, CancellationToken cancellation)
    {
        using var reader = new LakeReader(lake);
        var medicare = reader.MedicareOf(codes);
        Directory.CreateDirectory(output);
        foreach (var code in codes)
        {
            cancellation.ThrowIfCancellationRequested();
            var rates = reader.RatesOf(code);
            var (options, profile) = Arguments.OptionsFor(code, rates, profiles, asOf);
            var benchmark = Benchmark.Of(rates, medicare, options);
            var edits = LoadedEdits.Of(code, benchmark.AsOf.IsKnown ? benchmark.AsOf.Value : null, reader.UnitEditsOf(code), reader.PairEditsOf(code));
            var report = CodeReportBuilder.Build(profile, benchmark, edits);
            foreach (var path in Write(report, rates, options, formats, Path.Combine(output, ReportName.Of(code))))
                Console.Out.WriteLine(report.IsSynthetic ? $"{path} (synthetic)" : path);
        }
        return Terminal.Report(reader.Unreadable);
    }

    static IEnumerable<string> Write(CodeReport report, CodeRates rates, BenchmarkOptions options, string[] formats, string path)
    {
        var document = CodeReportDocument.From(report);
        foreach (var format in formats)
        {
            if (format == "csv")
            {
                ReplaceFolder(path, folder => CodeReportCsv.Write(report, folder, DrillDown.RowsOf(rates, options)));
                yield return path + Path.DirectorySeparatorChar;
                continue;
            }
            var file = $"{path}.{format}";
            Replace(file, stream =>
            {
                if (format == "json")
                {
                    CodeReportJson.Write(report, stream);
                    return;
                }
                if (format == "pdf")
                {
                    PdfRenderer.Render(document, stream, report.AsOf.IsKnown ? report.AsOf.Value : null);
                    return;
                }
                using var writer = new StreamWriter(stream, leaveOpen: true);
                if (format == "html") HtmlRenderer.Render(document, writer);
                else MarkdownRenderer.Render(document, writer);
            });
            yield return file;
        }
    }

    // A run that is killed leaves the old file or the new one.
    static void Replace(string path, Action<Stream> write)
    {
        var unfinished = path + ".unfinished";
        using (var stream = File.Create(unfinished)) write(stream);
        File.Move(unfinished, path, overwrite: true);
    }

    static void ReplaceFolder(string path, Action<string> write)
    {
        var unfinished = Directory.CreateDirectory(path + ".unfinished");
        write(unfinished.FullName);
        Directory.CreateDirectory(path);
        foreach (var file in unfinished.EnumerateFiles()) file.MoveTo(Path.Combine(path, file.Name), overwrite: true);
        unfinished.Delete(recursive: true);
    }
}
