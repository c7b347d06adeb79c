namespace Assayer.Rates.Hospital;

/// <summary>An item's part of a row, as the layouts give it.</summary>
sealed class Item
{
    /// <summary>Kind and code, as filed; a kind may be missing.</summary>
    public List<(string? Type, string Value)> Codes { get; } = [];

    public string? DrugUnits, DrugUnitType;
}

/// <summary>The charges of one row: an item's, and one plan's where it names one.</summary>
sealed class Charges
{
    public required long Offset { get; init; }

    /// <summary>1-based row in a spreadsheet; null in JSON.</summary>
    public long? Row { get; init; }

    /// <summary>1-based line; null in JSON.</summary>
    public long? Line { get; init; }

    /// <summary>Its JSON Pointer; null in CSV.</summary>
    public string? Address { get; init; }

    /// <summary>Gives the address of one of its fields: a cell, or a JSON Pointer.</summary>
    public required Func<string, string?> AddressOf { get; init; }

    public string? Modifiers, Setting, BillingClass, Payer, Plan, Algorithm, Methodology, Count, PayerNotes, GenericNotes;

    /// <summary>Amounts as filed, by <see cref="Amount"/>.</summary>
    public string?[] Amounts { get; } = new string?[Enum.GetValues<Amount>().Length];

    public bool HasPayerCharge =>
        Algorithm is not null || Amounts.AsSpan((int)Amount.Dollar).ContainsAnyExcept((string?)null) || Methodology is not null || Count is not null || PayerNotes is not null;
}

/// <summary>The amounts of a row; from <see cref="Dollar"/> on a plan's own.</summary>
enum Amount
{
    Gross, Cash, Minimum, Maximum, Dollar, Percentage, Estimated, Median, P10, P90,
}

/// <summary>How a payer adjusts the charges of items that carry a modifier: a row without a code (CMS data dictionary 3.0, modifier_information).</summary>
/// <param name="Modifiers">Sorted, joined by commas.</param>
/// <param name="Setting">As filed; null when not stated.</param>
/// <param name="Payer">As filed; null for everybody.</param>
/// <param name="Plan">As filed.</param>
/// <param name="Percentage">Percent, where the CSV layouts give a number: 150 for half as much again.</param>
/// <param name="Terms">The hospital's words.</param>
public sealed record ModifierTerm(string Modifiers, string? Setting, string? Payer, string? Plan, decimal? Percentage, string? Terms);
