using Assayer.Publishing.Charts;

namespace Assayer.Publishing.Documents.Pdf;

/// <summary>A document's blocks as rows.</summary>
sealed class Blocks
{
    const float Indent = 12;
    const int FiguresInRow = 4, GroundsInRow = 2;

    readonly Tables _tables = new();
    string? _heading;

    /// <summary>Rows of blocks in order: a paragraph stays with the table or chart that it introduces.</summary>
    public IEnumerable<Row> Rows(IReadOnlyList<Block> blocks)
    {
        for (var index = 0; index < blocks.Count; index++)
        {
            var introduces = blocks[index] is Paragraph && index + 1 < blocks.Count && blocks[index + 1] is Table or Chart;
            foreach (var row in Rows(blocks[index])) yield return introduces ? row with { KeepsWithNext = true } : row;
        }
    }

    IEnumerable<Row> Rows(Block block)
    {
        switch (block)
        {
            case Subheading(var text):
                _heading = text;
                return [Text(Style.Subheading, new Span(text, Style.Subheading)) with { Before = 15, After = 4, KeepsWithNext = true }];
            case Paragraph(var text):
                return [Text(Style.Body, [.. Phrases.Inline(text, Style.Body)]) with { Before = 3, After = 5 }];
            case Bullets(var items):
                return items.Select((item, index) => Bullet(item) with { After = index == items.Count - 1 ? 6 : 2.5f });
            case Absence(var what, var missing):
                return [Text(Style.Quiet, new Span((what is null ? "" : what + ". ") + Notes.Sentence(missing), Style.Quiet)) with { Before = 3, After = 5 }];
            case KeyFigures(var figures):
                return Figures(figures);
            case Judgement judgement:
                return Judge(judgement);
            case Table table:
                return _tables.Rows(table, _heading);
            case Fold(var summary, var blocks):
                _heading = summary;
                return [Text(Style.Body.Strong, new Span(summary, Style.Body.Strong)) with { Before = 12, After = 3, KeepsWithNext = true }, .. Rows(blocks).ToArray()];
            case Chart chart:
                return ChartPdf.Rows(chart);
            case References(var entries):
                return entries.Select(Entry);
            default:
                throw new ArgumentException($"No way to render {block.GetType().Name}.", nameof(block));
        }
    }

    /// <summary>A row of running text.</summary>
    public static Row Text(Style style, params Span[] spans) =>
        new(new Cell(0, Sheet.TextMeasure, new SetText(spans).Lines(Sheet.TextMeasure))) { MinHeight = style.Leading };

    static Row Bullet(Phrase item) => new(
        new Cell(2, Indent, new SetText(new Span("•", Style.Quiet)).Lines(Indent)),
        new Cell(Indent, Sheet.TextMeasure - Indent, new SetText(Phrases.Inline(item, Style.Body)).Lines(Sheet.TextMeasure - Indent)));

    static IEnumerable<Row> Figures(IReadOnlyList<KeyFigure> figures)
    {
        const float Padding = 11;
        foreach (var chunk in figures.Chunk(FiguresInRow))
        {
            var width = Sheet.Measure / chunk.Length;
            yield return new([.. chunk.Select((figure, index) =>
            {
                var (left, inner) = (index == 0 ? 0 : Padding, width - (index == 0 ? Padding : 2 * Padding));
                return new Cell(index * width + left, inner,
                [
                    .. new SetText(new Span(figure.Label, Style.Small.Scaled(1.07f))).Lines(inner),
                    .. Value(figure.Value, inner),
                    .. figure.Remarks.SelectMany(remark => new SetText(Phrases.Inline(remark, Style.Small.Scaled(1.07f) with { Color = Palette.Ink })).Lines(inner)),
                ]);
            })])
            {
                Before = 16,
                After = 10,
                Padding = 8,
                Ground = (pen, area) =>
                {
                    pen.Line(area.Left, area.Top, area.Right, area.Top, Palette.Ink, 1.4f);
                    pen.Line(area.Left, area.Bottom, area.Right, area.Bottom, Palette.Rule, 0.6f);
                    for (var index = 1; index < chunk.Length; index++) pen.Line(area.Left + index * width, area.Top + 6, area.Left + index * width, area.Bottom - 6, Palette.Rule, 0.6f);
                },
            };
        }
    }

