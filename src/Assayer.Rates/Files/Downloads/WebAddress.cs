using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Assayer.Evidence;

namespace Assayer.Rates.Files.Downloads;

/// <summary>Addresses of files on the web. What is secret in them, user and query (the signatures of signed links), is never shown or stored.</summary>
public static class WebAddress
{
    const int LongestName = 200;

    /// <summary>Scheme, host and path, and "?…" where there was a query.</summary>
    public static string Shown(Uri address) => address.IsAbsoluteUri
        ? $"{address.GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.Port | UriComponents.Path, UriFormat.UriEscaped)}{(address.Query.Length > 1 ? "?…" : "")}"
        : address.OriginalString.Split('?', 2)[0];

    /// <summary>Whether an address is of http or https.</summary>
    public static bool IsWeb(Uri address) => address.IsAbsoluteUri && address.Scheme is "http" or "https" && address.Host.Length > 0;

    /// <summary>Reads an address of http or https.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? address) => Uri.TryCreate(text, UriKind.Absolute, out address) && IsWeb(address);

    /// <summary>Whether a text means an address, if perhaps one that isn't read: "ftp://…".</summary>
    public static bool IsMeant(string text) => text.Contains("://", StringComparison.Ordinal);

    /// <summary>Refuses what is neither http nor https.</summary>
    /// <exception cref="DataFormatException">It is neither.</exception>
    internal static void Check(Uri address)
    {
        if (IsWeb(address)) return;
        throw Failure.Of("FILE018", address, "Only http and https addresses are downloaded.", "Check the address; give files on disk by their path.");
    }

    /// <summary>The address without user and fragment, and the user for Basic authentication (RFC 7617).</summary>
    internal static (Uri Address, AuthenticationHeaderValue? User) Split(Uri address)
    {
        var plain = new Uri(address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped));
        if (address.UserInfo.Length == 0) return (plain, null);
        var user = address.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString);
        return (plain, new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join(':', user)))));
    }

    /// <summary>A file's name: the server's, else the last part of the first address that looks like a file's, else of the first.</summary>
    internal static string NameOf(ContentDispositionHeaderValue? disposition, params Uri[] addresses)
    {
        var given = disposition?.FileNameStar ?? disposition?.FileName?.Trim('"');
        var names = addresses.Select(address => Safe(Uri.UnescapeDataString(address.AbsolutePath))).ToList();
        return Safe(given) ?? names.Find(name => name?.Contains('.', StringComparison.Ordinal) == true) ?? names.Find(name => name is not null) ?? "download";
    }

    // The last part of a path, as a name that is safe on any disk; null where nothing is left of it.
    static string? Safe(string? path)
    {
        var name = new StringBuilder();
        foreach (var rune in (path ?? "").Split('/', '\\')[^1].EnumerateRunes())
        {
            var isSafe = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse)
                && !(rune.IsAscii && "<>:\"|?*".Contains((char)rune.Value, StringComparison.Ordinal));
            name.Append(isSafe ? rune.ToString() : "_");
            if (Encoding.UTF8.GetByteCount(name.ToString()) > LongestName) break;
        }
        var trimmed = name.ToString().Trim(' ', '.');
        return trimmed.Length > 0 ? trimmed : null;
    }
}
