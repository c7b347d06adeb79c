using Assayer.Rates.Files.Inflate;
using CsCheck;

namespace Assayer.Tests.Rates.Files.Inflate;

/// <summary>Our inflater over a stream in random pieces of input, to random limits of output, in memory that it can't leave unnoticed.</summary>
sealed class InflateRun : IDisposable
{
    public const int Most = 1 << 18;
    const int History = 1 << 15;
    const byte Canary = 0xa5;

    readonly GuardedMemory _input = new(Most);
    readonly GuardedMemory _output = new(History + Most);
    readonly Inflater _inflater = new();

    /// <summary>The stream from its beginning, up to <see cref="Most"/> bytes of content.</summary>
    /// <param name="stream">The stream, of as many bytes at most.</param>
    /// <param name="random">Where it is cut; null for all at once.</param>
    public Inflated Inflate(ReadOnlySpan<byte> stream, PCG? random)
    {
        _inflater.Reset();
        var content = new MemoryStream();
        var (at, status) = (0, InflateStatus.IsFull);
        var largest = random is null ? Most : 1 << (int)random.Next(18);
        while (status is InflateStatus.IsFull or InflateStatus.NeedsInput)
        {
            var piece = random is null || random.Next(16) == 0 ? stream.Length - at : Math.Min(stream.Length - at, (int)random.Next((uint)largest + 1));
            var room = (int)Math.Min(Most - content.Length, random is null || random.Next(16) == 0 ? Most : random.Next((uint)largest + 1));
            var behind = random is null ? 0 : (int)random.Next(4) * (int)random.Next(100);
            var input = _input.Last(piece);
            stream.Slice(at, piece).CopyTo(input);
            var history = (int)Math.Min(content.Length, History);
            var output = _output.Last(history + room + behind);
            content.GetBuffer().AsSpan((int)content.Length - history, history).CopyTo(output);
            output[history..].Fill(Canary);
            var end = history;
            status = _inflater.Inflate(input, out var consumed, output, ref end, history + room);
            if (output[(history + room)..].ContainsAnyExcept(Canary)) Assert.Fail("It wrote behind the limit.");
            if (!output[..history].SequenceEqual(content.GetBuffer().AsSpan((int)content.Length - history, history))) Assert.Fail("It wrote over what was before.");
            if (status == InflateStatus.NeedsInput && consumed != piece) Assert.Fail($"It asks for input, and took {consumed} of {piece} bytes.");
            if (status == InflateStatus.IsFull && end != history + room) Assert.Fail($"It asks for room, and used {end - history} of {room} bytes.");
            content.Write(output[history..end]);
            at += consumed;
            if (status == InflateStatus.NeedsInput && at == stream.Length) break;
            if (status == InflateStatus.IsFull && content.Length == Most) break;
        }
        return new(content.ToArray(), status, at);
    }

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
    }
}
