using System.Buffers;
using System.Text;
using Assayer.Codes;
using Assayer.Rates.Files;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Lets a payer's file through without the items whose code isn't wanted, as soon as that shows, at the speed at which memory is read. It only leaves
/// out what the reader would pass over without looking at it, so that the reader finds the same in what is let through as in the whole file. What
/// it doesn't understand, it lets through.
/// </summary>
/// <param name="blocks">The file's content.</param>
/// <param name="filter">The codes that are wanted.</param>
/// <param name="list">The list of items.</param>
/// <param name="prices">An item's list of prices.</param>
/// <param name="target">Takes what is let through.</param>
ref struct Sieve(ContentBlocks blocks, CodeFilter filter, string list, string prices, SievedText target)
{
    enum Fate
    {
        LetThrough,
        LeftOut,
        Undecided,
    }

    const int LongestCut = 1 << 16;

    readonly byte[] _list = Encoding.ASCII.GetBytes(list), _prices = Encoding.ASCII.GetBytes(prices);
    readonly ArrayBufferWriter<byte> _cut = new(); // a text that began in the block before
    readonly Memo<string> _types = new(type => Encoding.ASCII.GetString(type).Trim(), 1 << 12);

    ReadOnlySpan<byte> _block;
    int _at, _from; // the next byte, and the first of which the fate is still to be carried out
    Fate _fate;
    HeldBytes? _held;
    bool _isBehindLeftOut; // the item before was left out

    /// <summary>Lets the file through, to its end.</summary>
    /// <exception cref="Evidence.DataFormatException">It is packed, and its packing is damaged.</exception>
    public void Run()
    {
        if (More() && filter.Codes is not null) Root();
        do _at = _block.Length;
        while (More());
    }

    // Returns wherever something isn't as expected: all the rest is then let through.
    void Root()
    {
        if (Bytes.StartsWith(FileStart.ByteOrderMark)) _at += FileStart.ByteOrderMark.Length;
        if (!Passes('{')) return;
        while (Peek() == '"')
        {
            var isItems = Text(out var isPlain).SequenceEqual(_list) && isPlain;
            if (!Passes(':')) return;
            if (!isItems || Peek() != '[')
            {
                Value();
            }
            else
            {
                _at++;
                if (!Items()) return;
            }
            if (!Passes(',')) return;
        }
    }

    // From behind the list's opening bracket to behind its closing one. Of items that are left out one behind the other, the first is made an empty
    // one, and of the others not even the commas between them go through.
    bool Items()
    {
        _isBehindLeftOut = false;
        while (true)
        {
            switch (Peek())
            {
                case '{':
                    if (!Item()) return false;
                    break;
                case ',':
                    Turn(_isBehindLeftOut && _fate == Fate.LetThrough ? Fate.Undecided : Fate.LetThrough); // a second comma is nothing to leave out
                    _at++;
                    break;
                case ']':
                    Turn(Fate.LetThrough);
                    _at++;
                    return true;
                default:
                    Turn(Fate.LetThrough);
                    return false;
            }
        }
    }

    bool Item()
    {
        var isBehindComma = _fate == Fate.Undecided;
        if (!isBehindComma) Turn(Fate.Undecided);
        _isBehindLeftOut = false;
        _at++;
        var isPlain = true; // what the reader would find in it is known to be nothing
        string? type = null, code = null;
        while (Peek() == '"')
        {
            var name = Text(out var isPlainName);
            if (!isPlainName) return LetThrough();
            var member = MemberOf(name);
            isPlain &= member != Member.Odd;
            if (!Passes(':')) return LetThrough();
            var isText = Peek() == '"';
            if (isText)
            {
                var value = Text(out var isPlainValue);
                isPlain &= isPlainValue && (member == Member.Other || Ascii.IsValid(value));
                if (member is Member.Type or Member.Code && !(isPlainValue && Ascii.IsValid(value))) return LetThrough();
                if (member == Member.Type) type = _types.Of(value);
                if (member == Member.Code) code = Encoding.ASCII.GetString(value).Trim();
            }
            else
            {
                if (member is Member.Type or Member.Code) return LetThrough();
                isPlain &= Value() && member == Member.Prices;
            }
            if (type is { Length: > 0 } && code is { Length: > 0 }) return filter.Includes(new(BillingCodeType.From(type), code)) ? LetThrough() : LeaveOut(isPlain, isBehindComma);
            if (!Passes(',')) break;
        }
        Turn(Fate.LetThrough);
        return Passes('}');
    }

    enum Member
    {
        Other,
        Read,
        Type,
        Code,
        Prices,
        Odd,
    }

    Member MemberOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("name"u8) || name.SequenceEqual("description"u8) ? Member.Other
        : name.SequenceEqual("billing_code"u8) ? Member.Code
        : name.SequenceEqual("billing_code_type"u8) ? Member.Type
        : name.SequenceEqual(_prices) ? Member.Prices
        : Ascii.IsValid(name) ? Member.Read
        : Member.Odd;

    // The item's beginning goes through, unless the reader would find nothing in it; its rest doesn't, but for the closing bracket.
    bool LeaveOut(bool isPlain, bool isBehindComma)
    {
        var isWhole = isPlain && isBehindComma;
        if (isPlain)
        {
            var left = (_held?.Length ?? 0) + _at - _from;
            _held?.Dispose();
            (_held, _from) = (null, _at);
            if (!isWhole) target.Emit("{"u8);
            target.Drop(isWhole ? left : left - 1);
        }
        Turn(Fate.LeftOut);
        Leave();
        _isBehindLeftOut = Peek() == '}';
        if (isWhole && _isBehindLeftOut)
        {
            _at++;
            Turn(Fate.LetThrough);
            target.Drop(0, items: 1);
            return true;
        }
        Turn(Fate.LetThrough);
        if (_isBehindLeftOut) _at++;
        else if (isPlain) EmitBeginning(isWhole ? ",{\"\":\"\""u8 : "\"\":\"\""u8);
        return _isBehindLeftOut;
    }

    // Stands for an item that was left out and doesn't end well, so that the reader complains behind it in the same words.
    void EmitBeginning(ReadOnlySpan<byte> item)
    {
        target.Drop(-item.Length);
        target.Emit(item);
    }

    bool LetThrough()
    {
        Turn(Fate.LetThrough);
        Leave();
        return Passes('}');
    }

    /// <summary>Past a value, without a look at what is in it. Whether it is a whole container.</summary>
    bool Value()
    {
        switch (Peek())
        {
            case '"':
                Text(out _);
                return false;
            case var opening and ('{' or '['):
                _at++;
                Leave();
                var isWhole = Passes(opening == '{' ? '}' : ']');
                if (!isWhole && Peek() >= 0) _at++; // a bracket of the other kind
                return isWhole;
            default:
                while (Peek() is not (',' or '}' or ']' or -1)) _at++;
                return false;
        }
    }

    // To the bracket that closes the container around the next byte, or the end.
    void Leave()
    {
        var scan = new BracketScan();
        do
        {
            var end = scan.Take(Bytes);
            if (end >= 0)
            {
                _at += end;
                return;
            }
            _at = _block.Length;
        } while (More());
    }

    /// <summary>A text, from its quotation mark to behind its last, without these.</summary>
    /// <param name="isPlain">Whether it has no escapes and is none that JSON doesn't allow.</param>
    ReadOnlySpan<byte> Text(out bool isPlain)
    {
        _at++;
        _cut.ResetWrittenCount();
        while (_cut.WrittenCount < LongestCut)
        {
            var end = Bytes.IndexOfAny(PlainJson.NotPlain);
            isPlain = end >= 0 && Bytes[end] == '"';
            if (isPlain)
            {
                var last = Bytes[..end];
                _at += end + 1;
                if (_cut.WrittenCount == 0) return last;
                _cut.Write(last);
                return _cut.WrittenSpan;
            }
            if (end >= 0) break;
            _cut.Write(Bytes);
            _at = _block.Length;
            if (!More()) break;
        }
        isPlain = false;
        EndOfText();
        return default;
    }

    void EndOfText()
    {
        for (var isEscaped = false; _at < _block.Length || More();)
        {
            var next = _block[_at++];
            if (next == '"' && !isEscaped) return;
            isEscaped = next == '\\' && !isEscaped;
        }
    }

    ReadOnlySpan<byte> Bytes => _block[_at..];

    /// <summary>The next byte that isn't a blank; -1 at the end.</summary>
    int Peek()
    {
        while (true)
        {
            for (; _at < _block.Length; _at++)
                if (_block[_at] is var next and not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')) return next;
            if (!More()) return -1;
        }
    }

    bool Passes(char sign)
    {
        if (Peek() != sign) return false;
        _at++;
        return true;
    }

    bool More()
    {
        Carry();
        target.ThrowIfAbandoned();
        var isMore = blocks.Next(out _block);
        (_at, _from) = (0, 0);
        if (!isMore && _fate == Fate.Undecided) Turn(Fate.LetThrough);
        return isMore;
    }

    void Turn(Fate fate)
    {
        Carry();
        if (_fate == Fate.Undecided && _held is not null)
        {
            _held.CopyTo(target.Emit);
            _held.Dispose();
            _held = null;
        }
        _fate = fate;
    }

    // Does what is to be done with the bytes up to the next one.
    void Carry()
    {
        var bytes = _block[_from.._at];
        _from = _at;
        switch (_fate)
        {
            case Fate.LetThrough: target.Emit(bytes); break;
            case Fate.LeftOut: target.Drop(bytes.Length); break;
            default:
                if (!bytes.IsEmpty) (_held ??= new()).Append(bytes);
                break;
        }
    }
}
