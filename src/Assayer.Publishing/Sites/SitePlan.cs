using Assayer.Codes;
using Assayer.Publishing.CodeReports;
using Assayer.Publishing.Documents;

namespace Assayer.Publishing.Sites;

/// <summary>Which pages a site has, and how they lead to each other.</summary>
sealed class SitePlan
{
    /// <summary>A site of so few codes lists them on its first page.</summary>
    const int MostOnFirstPage = 300;

    const int Neighbours = 3;

    readonly Dictionary<BillingCode, int> _places;
    readonly Dictionary<BillingCode, SiteGroup> _groups = [];
    readonly Func<BillingCode, string?> _nameOf;
    readonly Uri? _address;

    /// <param name="codes">The site's codes, in order.</param>
    /// <param name="options">What the site is asked to be.</param>
    public SitePlan(IReadOnlyList<BillingCode> codes, SiteOptions options)
    {
        (Codes, _nameOf, _address) = (codes, options.NameOf, options.Address);
        _places = codes.Index().ToDictionary(place => place.Item, place => place.Index);
        Kinds = [.. codes.GroupBy(code => code.Type).Select(kind => (kind.Key, (IReadOnlyList<SiteGroup>)[.. SiteGroup.Of([.. kind])]))];
        foreach (var group in Kinds.SelectMany(kind => kind.Groups))
            foreach (var code in group.Codes) _groups.Add(code, group);
    }

    /// <summary>The codes, in order.</summary>
    public IReadOnlyList<BillingCode> Codes { get; }

    /// <summary>The kinds of code, each in groups.</summary>
    public IReadOnlyList<(BillingCodeType Kind, IReadOnlyList<SiteGroup> Groups)> Kinds { get; }

    /// <summary>Whether the first page lists every code, and there are no other lists.</summary>
    public bool IsSmall => Codes.Count <= MostOnFirstPage;

    /// <summary>The page of a code; null where the site has none.</summary>
    public string? PageOf(BillingCode code) => _places.ContainsKey(code) ? $"{ReportName.Of(code)}.html" : null;

    /// <summary>The address of a page; null where the site's isn't known.</summary>
    public string? AddressOf(string page) => _address is null ? null : new Uri(_address, page == "index.html" ? "" : page).AbsoluteUri;

    /// <summary>A link to a code of the site.</summary>
    public Phrase LinkTo(BillingCode code) => new(_nameOf(code) is { } name ? $"{code}: {name}" : code.ToString()) { Page = PageOf(code) };

    /// <summary>From the first page to a code.</summary>
    public IReadOnlyList<Phrase> TrailTo(BillingCode code)
    {
        var group = _groups[code];
        return IsSmall
            ? [new("All codes") { Page = "index.html" }, new($"{code.Type} codes") { Page = $"index.html#{AnchorOf(code.Type)}" }]
            : [new("All codes") { Page = "index.html" }, new($"{code.Type} codes") { Page = $"index.html#{AnchorOf(code.Type)}" }, new(group.Label) { Page = group.Page }];
    }

    /// <summary>The codes of the same kind before and after one.</summary>
    public IEnumerable<BillingCode> Beside(BillingCode code)
    {
        var place = _places[code];
        return Enumerable.Range(place - Neighbours, 2 * Neighbours + 1)
            .Where(other => other != place && other >= 0 && other < Codes.Count && Codes[other].Type == code.Type).Select(other => Codes[other]);
    }

    /// <summary>The place of a kind on the first page.</summary>
    public static string AnchorOf(BillingCodeType kind) => "kind-" + ReportName.Plain(kind.Name, kind.IsListed ? null : kind.Name).ToLowerInvariant();
}
