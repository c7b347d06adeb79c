namespace Assayer.Rates.Payers;

/// <summary>Why a name was resolved, or was not. See docs/payers.md.</summary>
public enum PayerRule
{
    /// <summary>The table doesn't know the name: it stands as filed.</summary>
    None,

    /// <summary>The whole name is an alias, perhaps with a state beside it.</summary>
    Alias,

    /// <summary>It starts with an alias; only words that say what is insured follow: "Kaiser HMO".</summary>
    AliasAndPlanWords,

    /// <summary>It starts with an alias that no one else uses, whatever follows: "Cigna of Texas Surefit".</summary>
    AliasAsPrefix,

    /// <summary>Several payers share the name, and the state leaves one of them: "BCBS" in Texas.</summary>
    SharedNameInState,

    /// <summary>Several payers of one family share the name, and nothing decides which it is: "BCBS" in California.</summary>
    FamilyOnly,
}

/// <summary>What the payer table makes of a name.</summary>
/// <param name="NameAsFiled">The name as it was given.</param>
/// <param name="Name">What a report prints: the payer's name; when only the family is known, "Anthem (state unknown)" or the like; else the name as filed.</param>
/// <param name="Rule">Why.</param>
/// <param name="Payer">The payer; null when it isn't resolved.</param>
/// <param name="Family">The payer's family, which may be known when the payer isn't; else null.</param>
public sealed record PayerMatch(string NameAsFiled, string Name, PayerRule Rule, Payer? Payer, string? Family)
{
    /// <summary>Whether it is known which payer it is.</summary>
    public bool IsResolved => Payer is not null;

    /// <summary>Whether it belongs to a family that readers look for first.</summary>
    public bool IsKey => Family is not null && Payer.KeyFamilies.Contains(Family);
}
