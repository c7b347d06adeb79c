using System.IO.Hashing;
using System.Text;

namespace Assayer.Rates.Transparency;

/// <summary>A tax identifier and the NPIs that contract under it, under the hash of their content.</summary>
/// <param name="Id">Hash of the other fields.</param>
/// <param name="TinType">"ein", "npi", or as filed; empty when not stated.</param>
/// <param name="Tin">The identifier as filed; empty when not stated.</param>
/// <param name="BusinessName">The name under which the EIN is known; null when not stated.</param>
/// <param name="Npis">Empty where the file gives only the TIN (<c>[0]</c>).</param>
public sealed record ProviderGroup(Guid Id, string TinType, string Tin, string? BusinessName, NpiList Npis)
{
    /// <summary>A group under the hash of its content.</summary>
    public static ProviderGroup Of(string tinType, string tin, string? businessName, IEnumerable<string> npis)
    {
        var record = new RecordWriter();
        var group = new ProviderGroup(default, tinType, tin, businessName, NpiList.Of(npis));
        group.Write(record);
        return group with { Id = ContentHash.Of(record.Record) };
    }

    /// <summary>A group from what <see cref="Write"/> wrote.</summary>
    internal static ProviderGroup Read(Guid id, RecordReader record) => new(id, record.Text()!, record.Text()!, record.Text(), NpiList.Read(ref record));

    /// <summary>Passes what <see cref="Write"/> wrote.</summary>
    internal static ReadOnlySpan<byte> Pass(ref RecordReader record)
    {
        var from = record;
        record.SkipText();
        record.SkipText();
        record.SkipText();
        record.Numbers();
        for (var others = record.Number(); others > 0; others--) record.SkipText();
        return from.UpTo(record);
    }

    /// <summary>Fields of which the NPIs stand as filed, as <see cref="Write"/> writes them: each once, in rising order. Most stand so already.</summary>
    /// <param name="filed">The fields.</param>
    /// <param name="room">Where they are written, unless they can stay as they are.</param>
    internal static ReadOnlySpan<byte> Sorted(ReadOnlySpan<byte> filed, RecordWriter room)
    {
        var record = new RecordReader(filed);
        record.SkipText();
        record.SkipText();
        record.SkipText();
        var terms = filed[..^record.Rest.Length];
        var numbers = record.Numbers();
        var isRising = true;
        for (var i = 1; i < numbers.Length; i++) isRising &= numbers[i - 1] < numbers[i];
        if (isRising) return filed;
        uint[] sorted = [.. numbers];
        sorted.AsSpan().Sort();
        var distinct = 0;
        foreach (var number in sorted)
            if (distinct == 0 || sorted[distinct - 1] != number) sorted[distinct++] = number;
        return room.Begin().Fields(terms).Numbers(sorted.AsSpan(0, distinct)).Fields(record.Rest).Record;
    }

    /// <summary>The fields, as bytes; their hash is the group's id.</summary>
    internal void Write(RecordWriter record)
    {
        record.Text(TinType).Text(Tin).Text(BusinessName);
        Npis.Write(record);
    }
}

/// <summary>A provider reference as filed.</summary>
/// <param name="Id">The number as canonical decimal text; unique within one file only.</param>
/// <param name="Networks">The networks that its groups are part of, each once; empty when not stated.</param>
/// <param name="Location">A place outside the file where its groups are; null where they are here, or nowhere.</param>
/// <param name="Groups">Its groups; the same may come again.</param>
public sealed record FiledReference(string Id, IReadOnlyList<string> Networks, string? Location, IReadOnlyList<ProviderGroup> Groups)
{
    /// <summary>All but the groups, as bytes; these follow, as many as are said here. Their NPIs may stand as filed.</summary>
    internal static void Write(RecordWriter record, ReadOnlySpan<byte> id, IReadOnlyList<string> networks, string? location, int groups)
    {
        record.Text(id).Number(networks.Count);
        for (var i = 0; i < networks.Count; i++) record.Text(networks[i]);
        record.Text(location).Number(groups);
    }

    /// <summary>All of it, as bytes.</summary>
    internal void Write(RecordWriter record)
    {
        Write(record, Encoding.UTF8.GetBytes(Id), Networks, Location, Groups.Count);
        foreach (var group in Groups) group.Write(record);
    }

    internal static FiledReference Read(RecordReader record)
    {
        var id = record.Text()!;
        var networks = new string[record.Number()];
        for (var i = 0; i < networks.Length; i++) networks[i] = record.Text()!;
        var location = record.Text();
        var groups = new ProviderGroup[record.Number()];
        var room = new RecordWriter();
        for (var i = 0; i < groups.Length; i++)
        {
            var group = ProviderGroup.Sorted(ProviderGroup.Pass(ref record), room);
            groups[i] = ProviderGroup.Read(ContentHash.Of(group), new(group));
        }
        return new(id, networks, location, groups);
    }
}

/// <summary>What stands under a <c>provider_group_id</c>: a group in a network, or a place outside the file.</summary>
/// <param name="Id">The number as canonical decimal text; unique within one file only.</param>
/// <param name="Network">A network the group is part of; null when not stated.</param>
/// <param name="Group">The group; null for a place outside the file.</param>
/// <param name="Location">The place outside the file; null for a group.</param>
public sealed record ProviderReference(string Id, string? Network, Guid? Group, string? Location);

/// <summary>The providers of a rate: references and groups, under the hash of their list.</summary>
/// <param name="Id">Hash of the members.</param>
/// <param name="References">References, sorted, each once.</param>
/// <param name="Groups">Groups that stand in the rate itself, sorted, each once.</param>
public sealed record ProviderSet(Guid Id, IReadOnlyList<string> References, IReadOnlyList<Guid> Groups)
{
    /// <summary>A set under the hash of its members.</summary>
    public static ProviderSet Of(IEnumerable<string> references, IEnumerable<Guid> groups)
    {
        string[] sortedReferences = [.. references.Distinct().Order(StringComparer.Ordinal)];
        Guid[] sortedGroups = [.. groups.Distinct().Order()];
        var set = new ProviderSet(default, sortedReferences, sortedGroups);
        var record = new RecordWriter();
        set.Write(record);
        return set with { Id = ContentHash.Of(record.Record) };
    }

    /// <summary>The members, as bytes; their hash is the set's id.</summary>
    internal void Write(RecordWriter record)
    {
        record.Number(References.Count);
        foreach (var reference in References) record.Text(reference);
        record.Number(Groups.Count);
        foreach (var group in Groups) record.Id(group);
    }

    /// <summary>A set from what <see cref="Write"/> wrote.</summary>
    internal static ProviderSet Read(Guid id, RecordReader record)
    {
        var references = new string[record.Number()];
        for (var i = 0; i < references.Length; i++) references[i] = record.Text()!;
        var groups = new Guid[record.Number()];
        for (var i = 0; i < groups.Length; i++) groups[i] = record.Id();
        return new(id, references, groups);
    }
}

/// <summary>The XXH128 of a record.</summary>
static class ContentHash
{
    public static Guid Of(ReadOnlySpan<byte> record)
    {
        Span<byte> hash = stackalloc byte[16];
        XxHash128.Hash(record, hash);
        return new(hash, bigEndian: true);
    }
}
