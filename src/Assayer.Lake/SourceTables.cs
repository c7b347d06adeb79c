using Assayer.Codes;
using Assayer.Rates.Benchmarks;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Reads what sources say about a code from their own folders.</summary>
sealed class SourceTables(DuckDBConnection connection, LakeFolder lake, IReadOnlyList<SourceManifest> sources)
{
    // The source's SHA-256, from the path of the file that a row came from.
    internal const string SourceColumn = "parse_path(filename)[-2]";

    public void Gather(BillingCode code, GatheredRates into)
    {
        if (sources.Count == 0) return;
        var pricing = new HashSet<string>();
        foreach (var (sha256, rows, rejected) in connection.Query(
            $"SELECT {SourceColumn}, rows, rejected FROM {lake.Parts(sources, "codes")} WHERE {Matches(code)}",
            reader => (reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2))))
        {
            into.AddRejected(sha256, rejected);
            if (rows > 0) pricing.Add(sha256);
        }
        GatherRates(code, [.. sources.Where(source => source.Kind != SourceKind.Hospital && pricing.Contains(source.Sha256))], into);
        GatherCharges(code, [.. sources.Where(source => source.Kind == SourceKind.Hospital && pricing.Contains(source.Sha256))], into);
    }

    void GatherRates(BillingCode code, List<SourceManifest> pricing, GatheredRates into)
    {
        if (pricing.Count == 0) return;
        connection.Execute($"CREATE OR REPLACE TEMP TABLE rows AS SELECT {SourceColumn} AS source, * EXCLUDE (filename) FROM {lake.Parts(pricing, "rates")} WHERE {Matches(code)}");
        foreach (var (sha256, row) in connection.Query(
            $"SELECT source, {RateTables.Amounts}, {RateTables.Terms} FROM rows ORDER BY source, byte_offset, {RateTables.Tie}",
            reader => (reader.GetString(0), RateTables.RowOf(code, RateTables.TermsOf(reader, 6), reader.GetGuid(1), RateTables.AmountOf(reader, 2)))))
            into.Add(sha256, row);
        new ProviderTables(connection, lake, pricing).AddTo(into);
    }

    void GatherCharges(BillingCode code, List<SourceManifest> pricing, GatheredRates into)
    {
        if (pricing.Count == 0) return;
        foreach (var (sha256, charge) in connection.Query(
            $"SELECT {SourceColumn} AS source, {HospitalTables.Columns} FROM {lake.Parts(pricing, "charges")} WHERE {Matches(code)} ORDER BY source, {HospitalTables.Order}",
            reader => (reader.GetString(0), HospitalStage.ChargeOf(code, reader, 1))))
            into.Add(sha256, charge);
    }

    /// <summary>The condition that a row is about a code.</summary>
    internal static string Matches(BillingCode code) => $"code_type = {DuckDb.Text(code.Type.Name)} AND code = {DuckDb.Text(code.Value)}";
}
