using System.Globalization;

namespace Assayer.Codes.Tables;

/// <summary>The cells of one record by heading. The first that can't be read is remembered, and the record is then of no use.</summary>
sealed class TableCells(DelimitedRecord record, int[] columns)
{
    const decimal LargestNumber = 100_000_000_000_000m; // what DECIMAL(18,4) holds

    static readonly string[] Days = ["yyyyMMdd", "yyyy-MM-dd", "M/d/yyyy"];

    /// <summary>Line of the record.</summary>
    public long Line => record.Line;

    /// <summary>What is wrong with the first bad cell; null when all are good.</summary>
    public string? Fault { get; private set; }

    /// <summary>The bad cell's address, such as F12.</summary>
    public string? FaultCell { get; private set; }

    /// <summary>The text; "" for a column or a cell that isn't there.</summary>
    public string Text(int heading) =>
        columns[heading] is >= 0 and var column && column < record.Fields.Length ? record.Fields[column] : "";

    /// <summary>Five letters or digits, in upper case. A byte that isn't UTF-8 behind them, which CMS's workbooks leave, is passed over.</summary>
    public string Code(int heading)
    {
        var text = Text(heading).TrimEnd('\uFFFD', ' ').ToUpperInvariant();
        return text.Length == 5 && text.All(char.IsAsciiLetterOrDigit) ? text : Bad(heading, "a code of five letters or digits", "");
    }

    /// <summary>A modifier's two characters, or "".</summary>
    public string ModifierOrNone(int heading)
    {
        var text = Text(heading);
        return text.Length == 0 ? "" : Modifier.TryParse(text, out var modifier) ? modifier.ToString() : Bad(heading, "a modifier of two letters or digits", "");
    }

    /// <summary>A letter or word of an enumerated field, in upper case.</summary>
    public string OneOf(int heading, params ReadOnlySpan<string> values)
    {
        var text = Text(heading).ToUpperInvariant();
        return values.Contains(text) ? text : Bad(heading, $"one of {string.Join(", ", values)}", "");
    }

    /// <summary>So many digits, with leading zeros put back.</summary>
    public string Digits(int heading, int length)
    {
        var text = Text(heading);
        return text.Length > 0 && text.Length <= length && text.All(char.IsAsciiDigit) ? text.PadLeft(length, '0') : Bad(heading, $"up to {length} digits", "");
    }

    /// <summary>A number that isn't negative.</summary>
    public decimal Number(int heading) =>
        decimal.TryParse(Text(heading).AsSpan().TrimStart('$').Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value) && value < LargestNumber
            ? value
            : Bad(heading, "a number of up to 14 digits before the point", 0m);

    /// <summary>A number that isn't negative, 0 where the table has no such column or the cell is empty.</summary>
    public decimal NumberOrZero(int heading) => Text(heading).Length == 0 ? 0 : Number(heading);

    /// <summary>A number that isn't negative; null for an empty cell and for ".", "-" and "$-", marks of none.</summary>
    public decimal? NumberOrNone(int heading) => Text(heading).AsSpan().TrimStart('$').Trim() is "" or "." or "-" ? null : Number(heading);

    /// <summary>A letter, or a letter and a digit, in upper case.</summary>
    public string Indicator(int heading)
    {
        var text = Text(heading).ToUpperInvariant();
        return text is [>= 'A' and <= 'Z'] or [>= 'A' and <= 'Z', >= '0' and <= '9'] ? text : Bad(heading, "an indicator: a letter, or a letter and a digit", "");
    }

    /// <summary>A taxonomy code's ten characters.</summary>
    public string Taxonomy(int heading) => TaxonomyCode.TryParse(Text(heading), out var code) ? code.ToString() : Bad(heading, "a taxonomy code of ten characters", "");

    /// <summary>A whole number that isn't negative, at the cell's start: CMS explains some behind it.</summary>
    public int Integer(int heading)
    {
        var text = Text(heading).AsSpan();
        var end = text.IndexOfAnyExceptInRange('0', '9');
        if (end > 0 && text[end] == ' ') text = text[..end];
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : Bad(heading, "a whole number", 0);
    }

    /// <summary>A day.</summary>
    public DateOnly Day(int heading) =>
        DateOnly.TryParseExact(Text(heading), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Bad(heading, "a day such as 20250101", default(DateOnly));

    /// <summary>A day; null for an empty cell and for "*", CMS's mark for none.</summary>
    public DateOnly? DayOrNone(int heading) => Text(heading) is "" or "*" ? null : Day(heading);

    T Bad<T>(int heading, string expected, T value)
    {
        if (Fault is not null) return value;
        Fault = Text(heading) is { Length: > 0 } text ? $"\"{text}\" is not {expected}." : $"The cell is empty, where there should be {expected}.";
        FaultCell = columns[heading] < 0 ? null : CellName.Of(columns[heading], record.Number);
        return value;
    }
}
