using System.IO.Compression;
using System.Text;
using CsCheck;

namespace Assayer.Tests.Rates.Files.Inflate;

/// <summary>Streams of deflate, whole and damaged; each comes of the random numbers alone.</summary>
static class DeflateStreams
{
    /// <summary>Bytes of a stream, at most.</summary>
    public const int Longest = 1 << 16;

    static readonly ZLibCompressionStrategy[] Strategies = Enum.GetValues<ZLibCompressionStrategy>();

    /// <summary>Content packed by zlib, or blocks of any codes and symbols.</summary>
    public static byte[] Whole(PCG random)
    {
        var bytes = Below(random, 3) == 0 ? OfAnyCodes(random) : Packed(Content(random), Below(random, 10), Strategies[Below(random, Strategies.Length)]);
        return bytes.Length <= Longest ? bytes : bytes[..Longest];
    }

    /// <summary>A stream after a few changes.</summary>
    public static byte[] Damaged(byte[] stream, byte[] other, PCG random)
    {
        for (var changes = 1 + Below(random, 3); changes > 0 && stream.Length > 0; changes--)
        {
            // Mostly near the beginning, where the codes are.
            var at = Below(random, Below(random, 2) == 0 ? Math.Min(stream.Length, 100) : stream.Length);
            var from = Below(random, other.Length);
            switch (Below(random, 6))
            {
                case 0 or 1:
                    stream = [.. stream];
                    stream[at] ^= (byte)(1 << Below(random, 8));
                    break;
                case 2:
                    stream = stream[..at];
                    break;
                case 3:
                    stream = [.. stream[..at], .. other[from..]];
                    break;
                case 4:
                    stream = [.. stream[..at], (byte)Below(random, 256), .. stream[at..]];
                    break;
                default:
                    stream = [.. stream[..at], .. stream[Math.Min(stream.Length, at + 1 + Below(random, 8))..]];
                    break;
            }
        }
        return stream.Length <= Longest ? stream : stream[..Longest];
    }

    public static byte[] Packed(ReadOnlySpan<byte> content, int level, ZLibCompressionStrategy strategy)
    {
        if (content.IsEmpty) return new DeflateWriter().Fixed(true).Symbol(256).ToArray(); // DeflateStream writes nothing at all
        using var packed = new MemoryStream();
        using (var packing = new DeflateStream(packed, new ZLibCompressionOptions { CompressionLevel = level, CompressionStrategy = strategy }, leaveOpen: true))
        {
            packing.Write(content[..(content.Length / 2)]);
            if (content.Length % 3 == 0) packing.Flush(); // an empty stored block
            packing.Write(content[(content.Length / 2)..]);
        }
        return packed.ToArray();
    }

    public static byte[] Content(PCG random)
    {
        var length = Below(random, 1 << Below(random, 17));
        var bytes = new byte[length];
        var kind = Below(random, 6);
        for (var at = 0; at < length; at++)
        {
            bytes[at] = kind switch
            {
                0 => 0,
                1 => (byte)random.Next(256),
                2 => (byte)("ACGT"[Below(random, 4)]),
                3 => (byte)(at % (1 + length / 7)),
                4 => (byte)(Below(random, 20) == 0 || at < 100 ? random.Next(256) : bytes[at - 1 - Below(random, 90)]),
                _ => 0,
            };
        }
        return kind == 5 ? Json(length, random) : bytes;
    }

    static byte[] Json(int length, PCG random)
    {
        var text = new StringBuilder();
        while (text.Length < length) text.Append($$"""{"negotiated_type":"negotiated","negotiated_rate":{{Below(random, 100_000)}}.{{Below(random, 100)}},"expiration_date":"9999-12-31","service_code":["{{Below(random, 99)}}"]},""");
        return Encoding.UTF8.GetBytes(text.ToString())[..length];
    }

    static byte[] OfAnyCodes(PCG random)
    {
        var writer = new DeflateWriter();
        var produced = 0;
        for (var blocks = Below(random, 4); blocks >= 0; blocks--)
        {
            var isLast = blocks == 0;
            if (Below(random, 8) == 0)
            {
                var stored = Content(random).AsSpan();
                stored = stored[..Math.Min(stored.Length, 1000)];
                writer.Stored(isLast, stored);
                produced += stored.Length;
                continue;
            }
            int[] literals = [.. Enumerable.Range(0, 286)], distances = [.. Enumerable.Range(0, 30)];
            if (Below(random, 8) == 0)
            {
                writer.Fixed(isLast);
            }
            else
            {
                var (ofLiterals, ofDistances) = (CodeLengths(286, 256, random), CodeLengths(30, Below(random, 30), random));
                writer.Dynamic(isLast, ofLiterals, ofDistances);
                (literals, distances) = ([.. literals.Where(symbol => ofLiterals[symbol] > 0)], [.. distances.Where(symbol => ofDistances[symbol] > 0)]);
            }
            for (var symbols = Below(random, 1 << Below(random, 13)); symbols > 0; symbols--)
            {
                var symbol = literals[Below(random, literals.Length)];
                if (symbol == 256) continue;
                // A distance may be too far now and then.
                var near = distances.Where(distance => produced > Farthest(distance) || Below(random, 20_000) == 0).ToArray();
                if (symbol > 256 && near.Length == 0) continue;
                writer.Symbol(symbol, Below(random, 32));
                if (symbol > 256) writer.Distance(near[Below(random, near.Length)], Below(random, 1 << 13));
                produced += symbol < 256 ? 1 : 3;
            }
            writer.Symbol(256);
        }
        return writer.ToArray();
    }

    static int Farthest(int symbol) => symbol < 4 ? symbol : (symbol % 2 + 3) << (symbol / 2 - 1);

    // Lengths of a complete code of some symbols: leaves of a tree, split at random.
    static int[] CodeLengths(int symbols, int needed, PCG random)
    {
        var leaves = new List<int> { 1, 1 };
        for (var splits = Below(random, symbols - 1); splits > 0; splits--)
        {
            var leaf = Below(random, 4) == 0 ? leaves.Count - 1 : Below(random, leaves.Count);
            if (leaves[leaf] == 15) continue;
            leaves[leaf]++;
            leaves.Add(leaves[leaf]);
        }
        int[] others = [.. Enumerable.Range(0, symbols).Where(symbol => symbol != needed)];
        random.Shuffle(others);
        var lengths = new int[symbols];
        lengths[needed] = leaves[^1];
        for (var leaf = 0; leaf < leaves.Count - 1; leaf++) lengths[others[leaf]] = leaves[leaf];
        return lengths;
    }

    static void Shuffle(this PCG random, int[] values)
    {
        for (var index = values.Length - 1; index > 0; index--)
        {
            var other = Below(random, index + 1);
            (values[index], values[other]) = (values[other], values[index]);
        }
    }

    static int Below(PCG random, int limit) => (int)random.Next((uint)limit);
}
