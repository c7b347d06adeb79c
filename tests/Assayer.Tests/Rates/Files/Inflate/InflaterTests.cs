using System.Diagnostics;
using System.IO.Compression;
using Assayer.Rates.Files.Inflate;
using Assayer.Tests.Fuzzing;
using CsCheck;

namespace Assayer.Tests.Rates.Files.Inflate;

/// <summary>Our inflater does what zlib does with any bytes. ASSAYER_FUZZ_SECONDS and ASSAYER_FUZZ_SEED as in docs/fuzzing.md.</summary>
public sealed class InflaterTests : IDisposable
{
    const int DamagedForOne = 24;

    readonly InflateRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Opens_what_zlib_packs_at_every_level_and_by_every_strategy()
    {
        foreach (var strategy in Enum.GetValues<ZLibCompressionStrategy>())
        {
            for (var level = 0; level <= 9; level++)
            {
                var random = new PCG(86353, (ulong)level);
                for (var content = DeflateStreams.Content(random); content.Length < 1000; content = DeflateStreams.Content(random)) AssertOpens(content, level, strategy, random);
                AssertOpens([.. DeflateStreams.Content(random), .. DeflateStreams.Content(random)], level, strategy, random);
            }
        }
    }

    [Fact]
    public void Any_stream_opens_as_by_zlib_or_fails_where_zlib_fails()
    {
        var watch = Stopwatch.StartNew();
        var (inputs, seen) = (0, new int[4]);
        var other = DeflateStreams.Packed(new byte[100], 6, ZLibCompressionStrategy.Default);
        for (var number = 0UL; number == 0 || watch.Elapsed < FuzzSettings.Time; number++)
        {
            var random = new PCG(FuzzSettings.Seed, number);
            var whole = DeflateStreams.Whole(random);
            for (var damaged = 0; damaged < DamagedForOne; damaged++, inputs++)
                seen[(int)AssertAsZlib(damaged == 0 ? whole : DeflateStreams.Damaged(whole, other, random), random, $"seed {FuzzSettings.Seed}, stream {number}, change {damaged}")]++;
            other = whole;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{inputs} streams: {string.Join(", ", seen.Select((count, status) => $"{count} {(InflateStatus)status}"))}.");
        Assert.True(seen[(int)InflateStatus.IsDone] > 0 && seen[(int)InflateStatus.IsDamaged] > 0 && seen[(int)InflateStatus.NeedsInput] > 0);
    }

    [Fact]
    public void Accepts_what_is_odd_and_right()
    {
        int[] one = Lengths(258, ('a', 1), (256, 2), (257, 2));
        int[] longest = [.. Enumerable.Range(1, 15), 15];
        int[] longestLiterals = Lengths(286, [.. longest.Select((length, index) => (index == 15 ? 256 : index * 18, length))]);
        int[] withLengths = Lengths(286, ('a', 1), (256, 2), (284, 3), (285, 3));
        byte[] most = new byte[1 << 15];
        new Random(1).NextBytes(most);
        AssertDone("one code of one bit for distances", New.Dynamic(true, one, [1]).Symbol('a').Symbol(257).Distance(0).Symbol(256), 4);
        AssertDone("no code for distances", New.Dynamic(true, one, [0]).Symbol('a').Symbol('a').Symbol(256), 2);
        AssertDone("nothing but the end", New.Dynamic(true, Lengths(257, (256, 1)), [0]).Symbol(256), 0);
        AssertDone("codes of 15 bits", New.Dynamic(false, longestLiterals, [.. longest, 0]).Symbol(0).Symbol(14 * 18).Symbol(13 * 18).Symbol(0).Symbol(256).Fixed(true).Symbol(256), 4);
        AssertDone("distances of 15 bits", New.Dynamic(true, one, longest).Symbol('a').Symbol('a').Symbol('a').Symbol(257).Distance(2).Symbol('a').Symbol(257).Distance(1).Symbol(256), 10);
        AssertDone("a distance of 32,768", New.Stored(false, most).Fixed(true).Symbol(257).Distance(29, (1 << 13) - 1).Symbol(256), most.Length + 3);
        AssertDone("258 as 227 and 31", New.Dynamic(true, withLengths, [1]).Symbol('a').Symbol(284, 31).Distance(0).Symbol(285).Distance(0).Symbol(256), 517);
        AssertDone("empty blocks", New.Stored(false, []).Stored(false, []).Fixed(false).Symbol(256).Stored(false, "abc"u8).Stored(true, []), 3);
        AssertDone("a repetition that begins in literals and ends in distances", New.Dynamic(true, Lengths(258, (256, 1), (257, 1)), [1, 1], OfLengths(), [(18, 127), (18, 107), (1, 0), (16, 0)]).Symbol(256), 0);
    }

    [Fact]
    public void Refuses_what_zlib_refuses()
    {
        int[] one = Lengths(258, ('a', 1), (256, 2), (257, 2));
        AssertDamaged("the other code of one bit", New.Dynamic(true, one, [1]).Symbol('a').Symbol(257).Bits(1, 1).Bits(0, 30), 1);
        AssertDamaged("a distance without codes", New.Dynamic(true, one, [0]).Symbol('a').Symbol(257).Bits(0, 30), 1);
        AssertDamaged("an incomplete code for literals", New.Dynamic(true, Lengths(257, ('a', 2), (256, 2)), [0]).Symbol('a').Symbol(256), 0);
        AssertDamaged("too many codes for literals", New.Dynamic(true, Lengths(257, ('a', 1), ('b', 1), (256, 1)), [0]).Bits(0, 30), 0);
        AssertDamaged("an incomplete code for distances", New.Dynamic(true, one, [2, 2]).Symbol('a').Symbol(256), 0);
        AssertDamaged("too many codes for distances", New.Dynamic(true, one, [1, 1, 1]).Symbol('a').Symbol(256), 0);
        AssertDamaged("no code for the end", New.Dynamic(true, Lengths(257, ('a', 1), ('b', 1)), [0]).Symbol('a').Bits(0, 30), 0);
        AssertDamaged("a distance to before the beginning", New.Stored(false, new byte[(1 << 15) - 2]).Fixed(true).Symbol('a').Symbol(257).Distance(29, (1 << 13) - 1).Symbol(256), (1 << 15) - 1);
        AssertDamaged("a length that isn't repeated twice", New.Bits(0, 3).Bits(0, 5).Bits(3, 16).Bits(3, 16).Bits(0, 30), 0);
        AssertDamaged("the third kind of block", New.Bits(7, 3).Bits(0, 30), 0);
        AssertDamaged("287 literals", New.Dynamic(true, Lengths(287, ('a', 1), (256, 1)), [0]).Symbol('a').Symbol(256), 0);
        AssertDamaged("31 distances", New.Dynamic(true, one, new int[31]).Symbol('a').Symbol(256), 0);
        AssertDamaged("a repetition of nothing", New.Dynamic(true, one, [1], OfLengths(), [(16, 0)]).Bits(0, 30), 0);
        AssertDamaged("a repetition beyond the end", New.Dynamic(true, one, [1], OfLengths(), [(18, 127), (18, 127)]).Bits(0, 30), 0);
        AssertDamaged("codes for lengths that are incomplete", New.Dynamic(true, one, [1], [1, .. new int[17], 2], []).Bits(0, 3000), 0);
        AssertDamaged("no codes for lengths", New.Dynamic(true, one, [1], new int[19], []).Bits(0, 3000), 0);
        foreach (var symbol in (int[])[286, 287]) AssertDamaged("a length that isn't there", New.Fixed(true).Symbol('a').Symbol(symbol).Bits(0, 30), 1);
        foreach (var symbol in (int[])[30, 31]) AssertDamaged("a distance that isn't there", New.Fixed(true).Symbol('a').Symbol(257).Distance(symbol).Bits(0, 30), 1);
    }

    static DeflateWriter New => new();

    // Thirteen codes of four bits and six of five: complete.
    static int[] OfLengths() => [.. Enumerable.Repeat(4, 13), .. Enumerable.Repeat(5, 6)];

    static int[] Lengths(int count, params (int Symbol, int Length)[] codes)
    {
        var lengths = new int[count];
        foreach (var (symbol, length) in codes) lengths[symbol] = length;
        return lengths;
    }

    void AssertOpens(byte[] content, int level, ZLibCompressionStrategy strategy, PCG random)
    {
        var stream = DeflateStreams.Packed(content, level, strategy);
        if (stream.Length > InflateRun.Most || content.Length > InflateRun.Most - 1) return;
        foreach (var inflated in (Inflated[])[_run.Inflate(stream, null), _run.Inflate(stream, random)])
        {
            Assert.Equal((InflateStatus.IsDone, stream.Length), (inflated.Status, inflated.Consumed));
            Assert.Equal(content, inflated.Content);
        }
    }

    InflateStatus AssertAsZlib(byte[] stream, PCG random, string what)
    {
        var expected = Zlib.Inflate(stream, InflateRun.Most);
        foreach (var inflated in (Inflated[])[_run.Inflate(stream, null), _run.Inflate(stream, random)])
            if (inflated.Difference(expected) is { } difference) Assert.Fail($"{what}: {difference}\n{Convert.ToHexString(stream.AsSpan(0, Math.Min(stream.Length, 1000)))}");
        return expected.Status;
    }

    void AssertDone(string what, DeflateWriter stream, int length) => AssertEnds(what, stream, length, InflateStatus.IsDone);

    void AssertDamaged(string what, DeflateWriter stream, int length) => AssertEnds(what, stream, length, InflateStatus.IsDamaged);

    void AssertEnds(string what, DeflateWriter stream, int length, InflateStatus status)
    {
        // Alone, and with enough behind it for the fast loop.
        foreach (var bytes in (byte[][])[stream.ToArray(), [.. stream.ToArray(), .. new byte[500]]])
        {
            for (var seed = 0u; seed < 20; seed++) AssertAsZlib(bytes, new(seed, 1), what);
            var inflated = _run.Inflate(bytes, null);
            Assert.True(status == inflated.Status && length == inflated.Content.Length, $"{what}: {inflated.Status} after {inflated.Content.Length} bytes");
        }
    }
}
