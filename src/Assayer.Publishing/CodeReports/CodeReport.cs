using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Codes.Profiles;
using Assayer.Evidence;
using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.CodeReports;

/// <summary>
/// All that is published about a billing code, section by section in reading order. A figure stands in it only as a
/// <see cref="Fact{T}"/>; every source of every fact is in <see cref="Sources"/>.
/// </summary>
public sealed record CodeReport
{
    /// <summary>Name and version of the report's JSON, docs/schemas/code-report.schema.json.</summary>
    public string Format { get; } = "assayer-code-report/1";

    /// <summary>The code.</summary>
    public required BillingCode Code { get; init; }

    /// <summary>The day for which the prices hold.</summary>
    public required Fact<DateOnly> AsOf { get; init; }

    /// <summary>True when any figure is synthetic.</summary>
    public required bool IsSynthetic { get; init; }

    /// <summary>What it is, what Medicare and payers pay, and how sure that is.</summary>
    public required SummarySection Summary { get; init; }

    /// <summary>Billing code overview.</summary>
    public required OverviewSection Overview { get; init; }

    /// <summary>Clinical context.</summary>
    public required Listing<ProfileSection> Clinical { get; init; }

    /// <summary>Coding specifications.</summary>
    public required CodingSection Coding { get; init; }

    /// <summary>Coverage.</summary>
    public required CoverageSection Coverage { get; init; }

    /// <summary>Reimbursement benchmarks.</summary>
    public required BenchmarkSection Benchmarks { get; init; }

    /// <summary>Payer coverage presence.</summary>
    public required Listing<PayerPresence> Presence { get; init; }

    /// <summary>Method and waterfall.</summary>
    public required MethodSection Method { get; init; }

    /// <summary>Every source, with its id.</summary>
    public required SourceRegister Sources { get; init; }

    /// <summary>What was missing, and which file would fill it.</summary>
    public required IReadOnlyList<Gap> DataNotAvailable { get; init; }
}

/// <summary>The first screen.</summary>
/// <param name="Name">Short name.</param>
/// <param name="WhatItIs">The first paragraph of the description.</param>
/// <param name="Medicare">What Medicare pays for the code as a whole.</param>
/// <param name="Headline">What payers pay.</param>
/// <param name="Confidence">How sure the headline is.</param>
/// <param name="Remarks">What a reader of the first screen must know besides its figures.</param>
/// <param name="KeyPayers">The payers that readers look for first.</param>
/// <param name="WillLearn">What the report tells, a sentence for each part that has data.</param>
public sealed record SummarySection(
    Fact<string> Name, Fact<string> WhatItIs, MedicareAmount Medicare, Headline Headline, Confidence Confidence, IReadOnlyList<Fact<string>> Remarks,
    Listing<PayerPresence> KeyPayers, IReadOnlyList<string> WillLearn);

/// <summary>The figures that answer "what do payers pay", from the headline series.</summary>
/// <param name="SeriesId">The series; null when there is none.</param>
/// <param name="Conditions">What the prices have in common: "professional, non-facility, negotiated".</param>
/// <param name="Median">Median, in US dollars.</param>
/// <param name="P25">25th percentile, in US dollars.</param>
/// <param name="P75">75th percentile, in US dollars.</param>
/// <param name="PercentOfMedicare">The median as a percentage of Medicare's price.</param>
/// <param name="Entities">Contracting entities that voted.</param>
/// <param name="Payers">Payers whose prices are in the series.</param>
public sealed record Headline(
    string? SeriesId, Fact<string> Conditions, Fact<double> Median, Fact<double> P25, Fact<double> P75, Fact<double> PercentOfMedicare,
    Fact<int> Entities, Fact<int> Payers);

/// <summary>Billing code overview.</summary>
/// <param name="Description">Plain-language paragraphs.</param>
/// <param name="ServiceType">Kind of service.</param>
/// <param name="Sites">Typical sites of service.</param>
public sealed record OverviewSection(Listing<Fact<string>> Description, Fact<string> ServiceType, Listing<SiteOfService> Sites);

/// <summary>How the code is coded.</summary>
public sealed record CodingSection
{
    /// <summary>Modifiers.</summary>
    public required Listing<ModifierUse> Modifiers { get; init; }

    /// <summary>Provider taxonomies.</summary>
    public required Listing<TaxonomyUse> Taxonomies { get; init; }

    /// <summary>Diagnoses.</summary>
    public required Listing<DiagnosisUse> Diagnoses { get; init; }

    /// <summary>Related codes.</summary>
    public required Listing<RelatedCode> Related { get; init; }

    /// <summary>What one unit is.</summary>
    public required Listing<Fact<string>> Units { get; init; }

    /// <summary>Medically unlikely edits.</summary>
    public required Listing<UnitEdit> UnitEdits { get; init; }

    /// <summary>Procedure-to-procedure edits.</summary>
    public required Listing<PairEdit> PairEdits { get; init; }

    /// <summary>How Medicare's schedules treat the code: status, technical and professional components.</summary>
    public required Listing<MedicareStatus> MedicareStatus { get; init; }

    /// <summary>Other rules by heading: CLIA, technical and professional parts, …</summary>
    public required Listing<ProfileSection> Rules { get; init; }

    /// <summary>Revenue codes.</summary>
    public required Listing<RevenueCodeUse> RevenueCodes { get; init; }

    /// <summary>Places of service.</summary>
    public required Listing<SiteOfService> PlacesOfService { get; init; }
}

/// <summary>Coverage.</summary>
/// <param name="Determinations">National and local determinations.</param>
/// <param name="Payers">Each key payer, and each other payer with a policy.</param>
public sealed record CoverageSection(Listing<CoveragePolicy> Determinations, Listing<PayerCoverage> Payers);

/// <summary>A payer's policies on the code.</summary>
/// <param name="Payer">Name.</param>
/// <param name="Policies">Its policies, or why there are none.</param>
public sealed record PayerCoverage(string Payer, Listing<CoveragePolicy> Policies);

/// <summary>Something that the report lacks.</summary>
/// <param name="Reason">What is the matter.</param>
/// <param name="FilledBy">The file or step that would supply it; null where nothing would.</param>
/// <param name="Sections">Headings of the sections that lack it.</param>
public sealed record Gap(string Reason, string? FilledBy, IReadOnlyList<string> Sections);
