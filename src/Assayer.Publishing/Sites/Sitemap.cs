using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Assayer.Codes;

namespace Assayer.Publishing.Sites;

/// <summary>
/// Writes sitemap.xml and robots.txt where the site's address is known; a sitemap's addresses are whole ones, so that there is none without.
/// https://www.sitemaps.org/protocol.html
/// </summary>
static class Sitemap
{
    const int MostAddresses = 50_000;
    const string FileName = "sitemap.xml", Robots = "robots.txt";

    static readonly XNamespace Schema = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// <summary>Every file that it may have.</summary>
    public static IEnumerable<string> FilesOf(SitePlan plan) => plan.AddressOf("") is null ? [] : [FileName, Robots, .. Enumerable.Range(1, (plan.Codes.Count * 2) / MostAddresses + 1).Select(FileOf)];

    public static IEnumerable<SiteFile> Write(SiteFolder folder, SitePlan plan, IReadOnlyList<BillingCode> codes)
    {
        if (plan.AddressOf(FileName) is not { } address) yield break;
        string[] pages = [SiteIndex.FirstPage, .. plan.IsSmall ? [] : plan.Kinds.SelectMany(kind => kind.Groups).Select(group => group.Page), .. codes.Select(code => plan.PageOf(code)!)];
        var parts = pages.Chunk(MostAddresses).ToList();
        if (parts.Count == 1)
        {
            yield return folder.Write(FileName, Xml("urlset", "url", pages, plan));
        }
        else
        {
            foreach (var (index, part) in parts.Index()) yield return folder.Write(FileOf(index + 1), Xml("urlset", "url", part, plan));
            yield return folder.Write(FileName, Xml("sitemapindex", "sitemap", parts.Select((_, index) => FileOf(index + 1)), plan));
        }
        yield return folder.Write(Robots, Encoding.UTF8.GetBytes($"User-agent: *\nAllow: /\nSitemap: {address}\n"));
    }

    static string FileOf(int number) => string.Create(CultureInfo.InvariantCulture, $"sitemap-{number}.xml");

    static byte[] Xml(string root, string entry, IEnumerable<string> pages, SitePlan plan)
    {
        var document = new XDocument(new XElement(Schema + root, pages.Select(page => new XElement(Schema + entry, new XElement(Schema + "loc", plan.AddressOf(page))))));
        using var bytes = new MemoryStream();
        document.Save(bytes);
        return bytes.ToArray();
    }
}
