namespace Assayer.Rates.Samples;

/// <summary>How a hospital's file is laid out.</summary>
enum HospitalLayout
{
    /// <summary>A line for each plan.</summary>
    TallCsv,

    /// <summary>Columns for each plan.</summary>
    WideCsv,

    /// <summary>JSON.</summary>
    Json,
}

/// <summary>What a hospital negotiated with a plan, by its own file.</summary>
/// <param name="Payer">The payer, as filed.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Methodology">As the templates list it.</param>
sealed record PlanCharge(Payer Payer, string Plan, string Methodology = "fee schedule")
{
    public decimal? Dollars { get; init; }
    public decimal? Percentage { get; init; }
    public string? Algorithm { get; init; }

    /// <summary>What the templates want said of other methodologies.</summary>
    public string? Note => Methodology == "other" ? "The algorithm is in the contract." : null;

    /// <summary>What was paid: the median, or in version 2 the estimate.</summary>
    public decimal? Paid { get; init; }
}

/// <summary>A hospital's charges for one code.</summary>
/// <param name="Code">The code.</param>
/// <param name="RevenueCode">The revenue code beside it.</param>
/// <param name="Setting">"inpatient", "outpatient", "both".</param>
sealed record HospitalItem(SampleCode Code, string RevenueCode, string Setting)
{
    /// <summary>How a hospital says that it doesn't know an amount.</summary>
    public const decimal Unknown = 999_999_999m;

    public Part Part { get; init; } = Part.Whole;

    /// <summary>"facility" or "professional"; null for none.</summary>
    public string? Class { get; init; }

    public decimal? Gross { get; init; }
    public decimal? Cash { get; init; }

    /// <summary>Nothing in it means anything.</summary>
    public bool IsPlaceholder => Plans.Count == 0 && Gross is null or Unknown && Cash is null or Unknown;

    public List<PlanCharge> Plans { get; } = [];

    /// <summary>The lowest and highest negotiated dollars; null without any.</summary>
    public (decimal Low, decimal High)? Range
    {
        get
        {
            decimal[] dollars = [.. Plans.Select(plan => plan.Dollars).OfType<decimal>()];
            return dollars.Length > 0 ? (dollars.Min(), dollars.Max()) : null;
        }
    }
}

/// <summary>A hospital's file, as meant.</summary>
/// <param name="Hospital">Whose it is.</param>
/// <param name="Date">Its date.</param>
/// <param name="Version">2 or 3.</param>
/// <param name="Layout">Its layout.</param>
/// <param name="State">The state of its licence.</param>
sealed record HospitalSheet(Contractor Hospital, DateOnly Date, int Version, HospitalLayout Layout, string State)
{
    /// <summary>A newer file of the same hospital is there.</summary>
    public bool IsSuperseded { get; init; }

    public List<HospitalItem> Items { get; } = [];

    /// <summary>The hospital's NPIs in the file: version 2 has none.</summary>
    public IReadOnlyList<long> Npis => Version == 3 ? Hospital.Npis : [];

    public string LicenseNumber => Hospital.Name.Split(' ')[^1].PadLeft(4, '7');

    public string Name
    {
        get
        {
            var hospital = Hospital.Name.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal).Replace(' ', '-');
            return $"synthetic_{Date:yyyy-MM-dd}_{hospital}_standardcharges.{(Layout == HospitalLayout.Json ? "json" : "csv")}";
        }
    }
}
