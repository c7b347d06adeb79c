using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Assayer.Evidence;

namespace Assayer.Codes.Profiles;

/// <summary>
/// The code profiles at hand: those that come with Assayer, and the user's own, which go before them. A code may have several, each for
/// other days.
/// </summary>
public sealed class CodeProfiles
{
    const string ResourcePrefix = "profiles/";

    static readonly Lazy<CodeProfiles> Bundle = new(ReadBundle);

    // By code; those that go first, first.
    readonly Dictionary<BillingCode, IReadOnlyList<CodeProfile>> _byCode;

    CodeProfiles(Dictionary<BillingCode, IReadOnlyList<CodeProfile>> byCode) => _byCode = byCode;

    /// <summary>The profiles that come with Assayer.</summary>
    public static CodeProfiles Bundled => Bundle.Value;

    /// <summary>The codes with a profile, in order.</summary>
    public IEnumerable<BillingCode> Codes => _byCode.Keys.Order();

    /// <summary>Every profile, by code; those that go first, first.</summary>
    public IEnumerable<CodeProfile> All => Codes.SelectMany(code => _byCode[code]);

    /// <summary>Reads one profile, by docs/schemas/code-profile.schema.json.</summary>
    /// <exception cref="DataFormatException">The file is no profile: PROF001 to PROF009.</exception>
    public static CodeProfile LoadFile(string path) => ProfileReader.Read(path, File.ReadAllBytes(path));

    /// <summary>These profiles with those of a folder before them: each of its *.json files, not of folders below it.</summary>
    /// <exception cref="DataFormatException">A file is no profile, or two of the folder are for the same code and day (PROF010).</exception>
    public CodeProfiles WithFolder(string folder)
    {
        var byCode = new Dictionary<BillingCode, IReadOnlyList<CodeProfile>>(_byCode);
        var own = new Dictionary<BillingCode, List<CodeProfile>>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var profile = LoadFile(path);
            if (!own.TryGetValue(profile.Code, out var same)) own[profile.Code] = same = [];
            if (same.Find(other => Overlap(other.Period, profile.Period)) is { } rival)
                throw ProfileError.At(path, "/period", "PROF010",
                    $"{profile.Code} has two profiles for the same days: this one ({profile.Period}) and version {rival.Version} ({rival.Period}).",
                    "Remove one, or end one before the other begins.");
            same.Add(profile);
        }
        foreach (var (code, profiles) in own)
            byCode[code] = [.. profiles.OrderByDescending(profile => profile.Period.First ?? DateOnly.MinValue), .. byCode.GetValueOrDefault(code, [])];
        return new(byCode);
    }

    /// <summary>
    /// The profile of a code for a day of service; without a day, the one that goes first: the user's before the bundled, the later
    /// before the earlier. False where there is none for that day.
    /// </summary>
    public bool TryGet(BillingCode code, DateOnly? day, [NotNullWhen(true)] out CodeProfile? profile)
    {
        profile = _byCode.GetValueOrDefault(code, []).FirstOrDefault(candidate => day is not { } given || candidate.Period.Contains(given));
        return profile is not null;
    }

    static bool Overlap(Period one, Period other) => !(one.Last < other.First) && !(other.Last < one.First);

    static CodeProfiles ReadBundle()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return new(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name =>
            {
                using var bytes = new MemoryStream();
                using (var stream = assembly.GetManifestResourceStream(name)!) stream.CopyTo(bytes);
                return ProfileReader.Read($"bundled profile {name[ResourcePrefix.Length..]}", bytes.ToArray());
            })
            .GroupBy(profile => profile.Code)
            .ToDictionary(
                profiles => profiles.Key,
                profiles => (IReadOnlyList<CodeProfile>)[.. profiles.OrderByDescending(profile => profile.Period.First ?? DateOnly.MinValue)]));
    }
}
