using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Assayer.Lake;
using Assayer.Rates.Benchmarks;
using Assayer.Rates.Transparency;
using DuckDB.NET.Data;

namespace Assayer.Benchmarks;

/// <summary>
/// Makes a lake of synthetic prices without files to read: the source folders are written straight from DuckDB's <c>range()</c> and <c>hash()</c>.
/// Prices of a code mostly name the provider sets of its specialty, the rest any set of the source; half of the groups stand in every source.
/// </summary>
static class SyntheticLake
{
    /// <summary>Codes of a large source: CPT 70000 to 89999.</summary>
    public const int Codes = 20_000;

    const int Specialties = 40, References = 30_000, Groups = 30_000, Pool = 1_000_000;

    /// <summary>Adds large sources that price every code, and small ones of a thousand prices.</summary>
    public static void Write(string lake, long prices, int large, int small)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        for (var source = 0; source < large; source++) Write(connection, lake, source, prices / large, 20_000);
        for (var source = large; source < large + small; source++) Write(connection, lake, source, 1_000, 40);
    }

    static void Write(DuckDBConnection connection, string lake, int source, long rows, int sets)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"synthetic_2026-01-01_made-up-payer-{source}_in-network-rates.json.gz");
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var folder = Path.Combine(lake, "sources", sha256);
        if (File.Exists(Path.Combine(folder, "source.json"))) return;
        Directory.CreateDirectory(folder);
        var parts = new List<Part>();
        var perCode = Math.Max(1, rows / Codes);
        var perSpecialty = Math.Max(1, sets / Specialties);

        void Copy(string part, string query)
        {
            var path = Path.Combine(folder, part + ".parquet");
            Execute(connection, $"COPY ({query}) TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)");
            using var count = connection.CreateCommand();
            count.CommandText = $"SELECT count(*) FROM read_parquet('{path}')";
            var written = Convert.ToInt64(count.ExecuteScalar(), CultureInfo.InvariantCulture);
            using var stream = File.OpenRead(path);
            parts.Add(new(part + ".parquet", written, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream))));
        }

        // Codes stand in an order of the source's own, each in one piece, as in payers' files.
        Copy("rates", string.Create(CultureInfo.InvariantCulture, $$"""
            SELECT 'CPT' AS code_type, (70000 + c)::VARCHAR AS code, '2026' AS code_version, NULL::VARCHAR AS severity_of_illness, 'ffs' AS arrangement,
                NULL::VARCHAR AS contained_codes, md5('set {{source}} ' || (CASE WHEN h % 10 < 7 THEN (c % {{Specialties}}) * {{perSpecialty}} + h // 16 % {{perSpecialty}} ELSE h // 16 % {{sets}} END))::UUID AS provider_set,
                CASE WHEN h % 13 = 0 THEN 'fee schedule' ELSE 'negotiated' END AS negotiated_type,
                cents / 100::DECIMAL(18,4) AS amount, (cents / 100::DECIMAL(18,2))::VARCHAR AS amount_text, DATE '9999-12-31' AS expiration,
                ['11', '81', '11,22,81', '21,22'][1 + h % 4] AS service_codes, CASE WHEN h % 5 = 0 THEN 'institutional' ELSE 'professional' END AS billing_class,
                NULL::VARCHAR AS setting, CASE WHEN h % 7 = 0 THEN '26' ELSE '' END AS modifiers, NULL::VARCHAR AS additional_information, NULL::DECIMAL(18,4) AS billed_charge, 1000 + i * 150 AS byte_offset
            FROM (SELECT i, (i // {{perCode}} * 7919 + {{source}} * 31) % {{Codes}} AS c, (hash(i, {{source}}) >> 1)::BIGINT AS h, (500 + (hash(i // {{perCode}}) % 90000)::BIGINT * (60 + (hash(i, 7) % 80)::BIGINT) // 100)::DECIMAL(18,4) AS cents FROM range({{rows}}) r(i))
            """));
        Copy("provider_sets", string.Create(CultureInfo.InvariantCulture, $"""
            SELECT DISTINCT md5('set {source} ' || k)::UUID AS provider_set, (k * {References / sets} + m * m * 3 % {References})::VARCHAR AS reference, NULL::UUID AS provider_group
            FROM range({sets}) s(k), range(8) r(m) WHERE m <= (hash(k) % 8)
            """));
        var references = $"(SELECT k, m, CASE WHEN g % 2 = 0 THEN g ELSE g + {source + 1} * {Groups} END AS g FROM (SELECT k, m, (k + m * 17) % {Groups} AS g FROM range({References}) r(k), range(3) t(m) WHERE m <= (hash(k, 3) % 3)))";
        Execute(connection, $"CREATE OR REPLACE TEMP TABLE used AS SELECT k, m, g FROM {references} WHERE k::VARCHAR IN (SELECT reference FROM read_parquet('{Path.Combine(folder, "provider_sets.parquet")}'))");
        Copy("references", "SELECT DISTINCT k::VARCHAR AS reference, NULL::VARCHAR AS network, md5('group ' || g)::UUID AS provider_group, NULL::VARCHAR AS location FROM used");
        Copy("provider_groups", "SELECT DISTINCT md5('group ' || g)::UUID AS provider_group, 'ein' AS tin_type, (100000000 + g)::VARCHAR AS tin, 'Made-up practice ' || g AS business_name, NULL::VARCHAR AS joined_ein FROM used");
        Copy("npis", $"SELECT DISTINCT md5('group ' || g)::UUID AS provider_group, (1000000000 + hash(g, m) % {Pool})::VARCHAR AS npi FROM (SELECT DISTINCT g FROM used), range(30) r(m) WHERE m <= (hash(g) % 30)");
        Copy("unresolved", "SELECT NULL::VARCHAR AS reference, NULL::VARCHAR AS location, NULL::VARCHAR AS code, NULL::VARCHAR AS message LIMIT 0");
        Copy("codes", $"SELECT code_type, code, count(*) AS rows, 0::BIGINT AS rejected FROM read_parquet('{Path.Combine(folder, "rates.parquet")}') GROUP BY ALL ORDER BY ALL");
        new SourceManifest
        {
            Sha256 = sha256,
            Kind = SourceKind.InNetwork,
            Name = name,
            Bytes = rows * 10,
            ContentBytes = rows * 150,
            ContentCrc32 = (uint)source,
            RowsDigest = sha256,
            Header = new InNetworkHeader { ReportingEntityName = string.Create(CultureInfo.InvariantCulture, $"Made-up payer {source}"), LastUpdatedOn = new(2026, 1, 1), Synthetic = true },
            Synthetic = true,
            Accepted = rows,
            Parts = parts,
            IngestedAtUtc = new(2026, 1, 2, 0, 0, source % 60, DateTimeKind.Utc),
        }.Save(Path.Combine(folder, "source.json"));
    }

    static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
