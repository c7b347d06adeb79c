using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Assayer.Publishing.CodeReports;
using Assayer.Publishing.Documents;

namespace Assayer.Publishing.Sites;

/// <summary>
/// What the search looks in: scripts, since a page that is opened from a disk may load scripts but not data. Each holds some thousands of
/// codes as lines of text, fields apart by tabs, and names the next, so that a large site's first page isn't slower than a small one's.
/// </summary>
static class SearchData
{
    const int MostCodes = 10_000;

    static readonly SearchJson Json = new(new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    /// <summary>The files of a site of so many codes.</summary>
    public static IEnumerable<string> FilesOf(int codes) => Enumerable.Range(1, Math.Max(1, (codes + MostCodes - 1) / MostCodes)).Select(FileOf);

    public static IEnumerable<SiteFile> Write(SiteFolder folder, IReadOnlyList<SiteEntry> entries)
    {
        SiteEntry[][] parts = entries.Count == 0 ? [[]] : [.. entries.Chunk(MostCodes)];
        for (var index = 0; index < parts.Length; index++)
            yield return folder.Write(FileOf(index + 1), Part(parts[index], index + 1 < parts.Length ? FileOf(index + 2) : null));
    }

    static string FileOf(int number) => string.Create(CultureInfo.InvariantCulture, $"search/codes-{number}.js");

    static byte[] Part(SiteEntry[] entries, string? next)
    {
        string[] payers = [.. entries.SelectMany(entry => entry.Payers).Distinct().Order(StringComparer.Ordinal)];
        var numbers = payers.Index().ToDictionary(payer => payer.Item, payer => payer.Index);
        var sets = new Dictionary<string, int>();
        var lines = new StringBuilder();
        foreach (var entry in entries)
        {
            var set = string.Join('.', entry.Payers.Select(payer => numbers[payer]));
            if (!sets.TryGetValue(set, out var number)) sets.Add(set, number = sets.Count);
            var mark = entry.IsSynthetic ? Document.SyntheticMark : "";
            string[] fields =
            [
                entry.Value, entry.Type, entry.Name ?? "", number.ToString(CultureInfo.InvariantCulture),
                entry.Median is { } median ? Amounts.Dollars(median) + mark : "", entry.PercentOfMedicare is { } percent ? Amounts.Percent(percent) + mark : "",
                entry.Hospitals > 0 ? entry.Hospitals.ToString(CultureInfo.InvariantCulture) : "", ReportName.Of(entry.Code) is var name && name != entry.Value ? name : "",
            ];
            lines.AppendJoin('\t', fields.Select(Plain)).Length -= fields.Reverse().TakeWhile(field => field.Length == 0).Count();
            lines.Append('\n');
        }
        var data = JsonSerializer.Serialize(new SearchPart(payers, [.. sets.Keys], lines.ToString(), next), Json.SearchPart);
        return Encoding.UTF8.GetBytes($"assayerCodes({data});\n");
    }

    static string Plain(string field) => field.AsSpan().ContainsAny('\t', '\n', '\r') ? string.Join(' ', field.Split('\t', '\n', '\r')) : field;
}

/// <summary>A file of <see cref="SearchData"/>.</summary>
/// <param name="Payers">Names of payers, in order.</param>
/// <param name="Sets">Sets of payers: their places in <paramref name="Payers"/>, with dots.</param>
/// <param name="Lines">A line for each code.</param>
/// <param name="Next">The next file; null in the last.</param>
sealed record SearchPart(string[] Payers, string[] Sets, string Lines, string? Next);

/// <summary>How <see cref="SearchPart"/> is written, worked out when this is built.</summary>
[JsonSerializable(typeof(SearchPart))]
sealed partial class SearchJson : JsonSerializerContext;
