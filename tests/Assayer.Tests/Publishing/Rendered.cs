using System.Text;
using Assayer.Publishing.CodeReports;
using Assayer.Publishing.Documents;
using Assayer.Rates.Benchmarks;

namespace Assayer.Tests.Publishing;

/// <summary>A report in its formats, as text.</summary>
static class Rendered
{
    public static string Html(CodeReport report)
    {
        using var writer = new StringWriter();
        HtmlRenderer.Render(CodeReportDocument.From(report), writer);
        return writer.ToString();
    }

    public static string Markdown(CodeReport report)
    {
        using var writer = new StringWriter();
        MarkdownRenderer.Render(CodeReportDocument.From(report), writer);
        return writer.ToString();
    }

    public static string Json(CodeReport report)
    {
        using var stream = new MemoryStream();
        CodeReportJson.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static Dictionary<string, string> Csv(CodeReport report, IEnumerable<BenchmarkRow> rows)
    {
        var folder = Directory.CreateTempSubdirectory("assayer-csv-");
        try
        {
            CodeReportCsv.Write(report, folder.FullName, rows);
            return folder.EnumerateFiles().ToDictionary(file => file.Name, file => File.ReadAllText(file.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
