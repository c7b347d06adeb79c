using Parquet;

namespace Assayer.Tests.Lake.Parquet;

/// <summary>What the lake's writer writes, a second independent reader reads: Parquet.Net.</summary>
public sealed class ParquetNetTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Parquet_Net_reads_the_rows_that_were_written()
    {
        var rows = Enumerable.Range(0, 10_000).Select(row => row % 9 == 0 ? new() : new ParquetRow(
            row % 5 == 0 ? "" : $"ä{row % 700}", new Guid(row / 3, 1, 2, new byte[8]), row / 4m - 900, new DateOnly(2020, 1, 1).AddDays(row % 800), row * 170L)).ToArray();
        ParquetTable.Write(_folder["x.parquet"], rows);

        var cancellation = TestContext.Current.CancellationToken;
        await using var reader = await ParquetReader.CreateAsync(_folder["x.parquet"], new ParquetOptions { UseDateOnlyTypeForDates = true }, cancellation);
        using var group = reader.OpenRowGroupReader(0);
        var fields = reader.Schema.DataFields;
        var texts = new string?[rows.Length];
        var (uuids, amounts, days, numbers) = (new Guid?[rows.Length], new decimal?[rows.Length], new DateOnly?[rows.Length], new long?[rows.Length]);
        await group.ReadAsync(fields[0], texts.AsMemory(), null, cancellation);
        await group.ReadAsync<Guid>(fields[1], uuids.AsMemory(), null, cancellation);
        await group.ReadAsync<decimal>(fields[2], amounts.AsMemory(), null, cancellation);
        await group.ReadAsync<DateOnly>(fields[3], days.AsMemory(), null, cancellation);
        await group.ReadAsync<long>(fields[4], numbers.AsMemory(), null, cancellation);
        Assert.Equal(rows, rows.Select((_, row) => new ParquetRow(texts[row], uuids[row], amounts[row], days[row], numbers[row])));
    }
}
