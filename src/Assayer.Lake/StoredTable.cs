using Assayer.Codes.Tables;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>How the rows of a published table are kept: the kind's name, its columns, and the way in and out.</summary>
/// <param name="Kind">The source's kind, and the Parquet file's name.</param>
/// <param name="Columns">The columns, in SQL.</param>
/// <param name="Append">Writes a row.</param>
/// <param name="Row">Reads a row, columns in order.</param>
sealed record StoredTable<TRow>(string Kind, string Columns, Action<IDuckDBAppenderRow, TRow> Append, Func<DuckDBDataReader, TRow> Row)
    where TRow : class, ITableRow;
