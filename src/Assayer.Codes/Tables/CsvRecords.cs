using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;
using Assayer.Evidence;

namespace Assayer.Codes.Tables;

/// <summary>What is wrong with the quotation marks of a record.</summary>
[Flags]
public enum CsvFaults
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A mark inside a field that doesn't start with one, or text behind a closing one. Kept as part of the field.</summary>
    StrayQuote = 1,

    /// <summary>
    /// A mark that starts a field and isn't closed within <see cref="CsvRecords.LongestQuotedField"/>, or only on a later line and in front of
    /// more text. It was read as an ordinary character, and the record ends with its line.
    /// </summary>
    UnclosedQuote = 2,
}

/// <summary>
/// Reads comma-separated records (RFC 4180) from UTF-8 bytes, one after the other; each may have its own number of fields. Lines end with
/// CR LF, LF or CR. A byte order mark at the beginning is skipped. Only the current record is held, and its fields are not copied.
/// </summary>
/// <param name="stream">The file; the caller closes it.</param>
/// <param name="file">Its name, for locations.</param>
public sealed class CsvRecords(Stream stream, string file)
{
    /// <summary>Bytes of a quoted field, eight times what a spreadsheet's cell holds (32,767 characters of up to 4 bytes): what is longer is a mark that was never closed.</summary>
    public const int LongestQuotedField = 1 << 20;

    /// <summary>Bytes of a record; a spreadsheet's 16,384 columns have a kilobyte each.</summary>
    public const int LongestRecord = 1 << 24;

    const int SmallestRead = 1 << 16;
    const int Block = 64; // one bit each in _marks

    byte[] _buffer = new byte[4 * SmallestRead + Block];
    int _end;
    long _bufferOffset;
    bool _isFinal, _isStarted, _isAfterReturn;

    // Where commas, quotation marks and line ends stand in the 64 bytes at _block; those behind have not been looked at.
    ulong _marks;
    int _block = -Block;

    int _start, _length, _next;
    long _lineBreaks;
    Field[] _fields = new Field[64];

    /// <summary>1-based line where the record starts.</summary>
    public long Line { get; private set; }

    /// <summary>1-based number of the record, blank ones counted: the row in a spreadsheet.</summary>
    public long Number { get; private set; }

    /// <summary>0-based offset in the stream of the record's first byte.</summary>
    public long Offset => _bufferOffset + _start;

    /// <summary>Fields of the record; at least one.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a line end closes it; only the last may have none, and was perhaps cut short.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>What is wrong with its quotation marks.</summary>
    public CsvFaults Faults { get; private set; }

    /// <summary>Whether it holds nothing but commas, spaces and quotation marks.</summary>
    public bool IsBlank => _buffer.AsSpan(_start, _length).IndexOfAnyExcept(" \t,\""u8) < 0;

    /// <summary>Whether it is UTF-8 throughout; <see cref="Text"/> gives U+FFFD for what isn't.</summary>
    public bool IsUtf8 => Utf8.IsValid(_buffer.AsSpan(_start, _length));

    /// <summary>A field's bytes without its quotation marks; empty behind the last. They hold until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> this[int field] => field < Count ? _buffer.AsSpan(_start + _fields[field].Start, _fields[field].Length) : [];

    /// <summary>A field as text; "" behind the last.</summary>
    public string Text(int field) => Encoding.UTF8.GetString(this[field]);

    /// <summary>A field's address in a spreadsheet, such as K12.</summary>
    public string Cell(int field) => FormattableString.Invariant($"{ColumnName(field)}{Number}");

    /// <summary>Moves to the next record; false at the end.</summary>
    /// <exception cref="DataFormatException">A record is longer than <see cref="LongestRecord"/>.</exception>
    public bool Read()
    {
        if (!_isStarted) Start();
        Line += _lineBreaks;
        (_start, _length, _lineBreaks, Count, Faults) = (_next, 0, 0, 0, CsvFaults.None);
        if (_isAfterReturn && (_start < _end || Fill()) && _buffer[_start] == (byte)'\n') _start++;
        _isAfterReturn = false;
        _next = _start;
        if (_start == _end && !Fill()) return false;
        LookFrom(_start);
        Number++;
        ReadFields();
        return true;
    }

