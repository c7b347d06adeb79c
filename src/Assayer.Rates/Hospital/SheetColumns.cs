using System.Globalization;

namespace Assayer.Rates.Hospital;

/// <summary>Columns of an item, whoever pays.</summary>
enum ItemColumn
{
    Description,
    Modifiers,
    Setting,
    BillingClass,
    DrugUnits,
    DrugUnitType,
    Gross,
    DiscountedCash,
    Minimum,
    Maximum,
    Notes,
    PayerName,
    PlanName,
}

/// <summary>Columns of a payer's plan: once in a tall sheet, once for each plan in a wide one.</summary>
enum PlanColumn
{
    Dollar,
    Percentage,
    Algorithm,
    Methodology,
    Estimated,
    Median,
    P10,
    P90,
    Count,
    Notes,
}

/// <summary>The columns of a plan, whose name stands in the headings of a wide sheet.</summary>
sealed class PlanColumns(string? payer, string? plan)
{
    readonly int[] _fields = [.. Enumerable.Repeat(-1, Enum.GetValues<PlanColumn>().Length)];

    public string? PayerName { get; } = payer;

    public string? PlanName { get; } = plan;

    /// <summary>The 0-based field, or -1.</summary>
    public int this[PlanColumn column]
    {
        get => _fields[(int)column];
        set => _fields[(int)column] = value;
    }

