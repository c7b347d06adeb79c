using Assayer.Publishing.Documents;
using Assayer.Publishing.Documents.Pdf;
using SkiaSharp;

namespace Assayer.Publishing.Charts;

/// <summary>Charts as rows of vectors, laid out as <see cref="ChartHtml"/> lays them out: a name, a plot, the figures.</summary>
static class ChartPdf
{
    const float Name = 128, Figures = 116, Gap = 12;
    const float PlotLeft = Name + Gap, PlotWidth = Sheet.Measure - Name - Figures - 2 * Gap;
    const int KeptWhole = 24;

    /// <summary>A chart with its title.</summary>
    public static IEnumerable<Row> Rows(Chart chart)
    {
        var caption = new SetText(
            new Span(chart.Title + ".", Style.Small.Strong.Scaled(1.13f) with { Color = Palette.Ink }), new Span(" " + chart.Description, Style.Small.Scaled(1.13f)));
        yield return new(new Cell(0, Sheet.TextMeasure, caption.Lines(Sheet.TextMeasure))) { Before = 8, After = 6, KeepsWithNext = true };
        var (rows, key) = chart switch
        {
            RateStrips strips => (Strips(strips), StripsKey(strips)),
            WaterfallBars waterfall => (Bars(waterfall), "Dark: what there is. Light: set aside. Outlined: flagged and kept. Each unit has its own scale."),
            _ => throw new ArgumentException($"No way to draw {chart.GetType().Name}.", nameof(chart)),
        };
        // A long chart may go on over the page, but not for a row or two.
        for (var index = 0; index < rows.Count; index++)
            yield return rows[index] with { KeepsWithNext = rows[index].KeepsWithNext || rows.Count <= KeptWhole || index < 3 || index > rows.Count - 4 };
        yield return new(new Cell(0, Sheet.Measure, new SetText(new Span(key, Style.Small)).Lines(Sheet.Measure))) { Before = 4, After = 12 };
    }

    static AmountScale? Scale(RateStrips chart)
    {
        double[] values = [.. chart.Rows.SelectMany(row => row.Values), .. chart.Reference is { } price ? [price] : Array.Empty<double>()];
        return values.Length > 0 ? AmountScale.Covering(values) : null;
    }

    static string StripsKey(RateStrips chart) =>
        "Line: P10 to P90. Box: P25 to P75. Bar: median." + (chart.Reference is null ? "" : " Dashed: Medicare.") +
        (Scale(chart) is { IsLogarithmic: true } ? " Logarithmic scale: equal distances are equal ratios." : "");

    static List<Row> Strips(RateStrips chart)
    {
        var scale = Scale(chart);
        List<Row> rows = [];
        if (scale is not null && chart.Reference is { } reference)
        {
            var (position, label) = ((float)scale.Position(reference), chart.ReferenceLabel!);
            rows.Add(Plot("", "", Style.Small, false, (pen, area) =>
                pen.Text(label, Style.Small.Strong with { Color = Palette.Reference }, area.Left + position * area.Width, area.Bottom - 3, Anchor(position, 0.2f))) with
            { KeepsWithNext = true });
        }
        Row[] repeats = [.. rows];
        foreach (var strip in chart.Rows)
            rows.Add(Plot(strip.Label, strip.Remark, Style.Small.Scaled(1.07f), strip.IsPooled, (pen, area) => Strip(pen, area, strip, chart.Reference, scale)) with { Repeats = repeats });
        if (scale is not null) rows.Add(Plot("", "", Style.Small, false, (pen, area) => Axis(pen, area, scale)));
        return rows;
    }

    static void Strip(Pen pen, SKRect area, RateStrip row, double? reference, AmountScale? scale)
    {
        if (scale is null) return;
        float At(double amount) => area.Left + (float)scale.Position(amount) * area.Width;
        foreach (var tick in scale.Ticks()) pen.Line(At(tick), area.Top, At(tick), area.Bottom, Palette.Rule, 0.4f);
        if (reference is { } price) pen.Line(At(price), area.Top, At(price), area.Bottom, Palette.Reference, 0.9f, 3, 2);
        if (row.P50 is not { } median) return;
        var middle = area.MidY;
        if (row is { P10: { } low, P90: { } high }) pen.Line(At(low), middle, At(high), middle, Palette.Accent, 1);
        if (row is { P25: { } first, P75: { } third }) pen.Rectangle(new(At(first), middle - 4, At(third), middle + 4), Palette.Soft);
        pen.Rectangle(new(At(median) - 1, middle - 6, At(median) + 1, middle + 6), Palette.Ink);
    }

    static void Axis(Pen pen, SKRect area, AmountScale scale)
    {
        foreach (var tick in scale.Ticks())
        {
            var position = (float)scale.Position(tick);
            pen.Text(ChartHtml.TickLabel(tick), Style.Small, area.Left + position * area.Width, area.Top + 9, Anchor(position, 0.06f));
        }
    }

    static List<Row> Bars(WaterfallBars chart)
    {
        List<Row> rows = [];
        string? unit = null;
        foreach (var bar in chart.Bars)
        {
            if (bar.Unit != unit)
                rows.Add(new(new Cell(0, Name, new SetText(new Span(unit = bar.Unit, Style.Small)).Lines(Name))) { Before = rows.Count > 0 ? 7 : 0, KeepsWithNext = true });
            rows.Add(Plot(bar.Label, bar.Value, Style.Small.Scaled(1.07f), false, (pen, area) => Bar(pen, area, bar)));
        }
        return rows;
    }

    static void Bar(Pen pen, SKRect area, WaterfallBar bar)
    {
        pen.Line(area.Left, area.Bottom, area.Right, area.Bottom, Palette.Rule, 0.4f);
        var mark = new SKRect(area.Left + (float)bar.Start * area.Width, area.MidY - 4, area.Left + (float)bar.End * area.Width, area.MidY + 4);
        if (bar.Style == "total") pen.Rectangle(mark, Palette.Accent);
        else if (bar.Style == "removed") pen.Rectangle(mark, Palette.Soft);
        else if (bar.Style == "flagged") pen.Outline(mark, Palette.Accent, 0.9f);
    }

    static Row Plot(string name, string figures, Style style, bool isStrong, Action<Pen, SKRect> paint) => new(
        new Cell(0, Name, new SetText(new Span(name, (isStrong ? style.Strong : style) with { Color = Palette.Ink })).Lines(Name)),
        new Cell(PlotLeft, PlotWidth, []) { Paint = paint },
        new Cell(PlotLeft + PlotWidth + Gap, Figures, new SetText(new Span(figures, style)).Lines(Figures)))
    {
        MinHeight = style.Leading + 2,
        Padding = 1.5f,
        Stand = Side.Middle,
    };

    static float Anchor(float position, float near) => position < near ? 0 : position > 1 - near ? 1 : 0.5f;
}
