using System.Text;
using Assayer.Codes;
using Assayer.Evidence;
using Assayer.Rates.Transparency;

namespace Assayer.Rates.Hospital;

/// <summary>Takes the charges of a file, whatever its layout: judges their values, passes them on for each wanted code, and counts.</summary>
sealed class ChargeLedger(ReadingLog log, CodeFilter filter, Action<HospitalCharge> add)
{
    const int LongestQuote = 80;
    const int MostModifierRules = 10_000;

    readonly Dictionary<BillingCode, long> _rejectedByCode = [];
    readonly List<ModifierRule> _modifierRules = [];
    long _accepted, _rejectedWithoutCode;

    public HospitalResult Result(HospitalHeader header) => new()
    {
        Header = header,
        Accepted = _accepted,
        RejectedByCode = _rejectedByCode,
        RejectedWithoutCode = _rejectedWithoutCode,
        ModifierRules = _modifierRules,
        Diagnostics = log.Diagnostics,
    };

    /// <summary>Whether an item is worth reading: one of its codes is wanted, or it has none, which must be counted.</summary>
    public bool Wants(ItemCodes codes) => codes.IsEmpty || codes.All.Any(filter.Includes);

    public void Report(string code, Severity severity, Place place, Func<string> message, string? remedy = null) =>
        log.Diagnostics.Add(code, severity, () => new(code, severity, place.In(log.File), message(), remedy));

    /// <summary>Says that a file has no day.</summary>
    public void CheckDay(HospitalHeader header, string? day, Place place)
    {
        if (header.LastUpdatedOn is null)
            Report("HOSP019", Severity.Warning, place, () => $"{(string.IsNullOrWhiteSpace(day) ? "Nothing" : Quoted(day))} is given as the day of the last update, instead of YYYY-MM-DD or M/D/YYYY. The date in the file's name, if any, stands in.");
    }

    /// <summary>Says that a file isn't attested to be complete.</summary>
    public void CheckAttestation(HospitalHeader header, Place place)
    {
        if (header.Attested != true)
            Report("HOSP020", Severity.Warning, place, () => header.Attested is null ? "The hospital doesn't attest that the file is complete." : "The hospital says that the file is not complete.");
    }

    /// <summary>An amount; null where there is none or it can't be used, which makes <paramref name="isSpoiled"/> true.</summary>
    public decimal? Amount(ReadOnlySpan<byte> text, Place place, ref bool isSpoiled)
    {
        var (value, remark) = HospitalAmount.Parse(text);
        if (remark == AmountRemark.None) return value;
        isSpoiled |= value is null;
        Report(remark, Encoding.UTF8.GetString(text), place);
        return value;
    }

