using System.Text.Json;
using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads in-network files of the Transparency in Coverage rule (45 CFR 147.212), schema 1.x and 2.x, by their structure and not by the version
/// that they claim. Members may come in any order. One item's unplaced part is held at a time, never the file.
/// </summary>
public sealed class InNetworkReader
{
    readonly CodeFilter _filter;
    readonly CancellationToken _cancellation;
    readonly ReadingLog _log;
    readonly ProviderParser _providers;
    readonly RateParser _rates;
    InNetworkHeader _header = new();
    bool _hasItems, _hasReferences;

    InNetworkReader(string file, CodeFilter filter, IInNetworkSink sink, CancellationToken cancellation)
    {
        (_filter, _cancellation) = (filter, cancellation);
        _log = new(file);
        _providers = new(_log, sink);
        _rates = new(_log, _providers, sink);
    }

    /// <summary>Reads a file's content to its end.</summary>
    /// <exception cref="DataFormatException">It is no JSON, or no in-network file.</exception>
    public static InNetworkResult Read(string file, Stream content, CodeFilter filter, IInNetworkSink sink, CancellationToken cancellation = default)
    {
        var reader = new InNetworkReader(file, filter, sink, cancellation);
        reader.ReadRoot(new(reader._log, content, 0, cancellation));
        return new()
        {
            Header = reader._header with { Structure = reader._providers.HasNetworks || reader._rates.HasSettings ? "2.x" : "1.x" },
            Accepted = reader._rates.Accepted,
            RejectedByCode = reader._rates.RejectedByCode,
            RejectedWithoutCode = reader._rates.RejectedWithoutCode,
            Diagnostics = reader._log.Diagnostics,
        };
    }

