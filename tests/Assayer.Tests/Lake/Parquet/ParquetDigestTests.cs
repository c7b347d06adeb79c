using Assayer.Lake.Parquet;
using CsCheck;

namespace Assayer.Tests.Lake.Parquet;

/// <summary>The digest of a file's rows.</summary>
public sealed class ParquetDigestTests : IDisposable
{
    static readonly ParquetRow[] Rows =
    [
        new("a", Guid.AllBitsSet, 1, new(2025, 1, 1), 1),
        new("b", Guid.Empty, 2, new(2025, 1, 2), 2),
        new("a", null, 2, null, 3),
        new(),
    ];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_does_not_depend_on_the_order_of_rows() => ParquetTable.Random.Sample(
        rows => Assert.Equal(Digest(rows), Digest([.. rows.OrderBy(row => row.Number).ThenByDescending(row => row.Text, StringComparer.Ordinal)])), iter: 50, threads: 1);

    [Fact]
    public void It_does_not_depend_on_row_groups()
    {
        var rows = Enumerable.Range(0, ParquetFile.RowsInGroup + 1_000).Select(row => new ParquetRow(row % 3 == 0 ? null : $"{row}", Number: row % 5)).ToArray();
        Assert.Equal(Digest(rows), Digest([.. rows.Reverse()]));
    }

    [Fact]
    public void It_changes_with_any_cell()
    {
        var original = Digest(Rows);
        var digests = Enumerable.Range(0, Rows.Length).SelectMany(row =>
            ((Func<ParquetRow, ParquetRow>[])
            [
                cells => cells with { Text = "c" },
                cells => cells with { Text = "" },
                cells => cells with { Uuid = new Guid(1, 0, 0, new byte[8]) },
                cells => cells with { Amount = 2.0001m },
                cells => cells with { Day = new(2025, 1, 3) },
                cells => cells with { Number = -1 },
            ]).Select(change => Digest([.. Rows[..row], change(Rows[row]), .. Rows[(row + 1)..]]))).ToArray();
        Assert.DoesNotContain(original, digests);
        Assert.Equal(digests.Length, digests.Distinct().Count());
    }

    [Fact]
    public void It_changes_when_cells_change_places()
    {
        UInt128 Two(string? first, string? second)
        {
            File.Delete(_folder["x.parquet"]);
            using var file = new ParquetFile(_folder["x.parquet"]);
            var (a, b) = (file.Text("a"), file.Text("b"));
            a.Append(first);
            b.Append(second);
            file.EndRow();
            return file.Digest;
        }
        Assert.Equal(6, new[] { Two("x", "y"), Two("y", "x"), Two("x", null), Two(null, "x"), Two("", null), Two(null, "") }.Distinct().Count());
        Assert.NotEqual(Digest([new("a", Number: 1), new("b", Number: 2)]), Digest([new("a", Number: 2), new("b", Number: 1)]));
    }

    [Fact]
    public void It_counts_how_often_a_row_comes() => Assert.Equal(3, new[] { Digest([]), Digest([Rows[0]]), Digest([Rows[0], Rows[0]]) }.Distinct().Count());

    // A lake made by one machine is compared with that of another, and years later.
    [Fact]
    public void It_stays_what_it_was() => Assert.Equal("44698092968798289088", Digest(Rows).ToString(null, System.Globalization.CultureInfo.InvariantCulture));

    UInt128 Digest(ParquetRow[] rows)
    {
        File.Delete(_folder["x.parquet"]);
        return ParquetTable.Write(_folder["x.parquet"], rows).Digest;
    }
}
