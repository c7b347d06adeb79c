using Assayer.Evidence;

namespace Assayer.Codes.Medicare;

/// <summary>What Medicare pays for a code on a day, and how that was found.</summary>
public sealed record MedicareAmount
{
    /// <summary>The amount, or why there is none ("priced by each contractor", "no schedule is loaded").</summary>
    public required Fact<Money> Amount { get; init; }

    /// <summary>"CLFS", "PFS", "ASC" or "OPPS"; null when no schedule prices the code.</summary>
    public string? Schedule { get; init; }

    /// <summary>What the amount holds for: "national", "national, non-facility", "MAC 01112, locality 54, facility".</summary>
    public string? Basis { get; init; }

    /// <summary>The modifier asked for; null for the whole service.</summary>
    public Modifier? Modifier { get; init; }

    /// <summary>The setting asked for; null where none was.</summary>
    public PaymentSetting? Setting { get; init; }

    /// <summary>Days between the day asked for and the schedule's period: 0 inside, negative where the schedule ended before. Missing without a schedule.</summary>
    public required Fact<int> VintageGapDays { get; init; }

    /// <summary>The way to the amount, a statement for each step: "physician fee schedule status X: paid elsewhere".</summary>
    public IReadOnlyList<Fact<string>> Steps { get; init; } = [];
}
