using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Assayer.Evidence;
using Assayer.Rates.Files;
using Assayer.Tests.Rates.Transparency;

namespace Assayer.Tests.Rates.Files;

public sealed class ReceivedFileTests : IDisposable
{
    static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(number => $"{{\"n\":{number * 7919 % 10007}}}")));

    static readonly byte[] Noise = MakeNoise();

    // RFC 1952, section 2.3: a member without content, which ends in nine zero bytes. GZipStream writes none.
    static readonly byte[] EmptyMember = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];


    readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Reads_a_plain_file_and_says_what_identifies_it()
    {
        var (content, identity) = Read(Content);
        Assert.Equal(Content, content);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content)), identity.Sha256);
        Assert.Equal(Content.Length, identity.ContentBytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Reads_gzip_of_one_and_of_several_members(int members)
    {
        var packed = Enumerable.Repeat(Gzip(Content), members).SelectMany(member => member).ToArray();
        var (content, identity) = Read(packed);
        Assert.Equal(Enumerable.Repeat(Content, members).SelectMany(part => part), content);
        Assert.Equal(packed.Length, identity.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(packed)), identity.Sha256);
        Assert.Equal(System.IO.Hashing.Crc32.HashToUInt32(content), identity.ContentCrc32);
    }

    [Fact]
    public void A_copy_that_is_packed_and_one_that_is_not_have_the_same_content()
    {
        var (plain, packed) = (Read(Content).Identity, Read(Gzip(Content)).Identity);
        Assert.Equal((plain.ContentBytes, plain.ContentCrc32), (packed.ContentBytes, packed.ContentCrc32));
        Assert.NotEqual(plain.Sha256, packed.Sha256);
    }

    [Fact]
    public void Gzip_cut_short_anywhere_is_an_error()
    {
        var packed = Gzip(Content);
        for (var length = 3; length < packed.Length; length += length < 64 || length > packed.Length - 64 ? 1 : 37)
            Assert.Matches("FILE00[23]", Assert.Throws<DataFormatException>(() => Read(packed[..length])).Diagnostic.Code);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5000)]
    public void Gzip_cut_short_in_its_data_is_told_from_other_damage(int length) =>
        Assert.Equal("FILE003", Assert.Throws<DataFormatException>(() => Read(Gzip(Noise)[..length])).Diagnostic.Code);

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(8192)]
    [InlineData(100_000)]
    public void Zero_bytes_after_gzip_are_padding(int zeros)
    {
        // Members of many lengths, since where the inflater's buffer ends must not matter; some end in zero bytes themselves.
        foreach (var length in Enumerable.Range(8100, 120))
        {
            byte[] padded = [.. Gzip(Noise[..length]), .. length % 2 == 0 ? EmptyMember : [], .. new byte[zeros]];
            var (content, identity) = Read(padded);
            Assert.Equal(Noise[..length], content);
            Assert.Equal((padded.Length, Convert.ToHexStringLower(SHA256.HashData(padded))), (identity.Bytes, identity.Sha256));
        }
    }

    [Fact]
    public void Content_of_zeros_that_is_cut_short_is_not_taken_for_padding()
    {
        using var stored = new MemoryStream();
        using (var gzip = new GZipStream(stored, CompressionLevel.NoCompression)) gzip.Write([.. Content, .. new byte[1000]]);
        var packed = stored.ToArray();
        foreach (var cut in (int[])[1, 8, 9, 20, 500])
            Assert.Matches("FILE00[23]", Assert.Throws<DataFormatException>(() => Read(packed[..^cut])).Diagnostic.Code);
    }

    [Fact]
    public void Reading_in_small_pieces_gives_the_same()
    {
        foreach (var bytes in (byte[][])[Gzip(Content), [.. Gzip(Content), 0, 0, 0]])
        {
            File.WriteAllBytes(_path, bytes);
            using var file = File.OpenRead(_path);
            using var members = new GzipMembers("rates.json", file, () => 0);
            using var content = new MemoryStream();
            var buffer = new byte[20];
            for (int size = 1, read; (read = members.Read(buffer.AsSpan(0, size))) > 0; size = size % 20 + 1) content.Write(buffer, 0, read);
            Assert.Equal(Content, content.ToArray());
        }
    }

    [Fact]
    public void Gzip_with_a_second_member_cut_short_is_an_error()
    {
        var packed = Gzip(Content);
        foreach (var length in (int[])[1, 5, 9, 18, 100, packed.Length - 8, packed.Length - 1])
            Assert.Throws<DataFormatException>(() => Read([.. packed, .. packed[..length]]));
    }

    [Fact]
    public void Damage_to_compressed_data_or_trailer_is_an_error()
    {
        const int HeaderLength = 10; // RFC 1952, section 2.3: no optional fields
        var packed = Gzip(Content);
        for (var at = HeaderLength; at < packed.Length; at += at > packed.Length - 64 ? 1 : 13)
        {
            var damaged = packed.ToArray();
            damaged[at] ^= 0x10;
            Assert.Matches("FILE00[23]", Assert.Throws<DataFormatException>(() => Read(damaged)).Diagnostic.Code);
        }
    }

    [Fact]
    public void Bytes_after_gzip_that_are_not_gzip_are_an_error() =>
        Assert.All(
            (byte[][])[[1, 2, 3, 4], [0, 0, 0, 1], [.. new byte[20_000], 1], "trailer"u8.ToArray()],
            bytes => Assert.Equal("FILE011", Assert.Throws<DataFormatException>(() => Read([.. Gzip(Content), .. bytes])).Diagnostic.Code));

    [Theory]
    [InlineData("FILE001", new byte[0])]
    [InlineData("FILE006", new byte[] { 0xff, 0xfe, (byte)'{', 0 })]
    [InlineData("FILE006", new byte[] { 0xfe, 0xff, 0, (byte)'{' })]
    [InlineData("FILE006", new byte[] { (byte)'{', 0, (byte)'"', 0 })]
    [InlineData("FILE006", new byte[] { 0, (byte)'{', 0, (byte)'"' })]
    [InlineData("FILE006", new byte[] { 0xff, 0xfe, 0, 0, (byte)'{', 0, 0, 0 })]
    [InlineData("FILE006", new byte[] { 0, 0, 0xfe, 0xff, 0, 0, 0, (byte)'{' })]
    [InlineData("FILE006", new byte[] { (byte)'{', 0, 0, 0, (byte)'"', 0, 0, 0 })]
    [InlineData("FILE006", new byte[] { 0, 0, 0, (byte)'{', 0, 0, 0, (byte)'"' })]
    public void Refuses_by_the_first_bytes_what_it_does_not_read(string code, byte[] bytes)
    {
        Assert.Equal(code, Assert.Throws<DataFormatException>(() => Read(bytes)).Diagnostic.Code);
        Assert.Equal(code, Assert.Throws<DataFormatException>(() => Read(Gzip(bytes))).Diagnostic.Code);
        Assert.Equal(code, Assert.Throws<DataFormatException>(() => Read(ZipWriter.Write(new ZipItem("rates.json", bytes)))).Diagnostic.Code);
    }

    [Fact]
    public void Offsets_in_a_file_with_a_byte_order_mark_are_the_true_ones()
    {
        const string Json = """{"last_updated_on":"2025-07-01","in_network":[{"billing_code":"86353","billing_code_type":"CPT","negotiation_arrangement":"ffs","negotiated_rates":[{"provider_groups":[{"npi":[1234567893],"tin":{"type":"ein","value":"12-3456789"}}],"negotiated_prices":[{"negotiated_rate":49.03,"negotiated_type":"negotiated","billing_class":"professional","expiration_date":"9999-12-31","service_code":["11"]}]}]}]}""";
        byte[] marked = [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Json)];
        foreach (var bytes in (byte[][])[marked, Gzip(marked)])
        {
            File.WriteAllBytes(_path, bytes);
            using var file = ReceivedFile.Open(_path);
            Assert.Equal((byte)'{', file.Peek()[0]);
            var read = Collected.From(file.Content);
            Assert.Equal(marked.AsSpan().IndexOf("{\"negotiated_rate\""u8), Assert.Single(read.Rows).ByteOffset);
            Assert.Equal(marked.Length, file.Finish(TestContext.Current.CancellationToken).ContentBytes);
        }
        Assert.Equal(Json.IndexOf("{\"negotiated_rate\"", StringComparison.Ordinal), Assert.Single(Collected.From(Json).Rows).ByteOffset);
    }

    [Fact]
    public void Looking_ahead_changes_nothing()
    {
        File.WriteAllBytes(_path, Gzip(Content));
        using var file = ReceivedFile.Open(_path);
        Assert.True(Content.AsSpan().StartsWith(file.Peek()));
        using var copy = new MemoryStream();
        file.Content.CopyTo(copy);
        Assert.Equal(Content, copy.ToArray());
    }

    (byte[] Content, FileIdentity Identity) Read(byte[] bytes)
    {
        File.WriteAllBytes(_path, bytes);
        using var file = ReceivedFile.Open(_path);
        using var content = new MemoryStream();
        file.Content.CopyTo(content, 4096);
        return (content.ToArray(), file.Finish(TestContext.Current.CancellationToken));
    }

    static byte[] MakeNoise()
    {
        var noise = new byte[20_000];
        new Random(86353).NextBytes(noise);
        "noise"u8.CopyTo(noise);
        return noise;
    }

    static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(content);
        return packed.ToArray();
    }
}
