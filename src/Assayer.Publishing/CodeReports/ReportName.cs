using System.Security.Cryptography;
using System.Text;
using Assayer.Codes;

namespace Assayer.Publishing.CodeReports;

/// <summary>File names of reports. Codes are whatever a file says: a name that isn't plain is made so, and kept apart from others by a digest.</summary>
public static class ReportName
{
    const int Longest = 60;

    /// <summary>"86353", "J1234", "MS-DRG-001": a file name without its ending. Different codes have different names.</summary>
    public static string Of(BillingCode code)
    {
        // Only what can't be taken for anything else stands without its kind: CPT "INDEX" doesn't.
        var isKnownAlone = BillingCode.TryParse(code.Value, out var alone) && alone == code;
        return Plain(isKnownAlone ? code.Value : $"{code.Type}-{code.Value}", code.Type.IsListed ? null : code.ToString());
    }

    /// <summary>A text as a file name: letters, digits, hyphens and underscores.</summary>
    /// <param name="text">The text.</param>
    /// <param name="apart">What the digest is of, where there must be one; null: only where the text isn't plain, and of the text.</param>
    public static string Plain(string text, string? apart = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = string.Concat(text.Take(Longest).Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character : '_'));
        return plain == text && apart is null ? text : $"{plain}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(apart ?? text)))[..8]}";
    }
}
