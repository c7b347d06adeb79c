namespace Assayer.Tests.Fuzzing;

/// <summary>Bytes that a reader gets, at once or piece by piece.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="Piece">How many of them a reading of the stream gives at most.</param>
sealed record FuzzedInput(byte[] Bytes, int Piece)
{
    /// <summary>The bytes that tell a file's kind.</summary>
    public ReadOnlySpan<byte> Start => Bytes.AsSpan(0, Math.Min(Bytes.Length, 1 << 16));

    /// <summary>A stream from the beginning.</summary>
    public Stream Open() => new Pieces(Bytes, Piece);

    sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, piece)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));
    }
}
