using Assayer.Evidence;

namespace Assayer.Publishing.Documents;

/// <summary>A report as it is read: headings, text, tables and charts, in order, for any format. Its text is not yet escaped.</summary>
/// <param name="Title">Title.</param>
/// <param name="Subtitle">What the title is, in a few words.</param>
/// <param name="Remark">The day it holds for, and the like.</param>
/// <param name="IsSynthetic">Whether a banner says that figures are synthetic.</param>
/// <param name="Lead">What stands on the first screen.</param>
/// <param name="Sections">The sections.</param>
public sealed record Document(
    string Title, Phrase Subtitle, Phrase Remark, bool IsSynthetic, IReadOnlyList<Block> Lead, IReadOnlyList<Section> Sections)
{
    /// <summary>The banner above a report with synthetic figures.</summary>
    public const string SyntheticBanner = "Synthetic data. Figures marked * were made up by a generator or for an example. They are not real prices.";

    /// <summary>The mark on a synthetic figure.</summary>
    public const string SyntheticMark = "*";
}

/// <summary>A section.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Blocks">What it holds.</param>
public sealed record Section(string Id, string Heading, IReadOnlyList<Block> Blocks);

/// <summary>Text with the ids of its sources; or, when <see cref="Missing"/> isn't null, the reason why there is none.</summary>
/// <param name="Text">The text; empty when missing.</param>
/// <param name="Sources">Ids of sources; empty for words that state no fact.</param>
public sealed record Phrase(string Text, params IReadOnlyList<string> Sources)
{
    /// <summary>Why there is no text.</summary>
    public Missing? Missing { get; init; }

    /// <summary>Whether it is a number: set in tabular figures, to the right.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Whether any source is synthetic.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>A second, quieter line.</summary>
    public string? Detail { get; init; }

    /// <summary>A link's target.</summary>
    public string? Url { get; init; }

    /// <summary>A page of the same site, relative to this one.</summary>
    public string? Page { get; init; }

    /// <summary>Words that state no fact.</summary>
    public static implicit operator Phrase(string text) => new(text);
}
