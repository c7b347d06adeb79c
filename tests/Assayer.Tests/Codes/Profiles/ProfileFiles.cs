using System.Collections;
using Assayer.Codes;
using Assayer.Codes.Profiles;
using Assayer.Evidence;

namespace Assayer.Tests.Codes.Profiles;

/// <summary>The bundled profiles: as files, as read, and every fact in one.</summary>
static class ProfileFiles
{
    static readonly string Folder = Path.Combine(TestData.Repository, "src", "Assayer.Codes", "Profiles", "data");

    public static IReadOnlyList<string> Codes { get; } = [.. Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    public static string Text(string code) => File.ReadAllText(Path.Combine(Folder, code + ".json"));

    public static CodeProfile Profile(string code)
    {
        Assert.True(CodeProfiles.Bundled.TryGet(new(BillingCodeType.Cpt, code), null, out var profile), $"There is no profile of {code}.");
        return profile;
    }

    /// <summary>Every fact below a value of a profile, with its place.</summary>
    public static IEnumerable<(string Place, IFact Fact)> Facts(object? value, string place = "") => value switch
    {
        IFact fact => [(place, fact)],
        null or string => [],
        IEnumerable list => list.Cast<object>().SelectMany((item, index) => Facts(item, $"{place}[{index}]")),
        _ when value.GetType().Namespace != typeof(CodeProfile).Namespace => [],
        _ => value.GetType().GetProperties().SelectMany(property => Facts(property.GetValue(value), $"{place}.{property.Name}")),
    };
}
