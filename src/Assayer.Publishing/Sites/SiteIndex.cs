using System.Text;
using Assayer.Codes;
using Assayer.Publishing.Documents;

namespace Assayer.Publishing.Sites;

/// <summary>Writes a site's first page, the lists of its codes, its stylesheet and its search.</summary>
static class SiteIndex
{
    public const string Stylesheet = "site.css", FirstPage = "index.html";
    const string SearchScript = "search/search.js";

    // A first page of a large site has a table of the codes that have a name, when they are few enough to read.
    const int MostNamed = 100;

    static readonly byte[] Style = Encoding.UTF8.GetBytes(HtmlHead.Style + HtmlHead.Resource("site.css"));
    static readonly byte[] Script = Encoding.UTF8.GetBytes(HtmlHead.Resource("search.js"));

    /// <summary>Every file that the index may have.</summary>
    public static IEnumerable<string> FilesOf(SitePlan plan) =>
        [FirstPage, Stylesheet, SearchScript, .. plan.Kinds.SelectMany(kind => kind.Groups).Select(group => group.Page), .. SearchData.FilesOf(plan.Codes.Count), .. Sitemap.FilesOf(plan)];

    public static IEnumerable<SiteFile> Write(SiteFolder folder, SitePlan plan, IReadOnlyList<SiteEntry> entries)
    {
        yield return folder.Write(Stylesheet, Style);
        yield return folder.Write(SearchScript, Script);
        foreach (var file in SearchData.Write(folder, entries)) yield return file;
        var byCode = entries.ToDictionary(entry => entry.Code);
        yield return folder.Write(FirstPage, Page(html => First(html, plan, entries, byCode)));
        if (plan.IsSmall) yield break;
        foreach (var (kind, groups) in plan.Kinds)
            for (var index = 0; index < groups.Count; index++)
            {
                var (group, before, after) = (groups[index], index > 0 ? groups[index - 1] : null, index + 1 < groups.Count ? groups[index + 1] : null);
                yield return folder.Write(group.Page, Page(html => List(html, plan, group, before, after, byCode)));
            }
    }

