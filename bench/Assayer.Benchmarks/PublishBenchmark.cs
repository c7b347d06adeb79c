using System.Diagnostics;
using System.Runtime.InteropServices;
using Assayer.Codes.Profiles;
using Assayer.Lake;
using Assayer.Publishing.CodeReports;
using Assayer.Publishing.Documents;
using Assayer.Rates.Benchmarks;

namespace Assayer.Benchmarks;

/// <summary>How fast pages are made from benchmarks that are there: each step on one thread, then all of it on all cores.</summary>
static class PublishBenchmark
{
    /// <summary>LAKE [CODES [ROUNDS]]</summary>
    public static int Run(string[] arguments)
    {
        var most = arguments.Length > 1 ? int.Parse(arguments[1]) : 300;
        var rounds = arguments.Length > 2 ? int.Parse(arguments[2]) : 5;
        using var reader = new LakeReader(new(arguments[0]));
        var medicare = reader.MedicareOf();
        var edits = reader.Edits();
        var clock = Stopwatch.StartNew();
        var inputs = reader.AllRates().Take(most).Select(rates =>
        {
            CodeProfiles.Bundled.TryGet(rates.Code, null, out var profile);
            var benchmark = Benchmark.Of(rates, medicare, new() { BillingTaxonomies = profile?.BillingTaxonomies });
            return (profile, benchmark, edits: LoadedEdits.Of(rates.Code, benchmark.AsOf.Value, edits.UnitsOf(rates.Code), edits.PairsOf(rates.Code)));
        }).ToList();
        Console.WriteLine($"{inputs.Count} codes read and benchmarked in {clock.Elapsed.TotalSeconds:0.0} s; {RuntimeInformation.FrameworkDescription}");
        for (var round = 0; round < rounds; round++)
        {
            double Time(Action work)
            {
                var cpu = Process.GetCurrentProcess().TotalProcessorTime;
                var allocated = GC.GetTotalAllocatedBytes();
                work();
                var took = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / inputs.Count;
                Console.Write($" {took:0.00} ms {(GC.GetTotalAllocatedBytes() - allocated) / inputs.Count / 1024:N0} KiB;");
                return took;
            }
            CodeReport[] reports = [];
            Document[] documents = [];
            Time(() => reports = [.. inputs.Select(input => CodeReportBuilder.Build(input.profile, input.benchmark, input.edits))]);
            Time(() => documents = [.. reports.Select(report => CodeReportDocument.From(report))]);
            Time(() =>
            {
                foreach (var document in documents)
                {
                    using var text = new StreamWriter(Stream.Null);
                    HtmlRenderer.Render(document, text);
                }
            });
            Time(() =>
            {
                foreach (var report in reports) CodeReportJson.Write(report, Stream.Null);
            });
            Console.WriteLine();
        }
        return 0;
    }
}
