using System.Text.Json;
using Assayer.Rates.Benchmarks;

namespace Assayer.Rates.Transparency;

/// <summary>Reads an item's <c>allowed_amounts</c>, and accepts or rejects a row for each element of a payment's <c>providers</c>.</summary>
sealed class AllowedAmountParser(ReadingLog log, RowGate gate, IInNetworkSink sink)
{
    readonly GroupParser _groups = new(log);
    readonly List<Payment> _payments = [];

    /// <summary>Whether a setting is stated: schema 2.0.x.</summary>
    public bool HasSettings { get; private set; }

    /// <summary>Reads the list at the cursor.</summary>
    public void Read(JsonCursor cursor, Item item)
    {
        var address = item.Address + "/allowed_amounts";
        foreach (var index in cursor.Objects(log, address, "a list of allowed amounts", "an allowed amount")) ReadTaxpayer(cursor, item, $"{address}/{index}");
    }

    /// <summary>Everything that was paid to one TIN under the same conditions.</summary>
    void ReadTaxpayer(JsonCursor cursor, Item item, string address)
    {
        var offset = cursor.Offset;
        var (tin, tinOffset, isOdd) = (new TinAsFiled("", "", null), offset, false);
        string? billingClass = null, setting = null;
        var serviceCodes = "";
        _payments.Clear();
        foreach (var name in cursor.Members())
        {
            switch (name)
            {
                case "tin":
                    tinOffset = cursor.Offset;
                    tin = GroupParser.ReadTin(cursor);
                    break;
                case "service_code": serviceCodes = ReadCodes(cursor, ref isOdd); break;
                case "billing_class": billingClass = cursor.ReadText()?.ToLowerInvariant(); break;
                case "setting": setting = cursor.ReadText()?.ToLowerInvariant(); break;
                case "payments": ReadElements(cursor, address + "/payments", "a list of payments", "a payment", ReadPayment); break;
                default: cursor.Skip(); break;
            }
        }
        if (isOdd) log.Odd(offset, address, "service codes as a list of texts");
        HasSettings |= setting is not null;
        _groups.Check(tin, tinOffset, address + "/tin");
        gate.Known(billingClass, offset, address, "billing_class", "RATE013", "professional", "institutional", "both");
        foreach (var payment in _payments)
        {
            if (TryAccept(payment, item, tin) is not var (row, group, set)) continue;
            sink.Add(group);
            sink.Add(set);
            sink.Add(row with { BillingClass = billingClass, Setting = setting, ServiceCodes = serviceCodes });
            gate.Accept();
        }
    }

    void ReadPayment(JsonCursor cursor, string address)
    {
        var payment = new Payment { Offset = cursor.Offset, Address = address };
        var (first, isOdd) = (_payments.Count, false);
        foreach (var name in cursor.Members())
        {
            switch (name)
            {
                case "allowed_amount":
                    isOdd |= cursor.Token == JsonTokenType.String;
                    payment.AmountText = cursor.ReadText();
                    break;
                case "billing_code_modifier": payment.Modifiers = ReadCodes(cursor, ref isOdd); break;
                case "providers": ReadElements(cursor, address + "/providers", "a list of providers", "a provider", ReadProvider); break;
                default: cursor.Skip(); break;
            }
        }
        if (isOdd) log.Odd(payment.Offset, address, "an amount as a number, and modifiers as a list of texts");
        if (_payments.Count == first) _payments.Add(payment);
        for (var i = first; i < _payments.Count; i++)
            _payments[i] = _payments[i] with { AmountText = payment.AmountText, Modifiers = payment.Modifiers };
    }

    void ReadProvider(JsonCursor cursor, string address)
    {
        var payment = new Payment { Offset = cursor.Offset, Address = address, Npis = [] };
        foreach (var name in cursor.Members())
        {
            switch (name)
            {
                case "billed_charge": payment.BilledText = cursor.ReadText(); break;
                case "npi": payment.Npis = _groups.ReadNpis(cursor, address + "/npi"); break;
                default: cursor.Skip(); break;
            }
        }
        _payments.Add(payment);
    }

    /// <summary>Each element that isn't an object counts as a payment too, and is rejected for want of an amount or of providers.</summary>
    void ReadElements(JsonCursor cursor, string address, string list, string element, Action<JsonCursor, string> read)
    {
        if (cursor.Token != JsonTokenType.StartArray)
        {
            log.Odd(cursor.Offset, address, list);
            cursor.Skip();
            return;
        }
        var depth = cursor.Depth;
        for (long index = 0; cursor.Read() && cursor.Depth > depth; index++)
        {
            if (cursor.Token == JsonTokenType.StartObject)
            {
                read(cursor, $"{address}/{index}");
                continue;
            }
            log.Odd(cursor.Offset, $"{address}/{index}", element);
            _payments.Add(new() { Offset = cursor.Offset, Address = $"{address}/{index}" });
            cursor.Skip();
        }
    }

    (RateRow, ProviderGroup, ProviderSet)? TryAccept(Payment payment, Item item, TinAsFiled tin)
    {
        var (offset, address) = (payment.Offset, payment.Address);
        if (!gate.Admits(item, payment.AmountText, "allowed_amount", offset, address, out var code, out var amount)) return null;
        if (payment.Npis is not { } npis || tin.Value.Length + npis.Count == 0)
        {
            gate.Reject(item, "RATE007", offset, address, () => payment.Npis is null ? "The payment has no providers." : "The payment has neither a TIN nor an NPI.");
            return null;
        }
        _groups.Check(npis, offset, address + "/npi");
        var group = ProviderGroup.Of(tin.Type, tin.Value, tin.BusinessName, npis);
        var set = ProviderSet.Of([], [group.Id]);
        var row = new RateRow
        {
            Code = code,
            CodeVersion = item.CodeVersion,
            SeverityOfIllness = item.SeverityOfIllness,
            Arrangement = "ffs",
            ProviderSet = set.Id,
            NegotiatedType = SeriesKey.AllowedAmount,
            Amount = amount,
            AmountText = payment.AmountText!,
            BilledCharge = gate.Optional(payment.BilledText, "billed_charge", offset, address),
            Modifiers = payment.Modifiers,
            ByteOffset = offset,
        };
        return (row, group, set);
    }

    static string ReadCodes(JsonCursor cursor, ref bool isOdd) => cursor.ReadTexts(ref isOdd).ConvertAll(text => text.ToUpperInvariant()).Join();

    /// <summary>An amount that was paid to the providers that billed the same, without providers where there are none.</summary>
    struct Payment
    {
        public required long Offset;
        public required string Address;
        public string? AmountText, BilledText;
        public string Modifiers = "";
        public List<string>? Npis;

        public Payment() { }
    }
}
