using System.Runtime.InteropServices;
using Assayer.Rates.Files.Inflate;

namespace Assayer.Tests.Rates.Files.Inflate;

/// <summary>What comes of a stream: what it opens to, how that ended, and how much of the input was taken.</summary>
sealed record Inflated(byte[] Content, InflateStatus Status, int Consumed)
{
    public string? Difference(Inflated other) =>
        Status != other.Status ? $"{Status} after {Content.Length} bytes, {other.Status} after {other.Content.Length}"
        : !Content.AsSpan().SequenceEqual(other.Content) ? $"{Status}: {Content.Length} and {other.Content.Length} bytes, the same up to {Content.AsSpan().CommonPrefixLength(other.Content)}"
        : Status == InflateStatus.IsDone && Consumed != other.Consumed ? $"{Consumed} and {other.Consumed} bytes of input taken"
        : null;
}

/// <summary>zlib, as it comes with .NET.</summary>
static class Zlib
{
    const int RawDeflate = -15; // zlib.h, inflateInit2: the window's bits, negative for a stream without header
    const int NoFlush = 0, StreamEnd = 1, DataError = -3;

    /// <summary>A raw stream from its beginning, up to as many bytes of content.</summary>
    public static Inflated Inflate(ReadOnlySpan<byte> input, int most)
    {
        var (given, taken) = (Marshal.AllocHGlobal(input.Length + 1), Marshal.AllocHGlobal(most + 1));
        var stream = new Stream { NextIn = given, AvailIn = (uint)input.Length, NextOut = taken, AvailOut = (uint)most };
        Assert.Equal(0, InflateInit(ref stream, RawDeflate));
        try
        {
            Marshal.Copy(input.ToArray(), 0, given, input.Length);
            var status = Inflate(ref stream, NoFlush) switch
            {
                StreamEnd => InflateStatus.IsDone,
                DataError => InflateStatus.IsDamaged,
                _ => stream.AvailOut == 0 ? InflateStatus.IsFull : InflateStatus.NeedsInput,
            };
            var content = new byte[most - (int)stream.AvailOut];
            Marshal.Copy(taken, content, 0, content.Length);
            return new(content, status, input.Length - (int)stream.AvailIn);
        }
        finally
        {
            _ = InflateEnd(ref stream);
            Marshal.FreeHGlobal(given);
            Marshal.FreeHGlobal(taken);
        }
    }

    [DllImport("libSystem.IO.Compression.Native", EntryPoint = "CompressionNative_InflateInit2_")]
    static extern int InflateInit(ref Stream stream, int windowBits);

    [DllImport("libSystem.IO.Compression.Native", EntryPoint = "CompressionNative_Inflate")]
    static extern int Inflate(ref Stream stream, int flush);

    [DllImport("libSystem.IO.Compression.Native", EntryPoint = "CompressionNative_InflateEnd")]
    static extern int InflateEnd(ref Stream stream);

    // PAL_ZStream of dotnet/runtime, src/native/libs/System.IO.Compression.Native/pal_zlib.h.
    [StructLayout(LayoutKind.Sequential)]
    struct Stream
    {
        public nint NextIn, NextOut, Message, State;
        public uint AvailIn, AvailOut;
    }
}
