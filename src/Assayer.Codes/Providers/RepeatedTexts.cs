using System.Text;

namespace Assayer.Codes.Providers;

/// <summary>
/// Makes text of bytes, and mostly the same text of the same bytes, so that a value which millions of rows repeat takes memory once. Of
/// values that fall on one place the latest is kept: memory stays within the table's size, whatever the file holds.
/// </summary>
sealed class RepeatedTexts
{
    readonly string[] _texts = new string[1 << 16];

    public string Of(ReadOnlySpan<byte> ascii)
    {
        if (ascii.IsEmpty) return "";
        var hash = new HashCode();
        hash.AddBytes(ascii);
        ref var text = ref _texts[hash.ToHashCode() & (_texts.Length - 1)];
        if (text is null || !Ascii.Equals(ascii, text)) text = Encoding.ASCII.GetString(ascii);
        return text;
    }
}
