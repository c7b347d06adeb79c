
namespace Assayer.Tests.Publishing;

/// <summary>The sample report in each format, as it was last looked at. ASSAYER_REWRITE_GOLDEN=1 writes the files anew.</summary>
public class GoldenFileTests
{
    static readonly string Folder = Path.Combine(TestData.Repository, "tests", "Assayer.Tests", "Publishing", "Golden");

    [Theory]
    [InlineData("report.html")]
    [InlineData("report.md")]
    [InlineData("report.json")]
    [InlineData("series.csv")]
    [InlineData("waterfall.csv")]
    [InlineData("presence.csv")]
    [InlineData("sources.csv")]
    [InlineData("rows.csv")]
    public void The_sample_report_is_as_it_was(string name)
    {
        var actual = Render(name);
        var path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("ASSAYER_REWRITE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, actual);
        }
        Assert.Equal(File.ReadAllText(path), actual);
    }

    static string Render(string name)
    {
        var report = SampleReport.Build();
        switch (Path.GetExtension(name))
        {
            case ".html":
                return Rendered.Html(report);
            case ".md":
                return Rendered.Markdown(report);
            case ".json":
                return Rendered.Json(report);
            default:
                return Rendered.Csv(report, [SampleReport.Row(0)])[name];
        }
    }
}
