namespace Assayer.Rates.Files;

/// <summary>Blocks of content as a stream.</summary>
sealed class BlockStream(ContentBlocks blocks) : ForwardStream
{
    int _sent;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        if (_sent == blocks.Block.Length || blocks.Length == 0)
        {
            _sent = 0; // also at the end, which a reader may ask for again
            if (!blocks.Next()) return 0;
        }
        var read = Math.Min(buffer.Length, blocks.Block.Length - _sent);
        blocks.Block.Slice(_sent, read).CopyTo(buffer);
        _sent += read;
        return read;
    }
}
