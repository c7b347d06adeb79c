using System.Buffers;
using System.Text;

namespace Assayer.Lake.Parquet;

/// <summary>
/// Writes structures in Thrift's compact protocol, which Parquet's headers and footer are in. Source: Apache Thrift, doc/specs/thrift-compact-protocol.md;
/// the fields' ids are those of apache/parquet-format, src/main/thrift/parquet.thrift.
/// </summary>
sealed class ThriftWriter
{
    // Types of fields and elements, "Struct encoding" and "List and Set".
    const int I32 = 5, I64 = 6, Binary = 8, ListOf = 9, Struct = 12;

    readonly ArrayBufferWriter<byte> _output = new();
    readonly Stack<int> _outer = new();
    int _lastField;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _output.WrittenSpan;

    /// <summary>Forgets what was written.</summary>
    public void Clear() => _output.ResetWrittenCount();

    /// <summary>Writes a number, or one of an enumeration.</summary>
    public ThriftWriter Int(int field, int value)
    {
        Field(field, I32);
        Varint(ZigZag(value));
        return this;
    }

    /// <summary>Writes a 64-bit number.</summary>
    public ThriftWriter Long(int field, long value)
    {
        Field(field, I64);
        Varint(ZigZag(value));
        return this;
    }

    /// <summary>Writes bytes.</summary>
    public ThriftWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Field(field, Binary);
        Element(value);
        return this;
    }

    /// <summary>Writes a text.</summary>
    public ThriftWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Begins a structure that is a field of another.</summary>
    public ThriftWriter Begin(int field)
    {
        Field(field, Struct);
        return Begin();
    }

    /// <summary>Begins a structure that is an element of a list.</summary>
    public ThriftWriter Begin()
    {
        _outer.Push(_lastField);
        _lastField = 0;
        return this;
    }

    /// <summary>Ends the structure.</summary>
    public ThriftWriter End()
    {
        Byte(0);
        _lastField = _outer.Count > 0 ? _outer.Pop() : 0;
        return this;
    }

    /// <summary>Begins a list of structures; as many follow.</summary>
    public ThriftWriter Structs(int field, int count) => List(field, Struct, count);

    /// <summary>Writes a list of numbers.</summary>
    public ThriftWriter Ints(int field, params ReadOnlySpan<int> values)
    {
        List(field, I32, values.Length);
        foreach (var value in values) Varint(ZigZag(value));
        return this;
    }

    /// <summary>Writes a list of one text.</summary>
    public ThriftWriter Texts(int field, string only)
    {
        List(field, Binary, 1);
        Element(Encoding.UTF8.GetBytes(only));
        return this;
    }

    /// <summary>Writes what another writer has written, as elements of a list.</summary>
    public void Raw(ReadOnlySpan<byte> bytes) => _output.Write(bytes);

    ThriftWriter List(int field, int type, int count)
    {
        Field(field, ListOf);
        Byte((byte)(Math.Min(count, 15) << 4 | type));
        if (count >= 15) Varint((ulong)count);
        return this;
    }

    void Field(int field, int type)
    {
        // Ids rise by less than 16 in all of Parquet's structures: always the short form.
        Byte((byte)((field - _lastField) << 4 | type));
        _lastField = field;
    }

    void Element(ReadOnlySpan<byte> value)
    {
        Varint((ulong)value.Length);
        _output.Write(value);
    }

    void Varint(ulong value) => Encodings.Varint(_output, value);

    void Byte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }

    static ulong ZigZag(long value) => Encodings.ZigZag(value);
}
