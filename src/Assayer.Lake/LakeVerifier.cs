using System.Globalization;
using System.Security.Cryptography;
using Assayer.Evidence;
using Assayer.Lake.Optimized;
using Assayer.Rates.Benchmarks;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Checks that a lake's sources are what their manifests say.</summary>
public static class LakeVerifier
{
    /// <summary>Checks every source: its folder's name, each Parquet file's digest and rows, and that rows, codes and provider sets agree; and the optimized copy of them.</summary>
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
        LayerVerifier.Verify(lake, connection, problems, cancellation);
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
            problems.Add(LakeFolder.Missing(folder));
            return;
        }
        if (manifest.Sha256 != Path.GetFileName(folder)) Report(LakeFolder.ManifestFile, $"The folder's name is not the manifest's SHA-256, {manifest.Sha256}.");
        foreach (var part in manifest.Parts) VerifyPart(folder, part, connection, Report);
        if (problems.Count > known) return;
        switch (manifest.Kind)
        {
            case SourceKind.InNetwork or SourceKind.AllowedAmounts:
                VerifyCodes(folder, manifest, VerifyRows(folder, "rates", manifest, connection, Report), connection, Report);
                VerifyProviders(folder, connection, Report);
                break;
            case SourceKind.Hospital:
                VerifyCodes(folder, manifest, VerifyRows(folder, "charges", manifest, connection, Report), connection, Report);
                break;
            case TableOfContentsStage.Kind: break; // its rows are structures, of plans and files
            default: VerifyRows(folder, manifest.Kind, manifest, connection, Report); break;
        }
    }

    internal static void VerifyPart(string folder, Part part, DuckDBConnection connection, Action<string, string> report)
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

    static long VerifyRows(string folder, string part, SourceManifest manifest, DuckDBConnection connection, Action<string, string> report)
    {
        var rows = connection.Count($"SELECT count(*) FROM {Table(folder, part)}");
        if (rows != manifest.Accepted) report(part + ".parquet", string.Create(CultureInfo.InvariantCulture, $"There are {rows} rows; the manifest says {manifest.Accepted}."));
        return rows;
    }

    static void VerifyCodes(string folder, SourceManifest manifest, long rows, DuckDBConnection connection, Action<string, string> report)
    {
        var counted = connection.Count($"SELECT coalesce(sum(rows), 0)::BIGINT FROM {Table(folder, "codes")}");
        if (counted != rows) report("codes.parquet", string.Create(CultureInfo.InvariantCulture, $"Codes count {counted} rows; there are {rows}."));
        var rejected = connection.Count($"SELECT coalesce(sum(rejected), 0)::BIGINT FROM {Table(folder, "codes")}") + manifest.RejectedWithoutCode;
        if (rejected != manifest.Rejected) report("codes.parquet", string.Create(CultureInfo.InvariantCulture, $"Codes count {rejected} rejected rows; the manifest says {manifest.Rejected}."));
    }

    static void VerifyProviders(string folder, DuckDBConnection connection, Action<string, string> report)
    {
        var orphans = connection.Count($"SELECT count(*) FROM {Table(folder, "rates")} ANTI JOIN {Table(folder, "provider_sets")} USING (provider_set)");
        if (orphans > 0) report("provider_sets.parquet", string.Create(CultureInfo.InvariantCulture, $"{orphans} prices name a provider set that isn't there."));
        var groups = connection.Count($"""
            SELECT count(*) FROM (SELECT provider_group FROM {Table(folder, "provider_sets")} UNION SELECT provider_group FROM {Table(folder, "references")})
            ANTI JOIN {Table(folder, "provider_groups")} USING (provider_group) WHERE provider_group IS NOT NULL
            """);
        if (groups > 0) report("provider_groups.parquet", string.Create(CultureInfo.InvariantCulture, $"{groups} provider groups are named and aren't there."));
    }

    static string Table(string folder, string part) => $"read_parquet({DuckDb.Text(Path.Combine(folder, part + ".parquet"))})";
}
