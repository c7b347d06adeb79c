namespace Assayer.Rates.Samples;

/// <summary>A billing code of the sample, with Medicare's national prices in 2025, in dollars.</summary>
/// <param name="Type">Kind, as price files name it.</param>
/// <param name="Value">The code.</param>
/// <param name="Name">A name of our own.</param>
sealed record SampleCode(string Type, string Value, string Name)
{
    // Clinical Laboratory Fee Schedule 2025 Q2.
    static readonly (string Code, decimal Price, string Name)[] Laboratory =
    [
        ("36415", 9.09m, "Blood draw from a vein"),
        ("86352", 135.86m, "Cell function by ATP release"),
        ("86353", 49.03m, "Lymphocyte proliferation"),
        ("86355", 37.73m, "B cell count"),
        ("86356", 26.78m, "Cell surface antigen"),
        ("86357", 37.73m, "Natural killer cell count"),
        ("86359", 37.73m, "T cell count"),
        ("86360", 46.98m, "CD4 and CD8 counts with ratio"),
        ("86361", 26.78m, "CD4 count"),
    ];

    // Physician fee schedule, October 2025 release: total RVUs, non-facility and facility.
    static readonly (string Code, decimal NonFacility, decimal Facility, string Name)[] Professional =
    [
        ("80503", 0.81m, 0.65m, "Pathology consultation, short"),
        ("80505", 2.87m, 2.65m, "Pathology consultation, long"),
        ("88184", 2.34m, 2.34m, "Flow cytometry, first marker"),
        ("88185", 0.68m, 0.68m, "Flow cytometry, each further marker"),
        ("88187", 1.06m, 1.06m, "Flow cytometry reading, few markers"),
        ("88188", 1.80m, 1.80m, "Flow cytometry reading, more markers"),
        ("88189", 2.45m, 2.45m, "Flow cytometry reading, many markers"),
        ("88305", 2.15m, 2.15m, "Tissue examination under the microscope"),
    ];

    /// <summary>Dollars for one RVU, 2025.</summary>
    public const decimal ConversionFactor = 32.3465m;

    /// <summary>The laboratory fee schedule's price; null where it has none.</summary>
    public decimal? LaboratoryFee { get; init; }

    /// <summary>The physician fee schedule's price of the whole service out of facilities; null where it has none.</summary>
    public decimal? NonFacilityFee { get; init; }

    /// <summary>The same, in facilities.</summary>
    public decimal? FacilityFee { get; init; }

    /// <summary>The surgical centres' fee; null where there is none. Made up.</summary>
    public decimal? SurgicalCenterFee { get; init; }

    /// <summary>The hospital outpatient departments' fee; null where there is none. Made up.</summary>
    public decimal? OutpatientFee { get; init; }

    /// <summary>The codes of the laboratory fee schedule.</summary>
    public static IReadOnlyList<SampleCode> LaboratoryCodes { get; } =
        [.. Laboratory.Select(row => new SampleCode("CPT", row.Code, row.Name) { LaboratoryFee = row.Price })];

    /// <summary>The codes of the physician fee schedule.</summary>
    public static IReadOnlyList<SampleCode> PhysicianCodes { get; } =
        [.. Professional.Select(row => new SampleCode("CPT", row.Code, row.Name) { NonFacilityFee = Fee(row.NonFacility), FacilityFee = Fee(row.Facility) })];

    /// <summary>A procedure that offices, surgical centres and hospitals do.</summary>
    public static SampleCode Endoscopy { get; } = new("CPT", "43239", "Look into the stomach, with tissue samples")
    {
        NonFacilityFee = Fee(11.04m),
        FacilityFee = Fee(4.10m),
        SurgicalCenterFee = 431.50m,
        OutpatientFee = 872.25m,
    };

    /// <summary>The code of that number.</summary>
    public static SampleCode Cpt(string value) => LaboratoryCodes.Concat(PhysicianCodes).First(code => code.Value == value);

    /// <summary>A fee from total RVUs, every geographic index 1: rounded half up to the cent (Medicare Claims Processing Manual, chapter 12, section 20.1).</summary>
    public static decimal Fee(decimal rvu) => decimal.Round(rvu * ConversionFactor, 2, MidpointRounding.AwayFromZero);
}
