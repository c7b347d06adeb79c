using System.Globalization;
using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Codes.Medicare;

/// <summary>Reads CMS's ZIP code to carrier locality file of five digits: lines of 80 characters, as its record layout (zip5lyout.txt) has them.</summary>
public sealed class ZipLocalityReader(Stream stream, Source source, DiagnosticLog log) : TableReader<ZipLocality>(stream, source, log)
{
    // 1-based first and last position. The file of nine digits has its other four at 22 to 25, where this one has a blank.
    static readonly (int First, int Last, string Expected, Func<string, bool> Fits)[] Layout =
    [
        (1, 2, "a state of two letters", text => text.All(char.IsAsciiLetterUpper)),
        (3, 7, "a ZIP code of five digits", text => text.All(char.IsAsciiDigit)),
        (8, 12, "a carrier of five digits", text => text.All(char.IsAsciiDigit)),
        (13, 14, "a locality of two digits", text => text.All(char.IsAsciiDigit)),
        (15, 15, "blank, R or B", text => text is " " or "R" or "B"),
        (21, 22, "0 or 1, and a blank", text => text is "0 " or "1 "),
    ];

    /// <inheritdoc/>
    public override IEnumerable<ZipLocality> Rows(CancellationToken cancellationToken = default)
    {
        using var text = OpenText();
        for (long line = 1; text.ReadLine() is { } record; line++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (record.Trim('\u001a', ' ', '\0').Length == 0 || TableHeader.IsSyntheticMark(record)) continue;
            if (Parse(line, record, out var positions, out var fault) is not { } row)
            {
                Reject("MED001", line, positions, fault, "Give the file as CMS publishes it. The line was left out.");
                continue;
            }
            Accepted++;
            yield return row;
        }
    }

    internal static ZipLocality? Parse(long line, string record, out string positions, out string fault)
    {
        foreach (var (first, last, expected, fits) in Layout)
        {
            var part = Part(first, last);
            if (part.Length == last - first + 1 && fits(part)) continue;
            (positions, fault) = (first == last ? $"position {first}" : $"positions {first}-{last}", $"\"{part}\" is not {expected}.");
            return null;
        }
        (positions, fault) = ("", "");
        return new(line, Part(1, 2), Part(3, 7), Part(8, 12), Part(13, 14), Part(15, 15).Trim(), record[20] == '1');

        string Part(int first, int last) => record.Length < first ? "" : record[(first - 1)..Math.Min(last, record.Length)];
    }

    /// <summary>Year and quarter of a record, at positions 76 to 80: 2025 and 4 of 20254; null where it has none.</summary>
    internal static (int Year, int Quarter)? VintageOf(string record) =>
        record.Length >= 80 && record[75..77] == "20" && int.TryParse(record.AsSpan(75, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && record[79] is >= '1' and <= '4'
            ? (year, record[79] - '0')
            : null;
}
