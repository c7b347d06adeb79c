using System.Globalization;
using System.Security.Cryptography;
using Assayer.Rates.Benchmarks;
using DuckDB.NET.Data;

namespace Assayer.Lake.Optimized;

/// <summary>
/// Builds a layer in pieces: each holds the prices of a range of codes, and is sorted by itself, so that memory doesn't grow with the lake. What a killed
/// run has finished stays in the folder, with a database of the numbers given so far, and the next run goes on from there.
/// </summary>
/// <param name="lake">The lake.</param>
/// <param name="sources">The sources, payers' before hospitals'.</param>
/// <param name="folder">The folder; only this run works in it.</param>
/// <param name="progress">Told how many pieces of how many are done.</param>
/// <param name="cancellation">Stops it.</param>
sealed class LayerBuilder(LakeFolder lake, IReadOnlyList<SourceManifest> sources, string folder, Action<int, int>? progress, CancellationToken cancellation)
{
    const int RowsOfPiece = 5_000_000;
    const int RowGroup = 16_384; // small, so that one code's prices need little more than themselves

    readonly string _database = Path.Combine(folder, "build.duckdb");
    readonly string _spill = Path.Combine(folder, "spill");
    readonly List<SourceManifest> _payers = [.. sources.Where(source => source.Kind != SourceKind.Hospital)];
    readonly List<SourceManifest> _hospitals = [.. sources.Where(source => source.Kind == SourceKind.Hospital)];
    readonly List<string> _files = [];

    /// <summary>Builds, or goes on building.</summary>
    public Layer Build()
    {
        if (Layer.Load(folder) is { } whole) return whole; // all but put in its place
        Directory.CreateDirectory(folder);
        using (var connection = DuckDb.Open(_database, _spill))
        {
            connection.Execute("SET memory_limit = '1GB'");
            if (_payers.Count > 0) NumberTerms(connection);
            CountCodes(connection);
            connection.Execute("CHECKPOINT", cancellation); // what is written below is of these numbers, on the disk
            var pieces = connection.Query("""
                SELECT piece, is_hospital, code_type, min(code), max(code) FROM codes WHERE piece IS NOT NULL GROUP BY ALL ORDER BY piece
                """, reader => new Piece(reader.GetInt32(0), reader.GetBoolean(1), reader.GetString(2), reader.GetString(3), reader.GetString(4))).ToList();
            foreach (var (done, piece) in pieces.Index())
            {
                progress?.Invoke(done, pieces.Count);
                if (piece.IsHospital) WriteCharges(connection, piece);
                else WriteRates(connection, piece);
            }
            progress?.Invoke(pieces.Count, pieces.Count);
            if (_payers.Count > 0) WriteProviders(connection);
        }
        File.Delete(_database);
        File.Delete(_database + ".wal");
        if (Directory.Exists(_spill)) Directory.Delete(_spill, recursive: true);
        var layer = new Layer { Sources = [.. sources.Select(CoveredSource.Of)], Rows = sources.Sum(source => source.Accepted), Parts = [.. _files.Select(PartOf)] };
        layer.Save(folder);
        return layer with { Folder = folder };
    }

    /// <summary>A range of codes of one kind.</summary>
    readonly record struct Piece(int Number, bool IsHospital, string CodeType, string First, string Last)
    {
        public string Matches => $"code_type = {DuckDb.Text(CodeType)} AND code BETWEEN {DuckDb.Text(First)} AND {DuckDb.Text(Last)}";
    }

    // Sets in the order of the first code that uses them, so that those of one code lie together.
    void NumberTerms(DuckDBConnection connection)
    {
        var prices = lake.Parts(_payers, "rates");
        connection.Execute($"""
            CREATE TABLE IF NOT EXISTS sets AS
            SELECT (row_number() OVER (ORDER BY code, source, place, provider_set) - 1)::INTEGER AS number, source, provider_set
            FROM (SELECT file_index::INTEGER AS source, provider_set, min(code) AS code, min(byte_offset) AS place FROM {prices} GROUP BY ALL);
            CREATE TABLE IF NOT EXISTS terms AS
            SELECT (row_number() OVER (ORDER BY code, hash) - 1)::INTEGER AS number, hash, {RateTables.Terms}
            FROM (SELECT hash({RateTables.Terms}) AS hash, {RateTables.Terms}, min(code) AS code FROM {prices} GROUP BY ALL)
            """, cancellation);
        if (connection.Count("SELECT count(*) - count(DISTINCT hash) FROM terms") > 0) throw new IOException("Different terms of prices have the same hash: this lake can't be optimized.");
    }

    // Pieces hold whole codes, of one kind, so that they are found by statistics; codes of which all rows were rejected are in none.
    void CountCodes(DuckDBConnection connection)
    {
        connection.Execute($"""
            CREATE OR REPLACE TABLE codes AS
            WITH counted AS (SELECT code_type, code, file_index::INTEGER AS source, file_index >= {_payers.Count} AS is_hospital, rows, rejected FROM {lake.Parts(sources, "codes")}),
                totals AS (SELECT is_hospital, code_type, code, sum(rows) AS rows FROM counted GROUP BY ALL HAVING sum(rows) > 0),
                buckets AS (SELECT is_hospital, code_type, code, (sum(rows) OVER (PARTITION BY is_hospital, code_type ORDER BY code) - rows) // {RowsOfPiece} AS bucket FROM totals),
                pieces AS (SELECT is_hospital, code_type, code, (dense_rank() OVER (ORDER BY is_hospital, code_type, bucket) - 1)::INTEGER AS piece FROM buckets)
            SELECT code_type, code, source, rows, rejected, is_hospital, piece FROM counted LEFT JOIN pieces USING (is_hospital, code_type, code)
            """, cancellation);
        Write(connection, "codes", "SELECT code_type, code, source, rows, rejected, piece FROM codes ORDER BY code_type, code, source");
    }

