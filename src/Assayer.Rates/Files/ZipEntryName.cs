using System.Globalization;

namespace Assayer.Rates.Files;

/// <summary>An entry's name in a zip archive. Nothing is ever written under it; but a name that tries to get out of its folder tells what the archive is.</summary>
sealed class ZipEntryName(string name)
{
    /// <summary>With slashes only: some Windows programs write backslashes (APPNOTE.TXT, section 4.4.17.1, forbids them).</summary>
    public string Path { get; } = name.Replace('\\', '/');

    /// <summary>As it can be shown: with U+FFFD for control characters and for those that turn the direction of text.</summary>
    public string Shown => string.Concat(Path.Select(character =>
        char.IsControl(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.Surrogate ? '\ufffd' : character));

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Trick =>
        Path.Length == 0 ? "is empty"
        : Path.Any(char.IsControl) ? "has control characters"
        : Path[0] == '/' ? "starts at the root of the disk"
        : Path is [_, ':', ..] ? "starts with a drive"
        : Path.Split('/').Contains("..") ? "climbs out of its folder"
        : null;

    /// <summary>A folder, or what macOS adds to archives.</summary>
    public bool IsNoFile(long length) =>
        (Path.EndsWith('/') && length == 0) || Path.StartsWith("__MACOSX/", StringComparison.Ordinal) || Path == ".DS_Store" || Path.EndsWith("/.DS_Store", StringComparison.Ordinal);
}
