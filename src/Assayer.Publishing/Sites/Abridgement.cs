using System.Globalization;
using Assayer.Publishing.Documents;

namespace Assayer.Publishing.Sites;

/// <summary>A shorter document for a page that would be too heavy: what it leaves out is said, and stands on the page of the whole.</summary>
static class Abridgement
{
    const int MostRows = 40;
    const int MostFoldedRows = 3;
    const int MostSources = 150;

    /// <summary>The document without the rest of long tables, without what is folded away but short, and with the sources that it still names.</summary>
    /// <param name="document">The whole.</param>
    /// <param name="whole">Its page.</param>
    /// <param name="listed">The ids of the sources that the shorter one lists.</param>
    public static Document Of(Document document, string whole, out IReadOnlySet<string> listed)
    {
        Section[] sections = [.. document.Sections.Select(section => section with { Blocks = [.. Shorten(section.Blocks, $"{whole}#{section.Id}")] })];
        var named = document.Lead.Concat(sections.SelectMany(section => section.Blocks)).SelectMany(Phrases)
            .Append(document.Subtitle).Append(document.Remark).SelectMany(phrase => phrase.Sources).ToHashSet(StringComparer.Ordinal);
        Reference[] entries = [.. sections.SelectMany(section => section.Blocks).OfType<References>().SelectMany(references => references.Entries)];
        var inputs = entries.Where(entry => named.Contains(entry.Id)).SelectMany(entry => entry.Inputs).ToHashSet(StringComparer.Ordinal);
        inputs.UnionWith(named);
        if (inputs.Count <= MostSources) named = inputs;
        listed = named;
        return document with { Sections = [.. sections.Select(section => section with { Blocks = [.. section.Blocks.SelectMany(block => List(block, named, $"{whole}#{section.Id}"))] })] };
    }

    static IEnumerable<Block> Shorten(IEnumerable<Block> blocks, string whole)
    {
        var elsewhere = new List<Phrase>();
        foreach (var block in blocks)
        {
            if (block is Fold fold && Rows(fold) > MostFoldedRows)
            {
                elsewhere.Add(new(fold.Summary) { Page = whole });
                continue;
            }
            if (Elsewhere(elsewhere) is { } left) yield return left;
            elsewhere = [];
            if (block is Table { Rows.Count: > MostRows } table)
            {
                yield return table with { Rows = [.. table.Rows.Take(MostRows)] };
                yield return new Paragraph(new(string.Create(CultureInfo.InvariantCulture, $"The first {MostRows} of {table.Rows.Count:N0} rows: all are in the whole report")) { Page = whole });
                continue;
            }
            yield return block;
        }
        if (Elsewhere(elsewhere) is { } last) yield return last;
    }

    static Bullets? Elsewhere(List<Phrase> links) => links.Count == 0 ? null : new([.. links.Select(link => link with { Text = $"{link.Text}: in the whole report" })]);

    static int Rows(Block block) => block switch
    {
        Table table => table.Rows.Count,
        Fold fold => fold.Blocks.Sum(Rows),
        _ => 0,
    };

    static IEnumerable<Block> List(Block block, HashSet<string> named, string whole)
    {
        if (block is not References references) return [block];
        Reference[] kept = [.. references.Entries.Where(entry => named.Contains(entry.Id))];
        if (kept.Length == references.Entries.Count) return [block];
        return
        [
            new Paragraph(new(string.Create(CultureInfo.InvariantCulture, $"The sources named on this page, {kept.Length:N0} of {references.Entries.Count:N0}: all are in the whole report")) { Page = whole }),
            new References(kept),
        ];
    }

    static IEnumerable<Phrase> Phrases(Block block) => block switch
    {
        Paragraph paragraph => [paragraph.Text],
        Bullets bullets => bullets.Items,
        KeyFigures figures => figures.Figures.SelectMany(figure => figure.Remarks.Prepend(figure.Value)),
        Judgement judgement => judgement.Grounds.Select(ground => ground.Finding).Prepend(judgement.Statement),
        Table table => table.Rows.SelectMany(row => row),
        Fold fold => fold.Blocks.SelectMany(Phrases),
        _ => [],
    };
}
