using System.Globalization;

namespace Assayer.Rates.Hospital;

/// <summary>One plan's columns in a CSV: of a wide one, each plan has its own; of a tall one, all plans share them.</summary>
/// <param name="payer">The payer in a wide heading; null in a tall one.</param>
/// <param name="plan">The plan in a wide heading.</param>
sealed class PlanColumns(string? payer, string? plan)
{
    public string? Payer => payer;

    public string? Plan => plan;

    /// <summary>0-based columns of a plan's amounts, by <see cref="Amount"/>; -1 for none.</summary>
    public int[] Amounts { get; } = [.. Enumerable.Repeat(-1, Enum.GetValues<Amount>().Length)];

    public int Algorithm { get; set; } = -1;
    public int Methodology { get; set; } = -1;
    public int Count { get; set; } = -1;
    public int Notes { get; set; } = -1;
}

/// <summary>Where a CSV's columns are, by its headings: spaces around the bars and letter case don't matter.</summary>
sealed class HospitalColumns
{
    readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    readonly List<PlanColumns> _plans = [];

    HospitalColumns()
    {
    }

    /// <summary>0-based columns of each code and its kind.</summary>
    public List<(int Code, int Type)> Codes { get; } = [];

    /// <summary>The item's own amounts.</summary>
    public PlanColumns Whole { get; } = new(null, null);

    /// <summary>The plans: one without a name in a tall file.</summary>
    public IReadOnlyList<PlanColumns> Plans => _plans;

    public bool IsTall => _columns.ContainsKey("payer_name");

    /// <summary>Whether a column stands only in version 3.</summary>
    public bool HasVersion3 { get; private set; }

    /// <summary>Headings that no template has.</summary>
    public List<string> Unknown { get; } = [];

    public int this[string heading] => _columns.GetValueOrDefault(heading, -1);

    /// <summary>The heading of a column in the spreadsheet's manner: A to Z, AA, …</summary>
    public static string NameOf(int column) => (column < 26 ? "" : NameOf(column / 26 - 1)) + (char)('A' + column % 26);

    /// <summary>The column of a field as diagnostics name it, for a plan; -1 for none.</summary>
    public int Find(string field, PlanColumns plan) => field switch
    {
        "standard_charge|gross" => Whole.Amounts[(int)Amount.Gross],
        "standard_charge|discounted_cash" => Whole.Amounts[(int)Amount.Cash],
        "standard_charge|min" => Whole.Amounts[(int)Amount.Minimum],
        "standard_charge|max" => Whole.Amounts[(int)Amount.Maximum],
        "standard_charge|negotiated_dollar" => plan.Amounts[(int)Amount.Dollar],
        "standard_charge|negotiated_percentage" => plan.Amounts[(int)Amount.Percentage],
        "estimated_amount" => plan.Amounts[(int)Amount.Estimated],
        "median_amount" => plan.Amounts[(int)Amount.Median],
        "10th_percentile" => plan.Amounts[(int)Amount.P10],
        "90th_percentile" => plan.Amounts[(int)Amount.P90],
        "standard_charge|methodology" => plan.Methodology,
        "count" => plan.Count,
        "code|1" => Codes.Count > 0 ? Codes[0].Code : -1,
        "code|1|type" => Codes.Count > 0 ? Codes[0].Type : -1,
        _ => this[field],
    };

    /// <summary>The columns under a row of headings; null where it isn't the row of a hospital's charges.</summary>
    public static HospitalColumns? Of(IReadOnlyList<string> headings)
    {
        var columns = new HospitalColumns();
        for (var column = 0; column < headings.Count; column++)
        {
            string[] parts = [.. headings[column].Split('|', StringSplitOptions.TrimEntries)];
            if (parts[0].Length > 0 && !columns.TryPlace(parts, column)) columns.Unknown.Add(headings[column]);
        }
        columns.PairCodes(headings);
        return columns.Codes.Count > 0 && (columns.IsTall || columns._plans.Count > 0 || columns.Whole.Amounts.AsSpan().ContainsAnyExcept(-1)) ? columns : null;
    }

    bool TryPlace(string[] parts, int column)
    {
        string first = parts[0].ToLowerInvariant(), last = parts[^1].ToLowerInvariant();
        switch (first)
        {
            case "code": return true; // in pairs, afterwards
            case "standard_charge" when parts.Length == 2 && last is "gross" or "discounted_cash" or "min" or "max":
                Whole.Amounts[(int)(last switch { "gross" => Amount.Gross, "discounted_cash" => Amount.Cash, "min" => Amount.Minimum, _ => Amount.Maximum })] = column;
                return true;
            case "standard_charge" when parts.Length == 2: return Place(PlanOf(null, null), last, column);
            case "standard_charge" when parts.Length > 2: return Place(PlanOf(parts[1], string.Join('|', parts[2..^1])), last, column);
            case "estimated_amount" or "median_amount" or "10th_percentile" or "90th_percentile" or "count":
                HasVersion3 |= first != "estimated_amount";
                return Place(parts.Length == 1 ? PlanOf(null, null) : PlanOf(parts[1], string.Join('|', parts[2..])), first, column);
            case "additional_payer_notes": return Place(parts.Length == 1 ? PlanOf(null, null) : PlanOf(parts[1], string.Join('|', parts[2..])), first, column);
            case "description" or "modifiers" or "setting" or "billing_class" or "drug_unit_of_measurement" or "drug_type_of_measurement" or "payer_name" or "plan_name" or "additional_generic_notes" or "financial_aid_policy":
                _columns.TryAdd(first, column);
                return true;
            default: return false;
        }
    }

    static bool Place(PlanColumns plan, string field, int column)
    {
        switch (field)
        {
            case "negotiated_dollar": plan.Amounts[(int)Amount.Dollar] = column; return true;
            case "negotiated_percentage": plan.Amounts[(int)Amount.Percentage] = column; return true;
            case "negotiated_algorithm": plan.Algorithm = column; return true;
            case "methodology": plan.Methodology = column; return true;
            case "estimated_amount": plan.Amounts[(int)Amount.Estimated] = column; return true;
            case "median_amount": plan.Amounts[(int)Amount.Median] = column; return true;
            case "10th_percentile": plan.Amounts[(int)Amount.P10] = column; return true;
            case "90th_percentile": plan.Amounts[(int)Amount.P90] = column; return true;
            case "count": plan.Count = column; return true;
            case "additional_payer_notes": plan.Notes = column; return true;
            default: return false;
        }
    }

    PlanColumns PlanOf(string? payer, string? plan)
    {
        if (_plans.Find(one => one.Payer == payer && one.Plan == plan) is { } known) return known;
        var columns = new PlanColumns(payer, plan);
        _plans.Add(columns);
        return columns;
    }

    // code|1 and code|1|type, code|2 and code|2|type, …
    void PairCodes(IReadOnlyList<string> headings)
    {
        string[] plain = [.. headings.Select(heading => string.Join('|', heading.Split('|', StringSplitOptions.TrimEntries)).ToLowerInvariant())];
        for (var number = 1; number <= plain.Length; number++)
        {
            var code = Array.IndexOf(plain, string.Create(CultureInfo.InvariantCulture, $"code|{number}"));
            if (code >= 0) Codes.Add((code, Array.IndexOf(plain, string.Create(CultureInfo.InvariantCulture, $"code|{number}|type"))));
        }
    }
}
