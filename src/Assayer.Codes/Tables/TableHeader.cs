using System.Text;

namespace Assayer.Codes.Tables;

/// <summary>A column that a table has, by the headings under which it is known: upper case, words of letters and digits.</summary>
sealed record Heading(bool Required, params string[] Spellings)
{
    // "NON FACILITY TOTAL" ends with "FACILITY TOTAL" and means the contrary.
    public bool Fits(string words) => Spellings.Any(spelling =>
        words.EndsWith(spelling, StringComparison.Ordinal)
        && words[..^spelling.Length] is var before
        && (before.Length == 0 || (before[^1] == ' ' && !before.EndsWith("NON ", StringComparison.Ordinal))));
}

/// <summary>Where a table's columns are, and what stands above them.</summary>
/// <param name="Columns">For each heading its 0-based field, or -1.</param>
/// <param name="Text">The lines above the first row, header included: titles, copyright, notes.</param>
sealed record TableHeader(int[] Columns, IReadOnlyList<string> Text)
{
    const int LastLine = 40;
    const int TallestHeading = 6;

    /// <summary>
    /// Reads up to the record that completes the headings, at commas, tildes or tabs. A heading may be spread over several records, one
    /// under the other; it is compared by its last words, because titles stand above it in the same columns. Null when it isn't there.
    /// </summary>
    public static (TableHeader Header, DelimitedRecords Records)? Find(TextReader text, IReadOnlyList<Heading> headings)
    {
        List<string> ahead = [];
        while (ahead.Count < LastLine + DelimitedRecords.LongestRecord && text.ReadLine() is { } line) ahead.Add(line);
        foreach (var delimiter in ",~\t")
        {
            DelimitedRecords records = new(ahead, text, delimiter);
            if (Find(records, headings) is { } header) return (header, records);
        }
        return null;
    }

    static TableHeader? Find(DelimitedRecords records, IReadOnlyList<Heading> headings)
    {
        List<string[]> read = [];
        List<string> text = [];
        while (records.Line < LastLine && records.Read() is { } record)
        {
            read.Add(record.Fields);
            text.Add(string.Join(' ', record.Fields.Where(field => field.Length > 0)));
            var above = read.Skip(read.Count - TallestHeading).ToArray();
            var words = Enumerable.Range(0, above.Max(fields => fields.Length)).Select(column => Words(above, column)).ToArray();
            var columns = headings.Select(heading => Array.FindIndex(words, heading.Fits)).ToArray();
            if (headings.Zip(columns).All(pair => pair.Second >= 0 || !pair.First.Required)) return new(columns, text);
        }
        return null;
    }

    /// <summary>Whether a line above the rows says that they are made up.</summary>
    public static bool IsSyntheticMark(string text) => text.StartsWith("SYNTHETIC", StringComparison.Ordinal);

    static string Words(string[][] records, int column)
    {
        var words = new StringBuilder();
        foreach (var fields in records.Where(fields => column < fields.Length))
        {
            words.Append(' ');
            foreach (var character in fields[column]) words.Append(char.IsAsciiLetterOrDigit(character) ? char.ToUpperInvariant(character) : ' ');
        }
        return string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
