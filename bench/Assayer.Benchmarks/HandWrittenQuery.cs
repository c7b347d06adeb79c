using Assayer.Codes;
using DuckDB.NET.Data;

namespace Assayer.Benchmarks;

/// <summary>The rival: a code's prices with their terms, and their providers, by SQL over the optimized files. Every value is fetched; nothing is made of it.</summary>
sealed class HandWrittenQuery(string lake) : IDisposable
{
    readonly DuckDBConnection _connection = Open();
    readonly string[] _layers = Directory.GetDirectories(Path.Combine(lake, "optimized"));

    /// <summary>Reads a code.</summary>
    /// <returns>How many prices there are.</returns>
    public int Read(BillingCode code)
    {
        var rows = 0;
        foreach (var layer in _layers)
        {
            string Table(string name) => $"read_parquet('{layer}/{name}.parquet')";
            Execute($"CREATE OR REPLACE TEMP TABLE prices AS SELECT * FROM {Table("rates-*")} WHERE code_type = 'CPT' AND code = '{code.Value}'");
            rows += Fetch($"SELECT p.*, t.* FROM prices p JOIN {Table("terms")} t ON p.terms = t.number ORDER BY source, byte_offset");
            Execute($"CREATE OR REPLACE TEMP TABLE sets AS SELECT * FROM {Table("provider_sets")} SEMI JOIN prices ON number = prices.provider_set");
            Fetch("SELECT * FROM sets ORDER BY ALL");
            Execute($"CREATE OR REPLACE TEMP TABLE refs AS SELECT * FROM {Table("references")} r SEMI JOIN sets ON r.number = sets.reference");
            Fetch("SELECT * FROM refs ORDER BY ALL");
            Execute("CREATE OR REPLACE TEMP TABLE wanted AS SELECT provider_group FROM sets WHERE provider_group IS NOT NULL UNION SELECT provider_group FROM refs WHERE provider_group IS NOT NULL");
            Fetch($"SELECT * FROM {Table("provider_groups")} g SEMI JOIN wanted ON g.number = wanted.provider_group ORDER BY number");
            Fetch($"SELECT * FROM {Table("npis")} n SEMI JOIN wanted USING (provider_group) ORDER BY ALL");
        }
        return rows;
    }

    /// <summary>What the sources have of a code: prices, the sums of their amounts and offsets, and the groups and NPIs of each source behind them.</summary>
    public (int Rows, decimal Amounts, long Offsets, int Groups, int Npis) Expected(BillingCode code)
    {
        string Table(string name) => $"(SELECT parse_path(filename)[-2] AS source, * FROM read_parquet('{lake}/sources/*/{name}.parquet', filename = true))";
        Execute($"CREATE OR REPLACE TEMP TABLE expected AS SELECT * FROM {Table("rates")} WHERE code_type = 'CPT' AND code = '{code.Value}'");
        Execute($"""
            CREATE OR REPLACE TEMP TABLE expected_groups AS SELECT DISTINCT source, r.provider_group FROM {Table("references")} r JOIN {Table("provider_sets")} s USING (source, reference)
            WHERE (source, s.provider_set) IN (SELECT source, provider_set FROM expected)
            """);
        using var command = _connection.CreateCommand();
        command.CommandText = $"""
            SELECT count(*)::INTEGER, sum(amount)::DECIMAL(18,4), sum(byte_offset)::BIGINT, (SELECT count(*) FROM expected_groups)::INTEGER,
                (SELECT count(*) FROM {Table("npis")} SEMI JOIN expected_groups USING (source, provider_group))::INTEGER FROM expected
            """;
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt32(0), reader.GetDecimal(1), reader.GetInt64(2), reader.GetInt32(3), reader.GetInt32(4));
    }

    static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return connection;
    }

    void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    int Fetch(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = true;
        using var reader = (DuckDBDataReader)command.ExecuteReader();
        var kinds = Enumerable.Range(0, reader.FieldCount).Select(reader.GetFieldType).ToArray();
        var rows = 0;
        for (; reader.Read(); rows++)
            for (var column = 0; column < kinds.Length; column++)
            {
                if (reader.IsDBNull(column)) continue;
                if (kinds[column] == typeof(string)) reader.GetString(column);
                else if (kinds[column] == typeof(int)) reader.GetInt32(column);
                else if (kinds[column] == typeof(long)) reader.GetInt64(column);
                else if (kinds[column] == typeof(decimal)) reader.GetDecimal(column);
                else if (kinds[column] == typeof(Guid)) reader.GetGuid(column);
                else reader.GetValue(column);
            }
        return rows;
    }

    public void Dispose() => _connection.Dispose();
}