    /// <summary>A word of a list, or, with a warning, whatever was filed.</summary>
    public string? Word(string[] words, string? text, string diagnostic, string what, Place place)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (!FiledWords.TryFind(words, text, out var word)) Report(diagnostic, Severity.Warning, place, () => $"{Quoted(text)} is not a {what}: {string.Join(", ", words)}. It was kept as filed.");
        return word;
    }

    /// <summary>How many remittances: "0", "1 through 10" or a number from 11 (data dictionary 3.0, count).</summary>
    public string? Count(string? text, Place place)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (text == "0" || (text.All(char.IsAsciiDigit) && text[0] != '0' && text.Length > 1 && text != "10")) return text;
        if (text.Equals("1 through 10", StringComparison.OrdinalIgnoreCase)) return "1 through 10";
        Report("HOSP015", Severity.Warning, place, () => $"{Quoted(text)} is not a count: 0, 1 through 10, or a number from 11. It was kept as filed.");
        return text;
    }

    /// <summary>A code of an item; without its kind it is none.</summary>
    public void AddCode(ItemCodes codes, string type, string value, Place place)
    {
        if (type.Length > 0 && value.Length > 0) codes.Add(type, value);
        else if (type.Length > 0 || value.Length > 0)
            Report("HOSP016", Severity.Warning, place, () => value.Length > 0 ? $"The code {Quoted(value)} has no kind. It was left out." : $"The kind of code {Quoted(type)} has no code. It was left out.");
    }

    /// <summary>Says which of an item's codes are of an unknown kind. Asked once for an item that is wanted.</summary>
    public void CheckCodes(ItemCodes codes, Place place)
    {
        foreach (var code in codes.All)
        {
            if (!code.Type.IsListed)
                Report("HOSP010", Severity.Warning, place, () => $"{Quoted(code.Type.Name)} is not a kind of code that the data dictionary lists. It was kept under its own name.");
        }
    }

    /// <summary>Takes what an item costs, for one plan or for everybody.</summary>
    /// <param name="codes">The item's codes.</param>
    /// <param name="charge">What it costs; its code is not set yet.</param>
    /// <param name="isSpoiled">An amount was filed that can't be used.</param>
    /// <param name="place">Where it stands.</param>
    public void Post(ItemCodes codes, HospitalCharge charge, bool isSpoiled, Place place)
    {
        if (codes.IsEmpty)
        {
            PostWithoutCode(charge, isSpoiled, place);
            return;
        }
        var isUsable = !isSpoiled || HasCharge(charge);
        if (!isUsable) Report("HOSP003", Severity.Error, place, () => "None of the filed amounts can be used. The charge was rejected.", "See what was said about its amounts.");
        foreach (var code in codes.All)
        {
            if (!filter.Includes(code)) continue;
            if (!isUsable)
            {
                _rejectedByCode[code] = _rejectedByCode.GetValueOrDefault(code) + 1;
                continue;
            }
            _accepted++;
            add(charge with { Code = code, OtherCodes = codes.Beside(code) });
        }
    }

    /// <summary>Takes what modifiers do by themselves.</summary>
    public void Post(ModifierRule rule, Place place)
    {
        Report("HOSP017", Severity.Information, place, () => $"A rule for the modifiers {Quoted(rule.Modifiers)} without a code. It was kept apart from the charges, and applied to none.");
        if (_modifierRules.Count < MostModifierRules) _modifierRules.Add(rule);
    }

    /// <summary>Counts a charge that can't be read at all.</summary>
    public void RejectWithoutCode() => _rejectedWithoutCode++;

    void PostWithoutCode(HospitalCharge charge, bool isSpoiled, Place place)
    {
        if (charge is { Modifiers.Length: > 0, Gross: null, DiscountedCash: null } && !isSpoiled)
        {
            Post(
                new ModifierRule
                {
                    Modifiers = charge.Modifiers,
                    Setting = charge.Setting,
                    PayerName = charge.PayerName,
                    PlanName = charge.PlanName,
                    NegotiatedDollar = charge.NegotiatedDollar,
                    NegotiatedPercentage = charge.NegotiatedPercentage,
                    NegotiatedAlgorithm = charge.NegotiatedAlgorithm,
                    Notes = charge.Notes,
                    Row = charge.Row,
                },
                place);
            return;
        }
        Report("HOSP002", Severity.Error, place, () => "An item without a code and its kind. Its charge was rejected.", "Ask the hospital to file its codes.");
        _rejectedWithoutCode++;
    }

    static bool HasCharge(HospitalCharge charge) =>
        charge.Gross is not null || charge.DiscountedCash is not null || charge.Minimum is not null || charge.Maximum is not null
        || charge.NegotiatedDollar is not null || charge.NegotiatedPercentage is not null || charge.NegotiatedAlgorithm is not null
        || charge.EstimatedAmount is not null || charge.MedianAmount is not null || charge.P10Amount is not null || charge.P90Amount is not null;

    void Report(AmountRemark remark, string text, Place place)
    {
        var (code, severity, what, remedy) = remark switch
        {
            AmountRemark.NotANumber => ("HOSP004", Severity.Error, "is not a number. It was left out.", "Correct it, or leave the cell empty."),
            AmountRemark.Negative => ("HOSP005", Severity.Error, "is negative. It was left out.", "Correct it, or leave the cell empty."),
            AmountRemark.TooLarge => ("HOSP006", Severity.Error, "has more than 14 digits before the point. It was left out.", "Correct it, or leave the cell empty."),
            AmountRemark.NineNines => ("HOSP012", Severity.Warning, "stands for no amount. It was kept as it is.", null),
            AmountRemark.Zero => ("HOSP013", Severity.Warning, "is no charge: amounts must be more than 0. It was kept as it is.", null),
            _ => ("HOSP014", Severity.Information, "has more than four decimals. It was rounded half to even.", (string?)null),
        };
        Report(code, severity, place, () => $"{Quoted(text)} {what}", remedy);
    }

    static string Quoted(string text) => text.Length <= LongestQuote ? $"\"{text}\"" : $"\"{text.AsSpan(0, LongestQuote)}…\"";
}
