using Assayer.Codes.Medicare;
using Assayer.Rates.Benchmarks;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>The registry of providers, ZIP codes' localities and taxonomies' names: of each the newest that is loaded.</summary>
sealed class RegistryTables(DuckDBConnection connection, LakeFolder lake, IReadOnlyList<SourceManifest> sources)
{
    readonly SourceManifest? _registry = Newest(sources, StoredTables.Registrations.Kind);
    readonly SourceManifest? _localities = Newest(sources, StoredTables.ZipLocalities.Kind);
    readonly SourceManifest? _titles = Newest(sources, StoredTables.TaxonomyTitles.Kind);

    /// <summary>The registered providers among some NPIs.</summary>
    public ProviderDirectory Of(IEnumerable<string> npis)
    {
        if (_registry is null) return ProviderDirectory.None;
        connection.Execute("CREATE OR REPLACE TEMP TABLE wanted_npis (npi VARCHAR)");
        using (var wanted = connection.CreateAppender("wanted_npis"))
            foreach (var npi in npis.ToHashSet(StringComparer.Ordinal)) wanted.CreateRow().AppendValue(npi).EndRow();
        var locality = _localities is null
            ? "SELECT '' AS zip_code, NULL::VARCHAR AS contractor, NULL::VARCHAR AS locality WHERE false"
            // A ZIP code that lies in several localities is in none of them for us: nine digits would decide.
            : $"SELECT zip_code, contractor, locality FROM {Part(_localities)} WHERE NOT needs_plus_four";
        var providers = connection.Query($"""
            SELECT npi, min(r.state), min(primary_taxonomy), min(other_taxonomies), min(contractor), min(locality)
            FROM {Part(_registry)} r SEMI JOIN wanted_npis USING (npi) LEFT JOIN ({locality}) z USING (zip_code) GROUP BY npi
            """, ProviderOf).ToList();
        return new(LakeReader.SourceOf(_registry), _localities is null ? null : LakeReader.SourceOf(_localities), providers, Titles());
    }

    static RegisteredProvider ProviderOf(DuckDBDataReader reader)
    {
        string[] taxonomies = [reader.GetString(2), .. reader.GetString(3).Split(',')];
        return new(
            reader.GetString(0),
            reader.GetString(1) is { Length: > 0 } state ? state : null,
            reader.IsDBNull(4) ? null : new Locality(reader.GetString(4), reader.GetString(5)),
            [.. taxonomies.Where(taxonomy => taxonomy.Length > 0).Distinct()]);
    }

    Dictionary<string, string> Titles() => _titles is null
        ? []
        : connection.Query($"SELECT code, min(display_name) FROM {Part(_titles)} GROUP BY code", reader => (reader.GetString(0), reader.GetString(1))).ToDictionary();

    string Part(SourceManifest source) => $"read_parquet({DuckDb.Text(Path.Combine(lake.FolderOf(source.Sha256), source.Kind + ".parquet"))})";

    static SourceManifest? Newest(IReadOnlyList<SourceManifest> sources, string kind) => sources.Where(source => source.Kind == kind).MaxBy(source => source.Date);
}