    // A quotation mark closes a field until the next byte shows that it was the first of two. Positions count from the record's start, since
    // the buffer moves.
    void ReadFields()
    {
        var (field, closed, breaksBefore, faultsBefore) = (0, -2, 0L, CsvFaults.None);
        var (isQuoted, isPlain) = (false, true);
        while (true)
        {
            if (isPlain) field = EndPlainFields(field);
            var at = NextMark() - _start;
            if (at < 0)
            {
                if (isQuoted && _end - _start - field > LongestQuotedField) Reopen();
                else if (_end - _start > LongestRecord) throw TooLong();
                else if (Fill()) continue;
                else if (isQuoted || IsTorn(_end - _start)) Reopen();
                else
                {
                    EndRecord(_end - _start, _end - _start);
                    return;
                }
                continue;
            }
            var mark = _buffer[_start + at];
            if (isQuoted)
            {
                if (at - field > LongestQuotedField) Reopen();
                else if (mark == '"') (isQuoted, closed) = (false, at);
                else if (mark == '\r' || (mark == '\n' && _buffer[_start + at - 1] != '\r')) _lineBreaks++;
            }
            else if (mark == '"')
            {
                if (at == field) (isQuoted, isPlain, breaksBefore, faultsBefore) = (true, false, _lineBreaks, Faults);
                else if (at == closed + 1) isQuoted = true;
                else Faults |= CsvFaults.StrayQuote;
            }
            else if (IsTorn(at)) Reopen();
            else if (mark == ',')
            {
                EndField(at);
                (field, closed, isPlain) = (at + 1, -2, true);
            }
            else
            {
                EndRecord(at, at + 1);
                _isAfterReturn = mark == '\r';
                _lineBreaks++;
                return;
            }
        }

        void EndField(int at)
        {
            if (Count == _fields.Length) Array.Resize(ref _fields, 2 * Count);
            _fields[Count++] = isPlain ? new(field, at - field) : closed == at - 1 ? Unquote(field, at) : Untangle(field, at);
        }

        void EndRecord(int at, int next)
        {
            EndField(at);
            (_length, _next, IsEnded) = (at, _start + next, next > at);
            if (_length > LongestRecord) throw TooLong();
        }

        // Text behind the mark that closes a field of several lines: more likely it opens another field, and the first mark was a slip.
        bool IsTorn(int at) =>
            !isPlain && _lineBreaks > breaksBefore && _buffer.AsSpan(_start + closed + 1, at - closed - 1).ContainsAnyExcept((byte)' ', (byte)'\t');

        // The field again, with its mark as an ordinary character. No mark between the two of a torn field opens another one (it would have
        // closed this one), so no byte is read more than twice.
        void Reopen()
        {
            Faults = faultsBefore | CsvFaults.UnclosedQuote;
            (isQuoted, isPlain, closed, _lineBreaks) = (false, true, -2, breaksBefore);
            LookFrom(_start + field + 1);
        }
    }

    // The common case, by itself and quick: as many fields as end with the commas that come next. Gives the start of the field behind them.
    int EndPlainFields(int field)
    {
        var (marks, fields, count, block) = (_marks, _fields, Count, _block - _start);
        var record = _buffer.AsSpan(_start);
        while (marks != 0)
        {
            var at = block + BitOperations.TrailingZeroCount(marks);
            if (record[at] != ',' || count == fields.Length) break;
            fields[count++] = new(field, at - field);
            field = at + 1;
            marks &= marks - 1;
        }
        (_marks, Count) = (marks, count);
        return field;
    }

    Field Unquote(int field, int at)
    {
        var content = _buffer.AsSpan(_start + field + 1, at - field - 2);
        return content.Contains((byte)'"') ? Untangle(field, at) : new(field + 1, content.Length);
    }

    // Halves doubled marks and drops the closing one, in place; what becomes free at the end is filled with marks.
    Field Untangle(int field, int at)
    {
        var bytes = _buffer.AsSpan(_start + field + 1, at - field - 1);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '"' && (++i == bytes.Length || bytes[i] != '"'))
            {
                var rest = bytes[i..];
                if (!rest.ContainsAnyExcept((byte)' ', (byte)'\t')) break;
                Faults |= CsvFaults.StrayQuote;
                rest.CopyTo(bytes[length..]);
                length += rest.Length;
                break;
            }
            bytes[length++] = bytes[i];
        }
        bytes[length..].Fill((byte)'"');
        return new(field + 1, length);
    }

    int NextMark()
    {
        while (_marks == 0)
        {
            var block = _block + Block;
            if (block >= _end) return -1;
            _marks = MarksOf(_buffer.AsSpan(block, Block));
            if (_end - block < Block) _marks &= (1ul << (_end - block)) - 1;
            _block = block;
        }
        var mark = _block + BitOperations.TrailingZeroCount(_marks);
        _marks &= _marks - 1;
        return mark;
    }

    static ulong MarksOf(ReadOnlySpan<byte> block) => MarksOf(Vector256.Create(block)) | (ulong)MarksOf(Vector256.Create(block[32..])) << 32;

    static uint MarksOf(Vector256<byte> bytes) =>
        (Vector256.Equals(bytes, Vector256.Create((byte)','))
            | Vector256.Equals(bytes, Vector256.Create((byte)'"'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\n'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\r'))).ExtractMostSignificantBits();

    void LookFrom(int position) => (_marks, _block) = (0, position - Block);

    void Start()
    {
        (_isStarted, Line) = (true, 1);
        while (_end < 3 && Fill()) { }
        if (_buffer.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble)) _next = 3;
    }

    // More of the file behind what there is; false at its end. Everything before the record may be given up.
    bool Fill()
    {
        if (_isFinal) return false;
        if (_buffer.Length - Block - _end < SmallestRead)
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                _bufferOffset += _start;
                _end -= _start;
                (_start, _next) = (0, 0);
            }
            if (_buffer.Length - Block - _end < SmallestRead) Array.Resize(ref _buffer, 2 * _buffer.Length);
        }
        var seen = _end;
        var read = stream.Read(_buffer.AsSpan(_end, _buffer.Length - Block - _end));
        _end += read;
        _isFinal = read == 0;
        LookFrom(seen);
        return !_isFinal;
    }

    DataFormatException TooLong() => new(new(
        "FILE028", Severity.Error, new(file, Line, ByteOffset: Offset), $"A record is longer than {LongestRecord >> 20} MiB.", "Give a file with commas and line ends."));

    // A to Z, AA to AZ, …: the way spreadsheets name columns.
    static string ColumnName(int column) => (column < 26 ? "" : ColumnName(column / 26 - 1)) + (char)('A' + column % 26);

    readonly record struct Field(int Start, int Length);
}
