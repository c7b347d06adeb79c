using System.Globalization;
using Assayer.Codes;
using Assayer.Evidence;

namespace Assayer.Rates.Hospital;

/// <summary>Makes charges of rows, whatever layout they come from; counts those kept and those that can't be used, and says why.</summary>
sealed class HospitalRows(string file, CodeFilter filter, Action<HospitalCharge> add)
{
    const decimal Largest = 99_999_999_999_999.9999m; // decimal(18,4)

    static readonly string[] Names =
    [
        "standard_charge|gross", "standard_charge|discounted_cash", "standard_charge|min", "standard_charge|max", "standard_charge|negotiated_dollar",
        "standard_charge|negotiated_percentage", "estimated_amount", "median_amount", "10th_percentile", "90th_percentile",
    ];

    readonly Dictionary<BillingCode, long> _rejectedByCode = [];
    readonly List<ModifierTerm> _modifierTerms = [];

    public string File => file;

    public DiagnosticLog Diagnostics { get; } = new();

    public long Accepted { get; private set; }

    public IReadOnlyDictionary<BillingCode, long> RejectedByCode => _rejectedByCode;

    public long RejectedWithoutCode { get; private set; }

    public IReadOnlyList<ModifierTerm> ModifierTerms => _modifierTerms;

    /// <summary>Whether any code of an item is wanted, or whether that isn't known.</summary>
    public bool IsWanted(Item item) => item.Codes.Count == 0 || item.Codes.Exists(code => code.Type is null || filter.Includes(new(BillingCodeType.From(code.Type), code.Value)));

    /// <summary>Takes a row.</summary>
    public void Add(Item item, Charges row)
    {
        if (!IsWanted(item)) return;
        var modifiers = Split(row.Modifiers, '|', ',', ' ', ';');
        if (item.Codes.Count == 0 && modifiers.Length > 0)
        {
            _modifierTerms.Add(new(modifiers, Lower(row.Setting), row.Payer, row.Plan, AmountOf(row, Amount.Percentage), Notes(row)));
            return;
        }
        var codes = CodesOf(item, row);
        if (codes.Count == 0)
        {
            Log("HOSP002", Severity.Error, row, "code|1", "The row has no code with its kind. It was rejected.", "Ask the hospital to code it.");
            RejectedWithoutCode++;
            return;
        }
        var wanted = codes.FindAll(filter.Includes);
        if (wanted.Count == 0) return;
        if (ChargeOf(row, modifiers) is not { } charge)
        {
            Log("HOSP003", Severity.Error, row, null, "The row has no usable charge: neither an amount, a percentage nor an algorithm. It was rejected.", "Ask the hospital to complete it.");
            foreach (var code in wanted) _rejectedByCode[code] = _rejectedByCode.GetValueOrDefault(code) + 1;
            return;
        }
        charge = charge with { DrugUnits = Number(row, item.DrugUnits, "drug_unit_of_measurement"), DrugUnitType = item.DrugUnitType?.ToUpperInvariant() };
        foreach (var code in wanted)
        {
            add(charge with { Code = code, OtherCodes = string.Join(',', codes.Where(other => other != code).Select(other => $"{other.Type}:{other.Value}").Order(StringComparer.Ordinal)) });
            Accepted++;
        }
    }

    /// <summary>Rejects a record that can't be split into cells.</summary>
    public void RejectUnclosed(long line, long offset)
    {
        Diagnostics.Add("HOSP012", Severity.Error, () => new("HOSP012", Severity.Error, new(file, line, ByteOffset: offset), "A quotation mark is opened and never closed. The line was rejected.", "Close it, or remove it."));
        RejectedWithoutCode++;
    }

    /// <summary>The header, with a remark on what it lacks.</summary>
    public HospitalHeader Checked(HospitalHeader header)
    {
        void Warn(string member, string message) =>
            Diagnostics.Add("HOSP009", Severity.Warning, () => new("HOSP009", Severity.Warning, new(file, Address: member), message));
        if (header.HospitalName.Length == 0) Warn("hospital_name", "The file doesn't name the hospital.");
        if (header.LastUpdatedOn is null) Warn("last_updated_on", "The file doesn't say when it was last updated, as a date. The date in its name, if any, stands in.");
        if (header.Attested is null) Warn("attestation", "The file has no attestation that it is complete.");
        if (header.Attested == false) Warn("attestation", "The hospital does not attest that the file is complete.");
        return header;
    }

    /// <summary>Adds a diagnostic at a row's field, or at the row.</summary>
    void Log(string code, Severity severity, Charges row, string? field, string message, string? remedy = null) =>
        Diagnostics.Add(code, severity, () => new(
            code, severity, new(file, row.Line, ByteOffset: row.Offset, Address: (field is null ? null : row.AddressOf(field)) ?? row.Address ?? (row.Row is { } number ? string.Create(CultureInfo.InvariantCulture, $"row {number}") : null)), message, remedy));

