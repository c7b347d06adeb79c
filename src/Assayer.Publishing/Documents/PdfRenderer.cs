using Assayer.Publishing.Documents.Pdf;
using SkiaSharp;

namespace Assayer.Publishing.Documents;

/// <summary>
/// A PDF for print, US Letter: selectable text, charts as vectors, links to sections and sources. The same document gives the same bytes.
/// </summary>
public sealed class PdfRenderer
{
    const string SyntheticFooter = "Synthetic data: figures marked * are not real prices.";
    const float SectionRoom = 110;
    const float HeaderLine = 40;

    readonly Document _document;
    readonly Dictionary<string, int> _pageOf = [];

    PdfRenderer(Document document) => _document = document;

    /// <summary>Writes the document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="stream">Where to write.</param>
    /// <param name="day">The day that the file says it was made on; null: it says none.</param>
    public static void Render(Document document, Stream stream, DateOnly? day = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(stream);
        new PdfRenderer(document).Write(stream, day);
    }

    void Write(Stream stream, DateOnly? day)
    {
        Row[] rows = [.. Rows()];
        if (rows.Any(row => row.Cells.Any(cell => cell.Lines.Any(line => line.Runs.Any(run => Characters.HoldsCodePoint(run.Text))))))
            rows = [.. rows, Blocks.Text(Style.Quiet, new Span(Characters.Note, Style.Quiet)) with { Before = 16 }];
        var pages = Pagination.Of(rows);
        for (var page = 0; page < pages.Count; page++)
            foreach (var name in pages[page].SelectMany(placed => placed.Row.Anchors)) _pageOf.TryAdd(name, page + 1);

        DateTime? made = day?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        using var buffer = new MemoryStream();
        var metadata = new SKDocumentPdfMetadata { Title = Title, Author = "Assayer", Creator = "Assayer", Creation = made, Modified = made, PdfA = true, RasterDpi = 72, EncodingQuality = 101 };
        using (var pdf = SKDocument.CreatePdf(buffer, metadata))
        using (var pen = new Pen(_pageOf.Keys.ToHashSet()))
        {
            for (var page = 0; page < pages.Count; page++)
            {
                pen.Canvas = pdf.BeginPage(Sheet.Width, Sheet.Height);
                Frame(pen, page + 1, pages.Count);
                foreach (var placed in pages[page]) Draw(pen, placed);
                pdf.EndPage();
            }
            pdf.Close();
        }
        Ending.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), [.. _document.Sections.Select(section => (section.Heading, section.Id))], stream);
    }

    string Title => _document.Title + (_document.Subtitle.Text.Length > 0 ? ": " + _document.Subtitle.Text : "");

    IEnumerable<Row> Rows()
    {
        var blocks = new Blocks();
        if (_document.IsSynthetic) yield return Banner();
        yield return Blocks.Text(Style.Title, new Span(_document.Title, Style.Title));
        if (_document.Subtitle is { Text.Length: > 0 } or { Missing: not null })
        {
            var style = _document.Subtitle.Missing is null ? Style.Subtitle : Style.Quiet;
            yield return Blocks.Text(style, [.. Phrases.Inline(_document.Subtitle, style)]) with { Before = 2 };
        }
        if (_document.Remark is { Text.Length: > 0 } or { Missing: not null })
            yield return Blocks.Text(Style.Quiet, [.. Phrases.Inline(_document.Remark, Style.Quiet)]) with { Before = 3 };
        foreach (var row in blocks.Rows(_document.Lead)) yield return row;
        foreach (var row in Contents()) yield return row;
        foreach (var section in _document.Sections)
        {
            yield return Heading(section);
            foreach (var row in blocks.Rows(section.Blocks)) yield return row;
        }
    }

    static Row Banner()
    {
        const float Inset = 10;
        var style = Style.Body.Strong with { Color = Palette.Caution };
        return new(new Cell(Inset, Sheet.Measure - 2 * Inset, new SetText(new Span(Document.SyntheticBanner, style)).Lines(Sheet.Measure - 2 * Inset)))
        {
            Padding = 6,
            After = 20,
            Ground = (pen, area) =>
            {
                pen.Outline(area, Palette.Caution, 0.6f);
                pen.Rectangle(new(area.Left, area.Top, area.Left + 3, area.Bottom), Palette.Caution);
            },
        };
    }

    IEnumerable<Row> Contents()
    {
        const float Width = 300;
        if (_document.Sections.Count == 0) yield break;
        yield return Blocks.Text(Style.Subheading, new Span("Contents", Style.Subheading)) with { Before = 18, After = 4, KeepsWithNext = true };
        for (var index = 0; index < _document.Sections.Count; index++)
        {
            var (id, heading) = (_document.Sections[index].Id, _document.Sections[index].Heading);
            var text = new SetText(new Span(heading, Style.Body, "#" + id));
            var lines = text.Lines(Width - 24);
            yield return new(
                new Cell(0, Width - 24, lines),
                new Cell(0, Width, [])
                {
                    Paint = (pen, area) =>
                    {
                        var baseline = area.Bottom - lines[^1].Leading + lines[^1].Baseline;
                        if (lines[^1].Width + 8 < Width - 24) pen.Line(area.Left + lines[^1].Width + 6, baseline, area.Left + Width - 20, baseline, Palette.Quiet, 0.5f, 0.5f, 3);
                        pen.Text(_pageOf[id].ToString(System.Globalization.CultureInfo.InvariantCulture), Style.Quiet, area.Left + Width, baseline, 1);
                    },
                })
            { After = 1.5f, KeepsWithNext = index < _document.Sections.Count - 1 };
        }
    }

    // It stands above some of its text, not at a page's foot.
    static Row Heading(Section section) => Blocks.Text(Style.Heading, new Span(section.Heading, Style.Heading)) with
    {
        Before = 30,
        After = 6,
        Padding = 6,
        Room = SectionRoom,
        KeepsWithNext = true,
        Anchors = [section.Id],
        Ground = (pen, area) => pen.Line(area.Left, area.Top, area.Right, area.Top, Palette.Ink, 0.9f),
    };

    static void Draw(Pen pen, Placed placed)
    {
        var row = placed.Row;
        var area = new SKRect(placed.X, placed.Y, row.Columns == 1 ? Sheet.Right : placed.X + Sheet.ColumnWidth(row.Columns), placed.Y + row.Height);
        foreach (var name in row.Anchors) pen.Place(name, placed.X, Math.Max(0, placed.Y - 8));
        row.Ground?.Invoke(pen, area);
        foreach (var cell in row.Cells)
        {
            var spare = area.Height - 2 * row.Padding - cell.Height;
            var down = row.Stand switch { Side.Start => 0, Side.Middle => spare / 2, _ => spare };
            pen.Text(cell.Lines, placed.X + cell.X, placed.Y + row.Padding + down, cell.Width, cell.Align);
            cell.Paint?.Invoke(pen, new(placed.X + cell.X, area.Top, placed.X + cell.X + cell.Width, area.Bottom));
        }
    }

    void Frame(Pen pen, int page, int pages)
    {
        const float FooterLine = Sheet.Height - 34;
        var style = Style.Small;
        if (page > 1)
        {
            var width = Header(pen, Phrases.Text(_document.Remark, style), Sheet.Measure / 2, Side.End);
            Header(pen, [new Span(Title, style)], Sheet.Measure - width - Sheet.Gutter, Side.Start);
        }
        if (_document.IsSynthetic) pen.Text(SyntheticFooter, style.Strong with { Color = Palette.Caution }, Sheet.Left, FooterLine);
        pen.Text($"Page {page} of {pages}", style, Sheet.Right, FooterLine, 1);
    }

    // The first line of a text; its width.
    static float Header(Pen pen, IEnumerable<Span> text, float width, Side side)
    {
        if (new SetText(text).Lines(width) is not [var line, ..]) return 0;
        pen.Text([line], Sheet.Left, HeaderLine - line.Baseline, Sheet.Measure, side);
        return line.Width;
    }
}
