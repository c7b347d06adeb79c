using Assayer.Evidence;

namespace Assayer.Publishing.Documents;

/// <summary>A part of a section.</summary>
public abstract record Block;

/// <summary>A heading inside a section.</summary>
/// <param name="Text">Its text.</param>
public sealed record Subheading(string Text) : Block;

/// <summary>A paragraph.</summary>
/// <param name="Text">Its text.</param>
public sealed record Paragraph(Phrase Text) : Block;

/// <summary>A list of statements.</summary>
/// <param name="Items">The statements.</param>
public sealed record Bullets(IReadOnlyList<Phrase> Items) : Block;

/// <summary>A part that isn't there.</summary>
/// <param name="What">Its name: "By state"; null where the heading says it.</param>
/// <param name="Missing">Why.</param>
public sealed record Absence(string? What, Missing Missing) : Block;

/// <summary>A large figure with its label.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The figure.</param>
/// <param name="Remarks">What a reader needs beside it.</param>
public sealed record KeyFigure(string Label, Phrase Value, IReadOnlyList<Phrase> Remarks);

/// <summary>The figures of the first screen.</summary>
/// <param name="Figures">The figures.</param>
public sealed record KeyFigures(IReadOnlyList<KeyFigure> Figures) : Block;

/// <summary>A statement with what it rests on.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Grounds">What it rests on, each with whether it holds; null: not known.</param>
public sealed record Judgement(string Label, Phrase Statement, IReadOnlyList<(string Question, Phrase Finding, bool? Holds)> Grounds) : Block;

/// <summary>A table. The first cell of each row is its heading.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">Headings; a heading is to the right where its column holds numbers.</param>
/// <param name="Rows">Cells.</param>
public sealed record Table(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Phrase>> Rows) : Block
{
    /// <summary>Whether a column holds numbers.</summary>
    public bool IsNumeric(int column) => Rows.Any(row => row[column].IsNumber);

    /// <summary>
    /// The sources that most cells of a row share, numbers before words: printed once, at the row's end. A cell with other sources names its own.
    /// </summary>
    public static IReadOnlyList<string> SourcesOf(IReadOnlyList<Phrase> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        Phrase? first = null;
        var isShared = true;
        foreach (var cell in row)
        {
            if (cell.Sources.Count == 0 || cell.Text.Length == 0) continue;
            first ??= cell;
            isShared &= ReferenceEquals(cell.Sources, first.Sources);
        }
        if (isShared) return first?.Sources ?? [];
        return row.Where(cell => cell.Sources.Count > 0 && cell.Text.Length > 0)
            .GroupBy(cell => string.Join(' ', cell.Sources))
            .OrderByDescending(group => group.Any(cell => cell.IsNumber)).ThenByDescending(group => group.Count())
            .FirstOrDefault()?.First().Sources ?? [];
    }
}

/// <summary>Blocks behind a line that opens them; open in print.</summary>
/// <param name="Summary">The line.</param>
/// <param name="Blocks">The blocks.</param>
public sealed record Fold(string Summary, IReadOnlyList<Block> Blocks) : Block;

/// <summary>A figure drawn from data: the same data stand in a table nearby.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Description">What can be seen in it, in a sentence.</param>
public abstract record Chart(string Title, string Description) : Block;

/// <summary>An entry of the list of sources.</summary>
/// <param name="Id">Its id and anchor.</param>
/// <param name="Name">What it is.</param>
/// <param name="Facts">Publisher, vintage, period, place, digest: label and text.</param>
/// <param name="Url">Where it can be found.</param>
/// <param name="Inputs">Ids of what it was made from.</param>
/// <param name="IsSynthetic">Whether it is synthetic.</param>
public sealed record Reference(
    string Id, string Name, IReadOnlyList<(string Label, string Text)> Facts, string? Url, IReadOnlyList<string> Inputs, bool IsSynthetic);

/// <summary>The list of sources.</summary>
/// <param name="Entries">The entries.</param>
public sealed record References(IReadOnlyList<Reference> Entries) : Block;
