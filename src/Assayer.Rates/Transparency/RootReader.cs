using System.Text.Json;
using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>Reads the root of a payer's file: what it says about itself, and its lists, in any order.</summary>
/// <param name="log">Takes what there is to say.</param>
/// <param name="kind">What the file should be: "in-network file".</param>
sealed class RootReader(ReadingLog log, string kind)
{
    InNetworkHeader _header = new();

    /// <summary>Reads the file to its end.</summary>
    /// <param name="cursor">Before the first token.</param>
    /// <param name="list">The list that makes the file what it is, and what reads it.</param>
    /// <param name="others">Further members, and what reads them.</param>
    /// <exception cref="DataFormatException">It is no JSON, or the list isn't there.</exception>
    public InNetworkHeader Read(JsonCursor cursor, (string Name, Action<JsonCursor> Read) list, params ReadOnlySpan<(string Name, Action<JsonCursor> Read)> others)
    {
        if (!cursor.Read() || cursor.Token != JsonTokenType.StartObject) throw Unexpected(cursor, "The JSON is not an object.");
        var hasList = false;
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.GetString();
            cursor.Read();
            if (name == list.Name)
            {
                hasList = true;
                list.Read(cursor);
                continue;
            }
            var isOther = false;
            foreach (var other in others)
            {
                if (other.Name != name) continue;
                isOther = true;
                other.Read(cursor);
            }
            if (!isOther) ReadHeader(name, cursor.ReadText());
        }
        cursor.Read(); // anything after the root is a syntax error, thrown here
        if (!hasList) throw Unexpected(cursor, $"The JSON has no {list.Name} list.");
        if (_header.LastUpdatedOn is null)
            log.Add("RATE025", Severity.Warning, 0, "/last_updated_on", () => "The file doesn't say when it was last updated, as YYYY-MM-DD. The date in its name, if any, stands in.");
        return _header;
    }

    void ReadHeader(string name, string? text)
    {
        switch (name)
        {
            case "reporting_entity_name":
                var isSynthetic = text?.EndsWith(InNetworkHeader.SyntheticMark, StringComparison.Ordinal) == true;
                _header = _header with { ReportingEntityName = isSynthetic ? text![..^InNetworkHeader.SyntheticMark.Length] : text ?? "", Synthetic = isSynthetic };
                break;
            case "reporting_entity_type": _header = _header with { ReportingEntityType = text }; break;
            case "issuer_name": _header = _header with { IssuerName = text }; break;
            case "plan_name": _header = _header with { PlanName = text }; break;
            case "plan_id_type": _header = _header with { PlanIdType = text }; break;
            case "plan_id": _header = _header with { PlanId = text }; break;
            case "plan_sponsor_name": _header = _header with { PlanSponsorName = text }; break;
            case "plan_market_type": _header = _header with { PlanMarketType = text }; break;
            case "last_updated_on": _header = _header with { LastUpdatedOn = JsonValues.TryDate(text, out var date) ? date : null }; break;
            case "version": _header = _header with { Version = text }; break;
        }
    }

    DataFormatException Unexpected(JsonCursor cursor, string what) => new(new(
        "FILE009", Severity.Error, new(log.File, ByteOffset: cursor.Offset), $"{what} A price file in JSON has in_network, out_of_network, reporting_structure or standard_charge_information; this was read as an {kind}.",
        "Give a payer's or a hospital's file as it was published."));
}
