namespace Assayer.Publishing.Documents.Pdf;

/// <summary>Tables as rows: they fill the page's width, in a smaller size where they would else part words.</summary>
sealed class Tables
{
    const float Gap = 9, NarrowGap = 7, GapAfterNumbers = 20, GapBeforeSources = 13;
    const int ColumnsWithGap = 9;
    const float LeastName = 120, LeastFigure = 30; // In a table of figures.
    const float MostDetail = 150, MostSources = 58;
    const float HeadingInTwo = 42, MostHeading = 60; // A heading takes two lines or three rather than a word a line.
    const float KeptWhole = 150;
    const int NotesKept = 12;

    static readonly float[] Scales = [1, 0.93f, 0.86f, 0.79f];

    int _tables;

    // A cell's texts, under each other.
    readonly record struct CellText(IReadOnlyList<SetText> Texts, float Least, float Most, bool IsNumeric);

    /// <summary>The table, with the reasons for its missing cells below. A caption that only repeats the heading above is left out.</summary>
    public IEnumerable<Row> Rows(Table table, string? heading)
    {
        var id = $"t{++_tables}";
        var sources = table.Rows.Select(Table.SourcesOf).ToArray();
        var columns = table.Columns.Count + (sources.Any(ids => ids.Count > 0) ? 1 : 0);
        bool[] isNumeric = [.. Enumerable.Range(0, columns).Select(column => column < table.Columns.Count && table.IsNumeric(column))];
        var isOfFigures = isNumeric.Count(number => number) > 2;
        // An empty column stands as in the tables beside it where it has numbers.
        for (var column = 1; isOfFigures && column < table.Columns.Count; column++) isNumeric[column] |= table.Rows.All(row => row[column] is { Text: "", Missing: null });
        float[] gaps = [.. Enumerable.Range(0, columns).Select(column => GapAfter(column, isNumeric, table.Columns.Count))];
        var total = Sheet.Measure - gaps.Sum();
        Notes notes = new();
        List<CellText[]> contents = [];
        ColumnNeed[] needs = [];
        foreach (var scale in Scales)
        {
            notes = new();
            contents = [.. table.Rows.Select((row, index) => Contents(row, columns, sources[index], notes, id, scale)).Prepend(Heading(table, columns, scale))];
            needs = [.. Enumerable.Range(0, columns).Select(column => new ColumnNeed(contents.Max(row => row[column].Least), contents.Max(row => row[column].Most), isNumeric[column]))];
            if (isOfFigures) needs = [.. needs.Select((need, column) => column == 0 || need.IsNumeric ? AtLeast(need, scale) : need)];
            if (needs.Sum(need => need.Least) <= total) break;
        }
        var widths = Columns.Widths(needs, total);
        return Laid(table.Caption == heading ? null : table.Caption, [.. contents.Select(row => Laid(row, widths, gaps, isNumeric))], [.. notes.All], id);
    }

    static ColumnNeed AtLeast(ColumnNeed need, float scale) => need.IsNumeric
        ? need with { Least = Math.Max(need.Least, LeastFigure * scale), Most = Math.Max(need.Most, LeastFigure * scale) }
        : need with { Least = Math.Max(need.Least, Math.Min(need.Most, LeastName * scale)) };

    static float GapAfter(int column, bool[] isNumeric, int sources) =>
        column == isNumeric.Length - 1 ? 0 : !isNumeric[column] || isNumeric[column + 1] ? (isNumeric.Length > ColumnsWithGap ? NarrowGap : Gap) : column + 1 == sources ? GapBeforeSources : GapAfterNumbers;

