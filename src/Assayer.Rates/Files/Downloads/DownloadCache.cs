using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Assayer.Rates.Files.Downloads;

/// <summary>The download cache on disk: for each address a description, and its bytes, whole or so far. It may be deleted at any time.</summary>
sealed class DownloadCache(string folder)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string BodyOf(Uri address) => PathOf(address, ".body");

    public string PartOf(Uri address) => PathOf(address, ".part");

    public CacheEntry? Find(Uri address)
    {
        try
        {
            return JsonSerializer.Deserialize<CacheEntry>(File.ReadAllBytes(PathOf(address, ".json")), Json);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null; // a damaged description is as good as none
        }
    }

    public void Save(Uri address, CacheEntry entry)
    {
        Directory.CreateDirectory(folder);
        var unfinished = PathOf(address, $".{Guid.NewGuid():N}");
        File.WriteAllBytes(unfinished, JsonSerializer.SerializeToUtf8Bytes(entry with { Shown = WebAddress.Shown(address) }, Json));
        File.Move(unfinished, PathOf(address, ".json"), overwrite: true);
    }

    string PathOf(Uri address, string extension) =>
        Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)))[..32] + extension);
}
