using System.Text;

namespace Assayer.Publishing.Documents;

/// <summary>GitHub-flavoured Markdown. Charts become a sentence; their data stand in the tables.</summary>
public sealed class MarkdownRenderer
{
    readonly TextWriter _writer;
    int _tables;

    MarkdownRenderer(TextWriter writer) => _writer = writer;

    /// <summary>Writes the document.</summary>
    public static void Render(Document document, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(writer);
        new MarkdownRenderer(writer).Write(document);
    }

    void Write(Document document)
    {
        if (document.IsSynthetic) Line($"> **{Escape(Document.SyntheticBanner)}**\n");
        Line($"# {Escape(document.Title)}\n");
        Line(Inline(document.Subtitle) + "\n");
        Line(Inline(document.Remark) + "\n");
        foreach (var block in document.Lead) Write(block);
        foreach (var section in document.Sections)
        {
            Line($"## {Escape(section.Heading)}\n");
            foreach (var block in section.Blocks) Write(block);
        }
    }

    void Write(Block block)
    {
        switch (block)
        {
            case Subheading(var text):
                Line($"### {Escape(text)}\n");
                break;
            case Paragraph(var text):
                Line(Inline(text) + "\n");
                break;
            case Bullets(var items):
                List(items.Select(Inline));
                break;
            case Absence(var what, var missing):
                Line($"{(what is null ? "" : Escape(what) + ". ")}{Escape(Notes.Sentence(missing))}\n");
                break;
            case KeyFigures(var figures):
                List(figures.Select(figure =>
                    $"**{Escape(figure.Label)}: {Inline(figure.Value)}**{string.Concat(figure.Remarks.Select(remark => " · " + Inline(remark)))}"));
                break;
            case Judgement judgement:
                Line($"**{Escape(judgement.Label)}.** {Inline(judgement.Statement)}\n");
                List(judgement.Grounds.Select(ground =>
                    $"{Escape(ground.Question)} {ground.Holds switch { true => "Yes.", false => "No.", _ => "Not known." }} {Inline(ground.Finding)}"));
                break;
            case Table table:
                Write(table);
                break;
            case Fold(var summary, var blocks):
                Line($"**{Escape(summary)}**\n");
                foreach (var inner in blocks) Write(inner);
                break;
            case Chart chart:
                Line($"*{Escape(chart.Title)}.* {Escape(chart.Description)}\n");
                break;
            case References(var entries):
                foreach (var entry in entries) Line(Entry(entry));
                Line("");
                break;
            default:
                throw new ArgumentException($"No way to render {block.GetType().Name}.", nameof(block));
        }
    }

    void Write(Table table)
    {
        var (notes, number) = (new Notes(), ++_tables);
        var sources = table.Rows.Select(Table.SourcesOf).ToArray();
        var withSources = sources.Any(ids => ids.Count > 0);
        Line($"Table {number}. {Escape(table.Caption)}\n");
        Row([.. table.Columns.Select(Escape), .. withSources ? ["Source"] : Array.Empty<string>()]);
        Row([.. table.Columns.Select((_, column) => table.IsNumeric(column) ? "---:" : "---"), .. withSources ? ["---"] : Array.Empty<string>()]);
        for (var row = 0; row < table.Rows.Count; row++)
            Row([.. table.Rows[row].Select(cell => Cell(cell, sources[row], notes)), .. withSources ? [Links(sources[row])] : Array.Empty<string>()]);
        Line("");
        List(notes.All.Select(note => $"{note.Letter}: {Escape(note.Text)}"));
    }

    static string Cell(Phrase cell, IReadOnlyList<string> rowSources, Notes notes)
    {
        var text = cell.Missing is { } missing
            ? $"{Notes.Mark} ({notes.LetterOf(missing)})"
            : cell.Sources.Count > 0 && (cell.Text.Length == 0 || !cell.Sources.SequenceEqual(rowSources)) ? $"{Text(cell)} {Links(cell.Sources)}".TrimStart() : Text(cell);
        return string.IsNullOrEmpty(cell.Detail) ? text : $"{text} ({Escape(cell.Detail)})";
    }

    static string Inline(Phrase phrase) => phrase.Missing is { } missing ? Escape(Notes.Sentence(missing))
        : phrase.Sources.Count == 0 ? Text(phrase)
        : $"{Text(phrase)} {Links(phrase.Sources)}";

    static string Text(Phrase phrase)
    {
        var text = Escape(phrase.Text) + (phrase.IsSynthetic && phrase.Text.Length > 0 ? Escape(Document.SyntheticMark) : "");
        return Uri.TryCreate(phrase.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? $"[{text}](<{url.AbsoluteUri}>)" : text;
    }

    static string Links(IReadOnlyList<string> ids) => ids.Count == 0
        ? ""
        : $"\\[{string.Join(", ", SourceIds.Runs(ids).Select(run => run.Last is null ? Link(run.First) : $"{Link(run.First)}–{Link(run.Last)}"))}\\]";

    static string Link(string id) => $"[{id}](#{id})";

    static string Entry(Reference entry)
    {
        var text = new StringBuilder($"- <a id=\"{entry.Id}\"></a>**{entry.Id}** {Text(new(entry.Name) { Url = entry.Url, IsSynthetic = entry.IsSynthetic })}");
        foreach (var (label, fact) in entry.Facts) text.Append($". {Escape(label)}: {Escape(fact)}");
        if (entry.Inputs.Count > 0) text.Append($". Made from {Links(entry.Inputs)}");
        return text.ToString();
    }

    void List(IEnumerable<string> items)
    {
        var any = false;
        foreach (var item in items)
        {
            Line("- " + item);
            any = true;
        }
        if (any) Line("");
    }

    void Row(IEnumerable<string> cells) => Line($"| {string.Join(" | ", cells)} |");

    void Line(string text)
    {
        _writer.Write(text);
        _writer.Write('\n');
    }

    // Every ASCII character that can begin markup is escaped (CommonMark 0.31.2, section 2.4); a line break or a control character becomes a space.
    static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029) escaped.Append(' ');
            else if (rune.Value is '&' or '<' or '>') escaped.Append(rune.Value switch { '&' => "&amp;", '<' => "&lt;", _ => "&gt;" });
            else if (rune.Value is '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '!') escaped.Append('\\').Append(rune);
            else if (escaped.Length == 0 && rune.Value is ('#' or '+' or '-' or '=')) escaped.Append('\\').Append(rune);
            else escaped.Append(rune);
        }
        return escaped.ToString();
    }
}
