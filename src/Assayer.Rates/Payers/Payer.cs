namespace Assayer.Rates.Payers;

/// <summary>A payer of the payer table.</summary>
/// <param name="Id">Permanent identifier: "bcbs-tx".</param>
/// <param name="Name">The name that reports print.</param>
/// <param name="Parent">The company that owns it, or the agency that runs it.</param>
/// <param name="Family">What reports group it under: "Blue Cross Blue Shield" for every licensee, "UnitedHealthcare" for UMR; else a name of its own.</param>
/// <param name="IsBlueLicensee">Whether the Blue Cross Blue Shield Association licenses it to use one or both of the Blue marks.</param>
/// <param name="States">USPS codes of the states where it sells under this name; empty: nationwide, or not recorded.</param>
/// <param name="Note">What its name and states don't say, such as a territory that is part of a state; null: nothing.</param>
public sealed record Payer(string Id, string Name, string Parent, string Family, bool IsBlueLicensee, IReadOnlyList<string> States, string? Note)
{
    /// <summary>The families that readers look for first, in that order.</summary>
    public static IReadOnlyList<string> KeyFamilies { get; } = ["Aetna", BlueCrossBlueShield, "Cigna", "UnitedHealthcare", "Medicare"];

    /// <summary>The family of the Blue licensees.</summary>
    public const string BlueCrossBlueShield = "Blue Cross Blue Shield";

    /// <summary>Whether its family is one of those that readers look for first.</summary>
    public bool IsKey => KeyFamilies.Contains(Family);
}
