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
/// Splits text into records: commas by RFC 4180, or tildes or tabs, whichever the first lines use. Knows the line of each record, also
/// where a quoted field holds line breaks.
/// </summary>
sealed class DelimitedRecords
{
    // A quoted heading of CMS's holds up to six lines; a mark that doesn't close by then is a slip, not a field.
    const int LongestRecord = 20;
    const int LinesToJudge = 40;

    readonly TextReader _reader;
    readonly Queue<string> _ahead = new();
    readonly char _delimiter;
    long _line;
    long _number;

    public DelimitedRecords(TextReader reader)
    {
        _reader = reader;
        _delimiter = ',';
        while (_ahead.Count < LinesToJudge && reader.ReadLine() is { } line)
        {
            _ahead.Enqueue(line);
            if (line.AsSpan().Count('~') >= 3) _delimiter = '~';
            else if (line.AsSpan().Count('\t') >= 3) _delimiter = '\t';
        }
    }

    public DelimitedRecord? Read()
    {
        if (NextLine() is not { } text) return null;
        var line = ++_line;
        if (_delimiter == '~' || !HasOpenQuote(text)) return new(line, ++_number, Split(text), false);

        List<string> more = [];
        while (more.Count < LongestRecord && NextLine() is { } next)
        {
            more.Add(next);
            text += "\n" + next;
            if (!HasOpenQuote(next)) continue;
            _line += more.Count;
            return new(line, ++_number, Split(text), false);
        }
        GiveBack(more);
        return new(line, ++_number, [], true);
    }

    string? NextLine() => _ahead.TryDequeue(out var line) ? line : _reader.ReadLine();

    void GiveBack(List<string> lines)
    {
        var rest = _ahead.ToArray();
        _ahead.Clear();
        foreach (var line in lines.Concat(rest)) _ahead.Enqueue(line);
    }

    static bool HasOpenQuote(string text) => text.AsSpan().Count('"') % 2 != 0;

    string[] Split(string text)
    {
        if (_delimiter == '~' || !text.Contains('"', StringComparison.Ordinal)) return text.Split(_delimiter, StringSplitOptions.TrimEntries);
        List<string> fields = [];
        var start = 0;
        var quoted = false;
        for (var index = 0; index <= text.Length; index++)
        {
            if (index < text.Length && text[index] == '"') quoted = !quoted;
            if (index < text.Length && (quoted || text[index] != _delimiter)) continue;
            fields.Add(Unquote(text[start..index].Trim()));
            start = index + 1;
        }
        return [.. fields];
    }

    static string Unquote(string field) =>
        field.Length >= 2 && field[0] == '"' && field[^1] == '"' ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal).Trim() : field;
}
