using System.Text.RegularExpressions;
using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Codes.Medicare;

/// <summary>Reads CMS's ZIP code to carrier locality file of five digits: 80 columns, as its record layout (zip5lyout.txt) has them.</summary>
public sealed partial class ZipLocalityReader(Stream stream, Source source, DiagnosticLog log) : TableReader<ZipLocality>(stream, source, log)
{
    /// <inheritdoc/>
    public override IEnumerable<ZipLocality> Rows(CancellationToken cancellationToken = default)
    {
        using var text = OpenText();
        for (long line = 1; text.ReadLine() is { } record; line++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (record.Trim('\u001a', ' ', '\0').Length == 0 || TableHeader.IsSyntheticMark(record)) continue;
            if (Parse(line, record) is not { } row)
            {
                Reject("MED001", line, null, $"\"{(record.Length <= 40 ? record : record[..40] + "…")}\" is not a record of state, ZIP code, carrier and locality.", "Give the file as CMS publishes it. The line was left out.");
                continue;
            }
            Accepted++;
            yield return row;
        }
    }

    internal static ZipLocality? Parse(long line, string record)
    {
        if (Layout().Match(record) is not { Success: true } match) return null;
        string Part(string name) => match.Groups[name].Value.Trim();
        return new(line, Part("state"), Part("zip"), Part("carrier"), Part("locality"), Part("rural"), Part("plus") == "1");
    }

    /// <summary>Year and quarter of a record: 2025 and 4 of 20254; null where it has none.</summary>
    internal static (int Year, int Quarter)? VintageOf(string record) =>
        Layout().Match(record) is { Success: true } match && match.Groups["year"].Success
            ? (int.Parse(match.Groups["year"].Value, System.Globalization.CultureInfo.InvariantCulture), match.Groups["quarter"].Value[0] - '0')
            : null;

    [GeneratedRegex(@"^(?<state>[A-Z]{2})(?<zip>\d{5})(?<carrier>\d{5})(?<locality>\d{2})(?<rural>[ RB]).{5}(?<plus>[01]).{54}((?<year>20\d\d)(?<quarter>[1-4]))?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Layout();
}
