using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Assayer.Lake.Parquet;
using Assayer.Rates.Transparency;

namespace Assayer.Lake;

/// <summary>Writes a payer's file's providers: those that a price uses, each once.</summary>
sealed class ProviderTableWriter(StagedProviders providers, string folder)
{
    const int MostToClear = 64; // clearing takes as long as the set once was large

    readonly List<Part> _parts = [];

    /// <summary>What was written.</summary>
    public IReadOnlyList<Part> Parts => [.. _parts.OrderBy(part => part.File, StringComparer.Ordinal)];

    /// <summary>Used references that point outside the file and weren't resolved.</summary>
    public long UnresolvedRemote { get; private set; }

    /// <summary>Used references whose providers the file doesn't give.</summary>
    public long Undefined { get; private set; }

    /// <summary>Writes all tables; gives the digest of the sets, which are the file's own words.</summary>
    public UInt128 Write()
    {
        var (sets, digest) = providers.Finish();
        _parts.Add(sets);
        WriteReferences();
        WriteGroups();
        return digest;
    }

    /// <summary>A reference's row for each network and group; where it has no group, it is unresolved.</summary>
    void WriteReferences()
    {
        using var file = Begin("references");
        var (reference, network, group, location) = (file.Text("reference"), file.Text("network"), file.Uuid("provider_group"), file.Text("location"));
        using var unresolved = new UnresolvedTable(Begin("unresolved"));
        var (record, sorted) = (new RecordWriter(), new RecordWriter());
        foreach (var used in providers.UsedReferences.Passes(providers.MostKeys))
        {
            var (rows, rowsOfRepeated) = (new HashSet<Guid>(), new HashSet<Guid>());
            var places = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal); // of those that have no groups here
            var networks = new List<string?>();
            providers.References.ForEach(one =>
            {
                one.TryText(out var id);
                if (!used.Contains(id)) return;
                if (rows.Count > MostToClear) rows = [];
                else rows.Clear();
                var (isRepeated, isResolved) = (providers.MayRepeat(id), false);
                var text = Encoding.UTF8.GetString(id);
                networks.Clear();
                for (var count = one.Number(); count > 0; count--) networks.Add(one.Text());
                if (networks.Count == 0) networks.Add(null);
                var place = one.Text();
                var groups = one.Number();
                for (var left = groups; left > 0; left--)
                {
                    var bytes = ProviderGroup.Sorted(ProviderGroup.Pass(ref one), sorted);
                    var target = ContentHash.Of(bytes);
                    providers.Groups.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in target)), bytes);
                    Row(target);
                }
                if (groups == 0)
                {
                    if (place is not null)
                    {
                        if (!places.TryGetValue(text, out var known)) places[text] = known = new(StringComparer.Ordinal);
                        known.Add(place);
                    }
                    foreach (var target in FetchedFrom(place)) Row(target);
                }
                if (isResolved) used.Resolve(id);

                void Row(Guid target)
                {
                    if (!isRepeated && !rows.Add(target)) return;
                    foreach (var name in networks)
                    {
                        if (isRepeated && !rowsOfRepeated.Add(ContentHash.Of(record.Begin().Text(text).Text(name).Id(target).Text(place).Record))) continue;
                        reference.Append(text);
                        network.Append(name);
                        if (target == default) group.AppendNull();
                        else group.Append(target);
                        location.Append(place);
                        file.EndRow();
                    }
                    if (target == default) return;
                    isResolved = true;
                    providers.UsedGroups.Append(record.Begin().Id(target).Record);
                }
            });
            foreach (var unknown in used.Unresolved()) unresolved.Add(unknown, places.GetValueOrDefault(unknown) ?? [], providers.Failures);
        }
        End(file);
        End(unresolved.File);
        (UnresolvedRemote, Undefined) = (unresolved.Remote, unresolved.Undefined);
    }

    IReadOnlyList<Guid> FetchedFrom(string? place) =>
        place is not null && !providers.Failures.ContainsKey(place) && providers.Fetched.TryGetValue(place, out var fetched) && fetched.Count > 0 ? fetched : [default];

    void WriteGroups()
    {
        using var groups = Begin("provider_groups");
        var (id, tinType, tin, name, joined) = (groups.Uuid("provider_group", isDistinct: true), groups.Text("tin_type"), groups.Text("tin"), groups.Text("business_name"), groups.Text("joined_ein"));
        using var npis = new NpiTable(Begin("npis"));
        foreach (var used in KeyPasses.Over(key => providers.UsedGroups.ForEach(record => key(record.Id())), providers.MostKeys))
        {
            var eins = JoinedEins.Of(providers, used);
            providers.Groups.ForEach(record =>
            {
                var group = record.Id();
                if (!used.Remove(group)) return; // of another pass, not used, or written
                record.TryText(out var type);
                record.TryText(out var number);
                id.Append(group);
                tinType.Append(type);
                tin.Append(number);
                name.Append(record.Text());
                joined.Append(type.SequenceEqual("npi"u8) ? eins.EinOf(Encoding.UTF8.GetString(number)) : null);
                groups.EndRow();
                npis.Add(group, record.Rest);
            });
        }
        End(groups);
        _parts.Add(npis.Finish());
    }

    ParquetFile Begin(string name) => new(Path.Combine(folder, name + ".parquet"));

    void End(ParquetFile file)
    {
        _parts.Add(file.Finish());
    }
}

