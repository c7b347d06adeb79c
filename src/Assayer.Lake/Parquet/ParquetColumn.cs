using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Assayer.Lake.Parquet;

/// <summary>
/// A column of a file being written. It keeps a row group's values as runs of equal ones: a price file says the same again and again, so most
/// appended values cost one comparison. Every column may be NULL.
/// </summary>
public abstract class ParquetColumn
{
    // Of the enumeration FieldRepetitionType.
    const int Optional = 1;

    readonly ParquetFile _file;
    readonly ulong _nullHash;
    int[] _runValues = new int[64], _runCounts = new int[64];
    int _runs, _value = -1, _count;
    ulong _hash;

    private protected ParquetColumn(ParquetFile file, string name, int position, ColumnType type)
    {
        (_file, Name, Seed, Type) = (file, name, position, type);
        // Distinct from every value's: those are hashed with the column's position alone.
        _nullHash = Hash(MemoryMarshal.AsBytes("NULL".AsSpan()), ~Seed);
        SetHash(_nullHash);
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    internal ColumnType Type { get; }

    /// <summary>For how many row groups its pages aren't worth compressing.</summary>
    internal int Uncompressible { get; set; }

    /// <summary>What the digest tells columns apart by.</summary>
    private protected long Seed { get; }

    /// <summary>Runs of values: what of, and how often.</summary>
    private protected ReadOnlySpan<int> RunValues => _runValues.AsSpan(0, _runs);

    private protected ReadOnlySpan<int> RunCounts => _runCounts.AsSpan(0, _runs);

    /// <summary>Whether the value of the last row, or of the one being made, is NULL.</summary>
    private protected bool IsNull => _value < 0;

    /// <summary>Where the value of the last row is in the row group's dictionary, if the column has one.</summary>
    internal int Place => _value;

    private protected ulong CurrentHash => _hash;

    /// <summary>Appends NULL.</summary>
    public void AppendNull()
    {
        if (!IsNull) Start(-1, _nullHash);
        Repeat();
    }

    /// <summary>Once more the value of the run.</summary>
    private protected void Repeat() => _count++;

    /// <summary>From here on the value is another: an index that the column makes something of; negative for NULL.</summary>
    private protected void Start(int value, ulong hash)
    {
        SetHash(hash);
        if (value == _value) return;
        if (_count > 0) CloseRun();
        _value = value;
    }

    private protected void StartNull() => Start(-1, _nullHash);

    private protected void SetHash(ulong hash)
    {
        _file.RowHash = unchecked(_file.RowHash + hash - _hash);
        _hash = hash;
    }

    private protected static ulong Hash(ReadOnlySpan<byte> value, long seed) => XxHash3.HashToUInt64(value, seed);

    /// <summary>Notes that values take up room until the row group is written.</summary>
    private protected void Hold(int bytes) => _file.Held += bytes;

    /// <summary>Writes what the footer says of the column. Source: parquet.thrift, SchemaElement.</summary>
    internal void WriteSchema(ThriftWriter footer)
    {
        footer.Begin().Int(1, Type.Physical);
        if (Type == ColumnType.Uuid) footer.Int(2, Type.Width);
        footer.Int(3, Optional).Text(4, Name);
        if (Type.Converted >= 0) footer.Int(6, Type.Converted);
        if (Type == ColumnType.Decimal) footer.Int(7, ColumnType.Scale).Int(8, ColumnType.Precision);
        if (Type.Logical > 0)
        {
            footer.Begin(10).Begin(Type.Logical);
            if (Type == ColumnType.Decimal) footer.Int(1, ColumnType.Scale).Int(2, ColumnType.Precision);
            footer.End().End();
        }
        footer.End();
    }

    /// <summary>Writes the row group's values, and forgets them.</summary>
    internal void Write(ChunkWriter chunk, int rows)
    {
        if (_count > 0) CloseRun();
        int values = 0, nulls = 0;
        var levels = new HybridEncoder(chunk.Levels, 1);
        for (var run = 0; run < _runs; run++)
        {
            values += _runCounts[run];
            if (_runValues[run] < 0) nulls += _runCounts[run];
            levels.Add(_runValues[run] < 0 ? 0 : 1, _runCounts[run]);
        }
        levels.End();
        if (values != rows) throw new InvalidOperationException($"Column {Name} has {values} values in {rows} rows.");
        chunk.EndLevels();
        Write(chunk, rows, nulls);
        _runs = 0;
        StartNull();
    }

    /// <summary>Writes the values. The levels are in the data page already.</summary>
    private protected abstract void Write(ChunkWriter chunk, int rows, int nulls);

    void CloseRun()
    {
        if (_runs == _runValues.Length)
        {
            Array.Resize(ref _runValues, _runs * 2);
            Array.Resize(ref _runCounts, _runs * 2);
        }
        (_runValues[_runs], _runCounts[_runs]) = (_value, _count);
        _runs++;
        _count = 0;
    }
}

/// <summary>A column's type in the file. Source: apache/parquet-format, LogicalTypes.md.</summary>
/// <param name="Physical">A <c>Type</c>.</param>
/// <param name="Logical">A field of the union <c>LogicalType</c>; 0: none.</param>
/// <param name="Converted">The older <c>ConvertedType</c>; -1: none.</param>
/// <param name="Width">Bytes of a value; 0: they vary.</param>
readonly record struct ColumnType(int Physical, int Logical, int Converted, int Width)
{
    public const int Scale = 4, Precision = 18;

    public static readonly ColumnType BigInt = new(2, 0, -1, 8), Date = new(1, 6, 6, 4), Decimal = new(2, 5, 5, 8), Text = new(6, 1, 0, 0), Uuid = new(7, 14, -1, 16);
}
