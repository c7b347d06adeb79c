using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Assayer.Publishing.Documents;

/// <summary>An attribute with a space before it; nothing at all where the value is null.</summary>
readonly record struct HtmlAttribute(string Name, string? Value);

/// <summary>Writes HTML: what stands literally in an interpolated string is markup, what is put into its holes is text and gets escaped.</summary>
sealed class HtmlWriter(TextWriter writer)
{
    int _ids;

    /// <summary>Markup with escaped holes.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The handler writes to this instance while the string is taken apart.")]
    public void Add([InterpolatedStringHandlerArgument("")] Handler markup) => _ = markup;

    /// <summary>Trusted markup.</summary>
    public void Raw(string markup) => writer.Write(markup);

    /// <summary>An id that nothing else on the page has.</summary>
    public string NextId(string prefix) => prefix + (++_ids).ToString(CultureInfo.InvariantCulture);

    // What can't stand as it is; surrogates because half a pair becomes U+FFFD.
    static readonly SearchValues<char> Special = SearchValues.Create(
        [.. "&<>\"'", .. Characters(0, 31), .. Characters(127, 159), .. Characters(0xD800, 0xDFFF)]);

    static IEnumerable<char> Characters(int first, int last) => Enumerable.Range(first, last - first + 1).Select(value => (char)value);

    void Escape(ReadOnlySpan<char> text)
    {
        for (int plain; (plain = text.IndexOfAny(Special)) >= 0;)
        {
            writer.Write(text[..plain]);
            Rune.DecodeFromUtf16(text[plain..], out var rune, out var length);
            writer.Write(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                // Not allowed in HTML, not even as references: https://html.spec.whatwg.org/multipage/parsing.html#control-character-reference-parse-error
                < 32 or (>= 127 and < 160) => Rune.IsWhiteSpace(rune) ? " " : "\uFFFD",
                _ => rune.ToString(),
            });
            text = text[(plain + length)..];
        }
        writer.Write(text);
    }

    /// <summary>Takes an interpolated string apart.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Handler
    {
        readonly HtmlWriter _target;

        public Handler(int literalLength, int formattedCount, HtmlWriter target) => _target = target;

        public void AppendLiteral(string markup) => _target.Raw(markup);

        public void AppendFormatted(string? text) => _target.Escape(text);

        public void AppendFormatted(int number) => _target.Raw(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(HtmlAttribute attribute)
        {
            if (attribute.Value is null) return;
            _target.Raw(" ");
            _target.Raw(attribute.Name);
            _target.Raw("=\"");
            _target.Escape(attribute.Value);
            _target.Raw("\"");
        }
    }
}
