using System.Globalization;
using Assayer.Evidence;
using Assayer.Rates.Benchmarks;
using DuckDB.NET.Data;

namespace Assayer.Lake.Optimized;

/// <summary>Checks that layers are what they say, and have as many rows of each source as the source has.</summary>
static class LayerVerifier
{
    public static void Verify(LakeFolder lake, DuckDBConnection connection, List<Diagnostic> problems, CancellationToken cancellation)
    {
        if (!Directory.Exists(lake.OptimizedPath)) return;
        foreach (var folder in Directory.EnumerateDirectories(lake.OptimizedPath).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var known = problems.Count;
            void Report(string file, string message) =>
                problems.Add(new("LAKE004", Severity.Error, new(Path.Combine(folder, file)), message, "Delete this folder of the lake, and run assayer lake optimize: nothing is lost."));
            if (Layer.Load(folder) is not { } layer)
            {
                Report(Layer.ManifestFile, "It is missing, damaged, of another version, or files that it lists are missing or cut: this folder is not used.");
                continue;
            }
            foreach (var part in layer.Parts) LakeVerifier.VerifyPart(folder, part, connection, Report);
            if (problems.Count == known) VerifyRows(layer, lake, connection, Report);
        }
    }

    static void VerifyRows(Layer layer, LakeFolder lake, DuckDBConnection connection, Action<string, string> report)
    {
        var sources = lake.Sources().ToDictionary(source => source.Sha256);
        Dictionary<int, long> CountsOf(string query) => connection.Query($"{query} GROUP BY source", reader => (reader.GetInt32(0), reader.GetInt64(1))).ToDictionary();
        Dictionary<int, long> RowsOf(string prefix) => layer.PiecesOf(prefix) is { Count: > 0 } files ? CountsOf($"SELECT source, count(*) FROM read_parquet({DuckDb.List(files)})") : [];
        var counted = CountsOf($"SELECT source, sum(rows)::BIGINT FROM {layer.Table("codes")}");
        var (rates, charges) = (RowsOf("rates"), RowsOf("charges"));
        foreach (var (number, covered) in layer.Sources.Index())
        {
            if (!sources.TryGetValue(covered.Sha256, out var source) || CoveredSource.Of(source) != covered) continue; // not read from here
            var (rows, codes) = ((source.Kind == SourceKind.Hospital ? charges : rates).GetValueOrDefault(number), counted.GetValueOrDefault(number));
            if (rows != source.Accepted || codes != source.Accepted)
                report("codes.parquet", string.Create(CultureInfo.InvariantCulture, $"It has {rows} rows of {source.Name}, and counts {codes}; the source has {source.Accepted}."));
        }
    }
}
