namespace Assayer.Codes.Tables;

/// <summary>A record of a delimited file.</summary>
/// <param name="Line">1-based line where it starts.</param>
/// <param name="Number">1-based number among all records, blank ones too: the row in a spreadsheet.</param>
/// <param name="Fields">Its fields, unquoted and trimmed.</param>
/// <param name="IsUnclosed">A quotation mark opens in it that never closes.</param>
sealed record DelimitedRecord(long Line, long Number, string[] Fields, bool IsUnclosed)
{
    public bool IsBlank => Array.TrueForAll(Fields, text => text.Length == 0);
}

/// <summary>
/// Splits text into records: at commas or tabs by RFC 4180, or at tildes, which CMS's text files use without quotation. Knows the line
/// of each record, also where a quoted field holds line breaks.
/// </summary>
/// <param name="ahead">Lines that were read already.</param>
/// <param name="rest">The lines behind them.</param>
/// <param name="delimiter">A comma, a tab or a tilde.</param>
sealed class DelimitedRecords(IEnumerable<string> ahead, TextReader rest, char delimiter)
{
    /// <summary>A quoted heading of CMS's holds up to six lines; a mark that doesn't close by then is a slip, not a field.</summary>
    public const int LongestRecord = 20;

    Queue<string> _ahead = new(ahead);
    long _number;

    /// <summary>Lines read so far.</summary>
    public long Line { get; private set; }

    public DelimitedRecord? Read()
    {
        if (NextLine() is not { } text) return null;
        var line = ++Line;
        if (delimiter == '~' || !HasOpenQuote(text)) return new(line, ++_number, Split(text), false);

        List<string> more = [];
        while (more.Count < LongestRecord - 1 && NextLine() is { } next)
        {
            more.Add(next);
            text += "\n" + next;
            if (!HasOpenQuote(next)) continue;
            Line += more.Count;
            return new(line, ++_number, Split(text), false);
        }
        _ahead = new(more.Concat(_ahead));
        return new(line, ++_number, [], true);
    }

    string? NextLine() => _ahead.TryDequeue(out var line) ? line : rest.ReadLine();

    static bool HasOpenQuote(string text) => text.AsSpan().Count('"') % 2 != 0;

    string[] Split(string text)
    {
        if (delimiter == '~' || !text.Contains('"', StringComparison.Ordinal)) return text.Split(delimiter, StringSplitOptions.TrimEntries);
        List<string> fields = [];
        var start = 0;
        var quoted = false;
        for (var index = 0; index <= text.Length; index++)
        {
            if (index < text.Length && text[index] == '"') quoted = !quoted;
            if (index < text.Length && (quoted || text[index] != delimiter)) continue;
            fields.Add(Unquote(text[start..index].Trim()));
            start = index + 1;
        }
        return [.. fields];
    }

    static string Unquote(string field) =>
        field.Length >= 2 && field[0] == '"' && field[^1] == '"' ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal).Trim() : field;
}
