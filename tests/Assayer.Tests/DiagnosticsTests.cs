using System.Text.RegularExpressions;

namespace Assayer.Tests;

/// <summary>Every diagnostic code that the sources use has its entry in docs/diagnostics.md, and every entry is in use.</summary>
public partial class DiagnosticsTests
{
    [Fact]
    public void Every_code_has_its_entry()
    {
        var used = Directory.EnumerateFiles(Path.Combine(TestData.Repository, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => InSource().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct().Order();
        var documented = InTable().Matches(File.ReadAllText(Path.Combine(TestData.Repository, "docs", "diagnostics.md"))).Select(match => match.Groups[1].Value).Order();
        Assert.Equal(used, documented);
    }

    [GeneratedRegex("\"((?:FILE|RATE|HOSP|MED|PROF|LAKE|FCS|GATE|DYE|WELL|DOSE|INTV|QC)[0-9]{3})\"")]
    private static partial Regex InSource();

    [GeneratedRegex(@"^\| ((?:FILE|RATE|HOSP|MED|PROF|LAKE|FCS|GATE|DYE|WELL|DOSE|INTV|QC)[0-9]{3}) \|", RegexOptions.Multiline)]
    private static partial Regex InTable();
}
