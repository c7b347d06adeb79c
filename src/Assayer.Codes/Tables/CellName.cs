using System.Globalization;

namespace Assayer.Codes.Tables;

/// <summary>Cells as spreadsheets name them.</summary>
public static class CellName
{
    /// <summary>"B12" of column 1, counted from 0, and row 12, counted from 1.</summary>
    public static string Of(int column, long row) => string.Create(CultureInfo.InvariantCulture, $"{Column(column)}{row}");

    /// <summary>A to Z, AA to AZ, … of a column counted from 0.</summary>
    static string Column(int column) => (column < 26 ? "" : Column(column / 26 - 1)) + (char)('A' + column % 26);
}
