using System.Globalization;
using Assayer.Publishing.Documents;

namespace Assayer.Publishing.Charts;

/// <summary>
/// Charts as rows of inline SVG. Marks are placed in percent of the width and labels are text of the page, so that a long name
/// wraps instead of covering its neighbour, and the same chart fits a phone, a desktop and a printed page that breaks between rows.
/// </summary>
static class ChartHtml
{
    public static void Write(Chart chart, HtmlWriter html)
    {
        var id = html.NextId("c");
        html.Add($"<figure class=\"chart\" aria-labelledby=\"{id}\">\n<figcaption id=\"{id}\"><strong>{chart.Title}.</strong> {chart.Description}</figcaption>\n");
        if (chart is RateStrips strips) Write(strips, id, html);
        else if (chart is WaterfallBars waterfall) Write(waterfall, html);
        else throw new ArgumentException($"No way to draw {chart.GetType().Name}.", nameof(chart));
        html.Raw("</figure>\n");
    }

    static void Write(RateStrips chart, string id, HtmlWriter html)
    {
        double[] values = [.. chart.Rows.SelectMany(row => row.Values), .. chart.Reference is { } price ? [price] : Array.Empty<double>()];
        var scale = values.Length > 0 ? AmountScale.Covering(values) : null;
        html.Raw("<div class=\"strips\">\n");
        if (scale is not null && chart.Reference is { } reference) Label(scale.Position(reference), chart.ReferenceLabel!, html);
        for (var index = 0; index < chart.Rows.Count; index++) Row(chart.Rows[index], $"{id}-{index + 1}", chart.Reference, scale, html);
        if (scale is not null) Axis(scale, html);
        html.Raw("</div>\n<p class=\"key\">Line: P10 to P90. Box: P25 to P75. Bar: median.");
        if (chart.Reference is not null) html.Raw(" Dashed: Medicare.");
        if (scale is { IsLogarithmic: true }) html.Raw(" Logarithmic scale: equal distances are equal ratios.");
        html.Raw("</p>\n");
    }

    static void Row(RateStrip row, string id, double? reference, AmountScale? scale, HtmlWriter html)
    {
        html.Add($"<div class=\"{(row.IsPooled ? "strip pooled" : "strip")}\"><span class=\"who\">{row.Label}</span><span class=\"plot\">");
        if (scale is null || row.P50 is not { } median)
        {
            html.Raw("<svg aria-hidden=\"true\">");
            Grid(scale, reference, html);
            html.Add($"</svg></span><span class=\"what\">{row.Remark}</span></div>\n");
            return;
        }
        html.Add($"<svg role=\"img\" aria-labelledby=\"{id}t {id}d\"><title id=\"{id}t\">{row.Label}</title><desc id=\"{id}d\">{Describe(row)}</desc>");
        Grid(scale, reference, html);
        if (row is { P10: { } low, P90: { } high })
            html.Add($"<line class=\"range\" x1=\"{At(scale, low)}\" x2=\"{At(scale, high)}\" y1=\"50%\" y2=\"50%\"/>");
        if (row is { P25: { } first, P75: { } third })
            html.Add($"<rect class=\"box\" x=\"{At(scale, first)}\" width=\"{Percent(scale.Position(third) - scale.Position(first))}\" y=\"50%\" height=\"12\"/>");
        html.Add($"<rect class=\"median\" x=\"{At(scale, median)}\" y=\"50%\" width=\"3\" height=\"18\"/>");
        html.Add($"</svg></span><span class=\"what\">{row.Remark}</span></div>\n");
    }

    static void Grid(AmountScale? scale, double? reference, HtmlWriter html)
    {
        if (scale is null) return;
        foreach (var tick in scale.Ticks()) html.Add($"<line class=\"grid\" x1=\"{At(scale, tick)}\" x2=\"{At(scale, tick)}\" y1=\"0\" y2=\"100%\"/>");
        if (reference is { } price) html.Add($"<line class=\"reference\" x1=\"{At(scale, price)}\" x2=\"{At(scale, price)}\" y1=\"0\" y2=\"100%\"/>");
    }

    static void Label(double position, string label, HtmlWriter html) => html.Add(
        $"<div class=\"strip scale\" aria-hidden=\"true\"><span></span><span class=\"plot\"><svg><text class=\"reference-label\" x=\"{Percent(position)}\" y=\"14\" text-anchor=\"{Anchor(position)}\">{label}</text></svg></span><span></span></div>\n");

    static void Axis(AmountScale scale, HtmlWriter html)
    {
        html.Raw("<div class=\"strip scale\" aria-hidden=\"true\"><span></span><span class=\"plot\"><svg>");
        foreach (var tick in scale.Ticks())
            html.Add($"<text class=\"tick\" x=\"{At(scale, tick)}\" y=\"14\" text-anchor=\"{Anchor(scale.Position(tick), 0.06)}\">{TickLabel(tick)}</text>");
        html.Raw("</svg></span><span></span></div>\n");
    }

    static void Write(WaterfallBars chart, HtmlWriter html)
    {
        html.Raw("<div class=\"waterfall\">\n");
        string? unit = null;
        foreach (var bar in chart.Bars)
        {
            if (bar.Unit != unit) html.Add($"<p class=\"unit\">{unit = bar.Unit}</p>\n");
            html.Add($"<div class=\"bar\"><span class=\"who\">{bar.Label}</span><span class=\"plot\"><svg role=\"img\" aria-label=\"{bar.Label}: {bar.Value} {bar.Unit}\"><title>{bar.Label}: {bar.Value} {bar.Unit}</title>");
            html.Add($"<line class=\"ground\" x1=\"0\" x2=\"100%\" y1=\"100%\" y2=\"100%\"/>");
            if (bar.Style != "absent")
                html.Add($"<rect class=\"{bar.Style}\" x=\"{Percent(bar.Start)}\" width=\"{Percent(bar.End - bar.Start)}\" y=\"50%\" height=\"12\"/>");
            html.Add($"</svg></span><span class=\"what\">{bar.Value}</span></div>\n");
        }
        html.Raw("</div>\n<p class=\"key\">Dark: what there is. Light: set aside. Outlined: flagged and kept. Each unit has its own scale.</p>\n");
    }

    static string Describe(RateStrip row)
    {
        var parts = new (string Name, double? Value)[] { ("P10", row.P10), ("P25", row.P25), ("median", row.P50), ("P75", row.P75), ("P90", row.P90) };
        return string.Join(", ", parts.Where(part => part.Value is not null).Select(part => $"{part.Name} {Amounts.Dollars(part.Value!.Value)}"));
    }

    static string Anchor(double position, double near = 0.2) => position < near ? "start" : position > 1 - near ? "end" : "middle";

    public static string TickLabel(double tick) => tick == Math.Floor(tick) ? Amounts.Dollars(tick)[..^3] : Amounts.Dollars(tick);

    static string At(AmountScale scale, double amount) => Percent(scale.Position(amount));

    static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