    void WriteRates(DuckDBConnection connection, Piece piece)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"rates-{piece.Number}");
        if (IsWritten(name)) return;
        Write(connection, name, $"""
            SELECT code_type, r.code, r.source, t.number AS terms, s.number AS provider_set, amount, amount_text, billed_charge, byte_offset
            FROM (SELECT file_index::INTEGER AS source, code_type, code, {RateTables.Amounts}, hash({RateTables.Terms}) AS hash, {RateTables.Tie} AS tie
                FROM {lake.Parts(_payers, "rates")} WHERE {piece.Matches}) r
            JOIN sets s ON s.source = r.source AND s.provider_set = r.provider_set JOIN terms t ON t.hash = r.hash
            ORDER BY r.code, r.source, byte_offset, tie
            """);
    }

    void WriteCharges(DuckDBConnection connection, Piece piece)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"charges-{piece.Number}");
        if (IsWritten(name)) return;
        Write(connection, name, $"""
            SELECT code_type, code, (file_index + {_payers.Count})::INTEGER AS source, {HospitalTables.Columns} FROM {lake.Parts(_hospitals, "charges")}
            WHERE {piece.Matches} ORDER BY code, source, {HospitalTables.Order}
            """);
    }

    // In the order of their first use, so that what one code needs lies together: its sets, their references, and the groups of these.
    void WriteProviders(DuckDBConnection connection)
    {
        string Of(string part) => $"(SELECT file_index::INTEGER AS source, * EXCLUDE (filename) FROM {lake.Parts(_payers, part)})";
        connection.Execute($"""
            CREATE OR REPLACE TABLE refs AS
            SELECT (row_number() OVER (ORDER BY min(number), source, reference) - 1)::INTEGER AS number, source, reference, min(number) AS first
            FROM {Of("provider_sets")} JOIN sets USING (source, provider_set) WHERE reference IS NOT NULL GROUP BY source, reference;
            CREATE OR REPLACE TABLE uses AS
            SELECT source, provider_group, min(first) AS first FROM (
                SELECT source, provider_group, number::BIGINT << 32 AS first FROM {Of("provider_sets")} JOIN sets USING (source, provider_set) WHERE provider_group IS NOT NULL
                UNION ALL SELECT source, provider_group, (first::BIGINT << 32) + number FROM {Of("references")} JOIN refs USING (source, reference) WHERE provider_group IS NOT NULL) GROUP BY ALL;
            CREATE OR REPLACE TABLE filed AS SELECT source, provider_group, first, tin_type, tin, business_name, joined_ein FROM uses JOIN {Of("provider_groups")} USING (source, provider_group);
            CREATE OR REPLACE TABLE groups AS
            SELECT (row_number() OVER (ORDER BY min(first), provider_group, business_name, joined_ein) - 1)::INTEGER AS number, provider_group, tin_type, tin, business_name, joined_ein, min(source) AS source
            FROM filed GROUP BY provider_group, tin_type, tin, business_name, joined_ein;
            CREATE OR REPLACE TABLE group_numbers AS
            SELECT f.source, f.provider_group, g.number FROM filed f JOIN groups g ON f.provider_group = g.provider_group AND f.tin_type = g.tin_type AND f.tin = g.tin
                AND f.business_name IS NOT DISTINCT FROM g.business_name AND f.joined_ein IS NOT DISTINCT FROM g.joined_ein
            """, cancellation);
        Write(connection, "terms", $"SELECT number, {RateTables.Terms} FROM terms ORDER BY number");
        Write(connection, "provider_sets", $"""
            SELECT s.number, source, provider_set, r.number AS reference, g.number AS provider_group FROM {Of("provider_sets")} m JOIN sets s USING (source, provider_set)
            LEFT JOIN refs r USING (source, reference) LEFT JOIN group_numbers g USING (source, provider_group) ORDER BY s.number, r.number, g.number
            """);
        Write(connection, "references", $"""
            SELECT n.number, n.source, n.reference, r.reference IS NOT NULL AS is_defined, network, g.number AS provider_group, location
            FROM refs n LEFT JOIN {Of("references")} r USING (source, reference) LEFT JOIN group_numbers g USING (source, provider_group)
            ORDER BY n.number
            """);
        Write(connection, "provider_groups", "SELECT number, provider_group, tin_type, tin, business_name, joined_ein FROM groups ORDER BY number");
        Write(connection, "npis", $"SELECT number AS provider_group, npi FROM {Of("npis")} n JOIN groups USING (source, provider_group) ORDER BY number, npi");
    }

    bool IsWritten(string name)
    {
        if (!File.Exists(Path.Combine(folder, name + ".parquet"))) return false;
        _files.Add(name);
        return true;
    }

    void Write(DuckDBConnection connection, string name, string query)
    {
        var path = Path.Combine(folder, name + ".parquet");
        connection.Execute($"COPY ({query}) TO {DuckDb.Text(path + ".unfinished")} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {RowGroup})", cancellation);
        using (var stream = new FileStream(path + ".unfinished", FileMode.Open, FileAccess.ReadWrite)) stream.Flush(flushToDisk: true);
        File.Move(path + ".unfinished", path, overwrite: true);
        _files.Add(name);
    }

    Part PartOf(string name)
    {
        var path = Path.Combine(folder, name + ".parquet");
        using var connection = DuckDb.Open(null, null);
        var rows = connection.Count($"SELECT coalesce(sum(num_rows), 0)::BIGINT FROM parquet_file_metadata({DuckDb.Text(path)})");
        using var stream = File.OpenRead(path);
        return new(name + ".parquet", rows, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}
