using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Assayer.Rates.Files.Downloads;

/// <summary>Addresses of files: http and https.</summary>
public static class WebAddress
{
    /// <summary>Reads an address.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address) && IsWeb(address);

    /// <summary>Whether a text means an address, if perhaps one that isn't read: "ftp://…".</summary>
    public static bool IsMeant(string text) => text.Contains("://", StringComparison.Ordinal);

    /// <summary>An address as it may be shown: without credentials, and without a query, which often is one.</summary>
    public static string Shown(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) + (address.Query.Length > 1 ? "?…" : "");
    }

    /// <summary>The last part of the path, fit to be shown and dated; the host's name where there is none.</summary>
    public static string NameOf(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        const int Longest = 200;
        var name = new StringBuilder();
        foreach (var character in Uri.UnescapeDataString(address.Segments[^1].Trim('/')).Take(Longest))
            name.Append(char.IsControl(character) || character is '/' or '\\' ? '_' : character);
        return name.Length > 0 ? name.ToString() : address.Host;
    }

    /// <summary>Whether an address is of http or https.</summary>
    public static bool IsWeb(Uri address) 
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
    }
}
