using Assayer.Tests.Lake;

namespace Assayer.Tests;

/// <summary>The README's commands do what it says. Its first two, the pack and the native program are run by CI.</summary>
public class ReadmeTests
{
    static readonly string Readme = File.ReadAllText(Path.Combine(TestData.Repository, "README.md"));

    [Fact]
    public async Task Every_command_runs_and_the_example_prints_what_is_shown()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["files"]);
        foreach (var file in (string[])["transparency/carefirst/2022-11-07_690_08B0_in-network-rates_27_of_35.json.gz", "medicare/clfs_2025_q2v1.csv", "medicare/pprrvu_2025_oct.csv"])
            File.Copy(TestData.Path(file), folder["files/" + Path.GetFileName(file)]);

        var outputs = new Dictionary<string, string>();
        foreach (var command in Readme.Split('\n').Where(line => line.StartsWith("assayer ", StringComparison.Ordinal)))
        {
            var run = await CommandLine.RunAsync(folder.Path, [.. command.Split(' ').Skip(1).Select(argument => argument.Trim('\''))]);
            Assert.True(run.ExitCode == 0, $"{command}\n{run.Error}");
            outputs[command] = run.Output;
        }
        Assert.Equal(7, outputs.Count);
        Assert.Contains(Lines(outputs["assayer rates 43239 --lake lake"]), Lines(Readme), StringComparison.Ordinal);
        Assert.True(File.Exists(folder["prices/index.html"]) && File.Exists(folder["prices/43239.html"]));
        Assert.True(File.Exists(folder["site/43239.html"]) && File.Exists(folder["site/86353.html"]));
    }

    [Fact]
    public void Every_link_leads_somewhere()
    {
        var links = System.Text.RegularExpressions.Regex.Matches(Readme, @"\]\(([^)]+)\)").Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(TestData.Repository, link)), link));
    }

    // Spaces at the ends of lines don't count.
    static string Lines(string text) => string.Join('\n', text.Trim().Split('\n').Select(line => line.TrimEnd()));
}
