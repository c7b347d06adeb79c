namespace Assayer.Rates.Hospital;

/// <summary>
/// How modifiers change the charges of whatever item they are added to: a line with modifiers and no code, or an entry of JSON's
/// <c>modifier_information</c>. Not applied to any charge.
/// </summary>
public sealed record ModifierRule
{
    /// <summary>The modifiers that act together, sorted, joined by commas.</summary>
    public required string Modifiers { get; init; }

    /// <summary>"inpatient", "outpatient", "both", or as filed; null when not stated.</summary>
    public string? Setting { get; init; }

    /// <summary>The payer as filed; null where it holds for everybody.</summary>
    public string? PayerName { get; init; }

    /// <summary>The plan as filed.</summary>
    public string? PlanName { get; init; }

    /// <summary>What the item then costs, in dollars.</summary>
    public decimal? NegotiatedDollar { get; init; }

    /// <summary>What the item then costs, in percent of its charge: 150 means half more. JSON has no place for it.</summary>
    public decimal? NegotiatedPercentage { get; init; }

    /// <summary>The same as an algorithm, word for word.</summary>
    public string? NegotiatedAlgorithm { get; init; }

    /// <summary>The hospital's explanation, word for word.</summary>
    public string? Notes { get; init; }

    /// <summary>1-based row in a spreadsheet; null in JSON.</summary>
    public long? Row { get; init; }
}
