using System.Globalization;
using System.Text.RegularExpressions;

namespace Assayer.Rates.Files;

/// <summary>What a price file's name says: payers date their files there, and number their parts.</summary>
public static partial class FileName
{
    /// <summary>
    /// The first date in a name, as 2025-07-01, 2025_07_01 or 20250701, or the first of a month as 2025-07; null when there is none. Of an
    /// archive's entry, its own name's, else its folder's or the archive's.
    /// </summary>
    public static DateOnly? DateIn(string name)
    {
        foreach (var part in name.Split('/', '\\').Reverse())
            foreach (Match match in Dates().Matches(part))
                if (TryDate(match, out var date)) return date;
        return null;
    }

    /// <summary>The name without dates, folder, extensions and letter case: what stays the same from one edition to the next.</summary>
    public static string SeriesOf(string name)
    {
        name = Extensions().Replace(Path.GetFileName(name).ToLowerInvariant(), "");
        return Dates().Replace(name, match => TryDate(match, out _) ? "" : match.Value).Trim('-', '_', '.', ' ');
    }

    static bool TryDate(Match match, out DateOnly date)
    {
        var day = match.Groups["day"] is { Success: true } group ? group.Value : "01";
        return DateOnly.TryParseExact($"{match.Groups["year"].Value}{match.Groups["month"].Value}{day}", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }

    [GeneratedRegex(@"(?<!\d)(?<year>20\d\d)(?:(?<s>[-_.])(?<month>\d\d)(?:\k<s>(?<day>\d\d))?|(?<month>\d\d)(?<day>\d\d))(?!\d)")]
    private static partial Regex Dates();

    [GeneratedRegex(@"(\.(json|gz|zip|csv|txt))+$")]
    private static partial Regex Extensions();
}
