using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assayer.Rates.Files.Inflate;

/// <summary>Why the inflater stopped.</summary>
enum InflateStatus
{
    /// <summary>All input was taken, and more is wanted.</summary>
    NeedsInput,

    /// <summary>There is no room for more output.</summary>
    IsFull,

    /// <summary>The last block has ended.</summary>
    IsDone,

    /// <summary>The input isn't deflate; all that is before the fault was put out.</summary>
    IsDamaged,
}

/// <summary>
/// Decompresses deflate (RFC 1951). It takes input in any pieces, and accepts what zlib accepts. Output goes to a buffer of the caller's, in
/// which the 32 KiB before stay, since matches are copied from there.
/// </summary>
sealed class Inflater
{
    // What a turn of the fast loop may look at: it refills twice, by 8 bytes each, and so does the turn in which the margin is reached. And what it
    // may write on: two literals, and a match of 258 bytes, of which 128 are copied at the least.
    const int InputMargin = 32;
    const int OutputMargin = 2 + 258 + 128;

    readonly DeflateCodes _codes = new();

    State _state = State.Block;
    bool _isLast;
    ulong _bits;
    int _count;
    int _stored;
    int _matchLength, _matchDistance;
    long _produced;

    enum State
    {
        Block, StoredLength, Stored, Codes, Symbols, Match, Done, Damaged,
    }

    /// <summary>Begins with another stream.</summary>
    public void Reset()
    {
        (_state, _isLast, _bits, _count, _produced) = (State.Block, false, 0, 0, 0);
    }

