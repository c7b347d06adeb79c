using System.Globalization;
using System.Text;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads rates as nearly all files write them, from what is in memory. What it doesn't know, or what there is something to say about, is left to
/// <see cref="RateParser"/>, which gives the same for what it does know.
/// </summary>
sealed class RateScanner
{
    readonly Memo<ProviderSet?> _sets = new(SetOf, 1 << 23);
    readonly Memo<(string Text, decimal Amount)?> _amounts = new(AmountOf, 1 << 18);
    readonly Memo<string?> _types = new(text => OneOf(text, "negotiated", "derived", "fee schedule", "percentage", "per diem"), 1 << 12);
    readonly Memo<string?> _classes = new(text => OneOf(text, "professional", "institutional", "both"), 1 << 12);
    readonly Memo<string?> _settings = new(text => TextOf(text)?.ToLowerInvariant(), 1 << 12);
    readonly Memo<DateOnly?> _dates = new(text => JsonValues.TryDate(TextOf(text), out var date) ? date : null, 1 << 14);
    readonly Memo<string?> _services = new(CodesOf, 1 << 18), _modifiers = new(CodesOf, 1 << 16);
    readonly Memo<string?> _remarks = new(TextOf, 1 << 20);

    /// <param name="providers">Reads the groups in rates.</param>
    public RateScanner(ProviderScanner providers)
    {
        Providers = providers;
        Rate = TryRead;
    }

    /// <summary>Reads a rate from behind its opening bracket to behind its closing one. False where that is left to others.</summary>
    public PlainRead Rate { get; }

    /// <summary>Reads the groups in rates.</summary>
    public ProviderScanner Providers { get; }

    /// <summary>The prices that were read.</summary>
    public List<ScannedPrice> Prices { get; } = [];

    /// <summary>The providers, as far as they are references; null where there are none.</summary>
    public ProviderSet? References { get; private set; }

    /// <summary>Whether there are groups in the rate itself, for <see cref="ProviderScanner.TakeGroups"/>.</summary>
    public bool HasGroups { get; private set; }

    bool TryRead(ref PlainJson json)
    {
        Prices.Clear();
        (References, HasGroups) = (null, false);
        var (hasPrices, isFirst) = (false, true);
        while (!json.Passes('}'))
        {
            if (!isFirst && !json.Passes(',')) return false;
            isFirst = false;
            if (!json.Name(out var name)) return false;
            if (name.SequenceEqual("negotiated_prices"u8))
            {
                if (hasPrices || !TryReadPrices(ref json)) return false;
                hasPrices = true;
            }
            else if (name.SequenceEqual("provider_references"u8))
            {
                if (References is not null || !json.NumberList(out var list)) return false;
                References = _sets.Of(list);
                if (References is null) return false;
            }
            else if (!name.SequenceEqual("provider_groups"u8) || HasGroups || !(HasGroups = Providers.TryReadGroups(ref json)))
            {
                return false;
            }
        }
        return hasPrices && (References is not null || HasGroups);
    }

    bool TryReadPrices(ref PlainJson json)
    {
        if (!json.Passes('[')) return false;
        do
        {
            if (!TryReadPrice(ref json)) return false;
        } while (json.Passes(','));
        return json.Passes(']');
    }

    bool TryReadPrice(ref PlainJson json)
    {
        if (!json.Passes('{')) return false;
        var price = new ScannedPrice { At = json.At - 1 };
        var isFirst = true;
        while (!json.Passes('}'))
        {
            if (!isFirst && !json.Passes(',')) return false;
            isFirst = false;
            if (!json.Name(out var name) || !TryReadMember(ref json, name, ref price)) return false;
        }
        if (price.AmountText is null || price.NegotiatedType is null || price.BillingClass is null || price.Expiration is null) return false;
        Prices.Add(price);
        return true;
    }

