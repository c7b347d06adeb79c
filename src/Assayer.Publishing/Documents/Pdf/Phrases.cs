namespace Assayer.Publishing.Documents.Pdf;

/// <summary>Phrases as text of several styles: marks of synthetic data, links to sources.</summary>
static class Phrases
{
    /// <summary>A phrase with its sources; where it is missing, the sentence that says why.</summary>
    public static IEnumerable<Span> Inline(Phrase phrase, Style style) => phrase.Missing is { } missing
        ? [new(Notes.Sentence(missing), style with { Color = Palette.Quiet })]
        : [.. Text(phrase, style), .. Sources(phrase.Sources, style, phrase.Text.Length > 0 ? "\u00A0" : "")];

    /// <summary>A phrase's text alone, linked and marked.</summary>
    public static IEnumerable<Span> Text(Phrase phrase, Style style)
    {
        // As in HTML: no other scheme is followed.
        var isLink = Uri.TryCreate(phrase.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
        yield return isLink ? new(phrase.Text, style with { Color = Palette.Accent }, url!.AbsoluteUri) : new(phrase.Text, style);
        // The asterisk of the font is high and small already, but beside a large figure.
        var share = style.Size > Style.Body.Size * 1.5f ? 0.55f : 0.85f;
        if (phrase.IsSynthetic && phrase.Text.Length > 0)
            yield return new(Document.SyntheticMark, style.Superscript(Palette.Caution) with { Size = style.Size * share, Rise = style.Size * (1 - share) * 0.8f }, Hangs: phrase.IsNumber);
    }

    /// <summary>Links to sources, small.</summary>
    /// <param name="ids">The sources' ids.</param>
    /// <param name="style">The style of the text that they stand beside.</param>
    /// <param name="before">What parts them from it.</param>
    public static IEnumerable<Span> Sources(IReadOnlyList<string> ids, Style style, string before = "")
    {
        var small = style with { Face = Face.Regular, Size = Math.Clamp(style.Size * 0.78f, 5.5f, 7), Color = Palette.Quiet };
        if (ids.Count > 0 && before.Length > 0) yield return new(before, style);
        before = "";
        foreach (var (first, last) in SourceIds.Runs(ids))
        {
            if (before.Length > 0) yield return new(before, small);
            yield return new(first, small, "#" + first);
            if (last is not null)
            {
                yield return new("–", small);
                yield return new(last, small, "#" + last);
            }
            before = " ";
        }
    }
}
