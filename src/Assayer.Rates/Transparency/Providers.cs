using System.Security.Cryptography;
using System.Text;

namespace Assayer.Rates.Transparency;

/// <summary>A tax identifier and the NPIs that contract under it, under the hash of their content.</summary>
/// <param name="Id">Hash of the other fields.</param>
/// <param name="TinType">"ein", "npi", or as filed; empty when not stated.</param>
/// <param name="Tin">The identifier as filed; empty when not stated.</param>
/// <param name="BusinessName">The name under which the EIN is known; null when not stated.</param>
/// <param name="Npis">As filed, sorted, each once; empty where the file gives only the TIN (<c>[0]</c>).</param>
public sealed record ProviderGroup(Guid Id, string TinType, string Tin, string? BusinessName, IReadOnlyList<string> Npis)
{
    /// <summary>A group under the hash of its content.</summary>
    public static ProviderGroup Of(string tinType, string tin, string? businessName, IEnumerable<string> npis)
    {
        string[] sorted = [.. npis.Distinct().Order(StringComparer.Ordinal)];
        return new(ContentHash.Of([tinType, tin, businessName ?? "", .. sorted]), tinType, tin, businessName, sorted);
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
        return new(ContentHash.Of([.. sortedReferences, "", .. sortedGroups.Select(group => group.ToString("N"))]), sortedReferences, sortedGroups);
    }
}

/// <summary>The first 128 bits of the SHA-256 of a list of texts.</summary>
static class ContentHash
{
    public static Guid Of(IReadOnlyList<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(part).Append('\0');
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        return new(hash[..16], bigEndian: true);
    }
}
