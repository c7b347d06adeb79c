using System.Text;

namespace Assayer.Tests.Publishing;

/// <summary>A plain reader of RFC 4180, written apart from the writer that it checks.</summary>
static class CsvText
{
    public static List<List<string>> Parse(string text)
    {
        var (rows, row, cell, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (quoted && character == '"' && index + 1 < text.Length && text[index + 1] == '"')
            {
                cell.Append('"');
                index++;
            }
            else if (character == '"') quoted = !quoted;
            else if (!quoted && (character is ',' or '\n'))
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (character != '\n') continue;
                rows.Add(row);
                row = [];
            }
            else if (!quoted && character == '\r') continue;
            else cell.Append(character);
        }
        return rows;
    }
}
