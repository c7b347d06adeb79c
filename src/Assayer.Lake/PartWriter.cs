using System.Security.Cryptography;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Writes the Parquet files of a source's folder.</summary>
sealed class PartWriter(DuckDBConnection connection, string folder, CancellationToken cancellation)
{
    readonly List<Part> _parts = [];

    /// <summary>What was written.</summary>
    public IReadOnlyList<Part> Parts => _parts;

    /// <summary>Writes a query's rows to <c>name.parquet</c>, through to the disk.</summary>
    public long Write(string name, string query)
    {
        var file = name + ".parquet";
        var path = Path.Combine(folder, file);
        connection.Execute($"COPY ({query}) TO {DuckDb.Text(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)", cancellation);
        var rows = connection.Count($"SELECT count(*) FROM read_parquet({DuckDb.Text(path)})");
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            stream.Flush(flushToDisk: true);
            _parts.Add(new(file, rows, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream))));
        }
        return rows;
    }

    /// <summary>
    /// A digest of the rows of some parts, whatever their order: the sum of DuckDB's hashes of them, part by part. Parts that depend on more
    /// than the file's own bytes have no place in it.
    /// </summary>
    public string DigestOf(params IEnumerable<string> names) =>
        string.Join(' ', names.Select(name =>
            $"{name}:{connection.Query($"SELECT coalesce(sum(hash(r)::HUGEINT), 0)::VARCHAR FROM read_parquet({DuckDb.Text(Path.Combine(folder, name + ".parquet"))}) r", reader => reader.GetString(0)).Single()}"));
}
