using System.Globalization;
using System.Text;

namespace Assayer.Publishing.Documents;

/// <summary>Writes a CSV file (RFC 4180): UTF-8, comma, CRLF, quotes where needed.</summary>
public sealed class CsvTable : IDisposable
{
    const NumberStyles Numbers = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    readonly StreamWriter _writer;
    readonly int _columns;

    /// <param name="stream">Where to write; disposed with the table.</param>
    /// <param name="columns">The header.</param>
    public CsvTable(Stream stream, params IReadOnlyList<string> columns)
    {
        // Half a surrogate pair in a payer's name becomes U+FFFD; the default encoding would throw.
        _writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\r\n" };
        _columns = (columns ?? throw new ArgumentNullException(nameof(columns))).Count;
        Write(columns);
    }

    internal CsvTable(string path, params IReadOnlyList<string> columns)
        : this(File.Create(path), columns)
    {
    }

    /// <summary>A row; null is an empty cell.</summary>
    /// <exception cref="ArgumentException">It has more or fewer cells than the header.</exception>
    public void Write(params IReadOnlyList<string?> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Count != _columns) throw new ArgumentException($"A row has {_columns} cells, not {cells.Count}.", nameof(cells));
        for (var index = 0; index < cells.Count; index++)
        {
            if (index > 0) _writer.Write(',');
            _writer.Write(Quote(Defuse(cells[index] ?? "")));
        }
        _writer.WriteLine();
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    internal static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    // A cell that begins like a formula runs as one in a spreadsheet; an apostrophe before it makes it text. Numbers are left alone.
    // https://owasp.org/www-community/attacks/CSV_Injection
    static string Defuse(string cell) =>
        cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' && !decimal.TryParse(cell, Numbers, CultureInfo.InvariantCulture, out _) ? "'" + cell : cell;

    static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
