using System.IO.Hashing;
using Assayer.Rates.Files.Inflate;

namespace Assayer.Tests.Rates.Files.Inflate;

public class ChecksumTests
{
    // The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms (G. Cook).
    [Fact]
    public void Of_the_nine_digits_is_the_check_value() => Assert.Equal(0xcbf43926u, Checksum.Append(0, "123456789"u8));

    [Fact]
    public void Is_the_librarys_at_any_length_place_and_cut()
    {
        var random = new Random(86353);
        var bytes = new byte[20_000];
        random.NextBytes(bytes);
        for (var run = 0; run < 3000; run++)
        {
            var text = bytes.AsSpan(random.Next(1000), random.Next(run % 10 == 0 ? 19_000 : 700));
            var (cut, expected) = (random.Next(text.Length + 1), Crc32.HashToUInt32(text));
            Assert.Equal(expected, Checksum.Append(0, text));
            Assert.Equal(expected, Checksum.Append(Checksum.Append(0, text[..cut]), text[cut..]));
            Assert.Equal(expected, Checksum.Combine(Checksum.Append(0, text[..cut]), Checksum.Append(0, text[cut..]), text.Length - cut));
        }
    }

    [Fact]
    public void Of_single_bytes_is_that_of_all() =>
        Assert.Equal(Crc32.HashToUInt32("86353"u8), "86353"u8.ToArray().Aggregate(0u, Checksum.Append));

    [Fact]
    public void Of_texts_longer_than_memory_can_be_combined() =>
        Assert.Equal(
            Checksum.Combine(Checksum.Combine(1, 2, 3L << 40), 3, 5L << 33),
            Checksum.Combine(1, Checksum.Combine(2, 3, 5L << 33), (3L << 40) + (5L << 33)));
}
