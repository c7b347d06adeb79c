using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using Assayer.Codes;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads rates as nearly all files write them, from what is in memory. What it doesn't know, or what there is something to say about, is left to
/// <see cref="RateParser"/>, which gives the same for what it does know.
/// </summary>
sealed class RateScanner
{
    readonly RecordWriter _set = new();
    (int Start, int Length)[] _references = new (int, int)[64];
    bool _hasReferences;
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

    /// <summary>The rate's references, as a set without groups: see <see cref="ProviderSet"/>. Empty where its providers are groups.</summary>
    public ReadOnlySpan<byte> References => _set.Record;

    /// <summary>Whether there are groups in the rate itself, for <see cref="ProviderScanner.TakeGroups"/>.</summary>
    public bool HasGroups { get; private set; }

    bool TryRead(ref PlainJson json)
    {
        Prices.Clear();
        _set.Begin();
        (_hasReferences, HasGroups) = (false, false);
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
                if (_hasReferences || !json.NumberList(out var list) || !TryReadReferences(list)) return false;
                _hasReferences = true;
            }
            else if (!name.SequenceEqual("provider_groups"u8) || HasGroups || !(HasGroups = Providers.TryReadGroups(ref json)))
            {
                return false;
            }
        }
        return hasPrices && _hasReferences != HasGroups; // both at once are left to others
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
        if (price.AmountText.IsEmpty || price.NegotiatedType is null || price.BillingClass is null || price.Expiration is null) return false;
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
                if (!json.Number(out var number) || !TryReadAmount(number, out price.Amount)) return false;
                price.AmountText = new(number);
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
    static bool TryReadAmount(ReadOnlySpan<byte> number, out decimal amount)
    {
        var point = number.IndexOf((byte)'.');
        var (whole, scale) = point < 0 ? (number.Length, 0) : (point, number.Length - point - 1);
        amount = 0;
        if (whole > 14 || scale > 4) return false;
        var digits = 0L;
        foreach (var sign in number)
            if (sign != '.') digits = digits * 10 + (sign - '0');
        amount = new((int)digits, (int)(digits >> 32), 0, isNegative: false, (byte)scale);
        return true;
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

    // Each once, in the order of their texts: there are few of them, and they mostly come sorted.
    bool TryReadReferences(ReadOnlySpan<byte> list)
    {
        var json = new PlainJson(list);
        var count = 0;
        json.Passes('[');
        do
        {
            if (!json.Number(out var number) || number.Contains((byte)'.')) return false;
            if (count == _references.Length) Array.Resize(ref _references, count * 2);
            _references[count++] = (json.At - number.Length, number.Length);
        } while (json.Passes(','));
        if (!json.Passes(']')) return false;
        var distinct = Sorted(list, _references.AsSpan(0, count));
        _set.Number(distinct);
        for (var i = 0; i < distinct; i++) _set.Text(list.Slice(_references[i].Start, _references[i].Length));
        _set.Number(0);
        return true;
    }

    static int Sorted(ReadOnlySpan<byte> list, Span<(int Start, int Length)> references)
    {
        var isSorted = true;
        for (var i = 1; i < references.Length; i++) isSorted &= Compare(list, references[i - 1], references[i]) < 0;
        if (isSorted) return references.Length;
        var bytes = list.ToArray();
        references.Sort((left, right) => Compare(bytes, left, right));
        var distinct = 0;
        foreach (var reference in references)
            if (distinct == 0 || Compare(list, references[distinct - 1], reference) != 0) references[distinct++] = reference;
        return distinct;
    }

    static int Compare(ReadOnlySpan<byte> list, (int Start, int Length) left, (int Start, int Length) right) =>
        list.Slice(left.Start, left.Length).SequenceCompareTo(list.Slice(right.Start, right.Length));
}

/// <summary>A price that needs no remark.</summary>
struct ScannedPrice()
{
    public required int At;
    public ScannedAmount AmountText;
    public string? NegotiatedType, BillingClass, Setting, AdditionalInformation;
    public decimal Amount;
    public DateOnly? Expiration;
    public string ServiceCodes = "", Modifiers = "";
}

/// <summary>An amount as the file has it: digits, and a point.</summary>
[InlineArray(Room)]
struct ScannedAmount
{
    const int Room = 20;

    byte _first;

    public ScannedAmount(ReadOnlySpan<byte> text) => text.CopyTo(this);

    public readonly bool IsEmpty => _first == 0;

    /// <summary>Its bytes.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Text => ((ReadOnlySpan<byte>)this).IndexOf((byte)0) is >= 0 and var end ? ((ReadOnlySpan<byte>)this)[..end] : this;
}

/// <summary>What an item says of its prices.</summary>
sealed record ItemTerms(BillingCode Code, string? CodeVersion, string? SeverityOfIllness, string? Arrangement, string? ContainedCodes);

/// <summary>A price with what it belongs to.</summary>
readonly struct ScannedRow(ItemTerms item, Guid set, in ScannedPrice price, long offset)
{
    public readonly ItemTerms Item = item;
    public readonly Guid ProviderSet = set;
    public readonly ScannedPrice Price = price;
    public readonly long ByteOffset = offset;

    public RateRow ToRow() => new()
    {
        Code = Item.Code,
        CodeVersion = Item.CodeVersion,
        SeverityOfIllness = Item.SeverityOfIllness,
        Arrangement = Item.Arrangement,
        ContainedCodes = Item.ContainedCodes,
        ProviderSet = ProviderSet,
        NegotiatedType = Price.NegotiatedType,
        Amount = Price.Amount,
        AmountText = Encoding.ASCII.GetString(Price.AmountText.Text),
        Expiration = Price.Expiration,
        ServiceCodes = Price.ServiceCodes,
        BillingClass = Price.BillingClass,
        Setting = Price.Setting,
        Modifiers = Price.Modifiers,
        AdditionalInformation = Price.AdditionalInformation,
        ByteOffset = ByteOffset,
    };
}
