using System.Text.Json;
using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>Reads a payer's file from its first token to its last: the header itself, the lists through their own readers.</summary>
sealed class RootParser(ReadingLog log, TransparencyKind kind)
{
    public InNetworkHeader Header { get; private set; } = new();

    /// <summary>Reads the root object.</summary>
    /// <param name="cursor">Before the first token.</param>
    /// <param name="lists">The lists that this kind of file has; the first must be there.</param>
    /// <exception cref="DataFormatException">It is no JSON, or of another kind.</exception>
    public void Read(JsonCursor cursor, params (string Name, Action<JsonCursor> Read)[] lists)
    {
        var hasList = false;
        foreach (var name in cursor.RootMembers())
        {
            if (Array.Find(lists, list => list.Name == name).Read is { } read)
            {
                hasList |= name == lists[0].Name;
                read(cursor);
                continue;
            }
            RefuseOther(log, cursor, kind, name);
            ReadHeaderMember(cursor, name);
        }
        if (cursor.Token != JsonTokenType.EndObject) throw NotOfKind(log, cursor, "The JSON is not an object.");
        if (!hasList) throw NotOfKind(log, cursor, $"It has no {lists[0].Name} list, nor that of another kind of price file.");
        if (Header.ReportingEntityName.Length == 0) Missing("reporting_entity_name", "whose file it is isn't known");
        if (Header.Version is null) Missing("version", "it is read by its structure, as every file is");
    }

    /// <summary>Warns where the file has no date.</summary>
    public void CheckDate()
    {
        if (Header.LastUpdatedOn is null)
            log.Add("RATE025", Severity.Warning, 0, "/last_updated_on", () => "The file doesn't say when it was last updated, as YYYY-MM-DD. The date in its name, if any, stands in.");
    }

    /// <summary>Refuses a file with a root member that only another kind of file has.</summary>
    public static void RefuseOther(ReadingLog log, JsonCursor cursor, TransparencyKind kind, string member)
    {
        if (TransparencyKinds.OfMember(member) is var other and not TransparencyKind.Unknown)
            throw NotOfKind(log, cursor, $"This is {other.InWords()}, not {kind.InWords()}.");
    }

    /// <summary>A file that its reader doesn't read.</summary>
    public static DataFormatException NotOfKind(ReadingLog log, JsonCursor cursor, string what) =>
        new(new("FILE009", Severity.Error, new(log.File, ByteOffset: cursor.Offset), what, "Give a payer's or a hospital's price file; what it is must show in the first 64 KiB of its content."));

    void Missing(string member, string consequence) =>
        log.Add("RATE030", Severity.Warning, 0, $"/{member}", () => $"The file has no {member}: {consequence}.");

    void ReadHeaderMember(JsonCursor cursor, string name)
    {
        var (offset, token) = (cursor.Offset, cursor.Token);
        var text = cursor.ReadText();
        if (WithMember(name, text) is not { } header) return;
        Header = header;
        if (token is not (JsonTokenType.String or JsonTokenType.Null)) log.Odd(offset, $"/{name}", "a text");
    }

    InNetworkHeader? WithMember(string name, string? text)
    {
        switch (name)
        {
            case "reporting_entity_name":
                var isSynthetic = text?.EndsWith(InNetworkHeader.SyntheticMark, StringComparison.Ordinal) == true;
                return Header with { ReportingEntityName = isSynthetic ? text![..^InNetworkHeader.SyntheticMark.Length] : text ?? "", Synthetic = isSynthetic };
            case "reporting_entity_type": return Header with { ReportingEntityType = text };
            case "issuer_name": return Header with { IssuerName = text };
            case "plan_name": return Header with { PlanName = text };
            case "plan_id_type": return Header with { PlanIdType = text };
            case "plan_id": return Header with { PlanId = text };
            case "plan_sponsor_name": return Header with { PlanSponsorName = text };
            case "plan_market_type": return Header with { PlanMarketType = text };
            case "last_updated_on": return Header with { LastUpdatedOn = JsonValues.TryDate(text, out var date) ? date : null };
            case "version": return Header with { Version = text };
            default: return null;
        }
    }
}