    /// <summary>Decompresses as far as input and room go.</summary>
    /// <param name="input">Where the stream goes on.</param>
    /// <param name="consumed">Bytes that were taken. When the stream is done, what is behind them doesn't belong to it.</param>
    /// <param name="buffer">Before <paramref name="end"/> there are the last 32 KiB of output, or all of it.</param>
    /// <param name="end">Where the output ends; moved on.</param>
    /// <param name="limit">Where it has to end; bytes up to there may be overwritten.</param>
    public InflateStatus Inflate(ReadOnlySpan<byte> input, out int consumed, Span<byte> buffer, ref int end, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)limit, (uint)buffer.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)end, (uint)limit);
        var cursor = new Cursor(input, buffer, end, limit, (int)Math.Min(_produced, end)) { Bits = _bits, Count = _count };
        var status = Run(ref cursor);
        if (status != InflateStatus.NeedsInput) cursor.GiveBack(); // else the bits are the beginning of something
        (_bits, _count, consumed) = (cursor.Bits, cursor.Count, cursor.Position);
        _produced += cursor.End - end;
        end = cursor.End;
        return status;
    }

    InflateStatus Run(ref Cursor cursor)
    {
        while (true)
        {
            switch (_state)
            {
                case State.Block:
                    if (!ReadBlockHeader(ref cursor)) return InflateStatus.NeedsInput;
                    break;
                case State.StoredLength:
                    if (!ReadStoredLength(ref cursor)) return InflateStatus.NeedsInput;
                    break;
                case State.Stored:
                    if (!CopyStored(ref cursor)) return cursor.Position == cursor.Input.Length ? InflateStatus.NeedsInput : InflateStatus.IsFull;
                    break;
                case State.Codes:
                    if (_codes.Read(ref cursor) is not { } areRead) return InflateStatus.NeedsInput;
                    _state = areRead ? State.Symbols : State.Damaged;
                    break;
                case State.Symbols:
                    if (BitConverter.IsLittleEndian && cursor.Input.Length - cursor.Position >= InputMargin && cursor.Limit - cursor.End >= OutputMargin)
                    {
                        cursor.GiveBack();
                        if (!FastLoop(ref cursor)) _state = State.Damaged;
                    }
                    if (_state == State.Symbols && ReadSymbol(ref cursor) is { } status) return status;
                    break;
                case State.Match:
                    if (!CopyMatch(ref cursor)) return InflateStatus.IsFull;
                    break;
                case State.Done:
                    return InflateStatus.IsDone;
                default:
                    return InflateStatus.IsDamaged;
            }
        }
    }

    bool ReadBlockHeader(ref Cursor cursor)
    {
        if (_isLast)
        {
            _state = State.Done;
            return true;
        }
        if (!cursor.Has(3)) return false;
        _isLast = cursor.Take(1) == 1;
        switch (cursor.Take(2))
        {
            case 0:
                cursor.Take(cursor.Count & 7);
                _state = State.StoredLength;
                break;
            case 1:
                _codes.SetFixed();
                _state = State.Symbols;
                break;
            case 2:
                _codes.Begin();
                _state = State.Codes;
                break;
            default:
                _state = State.Damaged;
                break;
        }
        return true;
    }

    bool ReadStoredLength(ref Cursor cursor)
    {
        if (!cursor.Has(32)) return false;
        _stored = cursor.Take(16);
        _state = _stored == (ushort)~cursor.Take(16) ? State.Stored : State.Damaged;
        cursor.GiveBack();
        return true;
    }

    bool CopyStored(ref Cursor cursor)
    {
        var count = Math.Min(_stored, Math.Min(cursor.Input.Length - cursor.Position, cursor.Limit - cursor.End));
        cursor.Input.Slice(cursor.Position, count).CopyTo(cursor.Buffer[cursor.End..]);
        cursor.Position += count;
        cursor.End += count;
        _stored -= count;
        if (_stored > 0) return false;
        _state = State.Block;
        return true;
    }

    // One symbol, where input or room are short, or the fast loop met something rare.
    InflateStatus? ReadSymbol(ref Cursor cursor)
    {
        cursor.Refill();
        var entry = _codes.Literal(cursor.Bits);
        var first = LiteralEntry.FirstBits(entry);
        if (first > cursor.Count) return InflateStatus.NeedsInput;
        if (LiteralEntry.IsDamaged(entry)) return Damaged();
        if (LiteralEntry.IsEndOfBlock(entry))
        {
            cursor.Skip(first);
            _state = State.Block;
            return null;
        }
        if (LiteralEntry.Literals(entry) > 0)
        {
            if (cursor.End == cursor.Limit) return InflateStatus.IsFull;
            cursor.Buffer[cursor.End++] = LiteralEntry.FirstLiteral(entry);
            cursor.Skip(first);
            return null;
        }
        var taken = LiteralEntry.Bits(entry);
        if (taken > cursor.Count) return InflateStatus.NeedsInput;
        var distanceBits = cursor.Bits >> taken;
        var distanceEntry = _codes.Distance(distanceBits);
        if (taken + DistanceEntry.Bits(distanceEntry) > cursor.Count) return InflateStatus.NeedsInput;
        if (DistanceEntry.IsDamaged(distanceEntry)) return Damaged();
        var distance = DistanceEntry.Distance(distanceEntry, distanceBits);
        if (distance > cursor.End - cursor.First) return Damaged();
        (_matchLength, _matchDistance) = (LiteralEntry.Length(entry, cursor.Bits), distance);
        cursor.Skip(taken + DistanceEntry.Bits(distanceEntry));
        _state = State.Match;
        return null;
    }

    InflateStatus Damaged()
    {
        _state = State.Damaged;
        return InflateStatus.IsDamaged;
    }

    bool CopyMatch(ref Cursor cursor)
    {
        var count = Math.Min(_matchLength, cursor.Limit - cursor.End);
        _matchLength -= count;
        for (; count > 0; count--, cursor.End++) cursor.Buffer[cursor.End] = cursor.Buffer[cursor.End - _matchDistance];
        if (_matchLength > 0) return false;
        _state = State.Symbols;
        return true;
    }

    // Symbols as long as there are margins. It stops before one that ends the block or isn't a literal or length; false at damage behind.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool FastLoop(ref Cursor cursor)
    {
        ref var input = ref MemoryMarshal.GetReference(cursor.Input);
        ref var next = ref Unsafe.Add(ref input, cursor.Position);
        ref var inputLimit = ref Unsafe.Add(ref input, cursor.Input.Length - InputMargin);
        ref var buffer = ref MemoryMarshal.GetReference(cursor.Buffer);
        ref var output = ref Unsafe.Add(ref buffer, cursor.End);
        ref var outputLimit = ref Unsafe.Add(ref buffer, cursor.Limit - OutputMargin);
        ref var first = ref Unsafe.Add(ref buffer, cursor.First);
        ref var literals = ref _codes.LiteralTable;
        ref var distances = ref _codes.DistanceTable;
        var literalMask = _codes.LiteralMask;
        var distanceMask = _codes.DistanceMask;
        var bits = cursor.Bits;
        var count = (ulong)cursor.Count;
        var isDamaged = false;

        next = ref Refill(ref bits, ref count, ref next);
        var entry = Unsafe.Add(ref literals, (nint)(bits & literalMask));
        do
        {
            var saved = bits;
            Unsafe.WriteUnaligned(ref output, (ushort)(entry >> LiteralEntry.LiteralShift));
            var length = (nint)(entry >> LiteralEntry.LengthShift);
            var literalCount = (nint)(byte)(entry >> LiteralEntry.LiteralsShift);
            bits >>= (int)entry;
            count -= entry;
            output = ref Unsafe.Add(ref output, literalCount);
            if (length == 0)
            {
                if (literalCount == 0)
                {
                    if (!LiteralEntry.IsLink(entry)) break;
                    entry = Unsafe.Add(ref literals, LiteralEntry.Linked(entry, bits));
                    if (LiteralEntry.IsOther(entry)) break;
                    continue;
                }
                entry = Unsafe.Add(ref literals, (nint)(bits & literalMask));
                next = ref Refill(ref bits, ref count, ref next);
                continue;
            }
            length += (nint)(BitField.Low(saved, entry) >> (int)(entry >> 8));
            var distanceEntry = Unsafe.Add(ref distances, (nint)(bits & distanceMask));
            if ((int)distanceEntry < 0)
            {
                next = ref Refill(ref bits, ref count, ref next);
                if (DistanceEntry.IsLink(distanceEntry)) distanceEntry = Unsafe.Add(ref distances, DistanceEntry.Linked(distanceEntry, bits));
                if ((int)distanceEntry < 0)
                {
                    isDamaged = true;
                    break;
                }
            }
            var distance = (nint)(distanceEntry >> DistanceEntry.BaseShift) + (nint)(BitField.Low(bits, distanceEntry) >> (int)(distanceEntry >> 8));
            if (distance > Unsafe.ByteOffset(ref first, ref output))
            {
                isDamaged = true;
                break;
            }
            bits >>= (int)distanceEntry;
            count -= distanceEntry;
            entry = Unsafe.Add(ref literals, (nint)(bits & literalMask));
            next = ref Refill(ref bits, ref count, ref next);
            ref var target = ref output;
            ref var source = ref Unsafe.Subtract(ref output, distance);
            output = ref Unsafe.Add(ref output, length);
            // What is copied repeats itself: twice as much of it each time.
            for (; distance < 64 && distance < length; distance <<= 1)
            {
                Copy64(ref source, ref target);
                target = ref Unsafe.Add(ref target, distance);
                length -= distance;
            }
            Copy64(ref source, ref target);
            Copy64(ref Unsafe.Add(ref source, 64), ref Unsafe.Add(ref target, 64));
            for (; length > 128; length -= 64)
            {
                source = ref Unsafe.Add(ref source, 64);
                target = ref Unsafe.Add(ref target, 64);
                Copy64(ref Unsafe.Add(ref source, 64), ref Unsafe.Add(ref target, 64));
            }
        }
        while (!Unsafe.IsAddressGreaterThan(ref output, ref outputLimit) && !Unsafe.IsAddressGreaterThan(ref next, ref inputLimit));
        cursor.Position = (int)Unsafe.ByteOffset(ref input, ref next);
        cursor.End = (int)Unsafe.ByteOffset(ref buffer, ref output);
        (cursor.Bits, cursor.Count) = (bits, (int)(count & 63));
        cursor.GiveBack();
        return !isDamaged;
    }

    // At least 56 bits, without a branch: bits above the count are those of the input anyway (F. Giesen, "Reading bits in far too many ways", part 2).
    // Of the count, only the lowest six bits are true. Gives the input that follows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ref byte Refill(scoped ref ulong bits, scoped ref ulong count, ref byte next)
    {
        bits |= Unsafe.ReadUnaligned<ulong>(ref next) << (int)count;
        var taken = 7 - (nint)((count >> 3) & 7);
        count |= 56;
        return ref Unsafe.Add(ref next, taken);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Copy64(ref byte source, ref byte target) => Unsafe.CopyBlockUnaligned(ref target, ref source, 64);
}