    List<BillingCode> CodesOf(Item item, Charges row)
    {
        var codes = new List<BillingCode>();
        foreach (var (type, value) in item.Codes)
        {
            if (type is null)
            {
                Log("HOSP004", Severity.Warning, row, "code|1|type", $"Code '{value}' has no kind; it was left out.");
                continue;
            }
            var kind = BillingCodeType.From(type);
            if (!kind.IsListed) Log("HOSP005", Severity.Warning, row, "code|1|type", $"'{type}' is not a kind of code that the templates list; it was kept under its own name.");
            var code = new BillingCode(kind, value);
            if (!codes.Contains(code)) codes.Add(code);
        }
        return codes;
    }

    HospitalCharge? ChargeOf(Charges row, string modifiers)
    {
        var charge = new HospitalCharge
        {
            Code = default,
            Modifiers = modifiers,
            Setting = Listed(row, Lower(row.Setting), "setting", "inpatient", "outpatient", "both"),
            BillingClass = Listed(row, Lower(row.BillingClass), "billing_class", "professional", "facility", "both"),
            Gross = AmountOf(row, Amount.Gross),
            DiscountedCash = AmountOf(row, Amount.Cash),
            Minimum = AmountOf(row, Amount.Minimum),
            Maximum = AmountOf(row, Amount.Maximum),
            PayerName = row.Payer,
            PlanName = row.Plan,
            NegotiatedDollar = AmountOf(row, Amount.Dollar),
            NegotiatedPercentage = AmountOf(row, Amount.Percentage),
            NegotiatedAlgorithm = row.Algorithm,
            Methodology = Listed(row, Lower(row.Methodology), "standard_charge|methodology", "case rate", "fee schedule", "percent of total billed charges", "per diem", "other"),
            EstimatedAmount = AmountOf(row, Amount.Estimated),
            MedianAmount = AmountOf(row, Amount.Median),
            P10Amount = AmountOf(row, Amount.P10),
            P90Amount = AmountOf(row, Amount.P90),
            RemittanceCount = Count(row),
            Notes = Notes(row),
            Row = row.Row,
            ByteOffset = row.Offset,
        };
        return charge is
        {
            Gross: null, DiscountedCash: null, Minimum: null, Maximum: null, NegotiatedDollar: null, NegotiatedPercentage: null, NegotiatedAlgorithm: null,
            EstimatedAmount: null, MedianAmount: null, P10Amount: null, P90Amount: null,
        } ? null : charge;
    }

    decimal? AmountOf(Charges row, Amount amount) => Number(row, row.Amounts[(int)amount], Names[(int)amount]);

    decimal? Number(Charges row, string? text, string field)
    {
        if (text is null) return null;
        var plain = text.TrimStart('$').TrimEnd('%').Trim();
        if (!decimal.TryParse(plain, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) || number is < 0 or > Largest)
        {
            Log("HOSP001", Severity.Error, row, field, $"'{Shorten(text)}' is not an amount of 0 or more; it was left out.", "Ask the hospital to correct it.");
            return null;
        }
        if (IsNineNines(number)) Log("HOSP008", Severity.Warning, row, field, $"{text} stands for an amount that the hospital doesn't know; it is kept, and never used in a benchmark.");
        var rounded = decimal.Round(number, 4, MidpointRounding.ToEven);
        if (rounded != number) Log("HOSP007", Severity.Information, row, field, $"{text} has more than 4 digits after the point; {rounded.ToString(CultureInfo.InvariantCulture)} is kept.");
        return rounded;
    }

    string? Listed(Charges row, string? value, string field, params ReadOnlySpan<string> listed)
    {
        if (value is not null && !listed.Contains(value)) Log("HOSP006", Severity.Warning, row, field, $"'{Shorten(value)}' is not a {field} that the templates list; it was kept as it stands.");
        return value;
    }

    // "0", "1 through 10", or a number from 11 (CMS data dictionary 3.0, count of allowed amounts).
    string? Count(Charges row)
    {
        var text = row.Count;
        if (text is not null && text is not ("0" or "1 through 10") && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 10))
            Log("HOSP006", Severity.Warning, row, "count", $"'{Shorten(text)}' is not a count that the templates allow: 0, 1 through 10, or a number from 11. It was kept as it stands.");
        return text;
    }

    static string? Notes(Charges row) => (row.PayerNotes, row.GenericNotes) switch
    {
        ({ } payers, { } generic) when payers != generic => $"{payers} {generic}",
        ({ } payers, _) => payers,
        (_, var generic) => generic,
    };

    /// <summary>Sorted, each once, joined by commas; "" for none.</summary>
    static string Split(string? text, params ReadOnlySpan<char> separators) => text is null
        ? ""
        : string.Join(',', text.ToUpperInvariant().Split(separators.ToArray(), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Order(StringComparer.Ordinal));

    static string? Lower(string? text) => text?.ToLowerInvariant();

    static string Shorten(string text) => text.Length <= 60 ? text : $"{text.AsSpan(0, 60)}…";

    /// <summary>Nine nines, with or without decimals: how version 2 let hospitals say that they don't know an estimate.</summary>
    internal static bool IsNineNines(decimal number) => decimal.Truncate(number) == 999_999_999m;
}
