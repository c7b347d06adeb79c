using System.IO.Compression;
using System.Text.Json;
using DuckDB.NET.Data;

namespace Assayer.Benchmarks;

/// <summary>Other ways with a price file that need .NET, each to be run as a process of its own.</summary>
static class Rivals
{
    public static int Run(string[] arguments)
    {
        switch (arguments)
        {
            case ["stream", var file]: Open(file, _ => { }); return 0;
            case ["tokens", var file]: Tokens(file); return 0;
            case ["duckdb", var file, var codes, var output]: DuckDb(file, codes.Split(','), output); return 0;
            default: return 2;
        }
    }

    static void Open(string path, Action<ReadOnlySpan<byte>> take)
    {
        using var stream = new GZipStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan), CompressionMode.Decompress);
        var buffer = new byte[1 << 18];
        for (int read; (read = stream.Read(buffer)) > 0;) take(buffer.AsSpan(0, read));
    }

    static void Tokens(string path)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        var (buffer, length, tokens, state) = (new byte[1 << 18], 0, 0L, default(JsonReaderState));
        while (true)
        {
            var read = stream.Read(buffer.AsSpan(length));
            var reader = new Utf8JsonReader(buffer.AsSpan(0, length + read), isFinalBlock: read == 0, state);
            while (reader.Read()) tokens++;
            if (read == 0) break;
            state = reader.CurrentState;
            length = length + read - (int)reader.BytesConsumed;
            buffer.AsSpan((int)reader.BytesConsumed, length).CopyTo(buffer);
        }
        Console.WriteLine(tokens);
    }

    static void DuckDb(string file, string[] codes, string output)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        File.Delete(output);
        command.CommandText = $$"""
            CREATE TEMP TABLE f AS SELECT in_network, provider_references FROM read_json('{{file}}', maximum_object_size = 4000000000, columns = {
                provider_references: 'STRUCT(provider_group_id BIGINT, provider_groups STRUCT(npi BIGINT[], tin STRUCT("type" VARCHAR, "value" VARCHAR))[])[]',
                in_network: 'STRUCT(negotiation_arrangement VARCHAR, billing_code_type VARCHAR, billing_code_type_version VARCHAR, billing_code VARCHAR,
                    negotiated_rates STRUCT(provider_references BIGINT[], negotiated_prices STRUCT(negotiated_type VARCHAR, negotiated_rate DECIMAL(18,4), expiration_date VARCHAR,
                    billing_class VARCHAR, service_code VARCHAR[], billing_code_modifier VARCHAR[], additional_information VARCHAR)[])[])[]'});
            CREATE TEMP TABLE rates AS
            SELECT item.* EXCLUDE (negotiated_rates), rate.provider_references AS used, unnest(rate.negotiated_prices, recursive := true)
            FROM (SELECT item, unnest(item.negotiated_rates) AS rate FROM (SELECT unnest(in_network) AS item FROM f)
                  WHERE item.billing_code_type = 'CPT' AND list_contains([{{string.Join(", ", codes.Select(code => $"'{code}'"))}}], item.billing_code));
            CREATE TEMP TABLE refs AS SELECT reference.provider_group_id AS id, list_sum(list_transform(reference.provider_groups, lambda g: len(g.npi))) AS npis, reference.provider_groups AS groups
            FROM (SELECT unnest(provider_references) AS reference FROM f);
            COPY (SELECT *, (SELECT list(groups) FROM refs WHERE list_contains(used, id)) AS providers FROM rates) TO '{{output}}' (FORMAT parquet, COMPRESSION zstd);
            """;
        command.ExecuteNonQuery();
        command.CommandText = """
            SELECT concat_ws(' ', count(*), sum(negotiated_rate)::DECIMAL(18,2), (SELECT sum(npis) FROM (SELECT unnest(used) AS id FROM rates) JOIN refs USING (id))::BIGINT) FROM rates
            """;
        Console.WriteLine(command.ExecuteScalar());
    }
}
