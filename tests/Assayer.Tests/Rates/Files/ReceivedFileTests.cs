using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Assayer.Evidence;
using Assayer.Rates.Files;

namespace Assayer.Tests.Rates.Files;

public sealed class ReceivedFileTests : IDisposable
{
    static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(number => $"{{\"n\":{number * 7919 % 10007}}}")));

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
        Assert.Equal("FILE003", Assert.Throws<DataFormatException>(() => Read([.. Gzip(Content), 1, 2, 3, 4])).Diagnostic.Code);

    [Theory]
    [InlineData("FILE001", new byte[0])]
    [InlineData("FILE011", new byte[] { 0x50, 0x4b, 3, 4, 0, 0 })]
    [InlineData("FILE006", new byte[] { 0xff, 0xfe, (byte)'{', 0 })]
    [InlineData("FILE006", new byte[] { 0xfe, 0xff, 0, (byte)'{' })]
    [InlineData("FILE006", new byte[] { (byte)'{', 0, (byte)'"', 0 })]
    [InlineData("FILE006", new byte[] { 0, (byte)'{', 0, (byte)'"' })]
    [InlineData("FILE006", new byte[] { (byte)'{', 0, 0, 0 })]
    public void Refuses_by_the_first_bytes_what_it_does_not_read(string code, byte[] bytes) =>
        Assert.Equal(code, Assert.Throws<DataFormatException>(() => Read(bytes)).Diagnostic.Code);

    [Fact]
    public void Looking_ahead_changes_nothing()
    {
        File.WriteAllBytes(_path, Gzip(Content));
        using var file = ReceivedFile.Open(InputFile.At(_path)[0]);
        Assert.True(Content.AsSpan().StartsWith(file.Peek()));
        using var copy = new MemoryStream();
        file.Content.CopyTo(copy);
        Assert.Equal(Content, copy.ToArray());
    }

    (byte[] Content, FileIdentity Identity) Read(byte[] bytes)
    {
        File.WriteAllBytes(_path, bytes);
        using var file = ReceivedFile.Open(InputFile.At(_path)[0]);
        using var content = new MemoryStream();
        file.Content.CopyTo(content, 4096);
        return (content.ToArray(), file.Finish(TestContext.Current.CancellationToken));
    }

    static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(content);
        return packed.ToArray();
    }
}
