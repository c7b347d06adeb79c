namespace Assayer.Rates.Samples;

/// <summary>What the registry knows of an NPI.</summary>
/// <param name="Npi">The NPI.</param>
/// <param name="Contractor">Whose it is.</param>
/// <param name="Site">Where it practises.</param>
/// <param name="Zip">In which ZIP code.</param>
/// <param name="Taxonomies">Its taxonomies in the file's order; the last one is the primary one.</param>
/// <param name="IsDeactivated">The registration ended: nothing but the NPI is published.</param>
sealed record Registration(long Npi, Contractor Contractor, SampleSite Site, string Zip, IReadOnlyList<string> Taxonomies, bool IsDeactivated)
{
    /// <summary>The primary taxonomy; null for none.</summary>
    public string? Primary => Taxonomies.Count > 0 ? Taxonomies[^1] : null;

    /// <summary>The practice state; null where it isn't published.</summary>
    public string? State => IsDeactivated ? null : Site.State;

    /// <summary>The place whose cost indices count; null where the ZIP code doesn't tell.</summary>
    public SampleSite? Locality => !IsDeactivated && Zip == Site.Zip ? Site : null;
}
