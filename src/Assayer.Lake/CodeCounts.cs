using Assayer.Codes;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Writes <c>codes.parquet</c>: how many rows each code has, and how many were rejected.</summary>
static class CodeCounts
{
    /// <param name="connection">The database with the rows.</param>
    /// <param name="parts">Takes the file.</param>
    /// <param name="table">The table of the rows, with columns code_type and code.</param>
    /// <param name="rejectedByCode">Rejected rows whose code is known.</param>
    public static void Write(DuckDBConnection connection, PartWriter parts, string table, IReadOnlyDictionary<BillingCode, long> rejectedByCode)
    {
        connection.Execute("CREATE TABLE rejected (code_type VARCHAR, code VARCHAR, rejected BIGINT)");
        using (var rejected = connection.CreateAppender("rejected"))
            foreach (var (code, count) in rejectedByCode)
                rejected.CreateRow().AppendValue(code.Type.Name).AppendValue(code.Value).AppendValue(count).EndRow();
        parts.Write("codes", $"""
            SELECT code_type, code, sum(rows)::BIGINT AS rows, sum(rejected)::BIGINT AS rejected
            FROM (SELECT code_type, code, count(*) AS rows, 0 AS rejected FROM {table} GROUP BY ALL UNION ALL SELECT code_type, code, 0, rejected FROM rejected)
            GROUP BY code_type, code ORDER BY code_type, code
            """);
    }
}
