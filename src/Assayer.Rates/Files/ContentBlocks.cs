using Assayer.Evidence;

namespace Assayer.Rates.Files;

/// <summary>
/// A file's content, uncompressed, block by block and in place: a block stays valid until the next is asked for, and the content before it
/// stands right before it, so that a reader need not copy what goes from one block into the next.
/// </summary>
public sealed class ContentBlocks : IDisposable
{
    /// <summary>Bytes of content that are kept before a block, at least, once there are as many.</summary>
    public const int HistoryLength = 1 << 15;

    /// <summary>Where every block begins in the array.</summary>
    public const int Start = HistoryLength;

    /// <summary>Bytes of a block, at most.</summary>
    public const int BlockLength = 1 << 18;

    /// <summary>Bytes behind a block that may be read, whatever they are, so that a reader can take wide steps.</summary>
    public const int Slack = 1 << 10;

    readonly IContentSource _source;
    readonly Action<long> _check;
    bool _isFilledAhead, _isAtEnd;
    DataFormatException? _fault;

    /// <param name="source">Where the content comes from; disposed with the blocks.</param>
    /// <param name="check">Told how much content there is so far; throws where that is too much.</param>
    internal ContentBlocks(IContentSource source, Action<long> check) => (_source, _check) = (source, check);

    /// <summary>The array in which all blocks are.</summary>
    public byte[] Buffer { get; } = new byte[HistoryLength + BlockLength + Slack];

    /// <summary>Where the block ends in the array.</summary>
    public int End { get; private set; } = Start;

    /// <summary>The block.</summary>
    public ReadOnlySpan<byte> Block => Buffer.AsSpan(Start, End - Start);

    /// <summary>Where in the content the block begins.</summary>
    public long Offset { get; private set; }

    /// <summary>Bytes of content so far, the block among them.</summary>
    public long Length { get; private set; }

    /// <summary>CRC-32 of all content, once it has been read to its end.</summary>
    internal uint Crc32 => _source.Crc32;

    /// <summary>Goes on to the next block; false at the end of the content.</summary>
    /// <exception cref="DataFormatException">The file is damaged there. All content before the damage was in the blocks.</exception>
    public bool Next()
    {
        if (!_isFilledAhead) Fill();
        _isFilledAhead = false;
        Offset = Length;
        Length += End - Start;
        if (Start < End) _check(Length);
        return Start < End;
    }

    /// <summary>Goes on to the next block; false at the end of the content.</summary>
    /// <param name="block">The block.</param>
    /// <exception cref="DataFormatException">The file is damaged there. All content before the damage was in the blocks.</exception>
    public bool Next(out ReadOnlySpan<byte> block)
    {
        var isThere = Next();
        block = Block;
        return isThere;
    }

    /// <summary>The first bytes of the first block, before it is asked for.</summary>
    /// <exception cref="DataFormatException">The file is damaged before there are as many.</exception>
    internal ReadOnlySpan<byte> Peek(int length)
    {
        if (Offset > 0) throw new InvalidOperationException("The first block is no longer there.");
        if (Length == 0 && !_isFilledAhead)
        {
            Fill();
            _isFilledAhead = true;
        }
        if (Block.Length >= length) return Block[..length];
        return _fault is null ? Block : throw _fault;
    }

    void Fill()
    {
        if (_fault is not null) throw _fault;
        if (End > Start) Buffer.AsSpan(End - HistoryLength, HistoryLength).CopyTo(Buffer);
        var end = End = Start;
        try
        {
            if (!_isAtEnd) _source.Fill(Buffer, ref end, Start + BlockLength);
        }
        catch (DataFormatException fault) when (end > Start)
        {
            _fault = fault;
        }
        End = end;
        _isAtEnd = End == Start;
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}

/// <summary>Gives content into a buffer in which the 32 KiB of content before it stay.</summary>
interface IContentSource : IDisposable
{
    /// <summary>CRC-32 of the content so far (ISO/IEC 8802-3, as in gzip).</summary>
    uint Crc32 { get; }

    /// <summary>Writes content from <paramref name="end"/> on and moves it, up to <paramref name="limit"/> where there is as much; not at all at the end.</summary>
    /// <exception cref="DataFormatException">The file is damaged behind what was written.</exception>
    void Fill(byte[] buffer, ref int end, int limit);
}
