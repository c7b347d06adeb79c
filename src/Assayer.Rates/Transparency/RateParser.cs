using System.Text.Json;
using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>Reads an item's <c>negotiated_rates</c>, and accepts or rejects each price.</summary>
sealed class RateParser(ReadingLog log, RowCounts counts, ProviderParser providers, IInNetworkSink sink)
{
    readonly List<Price> _prices = [];

    /// <summary>Whether a price has a setting: schema 2.x.</summary>
    public bool HasSettings { get; private set; }

    /// <summary>Reads the list at the cursor.</summary>
    public void Read(JsonCursor cursor, Item item)
    {
        var address = $"{item.Address}/negotiated_rates";
        if (cursor.Token != JsonTokenType.StartArray)
        {
            log.Odd(cursor.Offset, address, "a list of rates");
            cursor.Skip();
            return;
        }
        CheckItem(item);
        var depth = cursor.Depth;
        for (long index = 0; cursor.Read() && cursor.Depth > depth; index++)
        {
            if (cursor.Token == JsonTokenType.StartObject)
            {
                ReadRate(cursor, item, index);
                continue;
            }
            log.Odd(cursor.Offset, $"{address}/{index}", "a rate");
            cursor.Skip();
        }
    }

    void CheckItem(Item item)
    {
        var address = item.Address;
        if (item.Code is { } code && !code.Type.IsListed)
            log.Add("RATE010", Severity.Warning, item.Offset, address + "/billing_code_type", () => $"'{item.CodeType}' is not a kind of code that the schemas list; it was kept under its own name.");
        if (item.Arrangement is not ("ffs" or "bundle" or "capitation"))
            log.Add("RATE011", Severity.Warning, item.Offset, address + "/negotiation_arrangement",
                () => item.Arrangement is null ? "The arrangement is not stated; these prices are never pooled with fee-for-service prices." : $"'{item.Arrangement}' is not an arrangement that the schemas list; its prices are kept apart.");
    }

