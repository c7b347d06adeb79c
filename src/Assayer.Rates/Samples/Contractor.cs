namespace Assayer.Rates.Samples;

/// <summary>
/// Who contracts with the payers: what a reader of the files should find as one entity. Two contractors are the same only when they are
/// the same object: the files' spelling of them doesn't matter here.
/// </summary>
/// <param name="name">A made-up name.</param>
/// <param name="ein">Nine digits, or ten for a payer's mistake; null for one who files by NPI alone, or a reference nobody can resolve.</param>
/// <param name="npis">Its NPIs; empty where unknown.</param>
sealed class Contractor(string name, string? ein, params long[] npis)
{
    /// <summary>A made-up name.</summary>
    public string Name { get; } = name;

    /// <summary>True for a reference that points outside of the file, or nowhere.</summary>
    public bool IsUnresolved { get; init; }

    /// <summary>What it does.</summary>
    public Trade Trade { get; init; }

    /// <summary>False for one whose NPIs the registry doesn't list.</summary>
    public bool IsRegistered { get; init; } = true;

    /// <summary>Its NPIs.</summary>
    public IReadOnlyList<long> Npis { get; } = npis;

    /// <summary>Filed under its EIN, or under its only NPI where it has no EIN.</summary>
    public ProviderGroup Group() => ein is null ? ByNpi(Npis[0]) : new(this, "ein", ein, Npis);

    /// <summary>A group of some of its NPIs under its EIN.</summary>
    public ProviderGroup Group(params long[] npis) => new(this, "ein", ein!, npis);

    /// <summary>Filed under an NPI in place of a TIN.</summary>
    public ProviderGroup ByNpi(long npi) => new(this, "npi", Digits(npi), [npi]);

    static string Digits(long npi) => npi.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What a contractor does.</summary>
enum Trade
{
    /// <summary>Laboratory tests.</summary>
    Laboratory,

    /// <summary>A hospital.</summary>
    Hospital,

    /// <summary>Pathology.</summary>
    Pathology,

    /// <summary>Something else, by a single professional.</summary>
    Professional,
}

/// <summary>A provider group as a file has it.</summary>
/// <param name="Contractor">Whose it is.</param>
/// <param name="TinType">"ein" or "npi".</param>
/// <param name="Tin">Digits only; the writer may put a hyphen into it.</param>
/// <param name="Npis">As filed; empty where it lists none (written as 0 in structure 2).</param>
sealed record ProviderGroup(Contractor Contractor, string TinType, string Tin, IReadOnlyList<long> Npis);

/// <summary>A provider reference of a file.</summary>
/// <param name="Id">Its number, as text.</param>
/// <param name="Groups">Its groups.</param>
/// <param name="Networks">Networks by name; empty in structure 1.</param>
sealed record ProviderReference(string Id, IReadOnlyList<ProviderGroup> Groups, IReadOnlyList<string> Networks)
{
    /// <summary>Where a remote file should be; null for groups that stand here.</summary>
    public string? Location { get; init; }

    /// <summary>False for a number that prices use and the file never explains.</summary>
    public bool IsDeclared { get; init; } = true;

    /// <summary>The entity that stands for a reference that can't be resolved; null for others.</summary>
    public Contractor? Unresolved { get; init; }
}
