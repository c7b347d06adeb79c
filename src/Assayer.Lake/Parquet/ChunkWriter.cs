using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Assayer.Rates.Transparency;

namespace Assayer.Lake.Parquet;

/// <summary>
/// Writes column chunks, and notes what the footer has to say of them: for each a page of definition levels and values, and where these are indices
/// a page of the dictionary before it. Source: apache/parquet-format, README.md, "Column chunks" and "Data Pages".
/// </summary>
sealed class ChunkWriter(FileStream file) : IDisposable
{
    /// <summary>Values of the enumeration <c>Encoding</c>.</summary>
    public const int Plain = 0, Rle = 3, Delta = 5, Dictionary = 8;

    // Values of the enumeration PageType.
    const int DataPage = 0, DictionaryPage = 2;

    // Below this there is nothing to gain, and a small file doesn't wait for the compressor's code.
    const int FewestCompressed = 512;

    const int GroupsUntried = 8;

    readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly ThriftWriter _header = new();
    readonly Compressor _compressor = new();
    (byte[] Min, byte[] Max)? _range;
    long _uncompressed;

    /// <summary>The data page being made.</summary>
    public ArrayBufferWriter<byte> Page { get; } = new();

    /// <summary>The definition levels being made.</summary>
    public ArrayBufferWriter<byte> Levels { get; } = new();

    /// <summary>What the footer says of the row groups.</summary>
    public ThriftWriter RowGroups { get; } = new();

    /// <summary>Bytes of the file so far.</summary>
    public long Position { get; private set; }

    /// <summary>SHA-256 of what was written.</summary>
    public string Sha256 => Convert.ToHexStringLower(_sha256.GetCurrentHash());

    /// <summary>Writes bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            file.Write(bytes);
        }
        catch (Exception exception) when (TemporaryFile.IsWriteFailure(exception))
        {
            throw TemporaryFile.WriteFailure(file.Name, exception);
        }
        _sha256.AppendData(bytes);
        Position += bytes.Length;
    }

    /// <summary>Writes a row group.</summary>
    public void WriteGroup(IReadOnlyList<ParquetColumn> columns, int rows)
    {
        _uncompressed = 0;
        var start = Position;
        RowGroups.Begin().Structs(1, columns.Count);
        foreach (var column in columns) column.Write(this, rows);
        RowGroups.Long(2, _uncompressed).Long(3, rows).Long(5, start).Long(6, Position - start).End();
    }

    /// <summary>Puts the levels into the data page, after their length. Encodings.md, "Run Length Encoding / Bit-Packing Hybrid": so it is in version 1.</summary>
    public void EndLevels()
    {
        BinaryPrimitives.WriteInt32LittleEndian(Page.GetSpan(sizeof(int)), Levels.WrittenCount);
        Page.Advance(sizeof(int));
        Page.Write(Levels.WrittenSpan);
        Levels.ResetWrittenCount();
    }

    /// <summary>Notes the least and the greatest value of the chunk, as "Plain" has them but without a length.</summary>
    public void Range((byte[] Min, byte[] Max)? range) => _range = range;

    /// <summary>Writes the chunk, its data page being made.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">Rows of the row group.</param>
    /// <param name="nulls">Those without a value.</param>
    /// <param name="encoding">How the page has the values.</param>
    /// <param name="dictionary">The entries as "Plain" has them; empty when there is no dictionary.</param>
    /// <param name="entries">Their number.</param>
    public void WriteChunk(ParquetColumn column, int rows, int nulls, int encoding, ReadOnlySpan<byte> dictionary = default, int entries = 0)
    {
        var (start, uncompressed) = (Position, _uncompressed);
        var codec = dictionary.Length + Page.WrittenCount >= FewestCompressed && column.Uncompressible == 0 ? Compressor.Snappy : Compressor.Uncompressed;
        if (encoding == Dictionary)
        {
            BeginPage(DictionaryPage, dictionary, codec).Begin(7).Int(1, entries).Int(2, Plain).End();
            EndPage();
        }
        var data = Position;
        BeginPage(DataPage, Page.WrittenSpan, codec).Begin(5).Int(1, rows).Int(2, encoding).Int(3, Rle).Int(4, Rle).End();
        EndPage();
        Page.ResetWrittenCount();
        // Indices of many values don't shrink. Such a column is left as it is for some row groups, and then tried again.
        if (codec == Compressor.Snappy && (Position - start) * 10 > (_uncompressed - uncompressed) * 9) column.Uncompressible = GroupsUntried;
        else if (column.Uncompressible > 0) column.Uncompressible--;

        var chunk = RowGroups.Begin().Long(2, 0).Begin(3);
        chunk.Int(1, column.Type.Physical);
        if (encoding == Dictionary) chunk.Ints(2, Plain, Rle, Dictionary);
        else chunk.Ints(2, Rle, encoding);
        chunk.Texts(3, column.Name).Int(4, codec).Long(5, rows).Long(6, _uncompressed - uncompressed).Long(7, Position - start).Long(9, data);
        if (encoding == Dictionary) chunk.Long(11, start);
        chunk.Begin(12).Long(3, nulls);
        if (_range is { } range) chunk.Bytes(5, range.Max).Bytes(6, range.Min);
        chunk.End().End().End();
        _range = null;
    }

    /// <inheritdoc/>
    public void Dispose() => _sha256.Dispose();

    ThriftWriter BeginPage(int type, ReadOnlySpan<byte> content, int codec)
    {
        _compressor.Compress(content, codec);
        _header.Clear();
        _uncompressed += content.Length - _compressor.Compressed.Length;
        return _header.Begin().Int(1, type).Int(2, content.Length).Int(3, _compressor.Compressed.Length);
    }

    void EndPage()
    {
        _header.End();
        var start = Position;
        Write(_header.Written);
        Write(_compressor.Compressed);
        _uncompressed += Position - start;
    }
}
