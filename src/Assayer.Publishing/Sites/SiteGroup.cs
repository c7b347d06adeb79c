using Assayer.Codes;
using Assayer.Publishing.CodeReports;

namespace Assayer.Publishing.Sites;

/// <summary>Codes of one kind that begin alike, few enough for one page.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Prefix">What they begin with; empty: all of the kind.</param>
/// <param name="Codes">The codes, in order.</param>
sealed record SiteGroup(BillingCodeType Kind, string Prefix, IReadOnlyList<BillingCode> Codes)
{
    const int MostCodes = 300;

    /// <summary>"80047 to 80440".</summary>
    public string Label => Codes.Count == 1 ? Codes[0].Value : $"{Codes[0].Value} to {Codes[^1].Value}";

    /// <summary>The page that lists them, relative to the site's folder.</summary>
    public string Page { get; } = $"lists/{ReportName.Plain((Prefix.Length == 0 ? Kind.Name : $"{Kind.Name}-{Prefix}").ToLowerInvariant(), Kind.IsListed ? null : $"{Kind.Name} {Prefix}")}.html";

    /// <summary>
    /// A kind's codes in groups: by their first character where they are too many for one page, by one more where those are. What a page holds
    /// doesn't depend on other pages' codes.
    /// </summary>
    /// <param name="codes">Codes of one kind, in order.</param>
    public static IEnumerable<SiteGroup> Of(IReadOnlyList<BillingCode> codes) => Split(codes, 0);

    static IEnumerable<SiteGroup> Split(IReadOnlyList<BillingCode> codes, int length)
    {
        if (codes.Count <= MostCodes) return [new(codes[0].Type, codes[0].Value[..length], codes)];
        return codes.GroupBy(code => code.Value.Length > length ? code.Value[length] : '\0')
            .SelectMany(group => group.Key == '\0' ? [new(group.First().Type, group.First().Value, [.. group])] : Split([.. group], length + 1));
    }
}
