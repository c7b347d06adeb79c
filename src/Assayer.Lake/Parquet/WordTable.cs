namespace Assayer.Lake.Parquet;

/// <summary>Where values of at most eight bytes are in a dictionary. A value stands beside its place, so that looking for it is one look into memory.</summary>
sealed class WordTable
{
    const int FewestSlots = 64;

    (ulong Word, int Place)[] _slots = new (ulong, int)[FewestSlots]; // open addressing, at most three quarters full, since what is small stays near the processor; the place is one too high, and 0 where a slot is free
    int _count;

    /// <summary>The value's place; -1 where it has none yet.</summary>
    public int Find(ulong word)
    {
        ref readonly var slot = ref _slots[SlotOf(word)];
        return slot.Place - 1;
    }

    /// <summary>Gives a value that has no place its place.</summary>
    public void Add(ulong word, int place)
    {
        if (_count * 4 == _slots.Length * 3)
        {
            var old = _slots;
            _slots = new (ulong, int)[old.Length * 2];
            foreach (var slot in old)
                if (slot.Place > 0) _slots[SlotOf(slot.Word)] = slot;
        }
        _slots[SlotOf(word)] = (word, place + 1);
        _count++;
    }

    public void Clear()
    {
        if (_count > 0) Array.Clear(_slots);
        _count = 0;
    }

    // Fibonacci hashing (Knuth, The Art of Computer Programming, vol. 3, section 6.4): the upper bits of the product depend on all of the word.
    int SlotOf(ulong word)
    {
        var mask = _slots.Length - 1;
        var slot = (int)((word ^ word >> 32) * 0x9E3779B97F4A7C15 >> 40) & mask;
        while (_slots[slot].Place > 0 && _slots[slot].Word != word) slot = slot + 1 & mask;
        return slot;
    }
}
