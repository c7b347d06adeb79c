using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Assayer.Codes.Profiles;
using Assayer.Lake;
using Assayer.Publishing.CodeReports;
using Assayer.Publishing.Documents;
using Assayer.Publishing.Sites;
using Assayer.Rates.Benchmarks;

namespace Assayer.Cli;

/// <summary><c>assayer publish --all</c>: a site of every code of a lake.</summary>
sealed class PublishAll(LakeFolder lake, CodeProfiles profiles, string? profilesFolder, DateOnly? asOf)
{
    /// <summary>What a site is made in when nothing else is said. CSV has every price again, once for each entity: it is made when it is asked for.</summary>
    public const string DefaultFormats = "html,json";

    static readonly Dictionary<string, Action<CodeReport, Document, Stream>> Writers = new()
    {
        ["pdf"] = (report, document, stream) => PdfRenderer.Render(document, stream, report.AsOf.IsKnown ? report.AsOf.Value : null),
        ["json"] = (report, _, stream) => CodeReportJson.Write(report, stream),
        ["md"] = (_, document, stream) =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            MarkdownRenderer.Render(document, writer);
        },
    };

    /// <summary>Makes the site, or brings it up to date; 1 when a code failed.</summary>
    public async Task<int> RunAsync(string[] formats, string? address, string output, CancellationToken cancellation)
    {
        if (Array.Find(formats, format => format is not ("html" or "csv") && !Writers.ContainsKey(format)) is { } unknown) throw new UsageException($"--all can't make {unknown}.");
        var site = AddressOf(address);
        using var reader = new LakeReader(lake);
        var codes = reader.Codes();
        if (codes.Count == 0) throw new UsageException($"No file in {lake.Path} prices a code. See what is there: assayer lake list");
        var options = new SiteOptions
        {
            Formats = formats.Distinct().Where(Writers.ContainsKey).ToDictionary(format => format, format => Writers[format]),
            WithCsv = formats.Contains("csv"),
            Address = site,
            NameOf = code => profiles.TryGet(code, null, out var profile) ? profile.Name.ValueOr(null) : null,
            Inputs = Inputs(reader),
        };
        var (medicare, edits) = (new Lazy<Codes.Medicare.MedicareSchedules>(() => reader.MedicareOf()), new Lazy<MedicareEdits>(reader.Edits));
        // What all codes share is read before the prices are: one reader reads both.
        IEnumerable<CodeRates> Rates()
        {
            _ = (medicare.Value, edits.Value);
            foreach (var rates in reader.AllRates(cancellation)) yield return rates;
        }
        SiteReport Report(CodeRates rates)
        {
            var (asked, profile) = Arguments.OptionsFor(rates.Code, rates, profiles, asOf);
            var benchmark = Benchmark.Of(rates, medicare.Value, asked);
            var loaded = LoadedEdits.Of(rates.Code, benchmark.AsOf.IsKnown ? benchmark.AsOf.Value : null, edits.Value.UnitsOf(rates.Code), edits.Value.PairsOf(rates.Code));
            return new(CodeReportBuilder.Build(profile, benchmark, loaded), DrillDown.RowsOf(rates, asked));
        }
        var clock = Stopwatch.StartNew();
        var progress = new SiteProgress();
        var result = await new SiteDisplay(progress).WhileAsync(() => Site.Make(output, codes, Rates(), Report, options, progress, cancellation));
        foreach (var (code, why) in result.Failed) Console.Error.WriteLine(Terminal.Plain($"{code}: no report could be made: {why}"));
        if (site is null) Console.Error.WriteLine("No sitemap is made: its addresses need --base-url.");
        Console.Out.WriteLine(Summary(result, Path.Combine(output, "index.html"), clock.Elapsed.TotalSeconds));
        return Terminal.Report(reader.Unreadable) | (result.Failed.Count > 0 ? 1 : 0);
    }

    static string Summary(SiteResult result, string index, double seconds)
    {
        string?[] parts =
        [
            Terminal.Counted(result.Codes, "code"), $"{Terminal.Number(result.Made)} made{(result.Made > 0 && seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({result.Made / seconds:0} a second)") : "")}",
            result.Failed.Count > 0 ? $"{Terminal.Number(result.Failed.Count)} failed" : null, $"{Terminal.Counted(result.Written, "file")} written, {Terminal.Number(result.Removed)} removed",
            string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        ];
        return $"{index}{(result.IsSynthetic ? " (synthetic)" : "")}: {string.Join(", ", parts.OfType<string>())}";
    }

    static Uri? AddressOf(string? text)
    {
        if (text is null) return null;
        return Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Query.Length + address.Fragment.Length == 0
            ? address
            : throw new UsageException($"'{text}' is not the address of a site, such as https://example.org/prices/.");
    }

    // Everything that reports are made from: sources with the digests of their parts, however they were read; profiles; the day; this program.
    string Inputs(LakeReader reader)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(ReadOnlySpan<byte> bytes)
        {
            digest.AppendData(BitConverter.GetBytes(bytes.Length));
            digest.AppendData(bytes);
        }
        foreach (var source in reader.Sources) Add(JsonSerializer.SerializeToUtf8Bytes(source with { IngestedAtUtc = default }, CommandJson.Default.SourceManifest));
        foreach (var problem in reader.Unreadable) Add(Encoding.UTF8.GetBytes(problem.ToString()));
        if (profilesFolder is not null)
            foreach (var file in Directory.EnumerateFiles(profilesFolder, "*.json").Order(StringComparer.Ordinal)) Add(File.ReadAllBytes(file));
        Add(Encoding.UTF8.GetBytes($"{asOf:O}"));
        Add(typeof(PublishAll).Assembly.ManifestModule.ModuleVersionId.ToByteArray());
        Add(typeof(LakeReader).Assembly.ManifestModule.ModuleVersionId.ToByteArray());
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
