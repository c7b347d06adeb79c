using System.Globalization;
using Assayer.Codes;
using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>Counts the rows of a payer's file that are kept and those that can't be used, and says why.</summary>
sealed class RowCounts(ReadingLog log)
{
    const decimal LargestAmount = 99_999_999_999_999.9999m; // decimal(18,4)

    readonly Dictionary<BillingCode, long> _rejectedByCode = [];

    public long Accepted { get; set; }

    public IReadOnlyDictionary<BillingCode, long> RejectedByCode => _rejectedByCode;

    public long RejectedWithoutCode { get; private set; }

    /// <summary>The item's code; null, and the row rejected, where it has none.</summary>
    public BillingCode? CodeOf(Item item, long offset)
    {
        if (item.CodeValue is null) Reject(item, "RATE002", offset, item.Address, () => "The item has no billing_code.");
        else if (item.Code is null) Reject(item, "RATE003", offset, item.Address, () => $"The item with billing_code '{item.CodeValue}' has no billing_code_type.");
        return item.Code;
    }

    /// <summary>An amount to four digits after the point; null, and the row rejected, where it is none.</summary>
    public decimal? AmountOf(string? text, string member, Item item, long offset, string address)
    {
        if (text is null)
        {
            Reject(item, "RATE004", offset, address, () => $"There is no {member}.");
            return null;
        }
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount))
        {
            if (IsNumber(text)) Reject(item, "RATE006", offset, address, () => $"The amount {text} does not fit 14 digits before and 4 after the point.");
            else Reject(item, "RATE004", offset, address, () => $"The {member} '{text}' is not a number.");
            return null;
        }
        if (amount is < 0 or > LargestAmount)
        {
            if (amount < 0) Reject(item, "RATE005", offset, address, () => $"The amount {text} is negative.");
            else Reject(item, "RATE006", offset, address, () => $"The amount {text} does not fit 14 digits before and 4 after the point.");
            return null;
        }
        var rounded = decimal.Round(amount, 4, MidpointRounding.ToEven);
        if (rounded != amount)
            log.Add("RATE019", Severity.Warning, offset, address, () => $"The amount {text} has more than 4 digits after the point; {rounded} is used, and the text is kept.");
        return rounded;
    }

    /// <summary>Counts a row as rejected.</summary>
    public void Reject(Item item, string code, long offset, string address, Func<string> message)
    {
        log.Add(code, Severity.Error, offset, address, message, "The row was rejected; ask the publisher to correct it.");
        if (item.Code is { } known) _rejectedByCode[known] = _rejectedByCode.GetValueOrDefault(known) + 1;
        else RejectedWithoutCode++;
    }

    static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && text.AsSpan().IndexOfAnyInRange('0', '9') >= 0;
}
