using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Assayer.Evidence;
using Assayer.Rates.Files;
using Assayer.Tests.Fuzzing;
using Assayer.Tests.Rates.Files.Inflate;
using CsCheck;
using StreamContent = Assayer.Rates.Files.StreamContent;

namespace Assayer.Tests.Rates.Files;

public class GzipContentTests
{
    const int HasHeaderCrc = 2, HasExtra = 4, HasName = 8, HasComment = 16;

    static readonly byte[] Content = LongContent();

    [Fact]
    public void Reads_members_with_any_fields_of_the_header()
    {
        for (var flags = 0; flags < 32; flags++)
        {
            var members = (byte[])[.. Member(Content, flags & ~1), .. Member("[]"u8, flags), .. Member([], 0)];
            var opened = Open(members);
            Assert.Equal([.. Content, .. "[]"u8], opened.Content);
            Assert.Null(opened.Fault);
            Assert.Equal(Crc32.HashToUInt32(opened.Content), opened.Crc32);
        }
    }

    [Fact]
    public void Refuses_headers_that_zlib_refuses()
    {
        var member = Member(Content, HasHeaderCrc | HasExtra | HasName | HasComment);
        foreach (var (at, bit) in ((int, byte)[])[(2, 1), (3, 0x20), (3, 0x40), (3, 0x80), (5, 1), (9, 1), (14, 1), (25, 1)])
        {
            var damaged = member.ToArray();
            damaged[at] ^= bit;
            Assert.Equal("FILE002", Open(damaged).Fault?.Code);
            Assert.Equal("FILE002", Open(damaged, byZlib: true).Fault?.Code);
        }
    }

