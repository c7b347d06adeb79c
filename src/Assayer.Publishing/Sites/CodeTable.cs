using Assayer.Publishing.CodeReports;
using Assayer.Publishing.Documents;

namespace Assayer.Publishing.Sites;

/// <summary>A list of codes, narrow enough for a phone. The site's search makes the same rows: search.js.</summary>
static class CodeTable
{
    const int MostPayers = 4;

    /// <param name="html">Where to.</param>
    /// <param name="caption">What it lists.</param>
    /// <param name="entries">The codes.</param>
    /// <param name="root">From the page to the site's folder.</param>
    /// <param name="withKind">Whether each code is shown with its kind.</param>
    public static void Write(HtmlWriter html, string caption, IReadOnlyList<SiteEntry> entries, string root, bool withKind = false)
    {
        html.Add($"<table class=\"codes\">\n<caption class=\"unseen\">{caption}</caption>\n<thead>\n<tr><th scope=\"col\">Code</th><th scope=\"col\">What it is, and who prices it</th><th scope=\"col\" class=\"number\">Median</th><th scope=\"col\" class=\"number\">Of Medicare</th></tr>\n</thead>\n<tbody>\n");
        foreach (var entry in entries)
        {
            html.Add($"<tr><th scope=\"row\"><a href=\"{root}{ReportName.Of(entry.Code)}.html\">{(withKind ? entry.Code.ToString() : entry.Value)}</a></th><td>");
            if (entry.Name is { } name) html.Add($"{name}<span class=\"detail\">{PricedBy(entry)}</span>");
            else html.Add($"<span class=\"detail\">{PricedBy(entry)}</span>");
            Figure(html, entry.Median is { } median ? Amounts.Dollars(median) : null, entry.IsSynthetic);
            Figure(html, entry.PercentOfMedicare is { } percent ? Amounts.Percent(percent) : null, entry.IsSynthetic);
            html.Raw("</td></tr>\n");
        }
        html.Raw("</tbody>\n</table>\n");
    }

    /// <summary>"Aetna, Cigna and 3 more; 2 hospitals".</summary>
    public static string PricedBy(SiteEntry entry)
    {
        var names = string.Join(", ", entry.Payers.Take(MostPayers)) + (entry.Payers.Count > MostPayers ? $" and {Amounts.Count(entry.Payers.Count - MostPayers)} more" : "");
        var hospitals = entry.Hospitals > 0 ? Amounts.Counted(entry.Hospitals, "hospital", "hospitals") : "";
        return string.Join("; ", new[] { names, hospitals }.Where(part => part.Length > 0));
    }

    static void Figure(HtmlWriter html, string? figure, bool isSynthetic)
    {
        html.Raw("</td><td class=\"number\">");
        if (figure is null) html.Raw("<span class=\"absent\">–<span class=\"unseen\"> not available</span></span>");
        else html.Add($"{figure}");
        if (figure is not null && isSynthetic) html.Add($"<sup class=\"synthetic\">{Document.SyntheticMark}<span class=\"unseen\"> synthetic</span></sup>");
    }
}
