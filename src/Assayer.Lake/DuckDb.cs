using System.Globalization;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>DuckDB, as the lake uses it.</summary>
static class DuckDb
{
    /// <summary>Opens a database that keeps to little memory and spills to <paramref name="spillFolder"/>.</summary>
    /// <param name="file">Database file; null: in memory.</param>
    /// <param name="spillFolder">Where to spill; null: nowhere.</param>
    public static DuckDBConnection Open(string? file, string? spillFolder)
    {
        var connection = new DuckDBConnection($"DataSource={file ?? ":memory:"}");
        connection.Open();
        if (spillFolder is not null)
        {
            connection.Execute("SET memory_limit = '64MB'");
            connection.Execute("SET threads = 1");
            connection.Execute($"SET temp_directory = {Text(spillFolder)}");
        }
        return connection;
    }

    /// <summary>Runs a statement.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public static void Execute(this DuckDBConnection connection, string sql, CancellationToken cancellation = default)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var interrupt = cancellation.Register(command.Cancel);
        try
        {
            command.ExecuteNonQuery();
        }
        catch (DuckDBException exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellation);
        }
    }

    /// <summary>The single value of a query, as a number.</summary>
    public static long Count(this DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>The rows of a query.</summary>
    public static IEnumerable<T> Query<T>(this DuckDBConnection connection, string sql, Func<DuckDBDataReader, T> row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = true;
        using var reader = (DuckDBDataReader)command.ExecuteReader();
        while (reader.Read()) yield return row(reader);
    }

    /// <summary>A text, or null for a NULL.</summary>
    public static string? TextOrNull(this DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A number, or null for a NULL.</summary>
    public static decimal? DecimalOrNull(this DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDecimal(column);

    /// <summary>A UUID, or null for a NULL.</summary>
    public static Guid? GuidOrNull(this DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);

    /// <summary>A number, or null for a NULL.</summary>
    public static int? NumberOrNull(this DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    /// <summary>A text as an SQL literal.</summary>
    public static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A list of texts as an SQL literal.</summary>
    public static string List(IEnumerable<string> values) => $"[{string.Join(", ", values.Select(Text))}]";
}