/// <summary>The NPIs of groups, written on a thread of its own.</summary>
sealed class NpiTable : IDisposable
{
    readonly ParquetFile _file;
    readonly UuidColumn _group;
    readonly TextColumn _npi;
    readonly RecordThread _thread;

    public NpiTable(ParquetFile file)
    {
        _file = file;
        (_group, _npi) = (file.Uuid("provider_group", isDistinct: true), file.Text("npi"));
        _thread = new(Write);
    }

    /// <summary>Adds a group's <see cref="NpiList"/>.</summary>
    public void Add(Guid group, ReadOnlySpan<byte> npis) => _thread.Add(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in group)), npis);

    public Part Finish()
    {
        _thread.End();
        return _file.Finish();
    }

    void Write(RecordReader record)
    {
        var group = record.Id();
        Span<byte> digits = stackalloc byte[10];
        foreach (var number in record.Numbers())
        {
            number.TryFormat(digits, out _, "D10", CultureInfo.InvariantCulture);
            Append(group, digits);
        }
        for (var count = record.Number(); count > 0; count--)
        {
            record.TryText(out var other);
            Append(group, other);
        }
    }

    void Append(Guid group, ReadOnlySpan<byte> npi)
    {
        _group.Append(group);
        _npi.Append(npi);
        _file.EndRow();
    }

    public void Dispose()
    {
        _thread.Dispose();
        _file.Dispose();
    }
}

/// <summary>References of prices whose providers aren't known.</summary>
sealed class UnresolvedTable : IDisposable
{
    readonly TextColumn _reference, _location, _code, _message;

    public UnresolvedTable(ParquetFile file)
    {
        File = file;
        (_reference, _location, _code, _message) = (file.Text("reference"), file.Text("location"), file.Text("code"), file.Text("message"));
    }

    public ParquetFile File { get; }

    /// <summary>How many point outside the file.</summary>
    public long Remote { get; private set; }

    /// <summary>How many have no providers, or aren't defined.</summary>
    public long Undefined { get; private set; }

    public void Add(string reference, IReadOnlyCollection<string> locations, IReadOnlyDictionary<string, Evidence.Diagnostic> failures)
    {
        if (locations.Count > 0) Remote++;
        else Undefined++;
        foreach (var location in locations.Count > 0 ? locations : [null!])
        {
            var why = location is null ? null : failures.GetValueOrDefault(location);
            _reference.Append(reference);
            _location.Append(location);
            _code.Append(why?.Code);
            _message.Append(why?.Message);
            File.EndRow();
        }
    }

    public void Dispose() => File.Dispose();
}

/// <summary>An NPI given as a TIN belongs to the EIN that lists it, where only one in the file does. All groups that were read count, used or not.</summary>
sealed class JoinedEins
{
    readonly Dictionary<string, string?> _eins = new(StringComparer.Ordinal); // null: none, or several
    readonly HashSet<string> _several = new(StringComparer.Ordinal);

    /// <summary>The nine digits of the only EIN that lists an NPI; null where none does, or several do.</summary>
    public string? EinOf(string npi) => _eins.GetValueOrDefault(npi);

    /// <summary>The EINs of the NPIs that stand for TINs of some groups.</summary>
    public static JoinedEins Of(StagedProviders providers, HashSet<Guid> groups)
    {
        var joined = new JoinedEins();
        var numbers = new NumberSet();
        providers.Groups.ForEach(record =>
        {
            if (!groups.Contains(record.Id()) || !record.IsText("npi"u8)) return;
            var npi = record.Text()!;
            if (joined._eins.TryAdd(npi, null) && npi.Length == 10 && uint.TryParse(npi, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) numbers.Add(number);
        });
        if (joined._eins.Count > 0)
            providers.EachGroup((ref record) =>
            {
                var isEin = record.IsText("ein"u8);
                record.TryText(out var tin);
                record.SkipText();
                foreach (var number in record.Numbers())
                    if (isEin && numbers.Contains(number)) joined.Add(NpiList.TextOf(number), tin);
                for (var count = record.Number(); count > 0; count--)
                    if (record.Text() is { } other && isEin && joined._eins.ContainsKey(other)) joined.Add(other, tin);
            });
        return joined;
    }

    void Add(string npi, ReadOnlySpan<byte> tin)
    {
        var ein = string.Concat(Encoding.UTF8.GetString(tin).Where(char.IsAsciiDigit));
        if (_several.Contains(npi)) return;
        if (_eins[npi] is { } before && before != ein)
        {
            _several.Add(npi);
            _eins[npi] = null;
            return;
        }
        _eins[npi] = ein;
    }
}

/// <summary>Numbers of which many more are looked for than are there: most are told by a bit that isn't set.</summary>
sealed class NumberSet
{
    readonly HashSet<uint> _numbers = [];
    readonly ulong[] _bits = new ulong[1 << 12];

    public void Add(uint number)
    {
        _numbers.Add(number);
        _bits[Place(number) >> 6] |= 1UL << (int)Place(number);
    }

    public bool Contains(uint number) => (_bits[Place(number) >> 6] & 1UL << (int)Place(number)) != 0 && _numbers.Contains(number);

    // Fibonacci hashing (Knuth, The Art of Computer Programming, vol. 3, section 6.4), 18 bits.
    static uint Place(uint number) => number * 2654435769 >> 14;
}
