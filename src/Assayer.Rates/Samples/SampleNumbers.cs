using System.Globalization;

namespace Assayer.Rates.Samples;

/// <summary>Identifiers that are well-formed and belong to nobody.</summary>
static class SampleNumbers
{
    /// <summary>
    /// An NPI that begins with 2, which no provider has yet been given, with its check digit: Luhn over the prefix 80840, which adds 24
    /// (45 CFR 162.406; CMS, Requirements for National Provider Identifier and NPI check digit).
    /// </summary>
    /// <param name="serial">0 to 99,999,999.</param>
    public static long Npi(int serial)
    {
        var nine = 200_000_000L + serial;
        var sum = 24;
        var rest = nine;
        for (var doubled = true; rest > 0; rest /= 10, doubled = !doubled)
        {
            var digit = (int)(rest % 10) * (doubled ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return nine * 10 + (10 - sum % 10) % 10;
    }

    /// <summary>The same with a wrong check digit.</summary>
    public static long MistypedNpi(int serial)
    {
        var npi = Npi(serial);
        return npi / 10 * 10 + (npi + 1) % 10;
    }

    /// <summary>An EIN with the prefix 89, which the Internal Revenue Service doesn't assign.</summary>
    /// <param name="serial">0 to 9,999,999.</param>
    public static string Ein(int serial) => (890_000_000 + serial).ToString(CultureInfo.InvariantCulture);
}
