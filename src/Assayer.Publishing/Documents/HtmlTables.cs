namespace Assayer.Publishing.Documents;

/// <summary>Writes tables and the list of sources.</summary>
sealed class HtmlTables(HtmlWriter html, HtmlPhrases phrases)
{
    /// <summary>
    /// A table that scrolls by itself where it is too wide, with the reasons for its missing cells below. A caption that only repeats the
    /// heading above is for screen readers.
    /// </summary>
    public void Write(Table table, string? heading)
    {
        var id = html.NextId("t");
        var notes = new Notes();
        var sources = table.Rows.Select(Table.SourcesOf).ToArray();
        var withSources = sources.Any(ids => ids.Count > 0);
        bool[] isNumeric = [.. Enumerable.Range(0, table.Columns.Count).Select(table.IsNumeric)];
        html.Add($"<div class=\"scroll\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\">\n<table class=\"{(isNumeric.Count(numeric => numeric) > 2 ? "figures" : "words")}\">\n<caption id=\"{id}\"{new HtmlAttribute("class", table.Caption == heading ? "unseen" : null)}>{table.Caption}</caption>\n<thead>\n<tr>");
        for (var column = 0; column < table.Columns.Count; column++)
            html.Add($"<th scope=\"col\"{Number(isNumeric[column])}>{table.Columns[column]}</th>");
        if (withSources) html.Raw("<th scope=\"col\">Source</th>");
        html.Raw("</tr>\n</thead>\n<tbody>\n");
        for (var row = 0; row < table.Rows.Count; row++)
        {
            html.Raw("<tr>");
            for (var column = 0; column < table.Rows[row].Count; column++) Cell(table.Rows[row][column], column == 0, isNumeric[column], sources[row], notes, id);
            if (withSources)
            {
                html.Raw("<td class=\"ids\">");
                if (sources[row].Count > 0) phrases.Sources(sources[row]);
                html.Raw("</td>");
            }
            html.Raw("</tr>\n");
        }
        html.Raw("</tbody>\n</table>\n</div>\n");
        Write(notes, id);
    }

    /// <summary>The list of sources, each with its anchor.</summary>
    public void Write(IReadOnlyList<Reference> entries)
    {
        html.Raw("<ol class=\"references\">\n");
        foreach (var entry in entries)
        {
            html.Add($"<li id=\"{entry.Id}\"><b>{entry.Id}</b> <span class=\"name\">");
            phrases.Text(new(entry.Name) { Url = entry.Url, IsSynthetic = entry.IsSynthetic });
            html.Raw("</span>");
            foreach (var (label, text) in entry.Facts)
                html.Add($" <span class=\"fact\"><span class=\"label\">{label}</span> <span class=\"{(label == "SHA-256" ? "digest" : "text")}\">{text}</span></span>");
            if (entry.Inputs.Count > 0)
            {
                html.Raw(" <span class=\"fact\"><span class=\"label\">Made from</span>");
                phrases.Sources(entry.Inputs);
                html.Raw("</span>");
            }
            html.Raw("</li>\n");
        }
        html.Raw("</ol>\n");
    }

    void Cell(Phrase cell, bool isHeading, bool isNumeric, IReadOnlyList<string> rowSources, Notes notes, string tableId)
    {
        if (isHeading) html.Add($"<th scope=\"row\"{HtmlPhrases.Data(cell)}>");
        else html.Add($"<td{Number(isNumeric)}{HtmlPhrases.Data(cell)}>");
        if (cell.Missing is { } missing)
        {
            var letter = notes.LetterOf(missing);
            html.Add($"<span class=\"absent\">{Notes.Mark}<sup><a href=\"#{tableId}-{letter}\">{letter}</a></sup></span>");
        }
        else
        {
            phrases.Text(cell);
            if (cell.Sources.Count > 0 && (cell.Text.Length == 0 || !(ReferenceEquals(cell.Sources, rowSources) || cell.Sources.SequenceEqual(rowSources)))) phrases.Sources(cell.Sources);
        }
        if (!string.IsNullOrEmpty(cell.Detail)) html.Add($"<span class=\"detail\">{cell.Detail}</span>");
        html.Raw(isHeading ? "</th>" : "</td>");
    }

    void Write(Notes notes, string tableId)
    {
        (string Letter, string Text)[] all = [.. notes.All];
        if (all.Length == 0) return;
        html.Raw("<ul class=\"notes\">\n");
        foreach (var (letter, text) in all) html.Add($"<li id=\"{tableId}-{letter}\"><sup>{letter}</sup> {text}</li>\n");
        html.Raw("</ul>\n");
    }

    static HtmlAttribute Number(bool isNumeric) => new("class", isNumeric ? "number" : null);
}
