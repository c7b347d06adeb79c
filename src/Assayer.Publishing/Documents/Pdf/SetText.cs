using System.Buffers;
using System.Text;

namespace Assayer.Publishing.Documents.Pdf;

/// <summary>Text of one style.</summary>
/// <param name="Text">The text; characters that the fonts lack become code points.</param>
/// <param name="Style">Style.</param>
/// <param name="Link">An http address, or "#" and the name of a place in the document.</param>
/// <param name="Hangs">Whether it stands outside the width that aligns a line: the mark after a number.</param>
readonly record struct Span(string Text, Style Style, string? Link = null, bool Hangs = false);

/// <summary>A run of one style in a line.</summary>
readonly record struct Run(float X, float Width, string Text, Style Style, string? Link);

/// <summary>A line of text.</summary>
/// <param name="Runs">What stands in it.</param>
/// <param name="Width">Its width, without what hangs.</param>
/// <param name="Leading">Its height.</param>
/// <param name="Baseline">From its top to its baseline.</param>
sealed record Line(IReadOnlyList<Run> Runs, float Width, float Leading, float Baseline);

/// <summary>Text of several styles, measured, to be broken into lines.</summary>
sealed class SetText
{
    // What no break can part: a word, or a part of one of another style. A word's further parts don't begin it.
    readonly record struct Piece(string Text, Span From, float Width, float Space, bool BeginsWord);

    static readonly SearchValues<char> BreakAfter = SearchValues.Create("-/._,;:=&?@|");

    readonly List<Piece> _pieces = [];

    public SetText(params IEnumerable<Span> spans)
    {
        var (space, begins) = (0f, true);
        foreach (var span in spans)
        {
            var text = Characters.Printable(span.Text);
            for (var start = 0; start < text.Length;)
            {
                if (text[start] == ' ')
                {
                    (space, begins) = (_pieces.Count == 0 ? 0 : span.Style.Face.Width(" ") * span.Style.Size, true);
                    start++;
                    continue;
                }
                var end = start + 1;
                while (end < text.Length && text[end] != ' ' && !IsBreak(text, end)) end++;
                // No line begins with a sign that parts a list.
                begins &= text[start] is not ('·' or '–' or '—') || end > start + 1;
                var word = text[start..end];
                _pieces.Add(new(word, span, span.Style.Face.Width(word) * span.Style.Size, space, begins));
                (space, begins, start) = (0, end < text.Length && text[end] != ' ', end);
            }
        }
        var word0 = 0f;
        foreach (var piece in _pieces)
        {
            word0 = (piece.BeginsWord ? 0 : word0) + (piece.From.Hangs ? 0 : piece.Width);
            LongestWord = Math.Max(LongestWord, word0);
            Width += piece.Space + (piece.From.Hangs ? 0 : piece.Width);
        }
    }

    /// <summary>The width below which a word would be parted.</summary>
    public float LongestWord { get; }

    /// <summary>The width in one line.</summary>
    public float Width { get; }

    /// <summary>Lines no wider than a width, save where a single character is. A word that is too long is parted, after a sign if that wastes little.</summary>
    public IReadOnlyList<Line> Lines(float width)
    {
        width += 0.01f; // What was measured in parts fits into its sum.
        var (lines, line) = (new List<Line>(), new LineBuilder());
        for (var index = 0; index < _pieces.Count;)
        {
            var (end, word) = (index, 0f);
            do word += _pieces[end].From.Hangs ? 0 : _pieces[end].Width;
            while (++end < _pieces.Count && !_pieces[end].BeginsWord);
            if (!line.IsEmpty && line.Width + _pieces[index].Space + word > width) lines.Add(line.End());
            for (; index < end; index++)
            {
                var piece = _pieces[index];
                line.Skip(piece.Space);
                var text = piece.Text;
                while (!piece.From.Hangs && line.Width + piece.From.Style.Face.Width(text) * piece.From.Style.Size > width)
                {
                    var fits = Fitting(text, piece.From.Style, width - line.Width);
                    if (fits == 0 && line.IsEmpty) fits = 1;
                    if (fits == text.Length) break;
                    if (fits > 0) line.Add(text[..fits], piece.From);
                    lines.Add(line.End());
                    text = text[fits..];
                }
                line.Add(text, piece.From);
            }
        }
        if (!line.IsEmpty) lines.Add(line.End());
        return lines;
    }

    static int Fitting(string text, Style style, float width)
    {
        var count = 0;
        while (count < text.Length && style.Face.Width(text.AsSpan(0, count + 1)) * style.Size <= width) count++;
        if (count == 0 || count == text.Length) return count;
        var sign = text.AsSpan(0, count).LastIndexOfAny(BreakAfter) + 1;
        return sign > count / 2 ? sign : count;
    }

    // After a hyphen, dash or slash between letters, as in "graft-versus-host": not in a date, a code or a range.
    static bool IsBreak(string text, int index) =>
        index >= 3 && text[index - 1] is '-' or '/' or '–' && char.IsLetter(text[index]) && char.IsLetter(text[index - 2]) && char.IsLetter(text[index - 3]);

    sealed class LineBuilder
    {
        readonly List<Run> _runs = [];
        readonly StringBuilder _text = new();
        Span _span;
        float _start, _end;
        bool _hasSpace;

        public bool IsEmpty => _text.Length == 0 && _runs.Count == 0;

        public float Width { get; private set; }

        public void Skip(float space)
        {
            if (IsEmpty || space == 0) return;
            (Width, _end, _hasSpace) = (Width + space, _end + space, true);
        }

        public void Add(string text, Span span)
        {
            if (span.Style != _span.Style || span.Link != _span.Link || span.Hangs != _span.Hangs || _text.Length == 0)
            {
                Close();
                (_span, _start) = (span, _end);
            }
            else if (_hasSpace)
            {
                _text.Append(' ');
            }
            _hasSpace = false;
            _text.Append(text);
            var width = span.Style.Face.Width(text) * span.Style.Size;
            _end += width;
            if (!span.Hangs) Width += width;
        }

        public Line End()
        {
            Close();
            var tallest = _runs.MaxBy(run => run.Style.Leading).Style;
            var line = new Line(
                [.. _runs], Width, tallest.Leading, (tallest.Leading - (Face.Ascent + Face.Descent) * tallest.Size) / 2 + Face.Ascent * tallest.Size);
            _runs.Clear();
            (Width, _start, _end, _span, _hasSpace) = (0, 0, 0, default, false);
            return line;
        }

        void Close()
        {
            if (_text.Length == 0) return;
            var text = _text.ToString();
            _runs.Add(new(_start, _span.Style.Face.Width(text) * _span.Style.Size, text, _span.Style, _span.Link));
            _text.Clear();
        }
    }
}
