namespace Assayer.Rates.Payers;

/// <summary>What may follow an alias in a name.</summary>
enum AliasReach
{
    /// <summary>Nothing but a state.</summary>
    Whole,

    /// <summary>Words that say what is insured, and a state.</summary>
    PlanWords,

    /// <summary>Anything.</summary>
    Prefix,
}

/// <summary>A name and the payers that use it. More than one: all are of one family, and the state decides.</summary>
/// <param name="Text">The name as the table spells it.</param>
/// <param name="Reach">What may follow it.</param>
/// <param name="Payers">Who uses it, in the table's order.</param>
sealed record PayerAlias(string Text, AliasReach Reach, IReadOnlyList<Payer> Payers)
{
    /// <summary>Whether the state has to decide.</summary>
    public bool IsShared => Payers.Count > 1;

    /// <summary>The rule by which a name means it, given the words that follow it; null: they say that it is something else.</summary>
    public PayerRule? Rule(ReadOnlySpan<string> wordsAfter, Remainder remainder) => Reach switch
    {
        _ when wordsAfter.IsEmpty || remainder.IsStateOnly => PayerRule.Alias,
        not AliasReach.Whole when remainder.IsPlan => PayerRule.AliasAndPlanWords,
        AliasReach.Prefix => PayerRule.AliasAsPrefix,
        _ => null,
    };

    /// <summary>
    /// Whether the name means this payer in a state. One made of ordinary words may be another's elsewhere: "HealthPartners" in Georgia
    /// is not Minnesota's.
    /// </summary>
    public bool HoldsIn(string? state) =>
        state is null || IsShared || Reach != AliasReach.PlanWords || Payers[0].States.Count == 0 || Payers[0].States.Contains(state);

    /// <summary>The same name, used by one more payer.</summary>
    public PayerAlias SharedWith(Payer payer, AliasReach reach) =>
        new(Text, reach > Reach ? reach : Reach, Payers.Contains(payer) ? Payers : [.. Payers, payer]);
}
