using Assayer.Evidence;

namespace Assayer.Codes.Profiles;

/// <summary>What is known about a code besides its prices, in our own words: a file for each code, by docs/schemas/code-profile.schema.json.</summary>
public sealed record CodeProfile
{
    /// <summary>The code.</summary>
    public required BillingCode Code { get; init; }

    /// <summary>The profile's edition.</summary>
    public required string Version { get; init; }

    /// <summary>The days for which it was written.</summary>
    public required Period Period { get; init; }

    /// <summary>A short name of our own; never the CPT descriptor.</summary>
    public required Fact<string> Name { get; init; }

    /// <summary>What the service is, in plain language; a paragraph each.</summary>
    public required IReadOnlyList<Fact<string>> Description { get; init; }

    /// <summary>"Laboratory test", "Flow cytometry, technical", …</summary>
    public required Fact<string> ServiceType { get; init; }

    /// <summary>Where it is typically done.</summary>
    public required IReadOnlyList<SiteOfService> Sites { get; init; }

    /// <summary>The clinical path: who orders it and why, the draw, the assay, interpretation, follow-up.</summary>
    public required IReadOnlyList<ProfileSection> Clinical { get; init; }

    /// <summary>Modifiers: those to use, those without effect, and those that are invalid here.</summary>
    public required IReadOnlyList<ModifierUse> Modifiers { get; init; }

    /// <summary>Provider taxonomies.</summary>
    public required IReadOnlyList<TaxonomyUse> Taxonomies { get; init; }

    /// <summary>The taxonomies of those who bill the code; empty where the profile names none.</summary>
    public IReadOnlySet<TaxonomyCode> BillingTaxonomies =>
        Taxonomies.Where(taxonomy => taxonomy.Role == TaxonomyRole.Billing).Select(taxonomy => TaxonomyCode.Parse(taxonomy.Code)).ToHashSet();

    /// <summary>Diagnoses.</summary>
    public required IReadOnlyList<DiagnosisUse> Diagnoses { get; init; }

    /// <summary>Related codes.</summary>
    public required IReadOnlyList<RelatedCode> Related { get; init; }

    /// <summary>What one unit is and how many are usual.</summary>
    public required IReadOnlyList<Fact<string>> Units { get; init; }

    /// <summary>Medically unlikely edits.</summary>
    public required IReadOnlyList<UnitEdit> UnitEdits { get; init; }

    /// <summary>Procedure-to-procedure edits.</summary>
    public required IReadOnlyList<PairEdit> PairEdits { get; init; }

    /// <summary>How Medicare's schedules treat the code; null where the profile doesn't say. The amounts come from the schedules themselves.</summary>
    public MedicareStatus? Medicare { get; init; }

    /// <summary>Other coding rules by heading: "CLIA", "Date of service", "Technical and professional parts", "Claim form".</summary>
    public required IReadOnlyList<ProfileSection> Rules { get; init; }

    /// <summary>Revenue codes.</summary>
    public required IReadOnlyList<RevenueCodeUse> RevenueCodes { get; init; }

    /// <summary>National and local coverage determinations.</summary>
    public required IReadOnlyList<CoveragePolicy> Determinations { get; init; }

    /// <summary>Payers' own policies that can be cited; none for a payer means "not available".</summary>
    public required IReadOnlyList<CoveragePolicy> PayerPolicies { get; init; }
}

/// <summary>A heading and its statements.</summary>
public sealed record ProfileSection(string Heading, IReadOnlyList<Fact<string>> Statements);

/// <summary>A place of service where the code is typical.</summary>
/// <param name="PlaceOfService">Two digits.</param>
/// <param name="Remark">What is done there.</param>
public sealed record SiteOfService(string PlaceOfService, Fact<string> Remark);

/// <summary>Whether a modifier may stand on the code.</summary>
public enum ModifierStatus
{
    /// <summary>Valid, in the case described.</summary>
    Valid,

    /// <summary>Valid in rare situations.</summary>
    Situational,

    /// <summary>Accepted, but changes nothing here.</summary>
    NoEffect,

    /// <summary>Invalid on this code.</summary>
    Invalid,

    /// <summary>No longer in use.</summary>
    Ended,
}

/// <summary>A modifier on the code.</summary>
/// <param name="Modifier">Two characters.</param>
/// <param name="Status">Whether it may stand.</param>
/// <param name="Description">What it says, in our own words.</param>
/// <param name="WhenToUse">When to use it here, or why not.</param>
/// <param name="Period">Days for which this holds.</param>
public sealed record ModifierUse(string Modifier, ModifierStatus Status, Fact<string> Description, Fact<string> WhenToUse, Period Period);

