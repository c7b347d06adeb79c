using System.IO.Hashing;

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

    /// <summary>The fields, as bytes; their hash is the group's id.</summary>
    internal void Write(RecordWriter record)
    {
        record.Text(TinType).Text(Tin).Text(BusinessName);
        Npis.Write(record);
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
        var record = new RecordWriter().Number(sortedReferences.Length);
        foreach (var reference in sortedReferences) record.Text(reference);
        foreach (var group in sortedGroups) record.Id(group);
        return new(ContentHash.Of(record.Record), sortedReferences, sortedGroups);
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
