using System.Globalization;
using System.Runtime.InteropServices;
using Assayer.Codes;
using Assayer.Rates.Transparency;

namespace Assayer.Benchmarks;

/// <summary>
/// Synthetic prices that repeat as a payer's file does: a code has some hundreds of prices, amounts and places of service are among a few, sets of
/// providers come in runs, and equal texts are the same object.
/// </summary>
static class PriceRows
{
    const int RowsOfCode = 500, Sets = 50_000, Amounts = 2_000, LongestRun = 8;

    static readonly string[] NegotiatedTypes = ["negotiated", "fee schedule", "derived"];
    static readonly string[] ServiceCodes = ["", "11", "22,24", "11,22,24", "02,11,19,21,22,23,24", "21,22"];
    static readonly string?[] Remarks = [null, "Subject to the plan's rules", "Not for services outside the network"];

    public static IEnumerable<RateRow> Make(int count)
    {
        var random = new Random(86353);
        var amounts = Enumerable.Range(0, Amounts).Select(_ => Math.Round(10 + (decimal)(random.NextDouble() * 5_000), 2)).ToArray();
        var texts = amounts.Select(amount => amount.ToString(CultureInfo.InvariantCulture)).ToArray();
        var sets = new Guid[Sets];
        random.NextBytes(MemoryMarshal.AsBytes(sets.AsSpan()));
        var expiration = new DateOnly(9999, 12, 31);
        var (set, amount, negotiatedType, services, remark, run) = (0, 0, 0, 0, 0, 0);
        var code = default(BillingCode);
        var (billingClass, modifiers) = ("professional", "");
        long offset = 1_000;
        for (var row = 0; row < count; row++)
        {
            if (row % RowsOfCode == 0)
            {
                code = new(BillingCodeType.Cpt, (10_000 + row / RowsOfCode % 80_000).ToString(CultureInfo.InvariantCulture));
                (negotiatedType, remark) = (random.Next(NegotiatedTypes.Length), random.Next(Remarks.Length));
            }
            if (run-- == 0) (run, set) = (random.Next(LongestRun), random.Next(Sets));
            if (random.Next(3) > 0) amount = random.Next(Amounts);
            if (random.Next(4) == 0)
            {
                services = random.Next(ServiceCodes.Length);
                (billingClass, modifiers) = (services % 2 == 0 ? "professional" : "institutional", random.Next(10) == 0 ? "26" : "");
            }
            offset += 150 + random.Next(200);
            yield return new()
            {
                Code = code,
                CodeVersion = "2025",
                Arrangement = "ffs",
                ProviderSet = sets[set],
                NegotiatedType = NegotiatedTypes[negotiatedType],
                Amount = amounts[amount],
                AmountText = texts[amount],
                Expiration = expiration,
                ServiceCodes = ServiceCodes[services],
                BillingClass = billingClass,
                Modifiers = modifiers,
                AdditionalInformation = Remarks[remark],
                ByteOffset = offset,
            };
        }
    }
}
