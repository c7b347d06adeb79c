using System.Buffers.Binary;
using SkiaSharp;

namespace Assayer.Publishing.Documents.Pdf;

/// <summary>A bundled font, kept for the life of the process. Widths are those of the font's design: text set at any size scales exactly.</summary>
sealed class Face
{
    const uint KernTag = 0x6B65726E; // "kern"
    const int BasicPlane = 0x10000;

    readonly ushort[] _glyphs;
    readonly float[] _advances;
    readonly Dictionary<(ushort Left, ushort Right), float> _kerning;

    Face(SKTypeface typeface)
    {
        Typeface = typeface;
        using var font = Font(typeface.UnitsPerEm);
        _glyphs = font.GetGlyphs([.. Enumerable.Range(0, BasicPlane)]);
        _glyphs['\u00A0'] = _glyphs[' '];
        var widths = font.GetGlyphWidths([.. Enumerable.Range(0, typeface.GlyphCount).Select(glyph => (ushort)glyph)]);
        _advances = [.. widths.Select(width => width / typeface.UnitsPerEm)];
        _kerning = Kerning(typeface);
    }

    /// <summary>For text.</summary>
    public static Face Regular { get; } = Load("Roboto-Regular.ttf");

    /// <summary>For headings and emphasis.</summary>
    public static Face Medium { get; } = Load("Roboto-Medium.ttf");

    /// <summary>Share of the size from the baseline to the top of a line, and to its bottom: hhea table of the font.</summary>
    public const float Ascent = 1900f / 2048, Descent = 500f / 2048;

    /// <summary>The font.</summary>
    public SKTypeface Typeface { get; }

    /// <summary>Whether the font has a character.</summary>
    public bool Has(char character) => _glyphs[character] != 0;

    /// <summary>The font at a size, unhinted.</summary>
    public SKFont Font(float size) => new(Typeface, size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };

    /// <summary>How wide a text is, in multiples of the size.</summary>
    public float Width(ReadOnlySpan<char> text)
    {
        var width = 0f;
        for (var index = 0; index < text.Length; index++) width += Advance(text, index);
        return width;
    }

    /// <summary>A text's glyphs, and where each begins, at a size.</summary>
    public (ushort[] Glyphs, float[] Places) Set(ReadOnlySpan<char> text, float size)
    {
        var (glyphs, places, width) = (new ushort[text.Length], new float[text.Length], 0f);
        for (var index = 0; index < text.Length; index++)
        {
            (glyphs[index], places[index]) = (_glyphs[text[index]], width * size);
            width += Advance(text, index);
        }
        return (glyphs, places);
    }

    float Advance(ReadOnlySpan<char> text, int index)
    {
        var glyph = _glyphs[text[index]];
        return _advances[glyph] + (index + 1 < text.Length && _kerning.TryGetValue((glyph, _glyphs[text[index + 1]]), out var closer) ? closer : 0);
    }

    // OpenType 1.9.1, 'kern' table, version 0, one subtable of format 0: SkiaSharp draws text without it.
    static Dictionary<(ushort, ushort), float> Kerning(SKTypeface typeface)
    {
        const int Header = 4, Subtable = 14, Pair = 6;
        ReadOnlySpan<byte> table = typeface.GetTableData(KernTag);
        var count = BinaryPrimitives.ReadUInt16BigEndian(table[(Header + 6)..]);
        var pairs = new Dictionary<(ushort, ushort), float>(count);
        for (var index = 0; index < count; index++)
        {
            var pair = table[(Header + Subtable + index * Pair)..];
            pairs.Add(
                (BinaryPrimitives.ReadUInt16BigEndian(pair), BinaryPrimitives.ReadUInt16BigEndian(pair[2..])),
                BinaryPrimitives.ReadInt16BigEndian(pair[4..]) / (float)typeface.UnitsPerEm);
        }
        return pairs;
    }

    static Face Load(string name)
    {
        using var stream = typeof(Face).Assembly.GetManifestResourceStream(name)!;
        return new(SKTypeface.FromStream(stream));
    }
}
