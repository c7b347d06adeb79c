namespace Assayer.Publishing.Documents;

/// <summary>Writes phrases: text, mark of synthetic data, links to sources.</summary>
sealed class HtmlPhrases(HtmlWriter html, SiteFrame? frame)
{
    /// <summary>A phrase with its sources; where it is missing, the sentence that says why.</summary>
    public void Inline(Phrase phrase)
    {
        if (phrase.Missing is { } missing)
        {
            html.Add($"<span class=\"absent\">{Notes.Sentence(missing)}</span>");
            return;
        }
        Text(phrase);
        if (phrase.Sources.Count > 0) Sources(phrase.Sources);
    }

    /// <summary>A phrase's text alone, linked and marked.</summary>
    public void Text(Phrase phrase)
    {
        // What stands behind other schemes than these could run as a script.
        var isLink = Uri.TryCreate(phrase.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
        if (isLink) html.Add($"<a href=\"{phrase.Url}\">{phrase.Text}</a>");
        else if (phrase.Page is { } page) html.Add($"<a href=\"{page}\">{phrase.Text}</a>");
        else html.Add($"{phrase.Text}");
        if (phrase.IsSynthetic && phrase.Text.Length > 0) html.Add($"<sup class=\"synthetic\">{Document.SyntheticMark}<span class=\"unseen\"> synthetic</span></sup>");
    }

    /// <summary>Links to sources, small.</summary>
    public void Sources(IReadOnlyList<string> ids)
    {
        html.Raw("<span class=\"sources\">");
        foreach (var (first, last) in SourceIds.Runs(ids))
        {
            html.Add($" <a href=\"{PageOf(first)}#{first}\">{first}</a>");
            if (last is not null) html.Add($"–<a href=\"{PageOf(last)}#{last}\">{last}</a>");
        }
        html.Raw("</span>");
    }

    string PageOf(string id) => frame?.Whole?.Page is { } whole && !frame.Listed.Contains(id) ? whole : "";

    /// <summary>What a phrase rests on, for a program that reads the page.</summary>
    public static HtmlAttribute Data(Phrase phrase) => new("data-sources", phrase.Sources.Count == 0 ? null : string.Join(' ', phrase.Sources));
}
