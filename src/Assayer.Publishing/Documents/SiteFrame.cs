namespace Assayer.Publishing.Documents;

/// <summary>What a page has besides its document when it is part of a site: a shared stylesheet, and links to other pages.</summary>
public sealed record SiteFrame
{
    /// <summary>The stylesheet, relative to the page.</summary>
    public required string Stylesheet { get; init; }

    /// <summary>A script, relative to the page; null: the page runs none.</summary>
    public string? Script { get; init; }

    /// <summary>For search engines: what the page is, in a sentence.</summary>
    public string? Description { get; init; }

    /// <summary>The page's address, or that of the page that stands for it; null where the site's address isn't known.</summary>
    public string? Canonical { get; init; }

    /// <summary>Where the page stands in the site: links, from the site's first page down.</summary>
    public IReadOnlyList<Phrase> Trail { get; init; } = [];

    /// <summary>A link to the page of the whole document, where this one is abridged; null where it is whole.</summary>
    public Phrase? Whole { get; init; }

    /// <summary>The ids of the sources that an abridged page lists; others are on the page of the whole.</summary>
    public IReadOnlySet<string> Listed { get; init; } = new HashSet<string>();
}
