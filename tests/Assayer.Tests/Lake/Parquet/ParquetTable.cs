using System.Globalization;
using Assayer.Lake;
using Assayer.Lake.Parquet;
using CsCheck;
using DuckDB.NET.Data;

namespace Assayer.Tests.Lake.Parquet;

/// <summary>A row with a column of each type.</summary>
sealed record ParquetRow(string? Text = null, Guid? Uuid = null, decimal? Amount = null, DateOnly? Day = null, long? Number = null);

/// <summary>Tables written by the lake's writer, and read back by DuckDB.</summary>
static class ParquetTable
{
    static readonly Gen<string> Texts = Gen.OneOf(Gen.Const(""), Gen.String[Gen.Char["aäß€0 ,"], 0, 40], Gen.Const("𝔘nicode 𐍈"));

    static readonly Gen<decimal> Amounts = Gen.OneOf(Gen.Long[-999_999_999_999_999_999, 999_999_999_999_999_999], Gen.Long[-20_000, 20_000]).Select(scaled => scaled / 10_000m);

    static readonly Gen<DateOnly> Days = Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber);

    static readonly Gen<long> Numbers = Gen.OneOf(Gen.Long, Gen.Long[-5, 5], Gen.Const(long.MinValue), Gen.Const(long.MaxValue));

    // Which of a column's values each row has, and -1 for NULL: single ones and runs, again and again.
    static readonly Gen<int[]> Choices = Gen.Select(Gen.Int[-1, 400], Gen.OneOf(Gen.Const(1), Gen.Int[1, 300])).Array[1, 200]
        .Select(runs => runs.SelectMany(run => Enumerable.Repeat(run.Item1, run.Item2)).ToArray());

    /// <summary>Random rows.</summary>
    public static Gen<ParquetRow[]> Random { get; } =
        from count in Gen.Int[0, 3_000]
        from texts in Gen.Select(Choices, Texts.Array[1, 300])
        from uuids in Gen.Select(Choices, Gen.Guid.Array[1, 300])
        from amounts in Gen.Select(Choices, Amounts.Array[1, 300])
        from days in Gen.Select(Choices, Days.Array[1, 300])
        from numbers in Gen.Select(Choices, Numbers.Array[1, 300])
        select Enumerable.Range(0, count).Select(row => new ParquetRow(
            Choice(texts, row) is { } text ? texts.Item2[text] : null,
            Choice(uuids, row) is { } uuid ? uuids.Item2[uuid] : null,
            Choice(amounts, row) is { } amount ? amounts.Item2[amount] : null,
            Choice(days, row) is { } day ? days.Item2[day] : null,
            Choice(numbers, row) is { } number ? numbers.Item2[number] : null)).ToArray();

    /// <summary>Writes rows.</summary>
    public static (Part Part, UInt128 Digest) Write(string path, IEnumerable<ParquetRow> rows)
    {
        using var file = new ParquetFile(path);
        var (text, uuid, amount, day, number) = (file.Text("text"), file.Uuid("uuid"), file.Amount("amount"), file.Date("day"), file.BigInt("number"));
        foreach (var row in rows)
        {
            text.Append(row.Text);
            uuid.Append(row.Uuid);
            amount.Append(row.Amount);
            day.Append(row.Day);
            number.Append(row.Number);
            file.EndRow();
        }
        return (file.Finish(), file.Digest);
    }

    /// <summary>Reads rows.</summary>
    public static ParquetRow[] Read(string path) => [.. Query($"FROM read_parquet('{path}')", reader => new ParquetRow(
        reader.IsDBNull(0) ? null : reader.GetString(0),
        reader.IsDBNull(1) ? null : reader.GetGuid(1),
        reader.IsDBNull(2) ? null : reader.GetDecimal(2),
        reader.IsDBNull(3) ? null : reader.GetFieldValue<DateOnly>(3),
        reader.IsDBNull(4) ? null : reader.GetInt64(4)))];

    /// <summary>What DuckDB answers, with a bar between the cells of a row.</summary>
    public static string[] Query(string sql) => Query(sql, reader =>
        string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));

    static int? Choice<T>((int[] Choices, T[] Values) column, int row) =>
        column.Choices[row % column.Choices.Length] is var choice and >= 0 ? choice % column.Values.Length : null;

    static T[] Query<T>(string sql, Func<DuckDBDataReader, T> row)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = (DuckDBDataReader)command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(row(reader));
        return [.. rows];
    }
}
