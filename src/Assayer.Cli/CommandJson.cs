using System.Text.Json;
using System.Text.Json.Serialization;
using Assayer.Lake;

namespace Assayer.Cli;

/// <summary>What <c>ingest --dry-run --json</c> says of a file.</summary>
/// <param name="Source">Path or address.</param>
/// <param name="Kind">What it is; null where that isn't known before it is fetched.</param>
/// <param name="Bytes">Its length; null where that isn't known.</param>
/// <param name="Plans">The plans that name it; null for what no table of contents names.</param>
/// <param name="IsThere">Whether the lake has it, by name and length.</param>
/// <param name="Problem">Why it can't be had; null where it can.</param>
sealed record PlannedLine(string Source, string? Kind, long? Bytes, long? Plans, bool IsThere, string? Problem);

/// <summary>How commands print JSON, worked out when this is built.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<SourceManifest>))]
[JsonSerializable(typeof(PlannedLine[]))]
sealed partial class CommandJson : JsonSerializerContext;
