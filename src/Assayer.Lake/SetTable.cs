using System.Runtime.InteropServices;
using Assayer.Lake.Parquet;
using Assayer.Rates.Transparency;

namespace Assayer.Lake;

/// <summary>Writes a payer's file's provider sets as they come, each once, on a thread of its own where they are many, and notes what they use.</summary>
sealed class SetTable : IDisposable
{
    readonly ParquetFile _file;
    readonly UuidColumn _set, _group;
    readonly TextColumn _reference;
    readonly UsedReferences _references;
    readonly RecordStore _groups;
    readonly int _mostKeys;
    readonly RecordThread _thread;
    readonly IdSet _seen = new();
    readonly RecordStore _others; // those that came when there was no more room to know which were seen
    Part? _part;
    int _touched;

    /// <param name="path">The Parquet file.</param>
    /// <param name="references">Takes the references that the sets name.</param>
    /// <param name="groups">Takes the ids of the groups that they name.</param>
    /// <param name="folder">A place for what is needed in between.</param>
    /// <param name="mostKeys">How many keys memory is to hold at a time.</param>
    public SetTable(string path, UsedReferences references, RecordStore groups, string folder, int mostKeys)
    {
        (_references, _groups, _mostKeys) = (references, groups, mostKeys);
        _others = new(Path.Combine(folder, "sets"));
        _thread = new(Take, record => _touched ^= _seen.Touch(record.Id())); // so that the processor waits for memory once, not for each
        _file = new(path);
        (_set, _reference, _group) = (_file.Uuid("provider_set", isDistinct: true), _file.Text("reference"), _file.Uuid("provider_group"));
    }

    /// <summary>Adds a set; it may have come before.</summary>
    public void Add(Guid id, ReadOnlySpan<byte> set) => _thread.Add(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in id)), set);

    /// <summary>Completes the file. What the sets use is then known.</summary>
    public (Part, UInt128 Digest) Finish()
    {
        if (_part is not null) return (_part, _file.Digest);
        _thread.End();
        foreach (var some in KeyPasses.Over(key => _others.ForEach(record => key(record.Id())), _mostKeys))
            _others.ForEach(record =>
            {
                if (some.Remove(record.Id())) Write(record);
            });
        return (_part = _file.Finish(), _file.Digest);
    }

    void Take(RecordReader record)
    {
        var from = record;
        var id = record.Id();
        if (_seen.Count < _mostKeys)
        {
            if (_seen.Add(id)) Write(from);
        }
        else if (!_seen.Contains(id))
        {
            _others.Append(from.Rest);
        }
    }

    void Write(RecordReader record)
    {
        var id = record.Id();
        for (var count = record.Number(); count > 0; count--)
        {
            record.TryText(out var reference);
            _references.Add(reference);
            _set.Append(id);
            if (ReferenceNumbers.TryParse(reference, out var number)) _reference.Append(reference, number);
            else _reference.Append(reference);
            _group.AppendNull();
            _file.EndRow();
        }
        for (var count = record.Number(); count > 0; count--)
        {
            var group = record.Id();
            _groups.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in group)));
            _set.Append(id);
            _reference.AppendNull();
            _group.Append(group);
            _file.EndRow();
        }
    }

    public void Dispose()
    {
        _thread.Dispose();
        _file.Dispose();
        _others.Dispose();
    }
}

/// <summary>A set of ids that are hashes themselves. Open addressing, at most three quarters full.</summary>
sealed class IdSet
{
    Guid[] _slots = new Guid[1 << 10]; // default: free
    bool _hasDefault;

    public int Count { get; private set; }

    /// <summary>Has the memory fetched in which it is, or would be.</summary>
    public int Touch(Guid id) => MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in _slots[HomeOf(id)]))[0];

    public bool Contains(Guid id) => id == default ? _hasDefault : _slots[SlotOf(id)] == id;

    /// <summary>Whether it is new.</summary>
    public bool Add(Guid id)
    {
        if (id == default)
        {
            Count += _hasDefault ? 0 : 1;
            return !_hasDefault && (_hasDefault = true);
        }
        ref var slot = ref _slots[SlotOf(id)];
        if (slot == id) return false;
        slot = id;
        Count++;
        if (Count > _slots.Length / 4 * 3) Grow();
        return true;
    }

    void Grow()
    {
        var old = _slots;
        _slots = new Guid[old.Length * 2];
        foreach (var id in old)
            if (id != default) _slots[SlotOf(id)] = id;
    }

    int HomeOf(Guid id) => MemoryMarshal.Read<int>(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in id))[12..]) & _slots.Length - 1;

    int SlotOf(Guid id)
    {
        var mask = _slots.Length - 1;
        var slot = HomeOf(id);
        while (_slots[slot] != default && _slots[slot] != id) slot = slot + 1 & mask;
        return slot;
    }
}