    void ReadRoot(JsonCursor cursor)
    {
        if (!cursor.Read() || cursor.Token != JsonTokenType.StartObject) throw NotInNetwork(cursor, "The JSON is not an object.");
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.GetString();
            cursor.Read();
            ReadRootMember(cursor, name);
        }
        cursor.Read(); // anything after the root is a syntax error, thrown here
        if (!_hasItems) throw NotInNetwork(cursor, _hasReferences ? "It has provider references but no in_network list." : "It has no in_network list.");
        if (_header.LastUpdatedOn is null)
            _log.Add("RATE025", Severity.Warning, 0, "/last_updated_on", () => "The file doesn't say when it was last updated, as YYYY-MM-DD. The date in its name, if any, stands in.");
    }

    void ReadRootMember(JsonCursor cursor, string name)
    {
        switch (name)
        {
            case "in_network":
                _hasItems = true;
                ReadItems(cursor);
                break;
            case "provider_references":
                _hasReferences = true;
                _providers.ReadReferences(cursor);
                break;
            case "out_of_network": throw NotInNetwork(cursor, "This is an allowed-amounts file.");
            case "reporting_structure": throw NotInNetwork(cursor, "This is a table of contents.");
            case "standard_charge_information": throw NotInNetwork(cursor, "This is a hospital's standard-charges file.");
            case "provider_groups": throw NotInNetwork(cursor, "This is a provider-reference file, a part of an in-network file.");
            default:
                _header = WithMember(name, cursor.ReadText());
                break;
        }
    }

    InNetworkHeader WithMember(string name, string? text)
    {
        switch (name)
        {
            case "reporting_entity_name":
                var isSynthetic = text?.EndsWith(InNetworkHeader.SyntheticMark, StringComparison.Ordinal) == true;
                return _header with { ReportingEntityName = isSynthetic ? text![..^InNetworkHeader.SyntheticMark.Length] : text ?? "", Synthetic = isSynthetic };
            case "reporting_entity_type": return _header with { ReportingEntityType = text };
            case "issuer_name": return _header with { IssuerName = text };
            case "plan_name": return _header with { PlanName = text };
            case "plan_id_type": return _header with { PlanIdType = text };
            case "plan_id": return _header with { PlanId = text };
            case "plan_sponsor_name": return _header with { PlanSponsorName = text };
            case "plan_market_type": return _header with { PlanMarketType = text };
            case "last_updated_on": return _header with { LastUpdatedOn = JsonValues.TryDate(text, out var date) ? date : null };
            case "version": return _header with { Version = text };
            default: return _header;
        }
    }

    void ReadItems(JsonCursor cursor)
    {
        const string Address = "/in_network";
        if (cursor.Token != JsonTokenType.StartArray)
        {
            _log.Odd(cursor.Offset, Address, "a list of items");
            cursor.Skip();
            return;
        }
        var depth = cursor.Depth;
        for (long index = 0; cursor.Read() && cursor.Depth > depth; index++)
        {
            if (cursor.Token == JsonTokenType.StartObject)
            {
                ReadItem(cursor, index);
                continue;
            }
            _log.Odd(cursor.Offset, $"{Address}/{index}", "an item");
            cursor.Skip();
        }
    }

    void ReadItem(JsonCursor cursor, long index)
    {
        var item = new Item { Index = index, Offset = cursor.Offset };
        var held = new List<HeldValue>();
        try
        {
            while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
            {
                var isRates = cursor.Is("negotiated_rates"u8);
                var name = isRates ? "negotiated_rates" : cursor.GetString();
                cursor.Read();
                if (!isRates) ReadItemMember(cursor, item, name);
                else if (item.Code is { } code && !_filter.Includes(code)) cursor.Skip();
                else if (item.IsComplete && held.Count == 0) _rates.Read(cursor, item);
                else held.Add(new(cursor));
            }
            if (held.Count == 0) return;
            if (item.Code is { } late && !_filter.Includes(late)) return;
            foreach (var rates in held)
            {
                var reopened = rates.Reopen(_log, _cancellation);
                reopened.Read();
                _rates.Read(reopened, item);
            }
        }
        finally
        {
            held.ForEach(value => value.Dispose());
        }
    }

    static void ReadItemMember(JsonCursor cursor, Item item, string name)
    {
        switch (name)
        {
            case "billing_code": item.CodeValue = cursor.ReadText(); break;
            case "billing_code_type": item.CodeType = cursor.ReadText(); break;
            case "billing_code_type_version": item.CodeVersion = cursor.ReadText(); break;
            case "negotiation_arrangement": item.Arrangement = cursor.ReadText()?.ToLowerInvariant(); break;
            case "severity_of_illness": item.SeverityOfIllness = cursor.ReadText(); break;
            case "bundled_codes" or "covered_services": item.ContainedCodes = ReadContainedCodes(cursor); break;
            default: cursor.Skip(); break; // name and description are CPT text: not kept
        }
    }

    static string? ReadContainedCodes(JsonCursor cursor)
    {
        var codes = new List<string>();
        var depth = cursor.Depth;
        string? type = null, value = null;
        if (cursor.Token != JsonTokenType.StartArray)
        {
            cursor.Skip();
            return null;
        }
        while (cursor.Read() && cursor.Depth > depth)
        {
            if (cursor.Token == JsonTokenType.EndObject && value is not null)
            {
                codes.Add($"{type?.ToUpperInvariant()}:{value.ToUpperInvariant()}");
                (type, value) = (null, null);
            }
            if (cursor.Token != JsonTokenType.PropertyName) continue;
            var name = cursor.GetString();
            cursor.Read();
            if (name == "billing_code") value = cursor.ReadText();
            else if (name == "billing_code_type") type = cursor.ReadText();
            else cursor.Skip();
        }
        return codes.Count > 0 ? codes.Join() : null;
    }

    DataFormatException NotInNetwork(JsonCursor cursor, string what) => new(
        new("FILE009", Severity.Error, new(_log.File, ByteOffset: cursor.Offset), $"{what} Only in-network files are read.", "Give a payer's in-network file."));
}
