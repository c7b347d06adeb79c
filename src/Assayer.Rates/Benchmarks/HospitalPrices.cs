using Assayer.Evidence;

namespace Assayer.Rates.Benchmarks;

/// <summary>One hospital's charges for a code under one set of conditions.</summary>
/// <param name="Hospital">Name as filed.</param>
/// <param name="Entity">Its first type-2 NPI, else licence state and number, else its name.</param>
/// <param name="State">Two letters; null when not known.</param>
/// <param name="Component">Part of the service.</param>
/// <param name="Modifiers">Other modifiers, sorted and joined by commas.</param>
/// <param name="Setting">As filed; null when not stated.</param>
/// <param name="BillingClass">"facility" read as "institutional"; "not stated".</param>
/// <param name="Gross">Gross charge.</param>
/// <param name="DiscountedCash">Price for those who pay cash.</param>
/// <param name="Minimum">The lowest negotiated charge, by the file.</param>
/// <param name="Maximum">The highest negotiated charge, by the file.</param>
/// <param name="Plans">Plans of payers with a negotiated charge: dollars, percentage or algorithm.</param>
/// <param name="NegotiatedMedian">Median of the plans' different negotiated dollars.</param>
public sealed record HospitalPrices(
    string Hospital, string Entity, string? State, Component Component, string Modifiers, string? Setting, string BillingClass,
    Fact<double> Gross, Fact<double> DiscountedCash, Fact<double> Minimum, Fact<double> Maximum, Fact<int> Plans, Fact<double> NegotiatedMedian);

/// <summary>Providers of one taxonomy that were set aside as implausible for the service.</summary>
/// <param name="Code">Taxonomy code, ten characters.</param>
/// <param name="Name">Its name; missing when no NUCC table is loaded.</param>
/// <param name="Entities">Entities set aside with an NPI whose primary taxonomy this is.</param>
public sealed record ImplausibleTaxonomy(string Code, Fact<string> Name, Fact<int> Entities);

/// <summary>A hospital's file as the benchmark used it.</summary>
/// <param name="Source">The file.</param>
/// <param name="Hospital">Name as filed.</param>
/// <param name="Structure">Layout and version: "CSV tall 3".</param>
/// <param name="Date">Its date; missing when it has none.</param>
/// <param name="SetAside">"LATER_FILE" or "SUPERSEDED_FILE"; null when used.</param>
/// <param name="Attested">Whether the hospital attests that it is complete; missing when it doesn't say.</param>
/// <param name="RowsForCode">Charges for the code.</param>
public sealed record BenchmarkHospital(Source Source, string Hospital, string Structure, Fact<DateOnly> Date, string? SetAside, Fact<bool> Attested, Fact<long> RowsForCode);