    public bool IsOf(string payer, string plan) =>
        payer.Equals(PayerName, StringComparison.OrdinalIgnoreCase) && plan.Equals(PlanName, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Which field of a sheet holds what, by the headings in its third row (CMS, CSV data dictionaries 2.0 to 3.0).</summary>
sealed class SheetColumns
{
    static readonly Dictionary<string, ItemColumn> ItemHeadings = new(StringComparer.Ordinal)
    {
        ["description"] = ItemColumn.Description,
        ["modifiers"] = ItemColumn.Modifiers,
        ["setting"] = ItemColumn.Setting,
        ["billingclass"] = ItemColumn.BillingClass,
        ["drugunitofmeasurement"] = ItemColumn.DrugUnits,
        ["drugtypeofmeasurement"] = ItemColumn.DrugUnitType,
        ["standardcharge|gross"] = ItemColumn.Gross,
        ["standardcharge|discountedcash"] = ItemColumn.DiscountedCash,
        ["standardcharge|min"] = ItemColumn.Minimum,
        ["standardcharge|max"] = ItemColumn.Maximum,
        ["additionalgenericnotes"] = ItemColumn.Notes,
        ["payername"] = ItemColumn.PayerName,
        ["planname"] = ItemColumn.PlanName,
    };

    // In a wide sheet the payer and the plan stand behind the first word.
    static readonly Dictionary<string, PlanColumn> PlanHeadings = new(StringComparer.Ordinal)
    {
        ["standardcharge|negotiateddollar"] = PlanColumn.Dollar,
        ["standardcharge|negotiatedpercentage"] = PlanColumn.Percentage,
        ["standardcharge|negotiatedalgorithm"] = PlanColumn.Algorithm,
        ["standardcharge|methodology"] = PlanColumn.Methodology,
        ["estimatedamount"] = PlanColumn.Estimated,
        ["medianamount"] = PlanColumn.Median,
        ["10thpercentile"] = PlanColumn.P10,
        ["90thpercentile"] = PlanColumn.P90,
        ["count"] = PlanColumn.Count,
        ["additionalpayernotes"] = PlanColumn.Notes,
    };

    readonly int[] _items = [.. Enumerable.Repeat(-1, Enum.GetValues<ItemColumn>().Length)];
    readonly SortedDictionary<int, (int Value, int Type)> _codes = [];
    readonly List<PlanColumns> _plans = [];
    readonly List<string> _unknown = [];

    /// <summary>The 0-based field, or -1.</summary>
    public int this[ItemColumn column] => _items[(int)column];

    /// <summary>The fields of each code and of its kind, either of them -1 where it isn't there.</summary>
    public IReadOnlyList<(int Value, int Type)> Codes { get; private set; } = [];

    /// <summary>The plans of a wide sheet, or the one set of columns of a tall one.</summary>
    public IReadOnlyList<PlanColumns> Plans => _plans;

    public bool IsWide { get; private set; }

    /// <summary>Whether a column is there that version 3 brought.</summary>
    public bool IsVersion3 => _plans.Exists(plan => plan[PlanColumn.Median] >= 0 || plan[PlanColumn.P10] >= 0 || plan[PlanColumn.P90] >= 0 || plan[PlanColumn.Count] >= 0);

    /// <summary>Headings that mean nothing here.</summary>
    public IReadOnlyList<string> Unknown => _unknown;

    /// <summary>Fields of the heading row.</summary>
    public int Count { get; private init; }

    /// <summary>The columns; null where this isn't the row of headings: it has a description or a gross charge, and a code.</summary>
    public static SheetColumns? Find(IReadOnlyList<string> headings)
    {
        var columns = new SheetColumns { Count = headings.Count };
        for (var field = 0; field < headings.Count; field++) columns.Add(headings[field], field);
        if (columns._codes.Count == 0 || (columns[ItemColumn.Description] < 0 && columns[ItemColumn.Gross] < 0)) return null;
        columns.Codes = [.. columns._codes.Values];
        columns.IsWide = columns[ItemColumn.PayerName] < 0 && columns._plans.Exists(plan => plan.PayerName is not null);
        columns._plans.RemoveAll(plan => plan.PayerName is null == columns.IsWide);
        if (columns._plans.Count == 0) columns._plans.Add(new(null, null));
        return columns;
    }

    /// <summary>Letters and digits of a heading, in lower case.</summary>
    public static string Key(string heading) => string.Concat(heading.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    void Add(string heading, int field)
    {
        var parts = heading.Split('|', StringSplitOptions.TrimEntries);
        var key = string.Join('|', parts.Select(Key));
        if (key.Length == 0) return;
        if (ItemHeadings.TryGetValue(key, out var column))
        {
            if (_items[(int)column] < 0) _items[(int)column] = field;
        }
        else if (PlanHeadings.TryGetValue(key, out var plan)) Plan(null, null, plan)[plan] = field;
        else if (Key(parts[0]) == "code" && parts.Length is 2 or 3) AddCode(parts, heading, field);
        else if (FindPlan(parts) is var (ofPayer, payer, name)) Plan(payer, name, ofPayer)[ofPayer] = field;
        else _unknown.Add(heading.Trim());
    }

    void AddCode(string[] parts, string heading, int field)
    {
        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || (parts.Length == 3 && Key(parts[2]) != "type"))
        {
            _unknown.Add(heading.Trim());
            return;
        }
        var (value, type) = _codes.GetValueOrDefault(number, (-1, -1));
        _codes[number] = parts.Length == 3 ? (value, field) : (field, type);
    }

    // standard_charge|PAYER|PLAN|negotiated_dollar; median_amount|PAYER|PLAN. A plan's own name may hold more strokes.
    static (PlanColumn Column, string Payer, string Plan)? FindPlan(string[] parts)
    {
        if (parts.Length < 3) return null;
        if (PlanHeadings.TryGetValue(Key(parts[0]), out var column)) return (column, parts[1], string.Join('|', parts[2..]));
        if (parts.Length < 4 || !PlanHeadings.TryGetValue($"{Key(parts[0])}|{Key(parts[^1])}", out column)) return null;
        return (column, parts[1], string.Join('|', parts[2..^1]));
    }

    // Where a plan has the same column twice, the second begins another set.
    PlanColumns Plan(string? payer, string? plan, PlanColumn column)
    {
        var found = _plans.FindLast(columns => payer is null ? columns.PayerName is null : columns.IsOf(payer, plan!));
        if (found is not null && found[column] < 0) return found;
        found = new(payer, plan);
        _plans.Add(found);
        return found;
    }
}
