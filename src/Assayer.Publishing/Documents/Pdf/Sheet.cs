namespace Assayer.Publishing.Documents.Pdf;

/// <summary>The paper: US Letter, in points of 1/72 inch.</summary>
static class Sheet
{
    public const float Width = 612, Height = 792;
    public const float Left = 50, Right = Width - 50;

    /// <summary>Where rows begin and end: the running header and footer stand outside.</summary>
    public const float Top = 62, Bottom = Height - 58;

    /// <summary>Width of a page's rows.</summary>
    public const float Measure = Right - Left;

    /// <summary>Width of running text: about ninety characters.</summary>
    public const float TextMeasure = 420;

    /// <summary>Space between columns of rows.</summary>
    public const float Gutter = 20;

    /// <summary>Width of one of several columns of rows.</summary>
    public static float ColumnWidth(int columns) => (Measure - (columns - 1) * Gutter) / columns;
}
