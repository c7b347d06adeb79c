using System.Text.Json;

namespace Assayer.Rates.Transparency;

/// <summary>The kinds of file of the Transparency in Coverage rule.</summary>
public enum TransparencyKind
{
    /// <summary>The beginning doesn't tell.</summary>
    Unknown,

    /// <summary>Negotiated rates.</summary>
    InNetwork,

    /// <summary>What was paid out of network.</summary>
    AllowedAmounts,

    /// <summary>Which files hold for which plans.</summary>
    TableOfContents,

    /// <summary>Provider groups that in-network files point at.</summary>
    ProviderReference,
}

/// <summary>Tells payers' files apart by their content.</summary>
public static class TransparencyFile
{
    /// <summary>What a JSON is, by the first member of its root that tells.</summary>
    /// <param name="start">The file's first bytes.</param>
    public static TransparencyKind KindOf(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf])) start = start[3..];
        var reader = new Utf8JsonReader(start, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1) continue;
                if (reader.ValueTextEquals("in_network") || reader.ValueTextEquals("provider_references")) return TransparencyKind.InNetwork;
                if (reader.ValueTextEquals("out_of_network")) return TransparencyKind.AllowedAmounts;
                if (reader.ValueTextEquals("reporting_structure")) return TransparencyKind.TableOfContents;
                if (reader.ValueTextEquals("provider_groups")) return TransparencyKind.ProviderReference;
            }
        }
        catch (JsonException)
        {
            return TransparencyKind.Unknown; // whoever reads it says what is wrong, and where
        }
        return TransparencyKind.Unknown;
    }
}
