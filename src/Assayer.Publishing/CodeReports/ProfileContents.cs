using Assayer.Codes;
using Assayer.Codes.Profiles;
using Assayer.Evidence;
using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.CodeReports;

/// <summary>The sections that come from a code's profile, or the reason why they are empty.</summary>
sealed class ProfileContents(BillingCode code, CodeProfile? profile)
{
    public Listing<T> List<T>(string what, Func<CodeProfile, IReadOnlyList<T>> part) => Listing.Of(profile is null ? [] : part(profile), WhyNo(what));

    public Fact<string> Name() => profile?.Name ?? Absent<string>("name");

    public OverviewSection Overview() => new(
        List("description", known => known.Description), profile?.ServiceType ?? Absent<string>("service type"), List("sites of service", known => known.Sites));

    public CodingSection Coding(LoadedEdits edits) => new()
    {
        Modifiers = List("modifiers", known => known.Modifiers),
        Taxonomies = List("provider taxonomies", known => known.Taxonomies),
        Diagnoses = List("diagnoses", known => known.Diagnoses),
        Related = List("related codes", known => known.Related),
        Units = List("units", known => known.Units),
        UnitEdits = edits.Units.Count > 0 ? Listing.Of(edits.Units, WhyNo("medically unlikely edits")) : List("medically unlikely edits", known => known.UnitEdits),
        PairEdits = edits.Pairs.Count > 0 ? Listing.Of(edits.Pairs, WhyNo("procedure-to-procedure edits")) : List("procedure-to-procedure edits", known => known.PairEdits),
        MedicareStatus = List<MedicareStatus>("Medicare status", known => known.Medicare is { } status ? [status] : []),
        Rules = List("CLIA, component and claim rules", known => known.Rules),
        RevenueCodes = List("revenue codes", known => known.RevenueCodes),
        PlacesOfService = List("places of service", known => known.Sites),
    };

    public CoverageSection Coverage(IEnumerable<PayerPresence> presence)
    {
        var policies = (profile?.PayerPolicies ?? []).ToLookup(policy => policy.Payer);
        var payers = presence.Where(payer => payer.IsKey).Select(payer => payer.Payer).Union(policies.Select(group => group.Key));
        return new(
            List("coverage determinations", known => known.Determinations),
            Listing.Of(
                payers.Select(payer => new PayerCoverage(
                    payer, Listing.Of(policies[payer], new("no policy of this payer is in the profile", "a policy of the payer, added to the code profile")))),
                WhyNo("payers' policies")));
    }

    Fact<T> Absent<T>(string what) where T : notnull => Fact.NotAvailable<T>(WhyNo(what).Reason, WhyNo(what).FilledBy);

    Missing WhyNo(string what) => profile is null
        ? new($"no profile of {code} is loaded", $"a code profile for {code}")
        : new($"the profile of {code} states no {what}", $"the code profile, part \"{what}\"");
}