    void ReadRate(JsonCursor cursor, Item item, long index)
    {
        var address = $"{item.Address}/negotiated_rates/{index}";
        var offset = cursor.Offset;
        List<string> references = [];
        List<Guid> groups = [];
        _prices.Clear();
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.GetString();
            cursor.Read();
            switch (name)
            {
                case "provider_references":
                    var isOdd = false;
                    references.AddRange(cursor.ReadTexts(ref isOdd).Select(JsonValues.CanonicalNumber));
                    if (isOdd) log.Odd(offset, address + "/provider_references", "a list of provider_group_id numbers");
                    break;
                case "provider_groups": groups.AddRange(providers.ReadGroups(cursor, address + "/provider_groups")); break;
                case "negotiated_prices": ReadPrices(cursor, address + "/negotiated_prices"); break;
                default: cursor.Skip(); break;
            }
        }
        var set = references.Count + groups.Count > 0 ? ProviderSet.Of(references, groups) : null;
        var isSetSent = false;
        for (var i = 0; i < _prices.Count; i++)
        {
            var price = _prices[i];
            if (TryAccept(price, item, set, $"{address}/negotiated_prices/{i}") is not { } row) continue;
            if (!isSetSent) sink.Add(set!);
            isSetSent = true;
            sink.Add(row);
            counts.Accepted++;
        }
    }

    void ReadPrices(JsonCursor cursor, string address)
    {
        if (cursor.Token != JsonTokenType.StartArray)
        {
            log.Odd(cursor.Offset, address, "a list of prices");
            cursor.Skip();
            return;
        }
        var depth = cursor.Depth;
        while (cursor.Read() && cursor.Depth > depth)
        {
            _prices.Add(ReadPrice(cursor, $"{address}/{_prices.Count}"));
        }
    }

    Price ReadPrice(JsonCursor cursor, string address)
    {
        var price = new Price { Offset = cursor.Offset };
        if (cursor.Token != JsonTokenType.StartObject)
        {
            log.Odd(cursor.Offset, address, "a price");
            cursor.Skip();
            return price; // it counts, and is rejected for want of an amount
        }
        var isOdd = false;
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.GetString();
            cursor.Read();
            switch (name)
            {
                case "negotiated_rate":
                    isOdd |= cursor.Token == JsonTokenType.String;
                    price.AmountText = cursor.ReadText();
                    break;
                case "negotiated_type": price.NegotiatedType = cursor.ReadText()?.ToLowerInvariant(); break;
                case "expiration_date": price.ExpirationText = cursor.ReadText(); break;
                case "billing_class": price.BillingClass = cursor.ReadText()?.ToLowerInvariant(); break;
                case "setting": price.Setting = cursor.ReadText()?.ToLowerInvariant(); break;
                case "service_code": price.ServiceCodes = cursor.ReadTexts(ref isOdd).ConvertAll(text => text.ToUpperInvariant()).Join(); break;
                case "billing_code_modifier": price.Modifiers = cursor.ReadTexts(ref isOdd).ConvertAll(text => text.ToUpperInvariant()).Join(); break;
                case "additional_information": price.AdditionalInformation = cursor.ReadText(); break;
                default: cursor.Skip(); break;
            }
        }
        if (isOdd) log.Odd(price.Offset, address, "an amount as a number, and service codes and modifiers as lists of texts");
        HasSettings |= price.Setting is not null;
        return price;
    }

    RateRow? TryAccept(Price price, Item item, ProviderSet? set, string address)
    {
        if (counts.CodeOf(item, price.Offset) is not { } billingCode) return null;
        if (counts.AmountOf(price.AmountText, "negotiated_rate", item, price.Offset, address) is not { } amount) return null;
        if (set is null)
        {
            counts.Reject(item, "RATE007", price.Offset, address, () => "The price has no provider: neither provider_references nor provider_groups.");
            return null;
        }
        return new()
        {
            Code = billingCode,
            CodeVersion = item.CodeVersion,
            SeverityOfIllness = item.SeverityOfIllness,
            Arrangement = item.Arrangement,
            ContainedCodes = item.ContainedCodes,
            ProviderSet = set.Id,
            NegotiatedType = Known(price.NegotiatedType, price, address, "negotiated_type", "RATE012", "negotiated", "derived", "fee schedule", "percentage", "per diem"),
            Amount = amount,
            AmountText = price.AmountText!,
            Expiration = ExpirationOf(price, address),
            ServiceCodes = price.ServiceCodes,
            BillingClass = Known(price.BillingClass, price, address, "billing_class", "RATE013", "professional", "institutional", "both"),
            Setting = price.Setting,
            Modifiers = price.Modifiers,
            AdditionalInformation = price.AdditionalInformation,
            ByteOffset = price.Offset,
        };
    }

    string? Known(string? value, Price price, string address, string member, string code, params ReadOnlySpan<string> listed)
    {
        if (value is null || !listed.Contains(value))
            log.Add(code, Severity.Warning, price.Offset, $"{address}/{member}",
                () => value is null ? $"The {member} is not stated; the price is kept apart." : $"'{value}' is not a {member} that the schemas list; the price is kept apart, under that name.");
        return value;
    }

    DateOnly? ExpirationOf(Price price, string address)
    {
        if (JsonValues.TryDate(price.ExpirationText, out var date)) return date;
        log.Add("RATE014", Severity.Warning, price.Offset, address + "/expiration_date",
            () => price.ExpirationText is null ? "The price has no expiration date; it is taken as one without an end." : $"The expiration date '{price.ExpirationText}' is not YYYY-MM-DD; the price is taken as one without an end.");
        return null;
    }

    struct Price
    {
        public long Offset;
        public string? AmountText, NegotiatedType, ExpirationText, BillingClass, Setting, AdditionalInformation;
        public string ServiceCodes = "", Modifiers = "";

        public Price() { }
    }
}
