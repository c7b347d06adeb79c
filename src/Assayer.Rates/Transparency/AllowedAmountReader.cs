using System.Text.Json;
using Assayer.Evidence;
using Assayer.Rates.Benchmarks;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads allowed-amounts files of the Transparency in Coverage rule, schema 1.x and 2.x: what was paid out of network. Each element of a payment's
/// providers is a row. See docs/formats/allowed-amounts.md.
/// </summary>
public sealed class AllowedAmountReader
{
    readonly ReadingLog _log;
    readonly ProviderParser _providers;
    readonly RowCounts _counts;
    readonly IInNetworkSink _sink;
    bool _hasSettings;

    AllowedAmountReader(string file, IInNetworkSink sink)
    {
        _log = new(file);
        _counts = new(_log);
        _providers = new(_log, sink);
        _sink = sink;
    }

    /// <summary>Reads a file's content to its end.</summary>
    /// <exception cref="DataFormatException">It is no JSON, or no allowed-amounts file.</exception>
    public static InNetworkResult Read(string file, Stream content, CodeFilter filter, IInNetworkSink sink, CancellationToken cancellation = default)
    {
        var reader = new AllowedAmountReader(file, sink);
        var items = new ItemReader(reader._log, filter, "out_of_network", "allowed_amounts", arrangement: "ffs", reader.ReadAmounts, cancellation);
        var header = new RootReader(reader._log, "allowed-amounts file").Read(new(reader._log, content, 0, cancellation), ("out_of_network", items.Read));
        if (reader._counts is { Accepted: 0, RejectedWithoutCode: 0, RejectedByCode.Count: 0 })
            reader._log.Add("RATE030", Severity.Information, 0, "/out_of_network", () => $"The file has no allowed amount for {filter}: payers publish them only from 20 claims on.");
        return new()
        {
            Header = header with { Structure = reader._hasSettings || header.Version?.StartsWith('2') == true ? "2.x" : "1.x" },
            Accepted = reader._counts.Accepted,
            RejectedByCode = reader._counts.RejectedByCode,
            RejectedWithoutCode = reader._counts.RejectedWithoutCode,
            Diagnostics = reader._log.Diagnostics,
        };
    }

    void ReadAmounts(JsonCursor cursor, Item item) => cursor.ReadList(_log, item.Address + "/allowed_amounts", "a list of allowed amounts", address => ReadAmount(cursor, item, address));

    void ReadAmount(JsonCursor cursor, Item item, string address)
    {
        var terms = new Terms();
        var payments = new List<Payment>();
        var (offset, isOdd) = (cursor.Offset, false);
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.GetString();
            cursor.Read();
            switch (name)
            {
                case "tin" when cursor.Token == JsonTokenType.StartObject: (terms.TinType, terms.Tin, terms.BusinessName) = ProviderParser.ReadTin(cursor); break;
                case "tin": terms.Tin = cursor.ReadText() ?? ""; break;
                case "service_code": terms.ServiceCodes = cursor.ReadTexts(ref isOdd).ConvertAll(text => text.ToUpperInvariant()).Join(); break;
                case "billing_class": terms.BillingClass = cursor.ReadText()?.ToLowerInvariant(); break;
                case "setting": terms.Setting = cursor.ReadText()?.ToLowerInvariant(); break;
                case "payments": cursor.ReadList(_log, address + "/payments", "a list of payments", at => payments.Add(ReadPayment(cursor, at))); break;
                default: cursor.Skip(); break;
            }
        }
        if (isOdd) _log.Odd(offset, address, "service codes as a list of texts");
        _hasSettings |= terms.Setting is not null;
        foreach (var payment in payments) Accept(item, terms, payment);
    }

    Payment ReadPayment(JsonCursor cursor, string address)
    {
        var payment = new Payment { Offset = cursor.Offset, Address = address };
        var isOdd = false;
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.GetString();
            cursor.Read();
            switch (name)
            {
                case "allowed_amount":
                    isOdd |= cursor.Token == JsonTokenType.String;
                    payment.AmountText = cursor.ReadText();
                    break;
                case "billing_code_modifier": payment.Modifiers = cursor.ReadTexts(ref isOdd).ConvertAll(text => text.ToUpperInvariant()).Join(); break;
                case "providers": cursor.ReadList(_log, address + "/providers", "a list of providers", at => payment.Providers.Add(ReadProviders(cursor, at))); break;
                default: cursor.Skip(); break;
            }
        }
        if (isOdd) _log.Odd(payment.Offset, address, "an amount as a number, and modifiers as a list of texts");
        return payment;
    }

    static Billed ReadProviders(JsonCursor cursor, string address)
    {
        var billed = new Billed { Offset = cursor.Offset, Address = address };
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.GetString();
            cursor.Read();
            switch (name)
            {
                case "billed_charge": billed.ChargeText = cursor.ReadText(); break;
                case "npi": billed.Npis = cursor.ReadTexts(ref billed.IsOdd); break;
                default: cursor.Skip(); break;
            }
        }
        return billed;
    }

    void Accept(Item item, Terms terms, Payment payment)
    {
        if (payment.Providers.Count == 0) payment.Providers.Add(new() { Offset = payment.Offset, Address = payment.Address }); // the payment counts
        foreach (var billed in payment.Providers)
        {
            if (billed.IsOdd) _log.Odd(billed.Offset, billed.Address + "/npi", "a list of NPIs");
            if (_counts.CodeOf(item, billed.Offset) is not { } code) continue;
            if (_counts.AmountOf(payment.AmountText, "allowed_amount", item, billed.Offset, payment.Address) is not { } amount) continue;
            if (_providers.GroupOf(billed.Offset, billed.Address, terms.TinType, terms.Tin, terms.BusinessName, billed.Npis) is not { } group)
            {
                _counts.Reject(item, "RATE007", billed.Offset, billed.Address, () => "The payment has no provider: neither a TIN nor an NPI.");
                continue;
            }
            var set = ProviderSet.Of([], [group.Id]);
            _sink.Add(group);
            _sink.Add(set);
            _sink.Add(new RateRow
            {
                Code = code,
                CodeVersion = item.CodeVersion,
                Arrangement = item.Arrangement,
                ProviderSet = set.Id,
                NegotiatedType = SeriesKey.AllowedAmount,
                Amount = amount,
                AmountText = payment.AmountText!,
                ServiceCodes = terms.ServiceCodes,
                BillingClass = terms.BillingClass,
                Setting = terms.Setting,
                Modifiers = payment.Modifiers,
                BilledCharge = ChargeOf(billed),
                ByteOffset = billed.Offset,
            });
            _counts.Accepted++;
        }
    }

    decimal? ChargeOf(Billed billed)
    {
        if (billed.ChargeText is null) return null;
        if (decimal.TryParse(billed.ChargeText, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var charge) && charge is >= 0 and < 100_000_000_000_000m)
            return decimal.Round(charge, 4, MidpointRounding.ToEven);
        _log.Odd(billed.Offset, billed.Address + "/billed_charge", "an amount");
        return null;
    }

    sealed class Terms
    {
        public string TinType = "", Tin = "", ServiceCodes = "";
        public string? BusinessName, BillingClass, Setting;
    }

    sealed class Payment
    {
        public required long Offset { get; init; }
        public required string Address { get; init; }
        public string? AmountText { get; set; }
        public string Modifiers { get; set; } = "";
        public List<Billed> Providers { get; } = [];
    }

    sealed class Billed
    {
        public required long Offset { get; init; }
        public required string Address { get; init; }
        public string? ChargeText { get; set; }
        public List<string> Npis { get; set; } = [];
        public bool IsOdd;
    }
}
