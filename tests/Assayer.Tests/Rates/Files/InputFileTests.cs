using System.IO.Compression;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using Assayer.Evidence;
using Assayer.Rates.Files;
using CsCheck;

namespace Assayer.Tests.Rates.Files;

public sealed class InputFileTests : IDisposable
{
    static readonly byte[] Rates = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(number => $"{{\"n\":{number * 7919 % 10007}}}")));
    static readonly byte[] Other = "{\"other\":1}"u8.ToArray();

    readonly string _folder = Directory.CreateTempSubdirectory("assayer-input-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_that_is_no_archive_is_one_file()
    {
        var file = Assert.Single(At(Rates, "rates.zip")); // what it is, its content says
        Assert.Equal(("rates.zip", (long)Rates.Length, null, null), (file.Name, file.Length, file.Archive, file.Crc32));
        Assert.Equal(Rates, Read(file).Content);
        Assert.Equal(Rates, Read(file).Content);
    }

    [Fact]
    public void An_archive_is_one_file_for_each_entry_but_folders_and_what_macOS_adds()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in ((string, byte[])[])[("in/", []), ("in/rates.json", Rates), ("__MACOSX/in/._rates.json", Other), ("in/.DS_Store", Other), ("other.json", Other)])
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        var files = At(bytes.ToArray());
        Assert.Equal(["archive.zip/in/rates.json", "archive.zip/other.json"], files.Select(file => file.Name));
        Assert.Equal([Rates.Length, Other.Length], files.Select(file => file.Length));
        Assert.Equal([Crc32.HashToUInt32(Rates), Crc32.HashToUInt32(Other)], files.Select(file => file.Crc32));
        Assert.All(files, file => Assert.Equal(bytes.Length, file.Archive?.Length));
        Assert.Equal(Rates, Read(files[0]).Content);
    }

    [Fact]
    public void An_entry_is_the_file_that_was_packed()
    {
        var gzip = Gzip(Rates);
        var files = At(ZipWriter.Write(new ZipItem("rates.json", Rates), new ZipItem("rates.json.gz", gzip) { Method = 0 }));
        var (plain, packed) = (Read(files[0]).Identity, Read(files[1]));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Rates)), plain.Sha256);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(gzip)), packed.Identity.Sha256);
        Assert.Equal(packed.Identity.Sha256, ReceivedFile.Sha256Of(files[1], TestContext.Current.CancellationToken));
        Assert.Equal((gzip.Length, Rates.Length), (packed.Identity.Bytes, packed.Identity.ContentBytes));
        Assert.Equal(plain.ContentCrc32, packed.Identity.ContentCrc32);
        Assert.Equal(Rates, packed.Content);
    }

    [Fact]
    public void Reads_Zip64()
    {
        var files = At(ZipWriter.Write(new ZipItem("rates.json", Rates) { IsZip64 = true }, new ZipItem("other.json", Other) { IsZip64 = true }));
        Assert.Equal([Rates.Length, Other.Length], files.Select(file => file.Length));
        Assert.Equal(Rates, Read(files[0]).Content);
        Assert.Equal(Other, Read(files[1]).Content);
    }

    [Theory]
    [InlineData("../rates.json")]
    [InlineData("in/../../rates.json")]
    [InlineData(@"in\..\..\rates.json")]
    [InlineData("/etc/rates.json")]
    [InlineData(@"\\server\share\rates.json")]
    [InlineData(@"C:\rates.json")]
    [InlineData("c:rates.json")]
    [InlineData("rates\u0007.json")]
    [InlineData("rates\0.json")]
    [InlineData("")]
    public void Refuses_an_entry_whose_name_is_a_trick_and_reads_the_others(string name)
    {
        var files = At(ZipWriter.Write(new ZipItem(name, Rates), new ZipItem("other.json", Other)));
        var refused = Assert.Throws<DataFormatException>(files[0].Open).Diagnostic;
        Assert.Equal("FILE015", refused.Code);
        Assert.DoesNotContain(refused.ToString(), char.IsControl);
        Assert.Equal(Other, Read(files[1]).Content);
    }

    [Theory]
    [InlineData("rates..json")]
    [InlineData(@"in\rates.json")]
    [InlineData("Raten für März.json")]
    public void Reads_an_entry_whose_name_only_looks_odd(string name) => Assert.Equal(Rates, Read(At(ZipWriter.Write(new ZipItem(name, Rates)))[0]).Content);

    [Fact]
    public void Refuses_both_of_two_entries_of_one_name()
    {
        var files = At(ZipWriter.Write(new ZipItem("in/rates.json", Rates), new ZipItem(@"in\rates.json", Other), new ZipItem("other.json", Other)));
        Assert.Equal("FILE015", Assert.Throws<DataFormatException>(files[0].Open).Diagnostic.Code);
        Assert.Equal("FILE015", Assert.Throws<DataFormatException>(files[1].Open).Diagnostic.Code);
        Assert.Equal(Other, Read(files[2]).Content);
    }

    [Fact]
    public void Refuses_an_encrypted_entry_and_an_unknown_compression()
    {
        var files = At(ZipWriter.Write(new ZipItem("secret.json", Rates) { Flags = 1 }, new ZipItem("lzma.json", Rates) { Method = 14 }));
        Assert.All(files, file => Assert.Equal("FILE014", Assert.Throws<DataFormatException>(file.Open).Diagnostic.Code));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(0)]
    public void An_entry_that_is_not_what_the_directory_says_is_an_error(ushort method)
    {
        ZipItem[] lies =
        [
            new("crc.json", Rates) { Method = method, Crc32 = 1 },
            new("longer.json", Rates) { Method = method, Length = Rates.Length + 1 },
            new("shorter.json", Rates) { Method = method, Length = Rates.Length - 1 },
        ];
        Assert.All(At(ZipWriter.Write(lies)), file => Assert.Equal("FILE016", Assert.Throws<DataFormatException>(() => Read(file)).Diagnostic.Code));
    }

    [Fact]
    public void A_damaged_archive_gives_the_true_bytes_or_a_diagnostic()
    {
        byte[][] archives =
        [
            ZipWriter.Write(new ZipItem("rates.json", Rates[..500]), new ZipItem("other.json", Other)),
            ZipWriter.Write(new ZipItem("rates.json", Rates[..500]) { IsZip64 = true }, new ZipItem("other.json", Other) { Method = 0 }),
        ];
        Gen.Select(Gen.Int[0, 1], Gen.Select(Gen.Int[4, 1000], Gen.Byte[1, 255]).Array[1, 3]).Sample(
            (which, damages) =>
            {
                var damaged = archives[which].ToArray();
                foreach (var (at, change) in damages) damaged[^(1 + at % (damaged.Length - 4))] ^= change; // not the first four, which say that it is one
                AssertTrueOrRefused(damaged);
            },
            iter: 3000, threads: 1, seed: "4rPOOL8fK0X1"); // a Zip64 offset that no file has
    }

    [Fact]
    public void An_archive_cut_short_is_an_error()
    {
        var archive = ZipWriter.Write(new ZipItem("rates.json", Rates));
        for (var length = 4; length < archive.Length; length += 41)
            Assert.Equal("FILE013", Assert.Throws<DataFormatException>(() => At(archive[..length])).Diagnostic.Code);
    }

    [Fact]
    public void Refuses_entries_that_share_their_bytes()
    {
        var random = RandomNumberGenerator.GetBytes(10_000);
        ZipItem[] items = [new("a.json", random), new("b.json", random) { SharesWith = 1 }];
        Assert.Equal("FILE013", Assert.Throws<DataFormatException>(() => At(ZipWriter.Write(items))).Diagnostic.Code);
    }

    [Fact]
    public void Refuses_too_many_entries() =>
        Assert.Equal("FILE017", Assert.Throws<DataFormatException>(() => At(ZipWriter.Write([.. Enumerable.Range(0, 10_001).Select(number => new ZipItem($"{number}.json", []) { Method = 0 })]))).Diagnostic.Code);

    [Fact]
    public void An_archive_without_files_is_empty() => Assert.Equal("FILE001", Assert.Throws<DataFormatException>(() => At(ZipWriter.Write())).Diagnostic.Code);

    [Fact]
    public void Refuses_containers_within_containers()
    {
        var zip = ZipWriter.Write(new ZipItem("rates.json", Rates));
        var files = At(ZipWriter.Write(new ZipItem("inner.zip", zip), new ZipItem("rates.json.gz.gz", Gzip(Gzip(Rates))), new ZipItem("inner.zip.gz", Gzip(zip))));
        Assert.All([.. files, .. At(Gzip(zip)), .. At(Gzip(Gzip(Rates)))], file => Assert.Equal("FILE004", Assert.Throws<DataFormatException>(() => Read(file)).Diagnostic.Code));
    }

    [Fact]
    public void Refuses_a_decompression_bomb_at_every_level()
    {
        var limit = new ExpansionLimit(100_000, 50);
        var zeros = new byte[2_000_000];
        zeros.AsSpan().Fill((byte)' ');
        var inner = Gzip([.. zeros, .. RandomNumberGenerator.GetBytes(2000)]); // about 500:1
        foreach (var bytes in (byte[][])[inner, ZipWriter.Write(new ZipItem("bomb.json", zeros)), ZipWriter.Write(new ZipItem("bomb.gz", inner)), ZipWriter.Write(new ZipItem("bomb.gz", inner) { Method = 0 })])
            Assert.Equal("FILE012", Assert.Throws<DataFormatException>(() => Read(At(bytes, limit: limit)[0], limit)).Diagnostic.Code);
        Assert.Equal(2_002_000, Read(At(inner)[0]).Content.Length);
        Assert.Equal(50_000, Read(At(Gzip(zeros[..50_000]))[0], limit).Content.Length);
    }

    [Fact]
    public void What_cannot_be_opened_is_a_diagnostic()
    {
        Assert.Equal("FILE010", Assert.Throws<DataFormatException>(() => InputFile.At(Path.Combine(_folder, "none.json"))).Diagnostic.Code);
        Assert.Equal("FILE010", Assert.Throws<DataFormatException>(() => InputFile.At(_folder)).Diagnostic.Code);
    }

    void AssertTrueOrRefused(byte[] archive)
    {
        try
        {
            foreach (var file in At(archive))
            {
                var content = Read(file).Content;
                Assert.True(content.AsSpan().SequenceEqual(Other) || content.AsSpan().SequenceEqual(Rates.AsSpan(0, 500)));
            }
        }
        catch (DataFormatException exception)
        {
            Assert.Matches("FILE01[0-9]|FILE00[146]", exception.Diagnostic.Code);
        }
    }

    IReadOnlyList<InputFile> At(byte[] bytes, string name = "archive.zip", ExpansionLimit? limit = null)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, Path.GetRandomFileName())).FullName, name);
        File.WriteAllBytes(path, bytes);
        return InputFile.At(path, limit ?? ExpansionLimit.Default);
    }

    static (byte[] Content, FileIdentity Identity) Read(InputFile input, ExpansionLimit? limit = null)
    {
        using var file = ReceivedFile.Open(input, limit ?? ExpansionLimit.Default);
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
