using System.Buffers.Binary;

namespace Assayer.Lake.Parquet;

/// <summary>
/// A Parquet file being written, row by row and from its start to its end. What it holds in memory doesn't grow with the file, save a few hundred
/// bytes of the footer for each column of a row group. The same rows give the same bytes. Source: apache/parquet-format, README.md, "File format".
/// </summary>
/// <remarks>Columns are added first. Then each row has one value appended to each of them, and <see cref="EndRow"/>; and <see cref="Finish"/> at the end.</remarks>
public sealed class ParquetFile : IDisposable
{
    /// <summary>Rows of a row group.</summary>
    public const int RowsInGroup = 122_880;

    // A row group with long texts ends earlier.
    const int MostHeld = 8 << 20;

    readonly string _path;
    readonly FileStream _stream;
    readonly ChunkWriter _chunks;
    readonly List<ParquetColumn> _columns = [];
    int _rowsInGroup, _groups;
    bool _isFinished;

    /// <summary>Begins a file, which doesn't exist yet.</summary>
    /// <exception cref="IOException">It exists, or can't be written.</exception>
    public ParquetFile(string path)
    {
        _path = path;
        _stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _chunks = new(_stream);
        _chunks.Write("PAR1"u8);
    }

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>
    /// A digest of the rows so far, whatever their order and on whatever machine: the sum of the rows' hashes. It tells columns apart by position, and
    /// NULL from an empty text.
    /// </summary>
    public UInt128 Digest { get; private set; }

    /// <summary>The sum of the hashes of the columns' values in the row being made.</summary>
    internal ulong RowHash { get; set; }

    /// <summary>Bytes of the row group's distinct texts.</summary>
    internal long Held { get; set; }

    /// <summary>Adds a column of texts: VARCHAR.</summary>
    public TextColumn Text(string name) => Add(new TextColumn(this, name, _columns.Count));

    /// <summary>Adds a column of identifiers: UUID.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isDistinct">Whether each identifier comes once, if in several rows one behind the other: none is then looked for.</param>
    public UuidColumn Uuid(string name, bool isDistinct = false) => Add(new UuidColumn(this, name, _columns.Count, isDistinct));

    /// <summary>Adds a column of amounts: DECIMAL(18,4).</summary>
    public AmountColumn Amount(string name) => Add(new AmountColumn(this, name, _columns.Count));

    /// <summary>Adds a column of days: DATE.</summary>
    public DateColumn Date(string name) => Add(new DateColumn(this, name, _columns.Count));

    /// <summary>Adds a column of whole numbers: BIGINT.</summary>
    public BigIntColumn BigInt(string name) => Add(new BigIntColumn(this, name, _columns.Count));

    /// <summary>Ends a row, each column of which was given one value.</summary>
    public void EndRow()
    {
        Digest += Mix(RowHash);
        Rows++;
        if (++_rowsInGroup == RowsInGroup || Held > MostHeld) WriteGroup();
    }

    /// <summary>Completes the file, through to the disk.</summary>
    public Part Finish()
    {
        ObjectDisposedException.ThrowIf(_isFinished, this);
        if (_rowsInGroup > 0) WriteGroup();
        WriteFooter();
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        _isFinished = true;
        return new(Path.GetFileName(_path), Rows, _chunks.Position, _chunks.Sha256);
    }

    /// <summary>Closes the file; one that wasn't finished is removed.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        _chunks.Dispose();
        if (_isFinished) return;
        _isFinished = true;
        File.Delete(_path);
    }

    T Add<T>(T column)
        where T : ParquetColumn
    {
        if (Rows > 0) throw new InvalidOperationException("Columns are added before the first row.");
        _columns.Add(column);
        return column;
    }

    void WriteGroup()
    {
        _chunks.WriteGroup(_columns, _rowsInGroup);
        _groups++;
        (_rowsInGroup, Held) = (0, 0);
    }

    // parquet.thrift, FileMetaData; its length and the magic number end the file.
    void WriteFooter()
    {
        var footer = new ThriftWriter().Begin().Int(1, 2).Structs(2, _columns.Count + 1);
        footer.Begin().Text(4, "schema").Int(5, _columns.Count).End();
        foreach (var column in _columns) column.WriteSchema(footer);
        footer.Long(3, Rows).Structs(4, _groups).Raw(_chunks.RowGroups.Written);
        footer.Text(6, "Assayer").Structs(7, _columns.Count);
        // Each column is ordered by its type.
        foreach (var _ in _columns) footer.Begin().Begin(1).End().End();
        footer.End();
        _chunks.Write(footer.Written);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Written.Length);
        _chunks.Write(length);
        _chunks.Write("PAR1"u8);
    }

    // The finalizer of MurmurHash3, so that rows' sums of hashes don't add up to the same as other rows' by themselves.
    static ulong Mix(ulong hash)
    {
        hash = (hash ^ hash >> 33) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ hash >> 33) * 0xC4CEB9FE1A85EC53;
        return hash ^ hash >> 33;
    }
}
