using SkiaSharp;

namespace Assayer.Publishing.Documents.Pdf;

/// <summary>How text is set. Sizes are points of 1/72 inch.</summary>
/// <param name="Face">Font.</param>
/// <param name="Size">Size.</param>
/// <param name="Leading">Distance from line to line.</param>
/// <param name="Color">Color.</param>
/// <param name="Rise">How far above the line, of superscripts.</param>
readonly record struct Style(Face Face, float Size, float Leading, SKColor Color, float Rise = 0)
{
    /// <summary>Text.</summary>
    public static Style Body { get; } = new(Face.Regular, 9, 13, Palette.Ink);

    /// <summary>Text of less weight.</summary>
    public static Style Quiet { get; } = Body with { Color = Palette.Quiet };

    /// <summary>The report's title.</summary>
    public static Style Title { get; } = new(Face.Medium, 28, 33, Palette.Ink);

    /// <summary>What the title is.</summary>
    public static Style Subtitle { get; } = new(Face.Regular, 13, 18, Palette.Ink);

    /// <summary>A section's heading.</summary>
    public static Style Heading { get; } = new(Face.Medium, 15, 20, Palette.Ink);

    /// <summary>A heading inside a section.</summary>
    public static Style Subheading { get; } = new(Face.Medium, 10.5f, 14, Palette.Ink);

    /// <summary>Captions, notes, keys.</summary>
    public static Style Small { get; } = new(Face.Regular, 7.5f, 10.5f, Palette.Quiet);

    /// <summary>Cells of tables.</summary>
    public static Style Cell { get; } = new(Face.Regular, 8, 10.8f, Palette.Ink);

    /// <summary>A large figure.</summary>
    public static Style Figure { get; } = new(Face.Medium, 20, 25, Palette.Ink);

    /// <summary>The same, in the heavier font.</summary>
    public Style Strong => this with { Face = Face.Medium };

    /// <summary>The same, smaller or larger.</summary>
    public Style Scaled(float scale) => this with { Size = Size * scale, Leading = Leading * scale, Rise = Rise * scale };

    /// <summary>Raised beside text of this style; it doesn't set the height of a line.</summary>
    public Style Superscript(SKColor color) => new(Face.Regular, Math.Max(Size * 0.68f, 5), 0, color, Size * 0.32f);
}

/// <summary>The colors of the page's style sheet, in print.</summary>
static class Palette
{
    public static readonly SKColor Ink = SKColor.Parse("#14181b");
    public static readonly SKColor Quiet = SKColor.Parse("#50585e");
    public static readonly SKColor Rule = SKColor.Parse("#c9cdc9");
    public static readonly SKColor Wash = SKColor.Parse("#f3f4f2");
    public static readonly SKColor Accent = SKColor.Parse("#0d5f5b");
    public static readonly SKColor Soft = SKColor.Parse("#9cc7c2");
    public static readonly SKColor Reference = SKColor.Parse("#94520a");
    public static readonly SKColor Caution = SKColor.Parse("#8a3b12");
}
