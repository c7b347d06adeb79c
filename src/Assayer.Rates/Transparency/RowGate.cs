using System.Globalization;
using Assayer.Codes;
using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>Accepts and rejects rows by what each must have, whichever file it stands in, and counts both.</summary>
sealed class RowGate(ReadingLog log)
{
    const decimal LargestAmount = 99_999_999_999_999.9999m; // decimal(18,4)

    readonly Dictionary<BillingCode, long> _rejectedByCode = [];
    long _accepted, _rejectedWithoutCode;

    /// <summary>A row was handed on.</summary>
    public void Accept() => _accepted++;

    /// <summary>A row can't be used. False, so that a check can end with it.</summary>
    public bool Reject(Item item, string code, long offset, string address, Func<string> message)
    {
        log.Add(code, Severity.Error, offset, address, message, "The row was rejected; ask the publisher to correct it.");
        if (item.Code is { } known) _rejectedByCode[known] = _rejectedByCode.GetValueOrDefault(known) + 1;
        else _rejectedWithoutCode++;
        return false;
    }

    /// <summary>Whether the item has a code, and the row an amount; rejects the row otherwise.</summary>
    /// <param name="item">What the row is for.</param>
    /// <param name="text">The amount as filed; null when it is missing.</param>
    /// <param name="member">The amount's name.</param>
    /// <param name="offset">Where the row stands.</param>
    /// <param name="address">Its JSON Pointer.</param>
    /// <param name="code">The item's code.</param>
    /// <param name="amount">The amount, to four digits after the point.</param>
    public bool Admits(Item item, string? text, string member, long offset, string address, out BillingCode code, out decimal amount)
    {
        (code, amount) = (item.Code ?? default, 0);
        if (item.CodeValue is null) return Reject(item, "RATE002", offset, item.Address, () => "The item has no billing_code.");
        if (item.CodeType is null) return Reject(item, "RATE003", offset, item.Address, () => $"The item with billing_code '{item.CodeValue}' has no billing_code_type.");
        if (text is null) return Reject(item, "RATE004", offset, address, () => $"The price has no {member}.");
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out amount))
            return IsNumber(text)
                ? Reject(item, "RATE006", offset, address, () => $"The amount {text} does not fit 14 digits before and 4 after the point.")
                : Reject(item, "RATE004", offset, address, () => $"The {member} '{text}' is not a number.");
        if (amount < 0) return Reject(item, "RATE005", offset, address, () => $"The amount {text} is negative.");
        if (amount > LargestAmount) return Reject(item, "RATE006", offset, address, () => $"The amount {text} does not fit 14 digits before and 4 after the point.");
        amount = Rounded(amount, text, offset, address);
        return true;
    }

    /// <summary>An amount that a row can do without, to four digits after the point; null with a warning where it is missing or can't be used.</summary>
    public decimal? Optional(string? text, string member, long offset, string address)
    {
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && amount is >= 0 and <= LargestAmount)
            return Rounded(amount, text, offset, address);
        log.Add("RATE031", Severity.Warning, offset, $"{address}/{member}", () => text is null ? $"The {member} is not stated." : $"The {member} '{text}' is not an amount; it was left out.");
        return null;
    }

    /// <summary>The value as it stands, with a warning where the schemas don't list it.</summary>
    public string? Known(string? value, long offset, string address, string member, string code, params ReadOnlySpan<string> listed)
    {
        if (value is null || !listed.Contains(value))
            log.Add(code, Severity.Warning, offset, $"{address}/{member}",
                () => value is null ? $"The {member} is not stated; the price is kept apart." : $"'{value}' is not a {member} that the schemas list; the price is kept apart, under that name.");
        return value;
    }

    /// <summary>What came of it all.</summary>
    public PriceFileResult Result(InNetworkHeader header) => new()
    {
        Header = header,
        Accepted = _accepted,
        RejectedByCode = _rejectedByCode,
        RejectedWithoutCode = _rejectedWithoutCode,
        Diagnostics = log.Diagnostics,
    };

    decimal Rounded(decimal amount, string text, long offset, string address)
    {
        var rounded = decimal.Round(amount, 4, MidpointRounding.ToEven);
        if (rounded != amount)
            log.Add("RATE019", Severity.Warning, offset, address, () => $"The amount {text} has more than 4 digits after the point; {rounded} is used.");
        return rounded;
    }

    static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && text.AsSpan().IndexOfAnyInRange('0', '9') >= 0;
}
