using Assayer.Codes;
using Assayer.Lake;
using Assayer.Rates;
using Assayer.Tests.Lake;
using Assayer.Tests.Publishing.Sites;

namespace Assayer.Tests.Cli;

/// <summary><c>assayer publish --all</c> on the bundled sample's lake.</summary>
public sealed class PublishAllTests(PublishAllTests.SampleLake sample) : IClassFixture<PublishAllTests.SampleLake>, IDisposable
{
    /// <summary>The bundled sample in a lake.</summary>
    public sealed class SampleLake : IDisposable
    {
        readonly TemporaryFolder _folder = new();

        public SampleLake()
        {
            var ingester = new Ingester(new(Path), CodeFilter.All);
            foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(TestData.Repository, "samples"), "synthetic_*").Order(StringComparer.Ordinal))
                ingester.Ingest(file, TestContext.Current.CancellationToken);
        }

        public string Path => _folder["lake"];

        public void Dispose() => _folder.Dispose();
    }

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    Task<CommandLine.Run> Publish(params string[] arguments) => CommandLine.RunAsync(_folder.Path, ["publish", "--all", "--lake", sample.Path, .. arguments]);

    [Fact]
    public async Task A_site_has_a_page_for_every_code_and_says_that_it_is_synthetic()
    {
        var run = await Publish("--base-url", "https://example.org", "--format", "html,json,md,csv");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith($"site{Path.DirectorySeparatorChar}index.html (synthetic): 27 codes, 27 made", run.Output, StringComparison.Ordinal);
        foreach (var file in (string[])["index.html", "86353.html", "86353.json", "86353.md", "86353/rows.csv", "MS-DRG-809.html", "sitemap.xml", "robots.txt", "site.css", "search/search.js", "search/codes-1.js", "site.json"])
            Assert.True(File.Exists(_folder["site/" + file]), file);
        Assert.Contains("class=\"banner\"", File.ReadAllText(_folder["site/index.html"]), StringComparison.Ordinal);
        Assert.Contains("href=\"86352.html\"", File.ReadAllText(_folder["site/86353.html"]), StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(_folder["site"], "*.html").Where(file => !file.Contains(".whole.", StringComparison.Ordinal)), file => Assert.InRange(new FileInfo(file).Length, 1_000, 400_000));

        var before = MadeSite.Times(_folder["site"]);
        var again = await Publish("--base-url", "https://example.org", "--format", "html,json,md,csv");
        Assert.Contains("27 codes, 0 made, 0 files written, 0 removed", again.Output, StringComparison.Ordinal);
        Assert.Equal(before, MadeSite.Times(_folder["site"]));
    }

    [Fact]
    public async Task Without_an_address_there_is_no_sitemap_and_that_is_said()
    {
        var run = await Publish("--format", "html");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--base-url", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["site/sitemap.xml"]));
    }

    [Theory]
    [InlineData("86353")]
    [InlineData("--base-url", "example.org")]
    [InlineData("--format", "docx")]
    public async Task Wrong_usage_exits_2(params string[] arguments)
    {
        var run = await Publish(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.False(Directory.Exists(_folder["site"]));
    }

    [Fact]
    public async Task Killed_at_random_moments_a_site_is_completed_to_a_fresh_one()
    {
        Assert.Equal(0, (await Publish("--out", "fresh")).ExitCode);
        var expected = MadeSite.Contents(_folder["fresh"]);
        var random = new Random(20261124);
        for (var kill = 0; kill < 4; kill++)
        {
            using var run = CommandLine.Start(_folder.Path, "publish", "--all", "--lake", sample.Path);
            while (!run.HasExited && (!Directory.Exists(_folder["site"]) || Directory.GetFiles(_folder["site"], "*.html").Length < 1 + 6 * kill)) await Task.Delay(5, TestContext.Current.CancellationToken);
            await Task.Delay(random.Next(60), TestContext.Current.CancellationToken);
            run.Kill();
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
            // What stands in the site is whole.
            foreach (var page in Directory.GetFiles(_folder["site"], "*.html")) Assert.EndsWith("</html>\n", File.ReadAllText(page), StringComparison.Ordinal);
        }
        Assert.Equal(0, (await Publish()).ExitCode);
        Assert.Equal(expected, MadeSite.Contents(_folder["site"]));
    }

    [Fact]
    public void What_is_read_for_all_codes_at_once_is_what_is_read_for_each()
    {
        using var reader = new LakeReader(new(sample.Path));
        var edits = reader.Edits();
        Assert.Contains(new BillingCode(BillingCodeType.Cpt, "86353"), reader.Codes());
        foreach (var code in reader.Codes())
        {
            Assert.Equal(reader.UnitEditsOf(code).Select(table => (table.Source, string.Join('\n', table.Rows))), edits.UnitsOf(code).Select(table => (table.Source, string.Join('\n', table.Rows))));
            Assert.Equal(
                reader.PairEditsOf(code).Select(pair => (pair.Setting, pair.Table.Source, string.Join('\n', pair.Table.Rows))),
                edits.PairsOf(code).Select(pair => (pair.Setting, pair.Table.Source, string.Join('\n', pair.Table.Rows))));
        }
        Assert.Contains(reader.Codes(), code => edits.PairsOf(code).Any(pair => pair.Table.Rows.Count > 0));
    }
}
