using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Assayer.Evidence;
using Assayer.Rates.Files;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Walks a JSON text of any size, token by token, holding one buffer of it, and knows where in the file it stands. A thin shell around
/// <see cref="Utf8JsonReader"/>, which can't outlive a buffer.
/// </summary>
sealed class JsonCursor
{
    const int FirstBuffer = 1 << 16;
    const int LongestToken = 1 << 26;

    readonly ReadingLog _log;
    readonly Stream _stream;
    readonly CancellationToken _cancellation;
    byte[] _buffer = new byte[FirstBuffer];
    long _bufferOffset;
    int _next, _end;
    bool _isFinal;
    JsonReaderState _state;
    int _valueStart, _valueLength;
    bool _isEscaped;
    long _keepFrom = long.MaxValue;
    long _tokenEnd;

    /// <param name="log">Takes what there is to say about texts.</param>
    /// <param name="stream">The text.</param>
    /// <param name="offset">Where in the file the stream starts.</param>
    /// <param name="cancellation">Asked whenever more is read.</param>
    public JsonCursor(ReadingLog log, Stream stream, long offset, CancellationToken cancellation) =>
        (_log, _stream, _bufferOffset, _tokenEnd, _cancellation) = (log, stream, offset, offset, cancellation);

    public JsonTokenType Token { get; private set; }

    /// <summary>Containers around the token; the same for both ends of a container.</summary>
    public int Depth { get; private set; }

    /// <summary>Offset of the token's first byte in the file.</summary>
    public long Offset { get; private set; }

    /// <summary>Offset of the byte after the token.</summary>
    long End => _bufferOffset + _next;

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
                Offset = _bufferOffset + _next + reader.TokenStartIndex;
                var quote = Token is JsonTokenType.String or JsonTokenType.PropertyName ? 1 : 0;
                _valueStart = _next + (int)reader.TokenStartIndex + quote;
                _valueLength = reader.ValueSpan.Length;
                _isEscaped = reader.ValueIsEscaped;
            }
            _next += (int)reader.BytesConsumed;
            _state = reader.CurrentState;
            if (found)
            {
                _tokenEnd = End;
                return true;
            }
            if (_isFinal) return false;
            Fill();
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
        var depth = Depth;
        while (Read() && Depth > depth) { }
    }

    /// <summary>Copies a value as it stands, from its first token to its last.</summary>
    public void CopyTo(Action<ReadOnlySpan<byte>> target)
    {
        _keepFrom = Offset;
        var depth = Depth;
        var isContainer = Token is JsonTokenType.StartObject or JsonTokenType.StartArray;
        while (true)
        {
            target(_buffer.AsSpan((int)(_keepFrom - _bufferOffset), (int)(End - _keepFrom)));
            _keepFrom = End;
            if (!isContainer || !Read() || Depth <= depth) break;
        }
        if (isContainer) target(_buffer.AsSpan((int)(_keepFrom - _bufferOffset), (int)(End - _keepFrom)));
        _keepFrom = long.MaxValue;
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

    void Fill()
    {
        _cancellation.ThrowIfCancellationRequested();
        var from = Math.Min(_next, (int)Math.Min(_keepFrom - _bufferOffset, int.MaxValue));
        if (from > 0)
        {
            _buffer.AsSpan(from, _end - from).CopyTo(_buffer);
            _bufferOffset += from;
            _next -= from;
            _end -= from;
        }
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestToken)
                throw new DataFormatException(new("FILE008", Severity.Error, new(_log.File, ByteOffset: End), $"A single text or number is longer than {LongestToken >> 20} MiB.", "Fetch the file again, or ask its publisher."));
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        if (_bufferOffset == 0 && _end == 0)
        {
            PassByteOrderMark();
            return;
        }
        var read = _stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _isFinal = read == 0;
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
        var location = new Location(_log.File, exception.LineNumber + 1, (int?)exception.BytePositionInLine + 1, _tokenEnd);
        var fault = exception.Message.Split(" LineNumber:", 2)[0];
        if (fault.LastIndexOf("Expected the literal", StringComparison.Ordinal) is > 0 and var expected) fault = $"Not a literal. {fault[expected..]}";
        var message = exception.Message.Contains("maximum configured depth", StringComparison.Ordinal)
            ? "The JSON is nested more than 64 deep, which no price file is."
            : $"This is not JSON, or it ends too early: {fault}";
        return new(new("FILE008", Severity.Error, location, message, "Nothing of the file was kept. Fetch it again, or ask its publisher."), exception);
    }
}
