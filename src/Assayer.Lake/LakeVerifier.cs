using System.Globalization;
using System.Security.Cryptography;
using Assayer.Evidence;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Checks that a lake's sources are what their manifests say.</summary>
public static class LakeVerifier
{
    /// <summary>Checks every source: its folder's name, each Parquet file's digest and rows, and that prices, codes and provider sets agree.</summary>
    /// <returns>What is wrong; nothing where all is well.</returns>
    public static IReadOnlyList<Diagnostic> Verify(LakeFolder lake, CancellationToken cancellation = default)
    {
        var problems = new List<Diagnostic>();
        if (!lake.Exists) return problems;
        using var connection = DuckDb.Open(null, null);
        foreach (var folder in Directory.EnumerateDirectories(lake.SourcesPath).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            VerifySource(lake, folder, connection, problems);
        }
        return problems;
    }

    static void VerifySource(LakeFolder lake, string folder, DuckDBConnection connection, List<Diagnostic> problems)
    {
        var known = problems.Count;
        void Report(string file, string message) =>
            problems.Add(new("LAKE003", Severity.Error, new(Path.Combine(folder, file)), message, "Remove the source's folder and ingest its file again."));

        SourceManifest? manifest;
        try
        {
            manifest = lake.Find(Path.GetFileName(folder));
        }
        catch (DataFormatException exception)
        {
            problems.Add(exception.Diagnostic);
            return;
        }
        if (manifest is null)
        {
            Report(LakeFolder.ManifestFile, "The manifest is missing.");
            return;
        }
        if (manifest.Sha256 != Path.GetFileName(folder)) Report(LakeFolder.ManifestFile, $"The folder's name is not the manifest's SHA-256, {manifest.Sha256}.");
        foreach (var part in manifest.Parts) VerifyPart(folder, part, connection, Report);
        if (manifest.Kind == "in-network" && problems.Count == known) VerifyRates(folder, manifest, connection, Report);
    }

    static void VerifyPart(string folder, Part part, DuckDBConnection connection, Action<string, string> report)
    {
        var path = Path.Combine(folder, part.File);
        if (!File.Exists(path))
        {
            report(part.File, "The file is missing.");
            return;
        }
        using (var stream = File.OpenRead(path))
        {
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
            if (sha256 != part.Sha256)
            {
                report(part.File, $"The file's SHA-256 is {sha256}; the manifest says {part.Sha256}.");
                return;
            }
        }
        var rows = connection.Count($"SELECT count(*) FROM read_parquet({DuckDb.Text(path)})");
        if (rows != part.Rows) report(part.File, string.Create(CultureInfo.InvariantCulture, $"The file has {rows} rows; the manifest says {part.Rows}."));
    }

    static void VerifyRates(string folder, SourceManifest manifest, DuckDBConnection connection, Action<string, string> report)
    {
        string Part(string name) => $"read_parquet({DuckDb.Text(Path.Combine(folder, name + ".parquet"))})";

        var rates = connection.Count($"SELECT count(*) FROM {Part("rates")}");
        if (rates != manifest.Accepted) report("rates.parquet", string.Create(CultureInfo.InvariantCulture, $"There are {rates} prices; the manifest says {manifest.Accepted}."));
        var counted = connection.Count($"SELECT coalesce(sum(rows), 0)::BIGINT FROM {Part("codes")}");
        if (counted != rates) report("codes.parquet", string.Create(CultureInfo.InvariantCulture, $"Codes count {counted} prices; there are {rates}."));
        var rejected = connection.Count($"SELECT coalesce(sum(rejected), 0)::BIGINT FROM {Part("codes")}") + manifest.RejectedWithoutCode;
        if (rejected != manifest.Rejected) report("codes.parquet", string.Create(CultureInfo.InvariantCulture, $"Codes count {rejected} rejected prices; the manifest says {manifest.Rejected}."));
        var orphans = connection.Count($"SELECT count(*) FROM {Part("rates")} ANTI JOIN {Part("provider_sets")} USING (provider_set)");
        if (orphans > 0) report("provider_sets.parquet", string.Create(CultureInfo.InvariantCulture, $"{orphans} prices name a provider set that isn't there."));
    }
}