    [Fact]
    public void Any_bytes_come_to_the_end_that_they_come_to_by_zlib()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var seen = new Dictionary<string, int>();
        var other = Member("{}"u8, 0);
        for (var number = 0UL; number == 0 || watch.Elapsed < FuzzSettings.Time; number++)
        {
            var random = new PCG(FuzzSettings.Seed, number);
            byte[] whole = [.. Enumerable.Range(0, 1 + (int)random.Next(3)).SelectMany(_ => Member(DeflateStreams.Content(random), (int)random.Next(32))), .. new byte[random.Next(2) * random.Next(20)]];
            for (var change = 0; change < 10; change++)
            {
                var bytes = change == 0 ? whole : DeflateStreams.Damaged(whole, other, random);
                if (!FileStart.IsGzip(bytes)) continue;
                var (ours, zlibs) = (Open(bytes), Open(bytes, byZlib: true));
                // GZipStream takes 0x1f for a member where the next byte isn't in its buffer yet.
                Assert.True(ours.Fault?.Code == zlibs.Fault?.Code || (ours.Fault?.Code, zlibs.Fault?.Code) == ("FILE011", "FILE002"), $"Seed {FuzzSettings.Seed}, file {number}, change {change}: {ours.Fault?.Code}, by zlib {zlibs.Fault?.Code}");
                // zlib opens some of the seal behind what is cut short.
                Assert.Equal(Math.Min(ours.Content.Length, zlibs.Content.Length), ours.Content.AsSpan().CommonPrefixLength(zlibs.Content));
                Assert.True(ours.Content.Length >= zlibs.Content.Length || ours.Fault?.Code == "FILE003");
                if (ours.Fault is null) Assert.Equal((zlibs.Content.Length, zlibs.Crc32), (ours.Content.Length, ours.Crc32));
                var outcome = ours.Fault?.Code ?? "read";
                seen[outcome] = seen.GetValueOrDefault(outcome) + 1;
            }
            other = whole;
        }
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", seen.Select(outcome => $"{outcome.Key} {outcome.Value}")));
        Assert.Equal(["FILE002", "FILE003", "FILE011", "read"], seen.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Content_before_the_damage_comes_first()
    {
        var member = Member(Content, 0);
        var damaged = member.ToArray();
        damaged[^6] ^= 1; // in the checksum
        foreach (var (bytes, code, least) in ((byte[], string, int)[])[(damaged, "FILE002", Content.Length), (member[..^9], "FILE003", Content.Length - 1000), (member[..(member.Length / 2)], "FILE003", Content.Length / 10), ([.. member, 0, 7], "FILE011", Content.Length)])
        {
            var opened = Open(bytes);
            Assert.Equal(code, opened.Fault?.Code);
            Assert.True(opened.Content.Length >= least && Content.AsSpan().StartsWith(opened.Content));
        }
    }

    [Fact]
    public void Faults_are_placed_in_the_compressed_file()
    {
        var member = Member(Content, 0);
        Assert.Equal(member.Length - 1, Open(member[..^1]).Fault?.Location.ByteOffset);
        Assert.Equal(member.Length + 2, Open([.. member, 0, 0, 7]).Fault?.Location.ByteOffset);
        Assert.Equal("rates.json.gz (compressed)", Open(member[..^1]).Fault?.Location.File);
    }

    [Fact]
    public void Blocks_stand_behind_what_was_before()
    {
        var path = Path.GetTempFileName();
        try
        {
            foreach (var bytes in (byte[][])[Content, Member(Content, 0)])
            {
                File.WriteAllBytes(path, bytes);
                using var file = ReceivedFile.Open(path);
                Assert.True(Content.AsSpan().StartsWith(file.Peek()));
                var at = 0;
                while (file.Blocks.Next(out var block))
                {
                    Assert.Equal(at, file.Blocks.Offset);
                    Assert.True(block.SequenceEqual(Content.AsSpan(at, block.Length)));
                    var before = Math.Min(at, ContentBlocks.HistoryLength);
                    Assert.True(file.Blocks.Buffer.AsSpan(ContentBlocks.Start - before, before).SequenceEqual(Content.AsSpan(at - before, before)));
                    Assert.True(file.Blocks.Buffer.Length - file.Blocks.End >= ContentBlocks.Slack);
                    at += block.Length;
                    Assert.Equal(at, file.ContentLength);
                }
                Assert.Equal(Content.Length, at);
                Assert.False(file.Blocks.Next());
                Assert.Equal((Content.Length, Crc32.HashToUInt32(Content)), (file.Finish(TestContext.Current.CancellationToken) is var identity ? (int)identity.ContentBytes : 0, identity.ContentCrc32));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Zlib_takes_its_place_on_demand()
    {
        var path = Path.GetTempFileName();
        try
        {
            // What tells the two apart: zlib's stream keeps to itself what it had opened before the damage.
            File.WriteAllBytes(path, Member(Content, 0)[..^1]);
            var ours = LengthBeforeFault(path);
            Environment.SetEnvironmentVariable("ASSAYER_INFLATE", "zlib");
            Assert.Equal(Content.Length, ours);
            Assert.InRange(LengthBeforeFault(path), 0, Content.Length - 1);
        }
        finally
        {
            Environment.SetEnvironmentVariable("ASSAYER_INFLATE", null);
            File.Delete(path);
        }
    }

    static long LengthBeforeFault(string path)
    {
        using var file = ReceivedFile.Open(path);
        Assert.Equal("FILE003", Assert.Throws<DataFormatException>(() => file.Finish(TestContext.Current.CancellationToken)).Diagnostic.Code);
        return file.ContentLength;
    }

    static (byte[] Content, uint Crc32, Diagnostic? Fault) Open(byte[] file, bool byZlib = false)
    {
        const string Name = "rates.json.gz";
        var received = new ReceivedBytes(new MemoryStream(file));
        using var blocks = new ContentBlocks(byZlib ? new StreamContent(new GzipMembers(Name, received, () => received.Count)) : new GzipContent(Name, received), _ => { });
        using var content = new MemoryStream();
        try
        {
            while (blocks.Next(out var block)) content.Write(block);
            return (content.ToArray(), blocks.Crc32, null);
        }
        catch (DataFormatException exception)
        {
            return (content.ToArray(), 0, exception.Diagnostic);
        }
    }

    // RFC 1952, section 2.3.
    static byte[] Member(ReadOnlySpan<byte> content, int flags)
    {
        List<byte> header = [.. FileStart.GzipMark, 8, (byte)flags, 1, 2, 3, 4, 0, 255];
        if ((flags & HasExtra) != 0) header.AddRange([5, 0, (byte)'A', 0, 1, 0, 77]);
        if ((flags & HasName) != 0) header.AddRange("rates.json\0"u8);
        if ((flags & HasComment) != 0) header.AddRange("\xe9\0"u8);
        if ((flags & HasHeaderCrc) != 0) header.AddRange(BitConverter.GetBytes((ushort)Crc32.HashToUInt32([.. header])));
        var trailer = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, Crc32.HashToUInt32(content));
        BinaryPrimitives.WriteInt32LittleEndian(trailer.AsSpan(4), content.Length);
        return [.. header, .. DeflateStreams.Packed(content, 6, ZLibCompressionStrategy.Default), .. trailer];
    }

    static byte[] LongContent()
    {
        var random = new PCG(86353, 1);
        var content = new List<byte>();
        while (content.Count < 3 * ContentBlocks.BlockLength + 12_345) content.AddRange(DeflateStreams.Content(random));
        return [(byte)'[', .. content];
    }
}
