using SkiaSharp;

namespace Assayer.Publishing.Documents.Pdf;

/// <summary>Where a cell's lines and a row's cells stand.</summary>
enum Side
{
    Start,
    Middle,
    End,
}

/// <summary>A part of a row.</summary>
/// <param name="X">From the row's left edge.</param>
/// <param name="Width">Its width.</param>
/// <param name="Lines">Its text.</param>
sealed record Cell(float X, float Width, IReadOnlyList<Line> Lines)
{
    /// <summary>To which side its lines go: <see cref="Side.End"/> is right.</summary>
    public Side Align { get; init; }

    /// <summary>Draws something besides text, in the row's height.</summary>
    public Action<Pen, SKRect>? Paint { get; init; }

    public float Height => Lines.Sum(line => line.Leading);
}

/// <summary>What a page is made of: cells side by side. It is not parted, unless it is taller than a page.</summary>
/// <param name="Cells">The cells.</param>
sealed record Row(params IReadOnlyList<Cell> Cells)
{
    /// <summary>Space above; the larger of it and the space below the row before counts, and none at a page's top.</summary>
    public float Before { get; init; }

    /// <summary>Space below.</summary>
    public float After { get; init; }

    /// <summary>Space between the row's edges and its cells, above and below.</summary>
    public float Padding { get; init; }

    /// <summary>Its least height.</summary>
    public float MinHeight { get; init; }

    /// <summary>Whether the next row must stand on the same page.</summary>
    public bool KeepsWithNext { get; init; }

    /// <summary>How much room it wants on its page, itself included, even if less keeps with it.</summary>
    public float Room { get; init; }

    /// <summary>Rows to repeat where a page begins with this one.</summary>
    public IReadOnlyList<Row> Repeats { get; init; } = [];

    /// <summary>Side by side in columns: how many.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>Where its cells stand if some are taller: <see cref="Side.End"/> is the foot.</summary>
    public Side Stand { get; init; }

    /// <summary>Names of places in the document that links lead to.</summary>
    public IReadOnlyList<string> Anchors { get; init; } = [];

    /// <summary>Draws the ground, under the text.</summary>
    public Action<Pen, SKRect>? Ground { get; init; }

    public float Height => Math.Max(MinHeight, Cells.Max(cell => cell.Height)) + 2 * Padding;

    /// <summary>The part that fits into a height, at least one line of the tallest cell, and the rest; no rest where all fits.</summary>
    public (Row Head, Row? Tail) Split(float height)
    {
        if (Height <= height) return (this, null);
        var counts = Cells.Select(cell => Fitting(cell.Lines, height - 2 * Padding)).ToArray();
        var head = this with { Cells = [.. Cells.Select((cell, index) => cell with { Lines = [.. cell.Lines.Take(counts[index])] })], After = 0, MinHeight = 0 };
        var tail = this with { Cells = [.. Cells.Select((cell, index) => cell with { Lines = [.. cell.Lines.Skip(counts[index])] })], Before = 0, MinHeight = 0, Anchors = [] };
        return tail.Cells.All(cell => cell.Lines.Count == 0) ? (this, null) : (head, tail);
    }

    static int Fitting(IReadOnlyList<Line> lines, float height)
    {
        var count = 0;
        for (var used = 0f; count < lines.Count && (used += lines[count].Leading) <= height; count++) { }
        return Math.Max(count, Math.Min(1, lines.Count));
    }
}