    // As large as its width lets it be; a reason in the size of text.
    static IReadOnlyList<Line> Value(Phrase value, float width)
    {
        if (value.Missing is not null) return new SetText(Phrases.Inline(value, Style.Small)).Lines(width);
        var figure = new SetText(Phrases.Text(value, Style.Figure));
        var style = figure.Width <= width ? Style.Figure : Style.Figure.Scaled(Math.Max(0.6f, width / Math.Max(figure.LongestWord, width)));
        return new SetText([.. Phrases.Text(value, style), .. Phrases.Sources(value.Sources, style, "\u00A0")]).Lines(width);
    }

    static IEnumerable<Row> Judge(Judgement judgement)
    {
        const float Inset = 12;
        var inner = Sheet.Measure - 2 * Inset;
        List<Row> rows = [new(new Cell(Inset, inner, new SetText([new Span(judgement.Label + ". ", Style.Body.Strong), .. Phrases.Inline(judgement.Statement, Style.Body)]).Lines(inner)))];
        var style = Style.Small.Scaled(1.07f);
        var width = (inner - Sheet.Gutter) / GroundsInRow;
        foreach (var chunk in judgement.Grounds.Chunk(GroundsInRow))
        {
            rows.Add(new([.. chunk.Select((ground, index) =>
            {
                var (word, color) = ground.Holds switch { true => ("Yes", Palette.Accent), false => ("No", Palette.Caution), _ => ("Not known", Palette.Caution) };
                return new Cell(Inset + index * (width + Sheet.Gutter), width,
                [
                    .. new SetText(new Span(ground.Question + " ", style.Strong with { Color = Palette.Ink }), new Span(word, style.Strong with { Color = color })).Lines(width),
                    .. new SetText(Phrases.Inline(ground.Finding, style)).Lines(width),
                ]);
            })]));
        }
        return rows.Select((row, index) => row with
        {
            Padding = 6,
            Before = index == 0 ? 10 : 0,
            After = index == rows.Count - 1 ? 10 : 0,
            KeepsWithNext = index < rows.Count - 1,
            Ground = (pen, area) => pen.Rectangle(area, Palette.Wash),
        });
    }

    static Row Entry(Reference entry)
    {
        const int Columns = 2;
        const float Number = 24;
        var width = Sheet.ColumnWidth(Columns) - Number;
        var (name, fact) = (Style.Small with { Color = Palette.Ink }, Style.Small.Scaled(0.9f));
        List<Line> lines = [.. new SetText(Phrases.Text(new(entry.Name) { Url = entry.Url, IsSynthetic = entry.IsSynthetic }, name)).Lines(width)];
        foreach (var (label, text) in entry.Facts)
        {
            // A digest stands on one line.
            var set = new SetText(new Span($"{label}: {text}", fact));
            lines.AddRange(set.LongestWord > width ? new SetText(new Span($"{label}: {text}", fact with { Size = Math.Max(5, fact.Size * width / set.Width) })).Lines(width) : set.Lines(width));
        }
        if (entry.Inputs.Count > 0) lines.AddRange(new SetText([new Span("Made from", fact), .. Phrases.Sources(entry.Inputs, fact, "\u00A0")]).Lines(width));
        return new(
            new Cell(0, Number, new SetText(new Span(entry.Id, name with { Color = Palette.Quiet })).Lines(Number)),
            new Cell(Number, width, lines))
        { Columns = Columns, Padding = 2.5f, Anchors = [entry.Id], Ground = (pen, area) => pen.Line(area.Left, area.Bottom, area.Left + Number + width, area.Bottom, Palette.Rule, 0.4f) };
    }
}