    // By length first, then by name: each is compared once.
    bool TryReadMember(ref PlainJson json, ReadOnlySpan<byte> name, ref ScannedPrice price)
    {
        switch (name.Length)
        {
            case 7 when name.SequenceEqual("setting"u8):
                if (!TryText(ref json, out var setting)) return false;
                price.Setting = _settings.Of(setting);
                return true;
            case 12 when name.SequenceEqual("service_code"u8):
                if (!json.TextList(out var services) || !Ascii.IsValid(services) || _services.Of(services) is not { } joined) return false;
                price.ServiceCodes = joined;
                return true;
            case 13 when name.SequenceEqual("billing_class"u8):
                if (!TryText(ref json, out var billingClass)) return false;
                price.BillingClass = _classes.Of(billingClass);
                return true;
            case 15 when name.SequenceEqual("negotiated_rate"u8):
                if (!json.Number(out var number) || _amounts.Of(number) is not var (text, amount)) return false;
                (price.AmountText, price.Amount) = (text, amount);
                return true;
            case 15 when name.SequenceEqual("negotiated_type"u8):
                if (!TryText(ref json, out var type)) return false;
                price.NegotiatedType = _types.Of(type);
                return true;
            case 15 when name.SequenceEqual("expiration_date"u8):
                if (!TryText(ref json, out var date)) return false;
                price.Expiration = _dates.Of(date);
                return true;
            case 21 when name.SequenceEqual("billing_code_modifier"u8):
                if (!json.TextList(out var modifiers) || !Ascii.IsValid(modifiers) || _modifiers.Of(modifiers) is not { } all) return false;
                price.Modifiers = all;
                return true;
            case 22 when name.SequenceEqual("additional_information"u8):
                if (!TryText(ref json, out var remark)) return false;
                price.AdditionalInformation = _remarks.Of(remark);
                return true;
            default: return false;
        }
    }

    static bool TryText(ref PlainJson json, out ReadOnlySpan<byte> text) => json.Text(out text) && Ascii.IsValid(text);

    static string? TextOf(byte[] text) => Encoding.ASCII.GetString(text).Trim() is { Length: > 0 } known ? known : null;

    static string? OneOf(byte[] text, params ReadOnlySpan<string> listed) => TextOf(text)?.ToLowerInvariant() is { } value && listed.IndexOf(value) is >= 0 and var index ? listed[index] : null;

    // At most 14 digits before the point and 4 behind it: no rounding, and no more than the lake's DECIMAL(18,4) holds.
    static (string, decimal)? AmountOf(byte[] number)
    {
        var point = Array.IndexOf(number, (byte)'.');
        if ((point < 0 ? number.Length : point) > 14 || (point >= 0 && number.Length - point - 1 > 4)) return null;
        var text = Encoding.ASCII.GetString(number);
        return (text, decimal.Round(decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), 4));
    }

    static string? CodesOf(byte[] list)
    {
        var json = new PlainJson(list);
        var codes = new List<string>();
        json.Passes('[');
        while (json.Text(out var text))
        {
            if (TextOf(text.ToArray()) is not { } code) return null;
            codes.Add(code.ToUpperInvariant());
            json.Passes(',');
        }
        return codes.Join();
    }

    static ProviderSet? SetOf(byte[] list)
    {
        var json = new PlainJson(list);
        var references = new List<string>();
        json.Passes('[');
        do
        {
            if (!json.Number(out var number) || number.Contains((byte)'.')) return null;
            references.Add(Encoding.ASCII.GetString(number));
        } while (json.Passes(','));
        return json.Passes(']') ? ProviderSet.Of(references, []) : null;
    }
}

/// <summary>A price that needs no remark.</summary>
struct ScannedPrice()
{
    public required int At;
    public string? AmountText, NegotiatedType, BillingClass, Setting, AdditionalInformation;
    public decimal Amount;
    public DateOnly? Expiration;
    public string ServiceCodes = "", Modifiers = "";
}
