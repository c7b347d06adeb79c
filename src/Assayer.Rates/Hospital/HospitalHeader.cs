namespace Assayer.Rates.Hospital;

/// <summary>What a hospital's standard-charges file says about itself (45 CFR 180.50). Null or empty where it doesn't.</summary>
public sealed record HospitalHeader
{
    /// <summary>The hospital, without <see cref="Transparency.InNetworkHeader.SyntheticMark"/>.</summary>
    public string HospitalName { get; init; } = "";

    /// <summary>The day of the last update, by the file itself.</summary>
    public DateOnly? LastUpdatedOn { get; init; }

    /// <summary>The template's version by the file itself.</summary>
    public string? Version { get; init; }

    /// <summary>"CSV tall 3", "CSV wide 2", "JSON 3": layout and version by the file's structure.</summary>
    public string Structure { get; init; } = "";

    /// <summary>The locations that the file covers.</summary>
    public IReadOnlyList<string> Locations { get; init; } = [];

    /// <summary>Their addresses.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>The state that licensed the hospital, two letters.</summary>
    public string? LicenseState { get; init; }

    /// <summary>The licence's number.</summary>
    public string? LicenseNumber { get; init; }

    /// <summary>Type-2 NPIs as filed (version 3); they link the hospital to payers' files.</summary>
    public IReadOnlyList<string> Npis { get; init; } = [];

    /// <summary>Whether the hospital attests (version 3) or affirms (version 2) that the file is complete.</summary>
    public bool? Attested { get; init; }

    /// <summary>Who attests (version 3).</summary>
    public string? AttesterName { get; init; }

    /// <summary>Provisions that hold beside the charges, as filed.</summary>
    public IReadOnlyList<string> ContractProvisions { get; init; } = [];

    /// <summary>Whether the data was made up.</summary>
    public bool Synthetic { get; init; }
}
