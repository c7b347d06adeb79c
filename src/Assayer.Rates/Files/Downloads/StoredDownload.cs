using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assayer.Rates.Files.Downloads;

/// <summary>What the cache keeps of a download: nothing secret of its address.</summary>
sealed record StoredDownload
{
    public required string Address { get; init; }

    public required string FinalAddress { get; init; }

    public required string Name { get; init; }

    public string? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>When the server sent it, by its own clock.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Bytes in all; null where the server doesn't say.</summary>
    public long? Length { get; init; }

    /// <summary>Of a complete download.</summary>
    public string? Sha256 { get; init; }

    /// <summary>
    /// By what the rest of a part may be asked for (If-Range): a strong tag, or a date of change at least a minute before the response
    /// (RFC 9110, sections 8.8.2.2 and 13.1.5; the minute is RFC 7232's). Null where nothing tells whether the rest belongs to the part.
    /// </summary>
    public RangeConditionHeaderValue? Validator() =>
        Tag() is { } tag ? tag.IsWeak ? null : new(tag)
        : LastModified is { } changed && Date - changed >= TimeSpan.FromMinutes(1) ? new(changed)
        : null;

    public EntityTagHeaderValue? Tag() => EntityTagHeaderValue.TryParse(ETag, out var tag) ? tag : null;

    public static StoredDownload Of(Uri address, Exchange exchange)
    {
        var (response, headers) = (exchange.Response, exchange.Response.Content.Headers);
        return new()
        {
            Address = WebAddress.Shown(address),
            FinalAddress = WebAddress.Shown(exchange.Address),
            Name = WebAddress.NameOf(headers.ContentDisposition, address, exchange.Address),
            ETag = response.Headers.ETag?.ToString(),
            LastModified = headers.LastModified,
            Date = response.Headers.Date,
            Length = headers.ContentRange?.Length ?? headers.ContentLength,
        };
    }

    /// <summary>Null where there is none, or it is damaged.</summary>
    public static StoredDownload? Load(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), DownloadJson.Default.StoredDownload) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it whole or not at all.</summary>
    public void Save(string path)
    {
        var temporary = $"{path}.{Path.GetRandomFileName()}";
        using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, this, DownloadJson.Default.StoredDownload);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }
}

/// <summary>How the cache's notes are written, worked out when this is built.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(StoredDownload))]
sealed partial class DownloadJson : JsonSerializerContext;
