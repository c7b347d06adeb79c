namespace Assayer.Rates.Transparency;

/// <summary>What a payer's file says about itself. Null where it doesn't.</summary>
public sealed record InNetworkHeader
{
    /// <summary>Our samples' mark: what stands behind the entity's name in a synthetic file.</summary>
    public const string SyntheticMark = " (SYNTHETIC)";

    /// <summary>Who publishes the file, without <see cref="SyntheticMark"/>; empty when not stated.</summary>
    public string ReportingEntityName { get; init; } = "";

    /// <summary>"health insurance issuer", …</summary>
    public string? ReportingEntityType { get; init; }

    /// <summary>The issuer, where it is somebody else.</summary>
    public string? IssuerName { get; init; }

    /// <summary>The plan, in a file for one plan.</summary>
    public string? PlanName { get; init; }

    /// <summary>"ein" or "hios".</summary>
    public string? PlanIdType { get; init; }

    /// <summary>The plan's number.</summary>
    public string? PlanId { get; init; }

    /// <summary>Who sponsors the plan.</summary>
    public string? PlanSponsorName { get; init; }

    /// <summary>"group" or "individual".</summary>
    public string? PlanMarketType { get; init; }

    /// <summary>The day of the last update, by the file itself.</summary>
    public DateOnly? LastUpdatedOn { get; init; }

    /// <summary>The schema's version by the file itself; it is often wrong.</summary>
    public string? Version { get; init; }

    /// <summary>"2.x" where the file has a member that schema 1.x lacks, else "1.x".</summary>
    public string Structure { get; init; } = "1.x";

    /// <summary>Whether the data was made up.</summary>
    public bool Synthetic { get; init; }
}
