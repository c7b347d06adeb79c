using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Assayer.Evidence;
using Assayer.Rates.Files;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Walks a JSON text of any size, token by token, holding one buffer of it, and knows where in the file it stands. A thin shell around
/// <see cref="Utf8JsonReader"/>, which can't outlive a buffer. What is passed over is passed over by its brackets and texts: it isn't looked at.
/// </summary>
sealed class JsonCursor
{
    const int FirstBuffer = 1 << 16;
    const int FastBuffer = 1 << 19;
    const int LongestToken = 1 << 26;
    const int LeastAhead = 1 << 15, MostAhead = 1 << 23;

    readonly ReadingLog _log;
    readonly Stream _stream;
    readonly CancellationToken _cancellation;
    readonly bool _isFast;
    readonly SievedText? _sieved;
    byte[] _buffer;
    long _bufferStart; // of the buffer in the stream
    long _shift; // from a place in the stream to that in the file
    long _nextGap = long.MaxValue;
    int _next, _end;
    bool _isBegun, _isFinal;
    JsonReaderState _state;
    int _valueStart, _valueLength;
    bool _isEscaped;
    long _tokenEnd; // in the stream

    /// <param name="log">Takes what there is to say about texts.</param>
    /// <param name="stream">The text.</param>
    /// <param name="offset">Where in the file the stream starts.</param>
    /// <param name="cancellation">Asked whenever more is read.</param>
    public JsonCursor(ReadingLog log, Stream stream, long offset, CancellationToken cancellation)
    {
        (_log, _stream, _shift, _cancellation) = (log, stream, offset, cancellation);
        _buffer = new byte[FirstBuffer];
    }

    /// <param name="log">Takes what there is to say about texts.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellation">Asked whenever more is read.</param>
    public JsonCursor(ReadingLog log, SievedText text, CancellationToken cancellation)
    {
        (_log, _stream, _sieved, _isFast, _cancellation) = (log, text, text, true, cancellation);
        _buffer = new byte[FirstBuffer]; // a small file needs no more
    }

    public JsonTokenType Token { get; private set; }

    /// <summary>Containers around the token; the same for both ends of a container.</summary>
    public int Depth { get; private set; }

    /// <summary>Elements of the list before the token that the cursor didn't stop at: they were read together with another, or left out of the text.</summary>
    public long PassedElements { get; set; }

    /// <summary>Offset of the token's first byte in the file.</summary>
    public long Offset { get; private set; }

    /// <summary>A string's or a member name's bytes between the quotation marks, or a number's.</summary>
    ReadOnlySpan<byte> Value => _buffer.AsSpan(_valueStart, _valueLength);

