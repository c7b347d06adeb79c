using SkiaSharp;

namespace Assayer.Publishing.Documents.Pdf;

/// <summary>Draws on the pages of one document.</summary>
/// <param name="places">Names of places that links may lead to: a link to another one is left out.</param>
sealed class Pen(IReadOnlySet<string> places) : IDisposable
{
    readonly Dictionary<(Face, float), SKFont> _fonts = [];
    readonly SKPaint _paint = new() { IsAntialias = true };
    readonly List<SKData> _kept = [];

    /// <summary>The page that is drawn on.</summary>
    public SKCanvas Canvas { get; set; } = null!;

    public void Rectangle(SKRect area, SKColor color)
    {
        (_paint.Style, _paint.Color) = (SKPaintStyle.Fill, color);
        Canvas.DrawRect(area, _paint);
    }

    public void Outline(SKRect area, SKColor color, float width)
    {
        (_paint.Style, _paint.Color, _paint.StrokeWidth) = (SKPaintStyle.Stroke, color, width);
        Canvas.DrawRect(area, _paint);
    }

    /// <param name="x1">Start.</param>
    /// <param name="y1">Start.</param>
    /// <param name="x2">End.</param>
    /// <param name="y2">End.</param>
    /// <param name="color">Color.</param>
    /// <param name="width">Width.</param>
    /// <param name="dashes">Lengths of dash and gap; none for a solid line.</param>
    public void Line(float x1, float y1, float x2, float y2, SKColor color, float width, params float[] dashes)
    {
        using var effect = dashes.Length > 0 ? SKPathEffect.CreateDash(dashes, 0) : null;
        (_paint.Style, _paint.Color, _paint.StrokeWidth, _paint.PathEffect) = (SKPaintStyle.Stroke, color, width, effect);
        Canvas.DrawLine(x1, y1, x2, y2, _paint);
        _paint.PathEffect = null;
    }

    /// <summary>Lines of text, to a side of a width.</summary>
    public void Text(IReadOnlyList<Line> lines, float x, float y, float width, Side align)
    {
        foreach (var line in lines)
        {
            var left = align == Side.End ? x + width - line.Width : x;
            foreach (var run in line.Runs) Draw(run, left + run.X, y, line);
            y += line.Leading;
        }
    }

    /// <summary>A short text on one line: its left, middle or right end at <paramref name="x"/> for 0, 0.5 and 1.</summary>
    public void Text(string text, Style style, float x, float baseline, float anchor = 0)
    {
        var printable = Characters.Printable(text);
        Draw(printable, style, x - anchor * style.Face.Width(printable) * style.Size, baseline);
    }

    /// <summary>A place that links lead to.</summary>
    public void Place(string name, float x, float y) => _kept.Add(Canvas.DrawNamedDestinationAnnotation(new(x, y), name));

    void Draw(Run run, float x, float y, Line line)
    {
        Draw(run.Text, run.Style, x, y + line.Baseline - run.Style.Rise);
        if (run.Link is not { } link) return;
        var area = new SKRect(x, y + line.Baseline - run.Style.Rise - Face.Ascent * run.Style.Size, x + run.Width, y + line.Baseline - run.Style.Rise + Face.Descent * run.Style.Size);
        if (link[0] != '#') _kept.Add(Canvas.DrawUrlAnnotation(area, link));
        else if (places.Contains(link[1..])) _kept.Add(Canvas.DrawLinkDestinationAnnotation(area, link[1..]));
    }

    void Draw(string text, Style style, float x, float baseline)
    {
        if (text.Length == 0) return;
        var (glyphs, places) = style.Face.Set(text, style.Size);
        using var builder = new SKTextBlobBuilder();
        builder.AddHorizontalRun(glyphs, FontOf(style), places, 0);
        using var blob = builder.Build();
        (_paint.Style, _paint.Color) = (SKPaintStyle.Fill, style.Color);
        Canvas.DrawText(blob, x, baseline, _paint);
    }

    SKFont FontOf(Style style)
    {
        if (!_fonts.TryGetValue((style.Face, style.Size), out var font)) _fonts.Add((style.Face, style.Size), font = style.Face.Font(style.Size));
        return font;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var font in _fonts.Values) font.Dispose();
        foreach (var data in _kept) data?.Dispose();
        _paint.Dispose();
    }
}
