namespace Assayer.Rates.Transparency;

/// <summary>Plans, and the files that hold their prices: each file for each of the plans.</summary>
/// <param name="Index">Which element of <c>reporting_structure</c>, from 0.</param>
/// <param name="Plans">The plans.</param>
/// <param name="Files">The files; other structures may name them too.</param>
public sealed record ReportingStructure(long Index, IReadOnlyList<TableOfContentsPlan> Plans, IReadOnlyList<TableOfContentsFile> Files);

/// <summary>A plan of a table of contents, as filed; null where a member isn't stated.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IdType">"ein" or "hios".</param>
/// <param name="Id">The sponsor's EIN, or the plan's HIOS number of ten or five digits.</param>
/// <param name="MarketType">"group" or "individual".</param>
/// <param name="Issuer">Who issues it (schema 2.x).</param>
/// <param name="Sponsor">Who sponsors it (schema 2.x).</param>
public sealed record TableOfContentsPlan(string? Name, string? IdType, string? Id, string? MarketType, string? Issuer, string? Sponsor)
{
    /// <summary>Whether the text is part of the plan's name, in any letter case, or is its number.</summary>
    public bool Matches(string text) => Name?.Contains(text, StringComparison.OrdinalIgnoreCase) == true || Id == text;
}

/// <summary>A file of prices that a table of contents names.</summary>
/// <param name="Kind">Negotiated rates or allowed amounts, by where it is named.</param>
/// <param name="Description">As filed; null when not stated.</param>
/// <param name="Location">
/// As filed, without the spaces around it: an address, or what is to be resolved against the address of the table itself.
/// </param>
public sealed record TableOfContentsFile(TransparencyKind Kind, string? Description, string Location);

/// <summary>What came of reading a table of contents.</summary>
/// <param name="Header">What it says about itself.</param>
/// <param name="Structures">How many structures were handed on.</param>
/// <param name="Diagnostics">What there was to say.</param>
public sealed record TableOfContentsResult(InNetworkHeader Header, long Structures, Evidence.DiagnosticLog Diagnostics);
