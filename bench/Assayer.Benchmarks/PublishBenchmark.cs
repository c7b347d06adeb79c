using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Assayer.Codes;
using Assayer.Codes.Profiles;
using Assayer.Lake;
using Assayer.Publishing.CodeReports;
using Assayer.Publishing.Documents;
using Assayer.Publishing.Sites;
using Assayer.Rates.Benchmarks;

namespace Assayer.Benchmarks;

/// <summary>How fast pages are made of benchmarks that are there: each step on one thread, then a site on all processors, and that again when nothing changed.</summary>
static class PublishBenchmark
{
    sealed record Input(CodeProfile? Profile, CodeBenchmark Benchmark, LoadedEdits Edits);

    public static int Run(string[] arguments)
    {
        int Number(int index, int otherwise) => arguments.Length > index ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : otherwise;
        var (most, pages, rounds) = (Number(1, 200), Number(2, 2_000), Number(3, 5));
        var inputs = Read(arguments[0], most);
        Console.WriteLine($"{inputs.Count} codes of {arguments[0]}; {RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors");
        var kept = arguments.Length > 4 ? arguments[4] : null;
        var folder = kept ?? Directory.CreateTempSubdirectory("assayer-bench-").FullName;
        var times = new Dictionary<string, List<double>>();
        try
        {
            for (var round = 0; round <= rounds; round++)
                foreach (var (name, milliseconds) in Round(inputs, pages, Path.Combine(folder, "site")))
                    if (round > 0) (times.TryGetValue(name, out var list) ? list : times[name] = []).Add(milliseconds); // the first round warms up
            foreach (var (name, list) in times) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-44} {Median(list),9:0.000} ms a page   {1000 / Median(list),8:0} a second"));
            var sizes = new DirectoryInfo(Path.Combine(folder, "site")).EnumerateFiles("*.html").Select(file => file.Length / 1024.0).Order().ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pages: median {sizes[sizes.Count / 2]:0} KB, largest {sizes[^1]:0} KB; index.html {Size(folder, "index.html"):0} KB, first part of the search {Size(folder, "search/codes-1.js"):0} KB; peak memory {PeakMegabytes():0} MB"));
        }
        finally
        {
            if (kept is null) Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    static double Size(string folder, string file) => new FileInfo(Path.Combine(folder, "site", file)).Length / 1024.0;

    static double PeakMegabytes() => Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;

    static List<Input> Read(string lake, int most)
    {
        using var reader = new LakeReader(new(lake));
        var (medicare, edits) = (reader.MedicareOf(), reader.Edits());
        return [.. reader.AllRates().Take(most).Select(rates =>
        {
            CodeProfiles.Bundled.TryGet(rates.Code, null, out var profile);
            var benchmark = Benchmark.Of(rates, medicare, new() { BillingTaxonomies = profile?.BillingTaxonomies });
            return new Input(profile, benchmark, LoadedEdits.Of(rates.Code, benchmark.AsOf.IsKnown ? benchmark.AsOf.Value : null, edits.UnitsOf(rates.Code), edits.PairsOf(rates.Code)));
        })];
    }

    static IEnumerable<(string Name, double Milliseconds)> Round(List<Input> inputs, int pages, string site)
    {
        List<CodeReport> reports = [];
        List<Document> documents = [];
        yield return ("report, CPU", Processor(inputs.Count, () => reports = [.. inputs.Select(input => CodeReportBuilder.Build(input.Profile, input.Benchmark, input.Edits))]));
        yield return ("document, CPU", Processor(inputs.Count, () => documents = [.. reports.Select(report => CodeReportDocument.From(report))]));
        yield return ("HTML, CPU", Processor(inputs.Count, () =>
        {
            foreach (var document in documents)
            {
                using var text = new StreamWriter(Stream.Null);
                HtmlRenderer.Render(document, text);
            }
        }));
        yield return ("JSON, CPU", Processor(inputs.Count, () =>
        {
            foreach (var report in reports) CodeReportJson.Write(report, Stream.Null);
        }));

        // As many codes as pages are wanted; the benchmarks come again and again under other codes.
        BillingCode[] codes = [.. Enumerable.Range(0, pages).Select(number => new BillingCode(BillingCodeType.Cpt, (10_000 + number).ToString(CultureInfo.InvariantCulture)))];
        var options = new SiteOptions { NameOf = _ => null, Inputs = "1" };
        SiteReport Report(CodeRates rates)
        {
            var input = inputs[(int.Parse(rates.Code.Value, CultureInfo.InvariantCulture) - 10_000) % inputs.Count];
            return new(CodeReportBuilder.Build(null, input.Benchmark with { Code = rates.Code }, input.Edits), []);
        }
        void Make(SiteOptions asked) => Site.Make(site, codes, codes.Select(code => new CodeRates(code, [])), Report, asked);
        if (Directory.Exists(site)) Directory.Delete(site, recursive: true);
        yield return ("site from nothing, HTML alone, wall clock", Wall(pages, () => Make(options)));
        yield return ("site made again, the same pages, wall clock", Wall(pages, () => Make(options with { Inputs = "2" })));
        yield return ("site up to date, wall clock", Wall(pages, () => Make(options with { Inputs = "2" })));
    }

    static double Processor(int count, Action work)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        work();
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / count;
    }

    static double Wall(int count, Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalMilliseconds / count;
    }

    static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