    static IEnumerable<Row> Laid(string? caption, Row[] rows, (string Letter, string Text)[] notes, string id)
    {
        if (caption is not null)
            yield return new(new Cell(0, Sheet.Measure, new SetText(new Span(caption, Style.Small)).Lines(Sheet.Measure))) { Before = 10, After = 1, KeepsWithNext = true };
        var head = rows[0] with { Stand = Side.End, KeepsWithNext = true, Ground = (pen, area) => pen.Line(area.Left, area.Bottom, area.Right, area.Bottom, Palette.Quiet, 0.6f) };
        yield return head with { Before = 5 };
        // Two rows at least stand under a heading, and at a table's end; a short table stands on one page.
        var isShort = rows.Sum(row => row.Height) <= KeptWhole;
        for (var index = 1; index < rows.Length; index++)
        {
            var isLast = index == rows.Length - 1;
            yield return rows[index] with
            {
                KeepsWithNext = isLast ? notes.Length > 0 : isShort || index == 1 || index == rows.Length - 2,
                After = isLast ? 8 : 0,
                Repeats = [head],
                Ground = (pen, area) => pen.Line(area.Left, area.Bottom, area.Right, area.Bottom, Palette.Rule, 0.4f),
            };
        }
        for (var index = 0; index < notes.Length; index++)
        {
            var lines = new SetText(
                new Span(notes[index].Letter, Style.Small.Superscript(Palette.Quiet)), new Span("\u00A0" + notes[index].Text, Style.Small)).Lines(Sheet.TextMeasure);
            yield return new(new Cell(0, Sheet.TextMeasure, lines)) { Before = index == 0 ? 4 : 0, After = index == notes.Length - 1 ? 8 : 0, KeepsWithNext = index < notes.Length - 1 && notes.Length <= NotesKept, Anchors = [$"{id}-{notes[index].Letter}"] };
        }
    }

    static Row Laid(CellText[] contents, float[] widths, float[] gaps, bool[] isNumeric)
    {
        var (cells, x) = (new Cell[widths.Length], 0f);
        for (var column = 0; column < widths.Length; column++)
        {
            cells[column] = new(x, widths[column], [.. contents[column].Texts.SelectMany(text => text.Lines(widths[column]))]) { Align = isNumeric[column] ? Side.End : Side.Start };
            x += widths[column] + gaps[column];
        }
        return new(cells) { Padding = 2.8f };
    }

    static CellText[] Heading(Table table, int columns, float scale)
    {
        var style = Style.Small.Strong.Scaled(scale);
        return [.. Enumerable.Range(0, columns).Select(column =>
        {
            var text = Of(false, new SetText(new Span(column < table.Columns.Count ? table.Columns[column] : "Source", style)));
            var least = Math.Max(text.Least, Math.Min(text.Most * 0.6f, HeadingInTwo * scale));
            return text with { Least = least, Most = Math.Min(text.Most, Math.Max(least, MostHeading * scale)) };
        })];
    }

    static CellText[] Contents(IReadOnlyList<Phrase> row, int columns, IReadOnlyList<string> sources, Notes notes, string id, float scale)
    {
        var style = Style.Cell.Scaled(scale);
        var contents = row.Select((cell, column) => Content(cell, column == 0, sources, notes, id, style)).ToList();
        if (contents.Count < columns)
        {
            var ids = Of(false, new SetText(Phrases.Sources(sources, style)));
            contents.Add(ids with { Most = Math.Min(ids.Most, Math.Max(ids.Least, MostSources)) });
        }
        return [.. contents];
    }

    static CellText Content(Phrase cell, bool isHeading, IReadOnlyList<string> rowSources, Notes notes, string id, Style style)
    {
        List<SetText> texts = [];
        if (cell.Missing is { } missing)
        {
            var letter = notes.LetterOf(missing);
            texts.Add(new(new Span(Notes.Mark, style with { Color = Palette.Quiet }), new Span(letter, style.Superscript(Palette.Quiet), $"#{id}-{letter}")));
        }
        else
        {
            var text = Phrases.Text(cell, isHeading ? style.Strong : style);
            var ids = cell.Sources.Count > 0 && (cell.Text.Length == 0 || !cell.Sources.SequenceEqual(rowSources)) ? Phrases.Sources(cell.Sources, style, cell.Text.Length > 0 && !cell.IsNumber ? "\u00A0" : "") : [];
            if (cell.IsNumber) texts.AddRange(new SetText(text), new SetText(ids));
            else texts.Add(new([.. text, .. ids]));
        }
        var main = Of(cell.IsNumber, [.. texts]);
        if (string.IsNullOrEmpty(cell.Detail)) return main;
        var detail = new SetText(new Span(cell.Detail, style with { Face = Face.Regular, Size = style.Size * 0.9f, Leading = style.Leading * 0.9f, Color = Palette.Quiet }));
        return main with { Texts = [.. main.Texts, detail], Least = Math.Max(main.Least, detail.LongestWord), Most = Math.Max(main.Most, Math.Min(detail.Width, Math.Max(MostDetail, detail.LongestWord))) };
    }

    // A number is never parted.
    static CellText Of(bool isNumber, params SetText[] texts) =>
        new(texts, texts.Max(text => isNumber ? Math.Min(text.Width, Math.Max(text.LongestWord, 60)) : text.LongestWord), texts.Max(text => text.Width), isNumber);
}