    static byte[] Page(Action<HtmlWriter> write)
    {
        using var text = new StringWriter();
        write(new(text));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static void First(HtmlWriter html, SitePlan plan, IReadOnlyList<SiteEntry> entries, Dictionary<BillingCode, SiteEntry> byCode)
    {
        const string title = "What payers pay, code by code";
        var frame = new SiteFrame
        {
            Stylesheet = Stylesheet,
            Script = SearchScript,
            Canonical = plan.AddressOf(FirstPage),
            Description = $"{Amounts.Counted(entries.Count, "billing code", "billing codes")}: what each is, how it is coded, and what payers pay for it, from the payers' own price files.",
        };
        HtmlHead.Write(html, title, frame);
        html.Raw("<a class=\"skip\" href=\"#main\">Skip to the codes</a>\n<header>\n");
        Banner(html, entries);
        var payers = entries.SelectMany(entry => entry.Payers).Distinct().Count();
        var days = entries.Select(entry => entry.AsOf).OfType<DateOnly>().Distinct().Order().ToList();
        html.Add($"<div class=\"title\">\n<h1>{title}</h1>\n<p class=\"subtitle\">{Amounts.Counted(entries.Count, "billing code", "billing codes")}, {Amounts.Counted(payers, "payer", "payers")}: what each code is, how it is coded, and what is paid for it, from payers' and hospitals' own price files.</p>\n");
        if (days.Count > 0) html.Add($"<p class=\"remark\">Prices as of {Amounts.Day(days[^1])}{(days.Count > 1 ? " and before" : "")}</p>\n");
        html.Raw("</div>\n");
        Search(html);
        html.Raw("</header>\n<div class=\"page\">\n<nav aria-label=\"Contents\">\n<p>Kinds of code</p>\n<ol>\n");
        foreach (var (kind, groups) in plan.Kinds)
            html.Add($"<li><a href=\"#{SitePlan.AnchorOf(kind)}\">{kind.Name} <span class=\"count\">{Amounts.Count(groups.Sum(group => group.Codes.Count))}</span></a></li>\n");
        html.Raw("</ol>\n</nav>\n<main id=\"main\" tabindex=\"-1\">\n");
        SiteEntry[] named = [.. entries.Where(entry => entry.Name is not null)];
        if (!plan.IsSmall && named.Length is > 0 and <= MostNamed)
        {
            html.Raw("<section aria-labelledby=\"named\">\n<h2 id=\"named\">Codes with a description</h2>\n");
            CodeTable.Write(html, "Codes with a description", named, "", withKind: true);
            html.Raw("</section>\n");
        }
        foreach (var (kind, groups) in plan.Kinds) Kind(html, plan, kind, groups, byCode);
        html.Raw("</main>\n</div>\n");
        End(html);
    }

    static void Kind(HtmlWriter html, SitePlan plan, BillingCodeType kind, IReadOnlyList<SiteGroup> groups, Dictionary<BillingCode, SiteEntry> byCode)
    {
        var id = SitePlan.AnchorOf(kind);
        html.Add($"<section id=\"{id}\" aria-labelledby=\"{id}-heading\">\n<h2 id=\"{id}-heading\">{kind.Name} codes</h2>\n");
        if (KindText.Of(kind) is { } meaning) html.Add($"<p>{meaning}</p>\n");
        if (plan.IsSmall)
        {
            CodeTable.Write(html, $"{kind} codes", [.. EntriesOf(groups.SelectMany(group => group.Codes), byCode)], "");
        }
        else
        {
            html.Raw("<ul class=\"ranges\">\n");
            foreach (var group in groups) html.Add($"<li><a href=\"{group.Page}\">{group.Label}</a> <span class=\"count\">{Amounts.Counted(group.Codes.Count, "code", "codes")}</span></li>\n");
            html.Raw("</ul>\n");
        }
        html.Raw("</section>\n");
    }

    static void List(HtmlWriter html, SitePlan plan, SiteGroup group, SiteGroup? before, SiteGroup? after, Dictionary<BillingCode, SiteEntry> byCode)
    {
        const string root = "../";
        SiteEntry[] entries = [.. EntriesOf(group.Codes, byCode)];
        var title = $"{group.Kind} codes {group.Label}";
        var frame = new SiteFrame
        {
            Stylesheet = root + Stylesheet,
            Canonical = plan.AddressOf(group.Page),
            Description = $"{title}: what payers pay for each.",
            Trail = [new("All codes") { Page = root + FirstPage }, new($"{group.Kind} codes") { Page = $"{root}{FirstPage}#{SitePlan.AnchorOf(group.Kind)}" }],
        };
        HtmlHead.Write(html, title, frame);
        html.Raw("<a class=\"skip\" href=\"#main\">Skip to the codes</a>\n<header>\n");
        HtmlHead.Trail(html, new(html, frame), frame);
        Banner(html, entries);
        html.Add($"<div class=\"title\">\n<h1>{title}</h1>\n</div>\n</header>\n<div class=\"page single\">\n<main id=\"main\" tabindex=\"-1\">\n");
        CodeTable.Write(html, title, entries, root);
        if (before is not null || after is not null)
        {
            html.Raw("<nav class=\"beside\" aria-label=\"Lists beside this one\">\n");
            if (before is not null) html.Add($"<a href=\"{root}{before.Page}\" rel=\"prev\">← {before.Label}</a>\n");
            if (after is not null) html.Add($"<a href=\"{root}{after.Page}\" rel=\"next\">{after.Label} →</a>\n");
            html.Raw("</nav>\n");
        }
        html.Raw("</main>\n</div>\n");
        End(html);
    }

    // Hidden until the script that makes it work shows it.
    static void Search(HtmlWriter html) => html.Raw("""
        <search id="search" hidden>
        <form>
        <div><label for="query">Find a code</label><input id="query" type="search" autocomplete="off" spellcheck="false" placeholder="86353, or words of its name" aria-describedby="found"></div>
        <div><label for="payer">Priced by</label><select id="payer"><option value="">Any payer</option></select></div>
        </form>
        <p id="found" role="status"></p>
        <div id="results"></div>
        </search>

        """);

    static void Banner(HtmlWriter html, IReadOnlyList<SiteEntry> entries)
    {
        if (entries.Any(entry => entry.IsSynthetic)) html.Add($"<p class=\"banner\">{Document.SyntheticBanner}</p>\n");
    }

    static void End(HtmlWriter html) => html.Raw("<footer>\n<p>The figures are those of each code's report, which names their sources. Made with Assayer.</p>\n</footer>\n</body>\n</html>\n");

    static IEnumerable<SiteEntry> EntriesOf(IEnumerable<BillingCode> codes, Dictionary<BillingCode, SiteEntry> byCode) =>
        codes.Select(code => byCode.GetValueOrDefault(code)).OfType<SiteEntry>();
}
