using System.Security.Cryptography;
using Assayer.Lake.Parquet;
using CsCheck;

namespace Assayer.Tests.Lake.Parquet;

/// <summary>What the lake's writer writes, DuckDB reads.</summary>
public sealed class ParquetFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void DuckDB_reads_the_rows_that_were_written()
    {
        ParquetRow[] rows =
        [
            new("CPT", new("00112233-4455-6677-8899-aabbccddeeff"), 123.45m, new(2025, 1, 1), 17),
            new(),
            new("", Guid.Empty, 0, new(1970, 1, 1), 0),
            new("größer als 1 €, 𝔘", Guid.AllBitsSet, -99_999_999_999_999.9999m, DateOnly.MinValue, long.MinValue),
            new("", Guid.Empty, 99_999_999_999_999.9999m, DateOnly.MaxValue, long.MaxValue),
            new("CPT", Guid.Empty, 123.4500m, new(9999, 12, 31), -1),
        ];
        AssertReadBack(rows);
    }

    [Fact]
    public void DuckDB_reads_random_tables() => ParquetTable.Random.Sample(AssertReadBack, iter: 100, threads: 1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(ParquetFile.RowsInGroup)]
    [InlineData(ParquetFile.RowsInGroup + 1)]
    public void DuckDB_reads_files_of_any_length(int count)
    {
        AssertReadBack([.. Enumerable.Range(0, count).Select(row => new ParquetRow($"{row / 500}", new Guid(row / 7, 0, 0, new byte[8]), row % 2_000, new(2025, 1, 1), row * 150L))]);
        var groups = ParquetTable.Query($"SELECT count(DISTINCT row_group_id) FROM parquet_metadata('{_folder["x.parquet"]}')");
        Assert.Equal([$"{(count + ParquetFile.RowsInGroup - 1) / ParquetFile.RowsInGroup}"], groups);
    }

    [Fact]
    public void Columns_without_any_value_are_read()
    {
        AssertReadBack([.. Enumerable.Repeat(new ParquetRow(), 1_000)]);
        Assert.Equal(["1000"], ParquetTable.Query($"SELECT count(*) FROM '{_folder["x.parquet"]}' WHERE text IS NULL AND uuid IS NULL AND amount IS NULL AND day IS NULL AND number IS NULL"));
    }

    [Fact]
    public void A_dictionary_that_does_not_pay_is_left_out()
    {
        AssertReadBack([.. Enumerable.Range(0, 20_000).Select(row => new ParquetRow($"text {row}", new Guid(row, 0, 0, new byte[8]), row, DateOnly.FromDayNumber(row), row % 3))]);
        Assert.Equal(["text|RLE, PLAIN", "uuid|RLE, PLAIN", "amount|RLE, PLAIN", "day|RLE, PLAIN"], Encodings("text", "uuid", "amount", "day"));
    }

    [Fact]
    public void A_dictionary_that_pays_is_used_and_rising_numbers_are_differences()
    {
        AssertReadBack([.. Enumerable.Range(0, 20_000).Select(row => new ParquetRow($"text {row % 9_000}", Number: row * 200L))]);
        Assert.Equal(["text|PLAIN, RLE, RLE_DICTIONARY", "number|RLE, DELTA_BINARY_PACKED"], Encodings("text", "number"));
        Assert.InRange(int.Parse(ParquetTable.Query($"SELECT total_uncompressed_size FROM parquet_metadata('{_folder["x.parquet"]}') WHERE path_in_schema = 'number'").Single(), null), 1, 2_000);
    }

    [Fact]
    public void Long_texts_end_a_row_group_early()
    {
        AssertReadBack([.. Enumerable.Range(0, 20).Select(row => new ParquetRow(new string((char)('a' + row), 1 << 20), Number: row))]);
        Assert.InRange(int.Parse(ParquetTable.Query($"SELECT count(DISTINCT row_group_id) FROM parquet_metadata('{_folder["x.parquet"]}')").Single(), null), 4, 20);
    }

    [Fact]
    public void One_long_text_in_many_rows_is_stored_once()
    {
        var text = new string('x', 1 << 20);
        AssertReadBack([.. Enumerable.Range(0, 300).Select(row => new ParquetRow(row % 2 == 0 ? text : $"{row}"))]);
        Assert.InRange(new FileInfo(_folder["x.parquet"]).Length, 1, 1_100_000);
    }

    [Fact]
    public void Types_are_those_that_DuckDB_writes()
    {
        ParquetTable.Write(_folder["own.parquet"], [new("a")]);
        ParquetTable.Query($"COPY (SELECT 'a' AS text, uuid() AS uuid, 1::DECIMAL(18,4) AS amount, DATE '2025-01-01' AS day, 1::BIGINT AS number) TO '{_folder["duck.parquet"]}'");
        string[] Types(string file) => ParquetTable.Query($"SELECT column_name, column_type FROM (DESCRIBE FROM '{_folder[file]}')");
        Assert.Equal(["text|VARCHAR", "uuid|UUID", "amount|DECIMAL(18,4)", "day|DATE", "number|BIGINT"], Types("own.parquet"));
        Assert.Equal(Types("duck.parquet"), Types("own.parquet"));
    }

    [Fact]
    public void Statistics_tell_which_row_groups_a_value_is_not_in()
    {
        ParquetTable.Write(_folder["x.parquet"], Enumerable.Range(0, ParquetFile.RowsInGroup * 2)
            .Select(row => new ParquetRow(row % 10 == 0 ? null : $"é{100_000 + row}", Amount: row % 7 - 3, Day: new DateOnly(2025, 1, 1 + row % 28), Number: row)));
        string[] Statistics(string column) => ParquetTable.Query($"SELECT stats_min_value, stats_max_value, stats_null_count FROM parquet_metadata('{_folder["x.parquet"]}') WHERE path_in_schema = '{column}' ORDER BY row_group_id");
        Assert.Equal(["é100001|é222879|12288", "é222881|é345759|12288"], Statistics("text"));
        Assert.Equal(["-3.0000|3.0000|0", "-3.0000|3.0000|0"], Statistics("amount"));
        Assert.Equal(["2025-01-01|2025-01-28|0", "2025-01-01|2025-01-28|0"], Statistics("day"));
        Assert.Equal(["0|122879|0", "122880|245759|0"], Statistics("number"));
        Assert.Equal(["1"], ParquetTable.Query($"SELECT count(*) FROM '{_folder["x.parquet"]}' WHERE text = 'é222881'"));
    }

    [Fact]
    public void The_same_rows_give_the_same_bytes()
    {
        var rows = Enumerable.Range(0, 5_000).Select(row => new ParquetRow($"{row % 100}", Amount: row % 50, Number: row)).ToArray();
        ParquetTable.Write(_folder["a.parquet"], rows);
        ParquetTable.Write(_folder["b.parquet"], rows.Select(row => row with { Text = new string(row.Text) }));
        Assert.Equal(File.ReadAllBytes(_folder["a.parquet"]), File.ReadAllBytes(_folder["b.parquet"]));
    }

    [Fact]
    public void The_part_says_what_was_written()
    {
        var (part, _) = ParquetTable.Write(_folder["x.parquet"], [new("a"), new("b")]);
        var bytes = File.ReadAllBytes(_folder["x.parquet"]);
        Assert.Equal(new("x.parquet", 2, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))), part);
    }

    [Fact]
    public void A_file_that_was_not_finished_is_removed()
    {
        using (var file = new ParquetFile(_folder["x.parquet"]))
        {
            file.Text("text").Append("a");
            file.EndRow();
        }
        Assert.False(File.Exists(_folder["x.parquet"]));
    }

    [Fact]
    public void A_file_that_exists_is_left_alone()
    {
        _folder.Write("x.parquet", "precious");
        Assert.Throws<IOException>(() => new ParquetFile(_folder["x.parquet"]));
        Assert.Equal("precious", File.ReadAllText(_folder["x.parquet"]));
    }

    [Fact]
    public void A_row_without_a_value_for_each_column_is_refused()
    {
        using var file = new ParquetFile(_folder["x.parquet"]);
        file.Text("text").Append("a");
        file.Text("other");
        file.EndRow();
        Assert.Contains("other", Assert.Throws<InvalidOperationException>(() => file.Finish()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.00001")]
    [InlineData("100000000000000")]
    [InlineData("-79228162514264337593543950335")]
    public void An_amount_that_does_not_fit_is_refused(string amount)
    {
        using var file = new ParquetFile(_folder["x.parquet"]);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Amount("amount").Append(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Zeros_after_the_fourth_digit_do_not_count() => AssertReadBack([new(Amount: 1.230000000m), new(Amount: 1.23m), new(Amount: -0.00000m)]);

    string[] Encodings(params string[] columns) =>
        ParquetTable.Query($"SELECT path_in_schema, encodings FROM parquet_metadata('{_folder["x.parquet"]}') WHERE list_contains(['{string.Join("','", columns)}'], path_in_schema) ORDER BY column_id");

    void AssertReadBack(ParquetRow[] rows)
    {
        File.Delete(_folder["x.parquet"]);
        ParquetTable.Write(_folder["x.parquet"], rows);
        Assert.Equal(rows, ParquetTable.Read(_folder["x.parquet"]));
    }
}
