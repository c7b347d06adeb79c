using System.Security.Cryptography;
using Assayer.Rates.Files;

namespace Assayer.Tests.Rates.Files;

public class ReceivedBytesTests
{
    const int Block = 1 << 18;

    static readonly byte[] Bytes = RandomBytes();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Block - 1)]
    [InlineData(Block)]
    [InlineData(Block + 1)]
    [InlineData(4 * Block)]
    [InlineData(7 * Block + 5)]
    public void Gives_all_bytes_and_their_digest(int length)
    {
        foreach (var piece in (int[])[1000, 65_536, Block + 1])
        {
            using var received = new ReceivedBytes(new Unsteady(Bytes[..length], length));
            using var read = new MemoryStream();
            var buffer = new byte[piece];
            for (int count; (count = received.Read(buffer)) > 0;) read.Write(buffer, 0, count);
            Assert.Equal(Bytes[..length], read.ToArray());
            Assert.Equal((length, 0), (received.Count, received.Read(buffer)));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Bytes.AsSpan(0, length))), received.Sha256());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(Block)]
    [InlineData(3 * Block + 1)]
    public void What_fails_is_told_behind_the_bytes_that_were_read(int failsAt)
    {
        using var received = new ReceivedBytes(new Unsteady(Bytes, failsAt));
        for (ReadOnlySpan<byte> available; received.Count < failsAt; received.Take(available.Length))
        {
            available = received.Available;
            Assert.True(Bytes.AsSpan((int)received.Count).StartsWith(available) && available.Length > 0);
        }
        for (var again = 0; again < 2; again++) Assert.Equal("The disk is gone.", Assert.Throws<IOException>(() => received.Available.Length).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2 * Block)]
    public void Leaves_no_thread_behind_that_reads(int taken)
    {
        var file = new Unsteady(Bytes, Bytes.Length);
        using (var received = new ReceivedBytes(file))
            while (received.Count < taken) received.Take(Math.Min(taken - (int)received.Count, received.Available.Length));
        Assert.True(file.IsDisposed);
        var reads = file.Reads;
        Thread.Sleep(20);
        Assert.Equal(reads, file.Reads);
    }

    static byte[] RandomBytes()
    {
        var bytes = new byte[8 * Block];
        new Random(86353).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Gives fewer bytes than wanted, and fails, at a place.</summary>
    sealed class Unsteady(byte[] bytes, int failsAt) : ForwardStream
    {
        readonly Random _random = new(1);
        int _at;

        public int Reads { get; private set; }

        public bool IsDisposed { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            Reads++;
            if (_at == failsAt) return failsAt == bytes.Length ? 0 : throw new IOException("The disk is gone.");
            var count = Math.Min(Math.Min(buffer.Length, failsAt - _at), 1 + _random.Next(100_000));
            bytes.AsSpan(_at, count).CopyTo(buffer);
            _at += count;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
