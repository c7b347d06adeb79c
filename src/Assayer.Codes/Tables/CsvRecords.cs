using System.Buffers;
using System.Text;

namespace Assayer.Codes.Tables;

/// <summary>
/// Reads CSV (RFC 4180) record by record from UTF-8 bytes: quoted fields with commas and line breaks, any line ending, a byte order mark. It holds one
/// record. A quotation mark that is never closed costs its line, not the rest of the file.
/// </summary>
public sealed class CsvRecords
{
    const int FirstBuffer = 1 << 18;
    const int LongestRecord = 1 << 20;

    static readonly SearchValues<byte> Ends = SearchValues.Create(",\r\n"u8);

    readonly Stream _stream;
    byte[] _buffer = new byte[FirstBuffer];
    int[] _starts = new int[64], _lengths = new int[64];
    int _next, _end;
    long _bufferOffset;
    bool _isFinal;
    long _linesInRecord;

    /// <param name="stream">The bytes; the caller closes it.</param>
    public CsvRecords(Stream stream)
    {
        _stream = stream;
        Fill();
        while (_end < 3 && !_isFinal) Fill();
        if (_buffer.AsSpan(0, _end).StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf])) _next = 3;
    }

    /// <summary>Fields of the record.</summary>
    public int Count { get; private set; }

    /// <summary>1-based line where the record starts.</summary>
    public long Line { get; private set; }

    /// <summary>1-based number among all records, blank ones too: the row in a spreadsheet.</summary>
    public long Number { get; private set; }

    /// <summary>Where the record starts, in bytes of the file.</summary>
    public long Offset { get; private set; }

    /// <summary>A quotation mark opens in the record's line and never closes: its fields are not to be trusted.</summary>
    public bool IsUnclosed { get; private set; }

    /// <summary>Whether all fields are empty.</summary>
    public bool IsBlank
    {
        get
        {
            for (var index = 0; index < Count; index++)
                if (Raw(index).ContainsAnyExcept(" \t"u8)) return false;
            return true;
        }
    }

    /// <summary>Moves to the next record; false after the last.</summary>
    public bool Read()
    {
        Line += _linesInRecord == 0 ? 1 : _linesInRecord;
        while (true)
        {
            var length = Split();
            if (length >= 0)
            {
                Number++;
                Offset = _bufferOffset + _next;
                Shift(_next);
                _next += length;
                return true;
            }
            if (_isFinal) return false; // nothing is left
            Fill();
        }
    }

    /// <summary>A field as it stands, quotation marks included; empty where the record is shorter.</summary>
    public ReadOnlySpan<byte> Raw(int field) => field >= 0 && field < Count ? _buffer.AsSpan(_starts[field], _lengths[field]) : default;

    /// <summary>A field's text, unquoted and trimmed; bytes that are not UTF-8 become U+FFFD. Empty where the record is shorter.</summary>
    public string Text(int field)
    {
        var raw = Raw(field).Trim(" \t"u8);
        if (raw is not [(byte)'"', .., (byte)'"'] || raw.Length < 2) return raw.IsEmpty ? "" : Encoding.UTF8.GetString(raw);
        raw = raw[1..^1];
        var text = Encoding.UTF8.GetString(raw);
        return (raw.Contains((byte)'"') ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text).Trim();
    }

    // The record at _next: its fields, relative to it, and its length with its line ending; -1 where more bytes are needed, or none are left.
    int Split()
    {
        var rest = _buffer.AsSpan(_next, _end - _next);
        (Count, IsUnclosed, _linesInRecord) = (0, false, 1);
        if (rest.IsEmpty) return -1;
        var position = 0;
        while (true)
        {
            var start = position;
            if (position < rest.Length && rest[position] == '"')
            {
                var closed = Close(rest, position);
                if (closed < 0)
                {
                    if (!_isFinal && rest.Length < LongestRecord) return -1;
                    return FirstLine(rest);
                }
                _linesInRecord += rest[position..closed].Count((byte)'\n');
                position = closed;
            }
            var end = rest[position..].IndexOfAny(Ends);
            if (end < 0 && !_isFinal) return -1;
            position = end < 0 ? rest.Length : position + end;
            AddField(start, position - start);
            if (position == rest.Length) return position;
            if (rest[position] == ',')
            {
                position++;
                continue;
            }
            if (rest[position] == '\n') return position + 1;
            if (position + 1 == rest.Length) return _isFinal ? position + 1 : -1;
            return rest[position + 1] == '\n' ? position + 2 : position + 1;
        }
    }

    // Behind the mark that closes the field which opens at a position; -1 where there is none.
    static int Close(ReadOnlySpan<byte> rest, int position)
    {
        position++;
        while (true)
        {
            var mark = rest[position..].IndexOf((byte)'"');
            if (mark < 0) return -1;
            position += mark + 1;
            if (position == rest.Length || rest[position] != '"') return position;
            position++;
        }
    }

    int FirstLine(ReadOnlySpan<byte> rest)
    {
        (Count, IsUnclosed, _linesInRecord) = (0, true, 1);
        var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
        AddField(0, end < 0 ? rest.Length : end);
        if (end < 0) return rest.Length;
        return end + 1 < rest.Length && rest[end] == '\r' && rest[end + 1] == '\n' ? end + 2 : end + 1;
    }

    void AddField(int start, int length)
    {
        if (Count == _starts.Length)
        {
            Array.Resize(ref _starts, Count * 2);
            Array.Resize(ref _lengths, Count * 2);
        }
        (_starts[Count], _lengths[Count]) = (start, length);
        Count++;
    }

    void Shift(int by)
    {
        foreach (ref var start in _starts.AsSpan(0, Count)) start += by;
    }

    void Fill()
    {
        if (_next > 0)
        {
            _buffer.AsSpan(_next, _end - _next).CopyTo(_buffer);
            _bufferOffset += _next;
            _end -= _next;
            _next = 0;
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = _stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _isFinal = read == 0;
    }
}
