using Assayer.Codes;
using Assayer.Evidence;
using Assayer.Publishing.CodeReports;
using Assayer.Publishing.Documents;
using Assayer.Publishing.Sites;
using Assayer.Rates.Benchmarks;

namespace Assayer.Tests.Publishing.Sites;

/// <summary>A site of made-up reports: the sample report, under as many codes as a test wants.</summary>
static class MadeSite
{
    public static IReadOnlyList<BillingCode> Codes(int count, int first = 10_000) =>
        [.. Enumerable.Range(first, count).Select(number => new BillingCode(BillingCodeType.Cpt, number.ToString(System.Globalization.CultureInfo.InvariantCulture)))];

    public static SiteOptions Options { get; } = new()
    {
        NameOf = code => code == SampleReport.Code ? "Lymphocyte proliferation after stimulation" : null,
        Inputs = "1",
        Formats = new Dictionary<string, Action<CodeReport, Document, Stream>> { ["json"] = (report, _, stream) => CodeReportJson.Write(report, stream) },
    };

    public static SiteResult Make(string folder, IReadOnlyList<BillingCode> codes, SiteOptions? options = null, Func<BillingCode, CodeBenchmark>? benchmarkOf = null, CancellationTokenSource? stop = null)
    {
        benchmarkOf ??= code => SampleReport.Benchmark() with { Code = code };
        return Site.Make(
            folder, codes, codes.Select(code => new CodeRates(code, [])),
            rates => new(CodeReportBuilder.Build(rates.Code == SampleReport.Code ? SampleReport.CodeProfile() : null, benchmarkOf(rates.Code)), [SampleReport.Row(0)]),
            options ?? Options, null, stop?.Token ?? TestContext.Current.CancellationToken);
    }

    /// <summary>The sample's benchmark with another payers' median.</summary>
    public static CodeBenchmark WithMedian(BillingCode code, double median)
    {
        var benchmark = SampleReport.Benchmark() with { Code = code };
        var headline = benchmark.Headline! with { P50 = Fact.Known(median, benchmark.Headline.Source) };
        return benchmark with { Headline = headline, Series = [headline, .. benchmark.Series.Skip(1)] };
    }

    /// <summary>Every file of a folder, relative, with its content.</summary>
    public static SortedDictionary<string, string> Contents(string folder) =>
        new(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText), StringComparer.Ordinal);

    /// <summary>When each file was last written.</summary>
    public static SortedDictionary<string, DateTime> Times(string folder) =>
        new(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.GetLastWriteTimeUtc), StringComparer.Ordinal);
}
