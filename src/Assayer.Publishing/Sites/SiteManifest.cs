using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assayer.Publishing.Sites;

/// <summary>A code of a site, as it was last made.</summary>
/// <param name="Inputs">Digest of everything that its files were made from.</param>
/// <param name="Entry">What the index says of it.</param>
/// <param name="Files">Its files.</param>
sealed record MadeCode(string Inputs, SiteEntry Entry, IReadOnlyList<SiteFile> Files);

/// <summary>A site's <c>site.json</c>: what a run made, so that the next one makes only what changed and takes away only what a run made.</summary>
sealed record SiteManifest
{
    public const string FileName = "site.json";
    const string CurrentFormat = "assayer-site/1";

    public string Format { get; init; } = CurrentFormat;

    /// <summary>The codes, in order.</summary>
    public IReadOnlyList<MadeCode> Codes { get; init; } = [];

    /// <summary>The index and all that isn't a code's.</summary>
    public IReadOnlyList<SiteFile> Pages { get; init; } = [];

    /// <summary>The files that an unfinished run set out to make: it may have made any of them. Empty once a run is done.</summary>
    public IReadOnlyList<string> Planned { get; init; } = [];

    /// <summary>The site's manifest; null where there is none that can be read: then everything is made, and nothing taken away.</summary>
    public static SiteManifest? Load(SiteFolder folder)
    {
        try
        {
            return folder.Read(FileName) is { } bytes
                && JsonSerializer.Deserialize(bytes, SiteJson.Default.SiteManifest) is { Format: CurrentFormat, Codes: not null, Pages: not null, Planned: not null } manifest ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Save(SiteFolder folder) => folder.Write(FileName, JsonSerializer.SerializeToUtf8Bytes(this, SiteJson.Default.SiteManifest));
}

/// <summary>How <c>site.json</c> is written, worked out when this is built.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SiteManifest))]
sealed partial class SiteJson : JsonSerializerContext;
