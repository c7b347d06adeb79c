using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>What a JSON file of prices is.</summary>
public enum TransparencyKind
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>A payer's negotiated rates.</summary>
    InNetwork,

    /// <summary>What a payer paid out of network.</summary>
    AllowedAmounts,

    /// <summary>Which files hold the prices of which plans.</summary>
    TableOfContents,

    /// <summary>Providers that an in-network file points to.</summary>
    ProviderReference,

    /// <summary>A hospital's standard charges.</summary>
    Hospital,
}

/// <summary>Tells a file's kind from its root members, and never from its name.</summary>
public static class TransparencyKinds
{
    static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    /// <summary>
    /// The kind of the file that starts with these bytes, by the first root member that only one kind has; unknown where none of them does.
    /// 64 KiB are plenty: the lists that tell stand behind a few short members.
    /// </summary>
    public static TransparencyKind KindOf(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(ByteOrderMark)) start = start[ByteOrderMark.Length..];
        var cursor = new JsonCursor(new(""), new MemoryStream(start.ToArray()), 0, CancellationToken.None);
        try
        {
            return KindOf(cursor);
        }
        catch (DataFormatException) // cut in the middle, or no JSON, which its reader will say
        {
            return TransparencyKind.Unknown;
        }
    }

    /// <summary>The one kind that has this root member.</summary>
    internal static TransparencyKind OfMember(string name) => name switch
    {
        "in_network" => TransparencyKind.InNetwork,
        "out_of_network" => TransparencyKind.AllowedAmounts,
        "reporting_structure" => TransparencyKind.TableOfContents,
        "provider_groups" => TransparencyKind.ProviderReference,
        "hospital_name" or "standard_charge_information" => TransparencyKind.Hospital,
        _ => TransparencyKind.Unknown,
    };

    /// <summary>The kind in words: "an in-network file".</summary>
    internal static string InWords(this TransparencyKind kind) => kind switch
    {
        TransparencyKind.InNetwork => "an in-network file",
        TransparencyKind.AllowedAmounts => "an allowed-amounts file",
        TransparencyKind.TableOfContents => "a table of contents",
        TransparencyKind.ProviderReference => "a provider-reference file, a part of an in-network file",
        TransparencyKind.Hospital => "a hospital's standard-charges file",
        _ => "a file of unknown kind",
    };

    static TransparencyKind KindOf(JsonCursor cursor)
    {
        var hasReferences = false;
        foreach (var name in cursor.RootMembers())
        {
            if (OfMember(name) is var kind and not TransparencyKind.Unknown) return kind;
            hasReferences |= name == "provider_references";
            cursor.Skip();
        }
        return hasReferences ? TransparencyKind.ProviderReference : TransparencyKind.Unknown; // without prices it can only be a part
    }
}
