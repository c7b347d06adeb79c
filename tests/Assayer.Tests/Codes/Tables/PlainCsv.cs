using Assayer.Codes.Tables;

namespace Assayer.Tests.Codes.Tables;

/// <summary>A record, copied.</summary>
sealed record PlainRecord(long Line, long Offset, CsvFaults Faults, IReadOnlyList<string> Fields);

/// <summary>What <see cref="CsvRecords"/> does, character by character over a whole text of ASCII, as its oracle.</summary>
static class PlainCsv
{
    public static List<PlainRecord> Read(string text)
    {
        var records = new List<PlainRecord>();
        var (at, line) = (0, 1L);
        while (at < text.Length)
        {
            var (start, faults, fields) = (at, CsvFaults.None, new List<string>());
            var breaks = 0;
            while (true)
            {
                fields.Add(Field(text, ref at, ref breaks, ref faults));
                if (at == text.Length || text[at] != ',') break;
                at++;
            }
            records.Add(new(line, start, faults, fields));
            line += breaks;
            if (at == text.Length) continue;
            line++;
            at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
        }
        return records;
    }

    static string Field(string text, ref int at, ref int breaks, ref CsvFaults faults)
    {
        if (at < text.Length && text[at] == '"')
        {
            if (Quoted(text, ref at, ref breaks, ref faults) is { } quoted) return quoted;
            faults |= CsvFaults.UnclosedQuote;
            return "\"" + Unquoted(text, at + 1, ref at, ref faults);
        }
        return Unquoted(text, at, ref at, ref faults);
    }

    static string Unquoted(string text, int from, ref int at, ref CsvFaults faults)
    {
        var end = text.AsSpan(from).IndexOfAny(",\r\n") is >= 0 and var length ? from + length : text.Length;
        at = end;
        if (text[from..end].Contains('"')) faults |= CsvFaults.StrayQuote;
        return text[from..end];
    }

    // Null where the mark isn't closed, or is a slip.
    static string? Quoted(string text, ref int at, ref int breaks, ref CsvFaults faults)
    {
        var content = "";
        for (var i = at + 1; i < text.Length && i - at <= CsvRecords.LongestQuotedField; i++)
        {
            if (text[i] != '"') content += text[i];
            else if (i + 1 < text.Length && text[i + 1] == '"') content += text[i++];
            else
            {
                var behind = i + 1;
                CsvFaults stray = default;
                var rest = Unquoted(text, behind, ref behind, ref stray);
                var inside = text[at..i].Replace("\r\n", "\n").Count(character => character is '\r' or '\n');
                var isText = rest.Any(character => character is not (' ' or '\t'));
                if (isText && inside > 0) return null;
                if (isText) faults |= CsvFaults.StrayQuote;
                (at, breaks) = (behind, breaks + inside);
                return isText ? content + rest : content;
            }
        }
        return null;
    }
}
