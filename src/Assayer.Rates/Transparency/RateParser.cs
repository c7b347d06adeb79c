using System.Runtime.InteropServices;
using System.Text.Json;
using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>Reads an item's <c>negotiated_rates</c>, and accepts or rejects each price.</summary>
/// <param name="log">Takes what there is to say.</param>
/// <param name="providers">Reads groups in a rate.</param>
/// <param name="gate">Counts rows.</param>
/// <param name="sink">Takes what is found.</param>
/// <param name="scanner">Reads what is written as usual; null: all is read plainly.</param>
sealed class RateParser(ReadingLog log, ProviderParser providers, RowGate gate, IInNetworkSink sink, RateScanner? scanner)
{
    readonly List<Price> _prices = [];

    /// <summary>Whether a price has a setting: schema 2.x.</summary>
    public bool HasSettings { get; private set; }

    /// <summary>Reads the list at the cursor.</summary>
    public void Read(JsonCursor cursor, Item item)
    {
        if (item.Arrangement is not ("ffs" or "bundle" or "capitation"))
            log.Add("RATE011", Severity.Warning, item.Offset, item.Address + "/negotiation_arrangement",
                () => item.Arrangement is null ? "The arrangement is not stated; these prices are never pooled with fee-for-service prices." : $"'{item.Arrangement}' is not an arrangement that the schemas list; its prices are kept apart.");
        var address = item.Address + "/negotiated_rates";
        var terms = item.Code is { } code ? new ItemTerms(code, item.CodeVersion, item.SeverityOfIllness, item.Arrangement, item.ContainedCodes) : null;
        var next = 0L;
        Action<long> take = Take;
        foreach (var index in cursor.Objects(log, address, "a list of rates", "a rate"))
        {
            next = index;
            if (scanner is null || terms is null || !cursor.TryScan(scanner.Rate, take)) ReadRate(cursor, item, $"{address}/{index}");
        }

        void Take(long offset) => this.Take(scanner!, terms!, offset, address, next++);
    }

    void Take(RateScanner scanner, ItemTerms terms, long offset, string list, long index)
    {
        var set = TakeProviders(scanner, offset, list, index);
        foreach (ref readonly var price in CollectionsMarshal.AsSpan(scanner.Prices))
        {
            HasSettings |= price.Setting is not null;
            sink.Add(new ScannedRow(terms, set, in price, offset + price.At));
            gate.Accept();
        }
    }

    Guid TakeProviders(RateScanner scanner, long offset, string list, long index)
    {
        if (scanner.HasGroups)
        {
            scanner.Providers.TakeGroups(offset, list, index, sink);
            var set = ProviderSet.Of([], scanner.Providers.Ids);
            sink.Add(set);
            return set.Id;
        }
        var id = ContentHash.Of(scanner.References);
        sink.AddSet(id, scanner.References);
        return id;
    }

    void ReadRate(JsonCursor cursor, Item item, string address)
    {
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
            gate.Accept();
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
        if (!gate.Admits(item, price.AmountText, "negotiated_rate", price.Offset, address, out var code, out var amount)) return null;
        if (set is null)
        {
            gate.Reject(item, "RATE007", price.Offset, address, () => "The price has no provider: neither provider_references nor provider_groups.");
            return null;
        }
        return new()
        {
            Code = code,
            CodeVersion = item.CodeVersion,
            SeverityOfIllness = item.SeverityOfIllness,
            Arrangement = item.Arrangement,
            ContainedCodes = item.ContainedCodes,
            ProviderSet = set.Id,
            NegotiatedType = gate.Known(price.NegotiatedType, price.Offset, address, "negotiated_type", "RATE012", "negotiated", "derived", "fee schedule", "percentage", "per diem"),
            Amount = amount,
            AmountText = price.AmountText!,
            Expiration = ExpirationOf(price, address),
            ServiceCodes = price.ServiceCodes,
            BillingClass = gate.Known(price.BillingClass, price.Offset, address, "billing_class", "RATE013", "professional", "institutional", "both"),
            Setting = price.Setting,
            Modifiers = price.Modifiers,
            AdditionalInformation = price.AdditionalInformation,
            ByteOffset = price.Offset,
        };
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
