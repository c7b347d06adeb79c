using Assayer.Codes;
using Assayer.Rates.Hospital;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Hospitals' charges for a code, by source.</summary>
static class HospitalTables
{
    public static ILookup<string, HospitalCharge> ChargesOf(BillingCode code, DuckDBConnection connection, LakeFolder lake, IReadOnlyList<SourceManifest> sources) =>
        (sources.Count == 0 ? [] : connection.Query(
            $"SELECT {LakeReader.SourceColumn} AS source, * EXCLUDE (filename, code_type, code) FROM {lake.Parts(sources, "charges")} WHERE {LakeReader.Matches(code)} ORDER BY source, byte_offset, payer_name, plan_name",
            reader => (Source: reader.GetString(0), Charge: HospitalStage.ChargeOf(code, reader, 1))))
        .ToLookup(row => row.Source, row => row.Charge);
}