/// <summary>What a provider with a taxonomy does with the code.</summary>
public enum TaxonomyRole
{
    /// <summary>Bills and performs it: a provider with no taxonomy of this role is implausible for the code.</summary>
    Billing,

    /// <summary>Orders it.</summary>
    Ordering,
}

/// <summary>A provider taxonomy.</summary>
/// <param name="Code">Ten characters.</param>
/// <param name="Name">Name of our own.</param>
/// <param name="Role">What such a provider does.</param>
public sealed record TaxonomyUse(string Code, Fact<string> Name, TaxonomyRole Role);

/// <summary>A diagnosis.</summary>
/// <param name="Code">ICD-10-CM code with its point: "D81.31"; a whole category ends in "-": "Z94.-".</param>
/// <param name="Description">The official description; ICD-10-CM is public.</param>
/// <param name="Group">"Covered indication (NCD 190.8)", "Seen as an indication, outside the NCD", "Not an indication", "Header, not billable".</param>
/// <param name="Billable">Whether it may stand on a claim; missing where no loaded table lists it.</param>
/// <param name="Remark">Anything more; null for nothing.</param>
public sealed record DiagnosisUse(string Code, Fact<string> Description, string Group, Fact<bool> Billable, Fact<string>? Remark);

/// <summary>A related code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Relation">"Another test of cell function", "Cell counts", "Flow cytometry", …</param>
/// <param name="Explanation">How it differs, and whether both may be billed.</param>
public sealed record RelatedCode(BillingCode Code, string Relation, Fact<string> Explanation);

/// <summary>A medically unlikely edit.</summary>
/// <param name="Setting">"Practitioner", "Outpatient hospital".</param>
/// <param name="Units">Most units on a day.</param>
/// <param name="AdjudicationIndicator">MAI: 1 line edit, 2 date of service by policy, 3 date of service, clinical.</param>
/// <param name="Rationale">CMS's reason.</param>
public sealed record UnitEdit(string Setting, Fact<int> Units, Fact<int> AdjudicationIndicator, Fact<string> Rationale);

/// <summary>A procedure-to-procedure edit.</summary>
/// <param name="Column1">The code that is paid.</param>
/// <param name="Column2">The code that is denied with it.</param>
/// <param name="ModifierIndicator">0: never both; 1: both with a modifier, where the circumstances allow; 9: the edit was deleted.</param>
/// <param name="Setting">"Practitioner", "Outpatient hospital".</param>
/// <param name="Explanation">What that means here.</param>
public sealed record PairEdit(BillingCode Column1, BillingCode Column2, Fact<int> ModifierIndicator, string Setting, Fact<string> Explanation);

/// <summary>How Medicare's fee schedules treat the code.</summary>
/// <param name="FeeScheduleStatus">Status letter in the physician fee schedule's relative value file: A active, X paid elsewhere by law, …</param>
/// <param name="ProfessionalTechnicalIndicator">PC/TC indicator there: 2 professional only, 3 technical only, 9 the split doesn't apply, …</param>
/// <param name="OnLaboratoryFeeSchedule">Whether the clinical laboratory fee schedule (CLFS) prices it.</param>
/// <param name="Explanation">What that means here.</param>
public sealed record MedicareStatus(
    Fact<string> FeeScheduleStatus, Fact<int> ProfessionalTechnicalIndicator, Fact<bool> OnLaboratoryFeeSchedule, Fact<string> Explanation);

/// <summary>A revenue code.</summary>
/// <param name="Code">Four digits.</param>
/// <param name="Remark">When it is used.</param>
public sealed record RevenueCodeUse(string Code, Fact<string> Remark);

/// <summary>A coverage determination or a payer's policy.</summary>
/// <param name="Payer">Who decided: "Medicare", "Aetna".</param>
/// <param name="Id">Number: "NCD 190.8".</param>
/// <param name="Title">Title.</param>
/// <param name="Url">Where it stands; null when it has no page.</param>
/// <param name="Effective">First day; missing where its publisher or the profile doesn't say.</param>
/// <param name="Stance">What it says about the code, in our words; missing where it is only known to exist.</param>
public sealed record CoveragePolicy(string Payer, string Id, string Title, string? Url, Fact<DateOnly> Effective, Fact<string> Stance);