    /// <summary>Moves to the next token; false after the last.</summary>
    /// <exception cref="DataFormatException">The text isn't JSON.</exception>
    public bool Read()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_next, _end - _next), _isFinal, _state);
            bool found;
            try
            {
                found = reader.Read();
            }
            catch (JsonException exception)
            {
                throw NotJson(exception);
            }
            if (found)
            {
                (Token, Depth) = (reader.TokenType, reader.CurrentDepth);
                Offset = OffsetOf(_next + (int)reader.TokenStartIndex);
                _tokenEnd = _bufferStart + _next + (int)reader.BytesConsumed;
                var quote = Token is JsonTokenType.String or JsonTokenType.PropertyName ? 1 : 0;
                _valueStart = _next + (int)reader.TokenStartIndex + quote;
                _valueLength = reader.ValueSpan.Length;
                _isEscaped = reader.ValueIsEscaped;
            }
            _next += (int)reader.BytesConsumed;
            _state = reader.CurrentState;
            if (found) return true;
            if (_isFinal) return false;
            Fill(_next);
        }
    }

    /// <summary>Whether the string or member name is this.</summary>
    public bool Is(ReadOnlySpan<byte> text) => _isEscaped ? GetString() == Encoding.UTF8.GetString(text) : Value.SequenceEqual(text);

    /// <summary>
    /// The value of a string or member name, unescaped, or the text of any other scalar as it stands. Bytes that are not UTF-8, and halves of
    /// surrogate pairs, become U+FFFD, with a warning: one bad text is no reason to lose a file.
    /// </summary>
    public string GetString()
    {
        if (!Utf8.IsValid(Value)) WarnOfText();
        if (!_isEscaped) return Encoding.UTF8.GetString(Value);
        var reader = new Utf8JsonReader(_buffer.AsSpan(_valueStart - 1, _valueLength + 2));
        reader.Read();
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException) // half of a surrogate pair, or bytes that are not UTF-8
        {
            WarnOfText();
            return UnescapeLeniently(Encoding.UTF8.GetString(Value));
        }
    }

    /// <summary>From a value's first token to its last.</summary>
    public void Skip()
    {
        if (Token is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return;
        LeaveContainer(null);
        Read();
    }

    /// <summary>From a value's last token in an object to before the object's end.</summary>
    public void LeaveObject() => LeaveContainer(null);

    /// <summary>Copies a value as it stands, from its first token to its last.</summary>
    public void CopyTo(Action<ReadOnlySpan<byte>> target)
    {
        var quote = Token == JsonTokenType.String ? 1 : 0;
        if (Token is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            target(_buffer.AsSpan(_valueStart - quote, _valueLength + 2 * quote));
            return;
        }
        target(Token == JsonTokenType.StartObject ? "{"u8 : "["u8);
        LeaveContainer(target);
        if (!Read()) return;
        target(Token == JsonTokenType.EndObject ? "}"u8 : "]"u8);
    }

    /// <summary>
    /// Reads the object at the cursor from what is in memory, and those of the list that follow it. False where it isn't plain: nothing has then happened.
    /// </summary>
    /// <param name="read">Reads from behind the opening bracket to behind the closing one.</param>
    /// <param name="take">Takes what was read, and where in the file the bytes begin that it was read from.</param>
    public bool TryScan(PlainRead read, Action<long> take)
    {
        for (var wanted = LeastAhead; ; wanted *= 4)
        {
            while (_end - _next < wanted && !_isFinal) Fill(_next);
            var json = new PlainJson(_buffer.AsSpan(_next, _end - _next));
            if (read(ref json))
            {
                var offset = OffsetOf(_next);
                take(offset);
                var end = json.At;
                for (; json.Passes(',') && json.Passes('{') && read(ref json); end = json.At)
                {
                    PassedElements++;
                    take(offset);
                }
                _next += end - 1;
                return Read(); // the closing bracket
            }
            if (!json.RanOut || _isFinal || wanted >= MostAhead) return false;
        }
    }

    // To before the bracket that closes the container around the next byte.
    void LeaveContainer(Action<ReadOnlySpan<byte>>? target)
    {
        var scan = new BracketScan();
        while (true)
        {
            var bytes = _buffer.AsSpan(_next, _end - _next);
            var end = _isFast ? scan.Take(bytes) : scan.TakePlainly(bytes);
            target?.Invoke(end < 0 ? bytes : bytes[..end]);
            _next += end < 0 ? bytes.Length : end;
            _tokenEnd = _bufferStart + _next;
            if (end >= 0 || _isFinal) return;
            Fill(_next);
        }
    }

    long OffsetOf(int index) => OffsetAt(_bufferStart + index);

    long OffsetAt(long position)
    {
        while (position >= _nextGap)
        {
            var (bytes, items) = _sieved!.TakeGap();
            _shift += bytes;
            PassedElements += items;
            _nextGap = _sieved.NextGap;
        }
        return position + _shift;
    }

    void WarnOfText() =>
        _log.Add("RATE029", Severity.Warning, Offset, "", () => "A text holds bytes that are not UTF-8, or half of a surrogate pair; these are read as U+FFFD.");

    // The escapes were checked by Utf8JsonReader; only pairs of surrogates were not.
    static string UnescapeLeniently(string text)
    {
        var units = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                units.Append(text[i]);
                continue;
            }
            i++;
            units.Append(text[i] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)int.Parse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var other => other,
            });
            if (text[i] == 'u') i += 4;
        }
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(units.ToString()));
    }

    // Keeps what is in memory from an index on.
    void Fill(int from)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (from > 0)
        {
            _buffer.AsSpan(from, _end - from).CopyTo(_buffer);
            _bufferStart += from;
            _next -= from;
            _end -= from;
        }
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestToken)
                throw new DataFormatException(new("FILE008", Severity.Error, new(_log.File, ByteOffset: OffsetOf(_next)), $"A single text or number is longer than {LongestToken >> 20} MiB.", "Fetch the file again, or ask its publisher."));
            Array.Resize(ref _buffer, _isFast ? Math.Max(_buffer.Length * 2, FastBuffer) : _buffer.Length * 2);
        }
        if (!_isBegun)
        {
            _isBegun = true;
            PassByteOrderMark();
        }
        else
        {
            var read = _stream.Read(_buffer.AsSpan(_end));
            _end += read;
            _isFinal = read == 0;
        }
        if (_sieved is not null) _nextGap = _sieved.NextGap;
    }

    // JSON has none (RFC 8259, section 8.1), yet some files begin with one; offsets count it.
    void PassByteOrderMark()
    {
        var mark = FileStart.ByteOrderMark;
        _end = _stream.ReadAtLeast(_buffer, mark.Length, throwOnEndOfStream: false);
        _isFinal = _end == 0;
        if (_buffer.AsSpan(0, _end).StartsWith(mark)) _next = mark.Length;
    }

    // Behind the last token, and without what the exception quotes: blanks are consumed, and a wrong literal quoted, as far as the buffer goes.
    DataFormatException NotJson(JsonException exception)
    {
        var location = new Location(_log.File, ByteOffset: OffsetAt(_tokenEnd));
        var fault = exception.Message.Split(" LineNumber:", 2)[0];
        if (fault.LastIndexOf("Expected the literal", StringComparison.Ordinal) is > 0 and var expected) fault = $"Not a literal. {fault[expected..]}";
        var message = exception.Message.Contains("maximum configured depth", StringComparison.Ordinal)
            ? "The JSON is nested more than 64 deep, which no price file is."
            : $"This is not JSON, or it ends too early: {fault}";
        return new(new("FILE008", Severity.Error, location, message, "Nothing of the file was kept. Fetch it again, or ask its publisher."), exception);
    }
}

/// <summary>Reads a value that is written plainly; false where it isn't.</summary>
delegate bool PlainRead(ref PlainJson json);
