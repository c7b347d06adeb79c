using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
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
    public static ProviderGroup Of(string tinType, string tin, string? businessName, IEnumerable<string> npis) => Of(tinType, tin, businessName, NpiList.Of(npis));

    internal static ProviderGroup Of(string tinType, string tin, string? businessName, NpiList npis)
    {
        using var hash = ContentHash.Begin();
        hash.Add(tinType);
        hash.Add(tin);
        hash.Add(businessName ?? "");
        hash.Add(npis.Numbers);
        foreach (var other in npis.Others) hash.Add(other);
        return new(hash.End(), tinType, tin, businessName, npis);
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
        using var hash = ContentHash.Begin();
        foreach (var reference in sortedReferences) hash.Add(reference);
        hash.Add("");
        foreach (var group in sortedGroups) hash.Add(group.ToString("N"));
        return new(hash.End(), sortedReferences, sortedGroups);
    }
}

/// <summary>The XXH128 of a list of texts and numbers.</summary>
readonly ref struct ContentHash : IDisposable
{
    [ThreadStatic]
    static ArrayBufferWriter<byte>? _shared;

    readonly ArrayBufferWriter<byte> _bytes;

    ContentHash(ArrayBufferWriter<byte> bytes) => _bytes = bytes;

    public static ContentHash Begin() => new(_shared ??= new());

    public void Add(string text)
    {
        Encoding.UTF8.GetBytes(text, _bytes);
        _bytes.Write([(byte)0]);
    }

    public void Add(ReadOnlySpan<long> numbers)
    {
        _bytes.Write(BitConverter.GetBytes(numbers.Length));
        _bytes.Write(MemoryMarshal.AsBytes(numbers));
    }

    public Guid End()
    {
        Span<byte> hash = stackalloc byte[16];
        XxHash128.Hash(_bytes.WrittenSpan, hash);
        return new(hash, bigEndian: true);
    }

    public void Dispose() => _bytes.ResetWrittenCount();
}
