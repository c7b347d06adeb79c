using System.IO.Hashing;
using System.Runtime.InteropServices;
using Assayer.Evidence;
using Assayer.Rates.Transparency;

namespace Assayer.Lake;

/// <summary>A file's references and groups, until it is known which of them a price uses; its sets of providers are written as they come.</summary>
sealed class StagedProviders : IDisposable
{
    readonly RecordWriter _record = new();
    readonly ReferenceNumbers _defined = new(), _repeated = new();
    readonly RecordThread _thread;
    bool _hasOthers; // references without groups
    bool _isFinished;

    /// <param name="setsPath">The Parquet file of the sets.</param>
    /// <param name="folder">A place for what is needed in between.</param>
    /// <param name="mostKeys">How many keys memory is to hold at a time.</param>
    public StagedProviders(string setsPath, string folder, int mostKeys)
    {
        MostKeys = mostKeys;
        _thread = new(Keep);
        References = new(Path.Combine(folder, "references"), mostBlocks: 40);
        Groups = new(Path.Combine(folder, "groups"));
        UsedReferences = new(folder);
        UsedGroups = new(Path.Combine(folder, "used-groups"));
        Sets = new(setsPath, UsedReferences, UsedGroups, folder, mostKeys);
    }

    /// <summary>How many keys memory is to hold at a time.</summary>
    public int MostKeys { get; }

    /// <summary>The table of sets.</summary>
    public SetTable Sets { get; }

    /// <summary>The references that sets name; all of them once the table of sets is finished.</summary>
    public UsedReferences UsedReferences { get; }

    /// <summary>The ids of groups that sets name, or that stand under references that they name; one may be there more than once.</summary>
    public RecordStore UsedGroups { get; }

    /// <summary>References with their groups, also those that no price uses.</summary>
    public RecordStore References { get; }

    /// <summary>Groups, also those that no price uses, but for those of references; one may be there more than once.</summary>
    public RecordStore Groups { get; }

    /// <summary>The groups found at places outside the file.</summary>
    public Dictionary<string, IReadOnlyList<Guid>> Fetched { get; } = new(StringComparer.Ordinal);

    /// <summary>Why nothing was found at places outside the file.</summary>
    public Dictionary<string, Diagnostic> Failures { get; } = new(StringComparer.Ordinal);

    public void Add(ProviderSet set)
    {
        set.Write(_record.Begin());
        Sets.Add(set.Id, _record.Record);
    }

    public void Add(FiledReference reference)
    {
        reference.Write(_record.Begin());
        AddReference(_record.Record, default);
    }

    public void AddReference(ReadOnlySpan<byte> reference, ReadOnlySpan<byte> groups)
    {
        _hasOthers |= groups.IsEmpty;
        _thread.Add(reference, groups);
    }

    // Done by another thread: to write where memory is new takes as long as to read a reference.
    void Keep(RecordReader reference)
    {
        References.Append(reference.Rest);
        reference.TryText(out var id);
        if (ReferenceNumbers.TryParse(id, out var number) && !_defined.Add(number)) _repeated.Add(number);
    }

    /// <summary>Nothing more comes: what prices use is now known. Gives the table of sets.</summary>
    public (Part Sets, UInt128 Digest) Finish()
    {
        if (!_isFinished) _thread.End();
        _isFinished = true;
        return Sets.Finish();
    }

    public void Add(ProviderGroup group)
    {
        _record.Begin().Id(group.Id);
        group.Write(_record);
        Groups.Append(_record.Record);
    }

    public void Add(Guid id, ReadOnlySpan<byte> group) => Groups.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in id)), group);

    /// <summary>The places outside the file at which there may be providers that prices use.</summary>
    public IReadOnlyList<string> RemoteLocations()
    {
        var locations = new SortedSet<string>(StringComparer.Ordinal);
        if (!_hasOthers) return [];
        Finish();
        foreach (var used in UsedReferences.Passes(MostKeys))
            References.ForEach(record =>
            {
                record.TryText(out var id);
                if (!used.Contains(id)) return;
                for (var networks = record.Number(); networks > 0; networks--) record.SkipText();
                if (record.Text() is { } location) locations.Add(location);
            });
        return [.. locations];
    }

    /// <summary>Whether more than one reference may have this id.</summary>
    public bool MayRepeat(ReadOnlySpan<byte> reference) => !ReferenceNumbers.TryParse(reference, out var number) || _repeated.Contains(number);

    /// <summary>Reads the fields of each group: those that stand by themselves, then those of references.</summary>
    /// <param name="read">Reads all fields of a group.</param>
    public void EachGroup(FieldsRead read)
    {
        Groups.ForEach(record =>
        {
            record.Id();
            read(ref record);
        });
        References.ForEach(record =>
        {
            record.SkipText();
            for (var networks = record.Number(); networks > 0; networks--) record.SkipText();
            record.SkipText();
            for (var groups = record.Number(); groups > 0; groups--) read(ref record);
        });
    }

    /// <summary>A key for the text that is next in a record; passes it.</summary>
    public static Guid KeyOf(ref RecordReader record)
    {
        record.TryText(out var text);
        return KeyOf(text);
    }

    /// <summary>A key for a text.</summary>
    public static Guid KeyOf(ReadOnlySpan<byte> text)
    {
        Span<byte> key = stackalloc byte[16];
        XxHash128.Hash(text, key);
        return new(key);
    }

    public void Dispose()
    {
        _thread.Dispose();
        Sets.Dispose();
        References.Dispose();
        Groups.Dispose();
        UsedReferences.Dispose();
        UsedGroups.Dispose();
    }
}

/// <summary>Reads the fields that are next in a record.</summary>
delegate void FieldsRead(ref RecordReader record);

/// <summary>Distinct keys, however many there are: as many at a time as memory is to hold.</summary>
static class KeyPasses
{
    /// <summary>Each pass has some of the keys, and each key is in one pass. At least one pass is made, if only with nothing.</summary>
    /// <param name="keys">Gives all keys, as often as it is asked.</param>
    /// <param name="mostKeys">How many of them a pass has at most, or little more.</param>
    public static IEnumerable<HashSet<Guid>> Over(Action<Action<Guid>> keys, int mostKeys)
    {
        var passes = 1;
        for (var pass = 0; pass < passes; pass++)
        {
            var some = new HashSet<Guid>();
            // The keys are hashes: what holds of the first pass's number of them nearly holds of the others'.
            while (!TryCollect(keys, some, pass, passes, pass == 0 ? mostKeys : int.MaxValue)) passes *= 2;
            yield return some;
        }
    }

    static bool TryCollect(Action<Action<Guid>> keys, HashSet<Guid> some, int pass, int passes, int most)
    {
        some.Clear();
        keys(key =>
        {
            if (some.Count <= most && (uint)key.GetHashCode() % passes == pass) some.Add(key);
        });
        return some.Count <= most;
    }
}
