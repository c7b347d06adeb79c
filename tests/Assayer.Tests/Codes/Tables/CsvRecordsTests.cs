using System.Text;
using Assayer.Codes.Tables;
using Assayer.Evidence;
using CsCheck;

namespace Assayer.Tests.Codes.Tables;

public class CsvRecordsTests
{
    static List<PlainRecord> Read(byte[] bytes, int chunk = int.MaxValue)
    {
        var records = new List<PlainRecord>();
        var reader = new CsvRecords(new ChunkedStream(bytes, chunk), "file.csv");
        while (reader.Read())
        {
            Assert.Equal(records.Count + 1, reader.Number);
            records.Add(new(reader.Line, reader.Offset, reader.Faults, [.. Enumerable.Range(0, reader.Count).Select(reader.Text)]));
        }
        Assert.False(reader.Read());
        return records;
    }

    static List<PlainRecord> Read(string text, int chunk = int.MaxValue) => Read(Encoding.UTF8.GetBytes(text), chunk);

    static string[][] Fields(string text) => [.. Read(text).Select(record => record.Fields.ToArray())];

    static void AssertEqual(List<PlainRecord> expected, List<PlainRecord> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.Equal(one.Fields, other.Fields);
            Assert.Equal(one with { Fields = [] }, other with { Fields = [] });
        }
    }

    // RFC 4180, section 2.
    [Fact]
    public void Reads_quoted_commas_quotes_and_line_breaks() =>
        Assert.Equal([["a", "b,c", "say \"no\"", "two\r\nlines", ""], ["", "x"]], Fields("a,\"b,c\",\"say \"\"no\"\"\",\"two\r\nlines\",\n\"\",x"));

    [Fact]
    public void Rows_may_be_ragged_and_line_ends_mixed()
    {
        var records = Read("a\r\nb,c\rd\n\n\r\r\ne,");
        Assert.Equal([["a"], ["b", "c"], ["d"], [""], [""], [""], ["e", ""]], records.Select(record => record.Fields));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], records.Select(record => record.Line));
        Assert.Equal([0, 3, 7, 9, 10, 11, 13], records.Select(record => record.Offset));
    }

    [Fact]
    public void Counts_the_lines_inside_of_quoted_fields() =>
        Assert.Equal([1, 5, 6], Read("\"a\nb\r\nc\rd\"\ne\n\"f\ng\"").Select(record => record.Line));

    [Fact]
    public void Skips_a_byte_order_mark()
    {
        var record = Assert.Single(Read("\uFEFF\"a\",b"));
        Assert.Equal(["a", "b"], record.Fields);
        Assert.Equal(3, record.Offset);
    }

    [Fact]
    public void Keeps_a_stray_quote_and_says_so()
    {
        var records = Read("5\" pipe,x\n\"a\"b,c\n\"a\" ,c");
        Assert.Equal([["5\" pipe", "x"], ["ab", "c"], ["a", "c"]], records.Select(record => record.Fields));
        Assert.Equal([CsvFaults.StrayQuote, CsvFaults.StrayQuote, CsvFaults.None], records.Select(record => record.Faults));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3 * CsvRecords.LongestQuotedField)]
    public void Goes_on_behind_the_line_of_a_quote_that_never_closes(int more)
    {
        var lines = string.Concat(Enumerable.Range(0, more / 4).Select(_ => "f,g\n"));
        var records = Read("a,b\nc,\"d,e\nf,g\n" + lines);
        Assert.Equal([["a", "b"], ["c", "\"d", "e"], ["f", "g"]], records.Take(3).Select(record => record.Fields));
        Assert.Equal(CsvFaults.UnclosedQuote, records[1].Faults);
        Assert.Equal(3 + more / 4, records.Count);
        Assert.All(records.Skip(2), record => Assert.Equal(CsvFaults.None, record.Faults));
        Assert.Equal(records.Count, records[^1].Line);
    }

    [Fact]
    public void A_quote_that_closes_in_front_of_another_field_swallows_nothing()
    {
        var records = Read("\"a,b\nc,d\n\"e,f\",g\n");
        Assert.Equal([["\"a", "b"], ["c", "d"], ["e,f", "g"]], records.Select(record => record.Fields));
        Assert.Equal([CsvFaults.UnclosedQuote, CsvFaults.None, CsvFaults.None], records.Select(record => record.Faults));
    }

    [Fact]
    public void A_quoted_field_may_be_as_long_as_the_limit()
    {
        var longest = new string('x', CsvRecords.LongestQuotedField - 1);
        Assert.Equal(longest, Assert.Single(Fields($"\"{longest}\""))[0]);
        Assert.Equal(CsvFaults.UnclosedQuote, Assert.Single(Read($"\"{longest}x\"")).Faults & CsvFaults.UnclosedQuote);
    }

    [Fact]
    public void Refuses_a_record_that_is_no_record()
    {
        var exception = Assert.Throws<DataFormatException>(() => Read("a\n" + new string('x', CsvRecords.LongestRecord + 1)));
        Assert.Equal("FILE028", exception.Diagnostic.Code);
        Assert.Equal(new("file.csv", 2, ByteOffset: 2), exception.Diagnostic.Location);
    }

    [Fact]
    public void Reads_bytes_that_are_not_Utf8_and_says_so()
    {
        var reader = new CsvRecords(new MemoryStream([(byte)'a', 0x97, (byte)',', 0xC3, 0xA9, (byte)'\n', 0xC3, 0xA9]), "file.csv");
        Assert.True(reader.Read());
        Assert.Equal(("a\uFFFD", "é", false), (reader.Text(0), reader.Text(1), reader.IsUtf8));
        Assert.True(reader.Read());
        Assert.True(reader.IsUtf8);
    }

    [Fact]
    public void Knows_blank_records_and_cells()
    {
        var reader = new CsvRecords(new MemoryStream(" ,\"\",\t\n,0"u8.ToArray()), "file.csv");
        Assert.True(reader.Read());
        Assert.True(reader.IsBlank);
        Assert.Equal(("A1", "Z1", "AA1", "AMJ1"), (reader.Cell(0), reader.Cell(25), reader.Cell(26), reader.Cell(1023)));
        Assert.True(reader.Read());
        Assert.False(reader.IsBlank);
        Assert.True(reader[2].IsEmpty);
    }

    [Fact]
    public void Agrees_with_a_plain_reader_on_any_text_in_any_pieces() =>
        Gen.Select(Gen.Char["ab,,\"\"\n\r \t"].Array[0, 200], Gen.Int[1, 70]).Sample(
            (characters, chunk) => AssertEqual(PlainCsv.Read(new(characters)), Read(new string(characters), chunk)), iter: 20_000);

    [Fact]
    public void What_was_written_is_read()
    {
        var text = Gen.Char["aé—,\"\n\r x"].Array[0, 12].Select(characters => new string(characters));
        Gen.Select(text.Array[1, 40].Array[1, 6], Gen.OneOf(Gen.Const("\n"), Gen.Const("\r\n"), Gen.Const("\r")), Gen.Int[1, 4096]).Sample((rows, lineEnd, chunk) =>
        {
            var csv = string.Concat(rows.Select(row => string.Join(',', row.Select(Quote)) + lineEnd));
            Assert.Equal(rows, Read(csv, chunk).Select(record => record.Fields.ToArray()));
        }, iter: 3_000);

        static string Quote(string field) => $"\"{field.Replace("\"", "\"\"")}\"";
    }

    sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, chunk)]);
    }
}
