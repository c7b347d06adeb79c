namespace Assayer.Rates.Samples;

/// <summary>Structure 1 with references: many implausible professionals, two vintages of one file, and a second plan.</summary>
static class UnitedFiles
{
    public static readonly Payer United = new("UnitedHealthcare Insurance Company", "unitedhealthcare");
    static readonly Plan ChoicePlus = new("Synthetic Choice Plus", "99999YY0010001", "choice-plus");
    static readonly Plan Navigate = new("Synthetic Navigate", "99999YY0020001", "navigate");

    public static IEnumerable<PayerFile> Make(SampleProviders providers, SplitMix64 random)
    {
        yield return ChoicePlusFile(new(2025, 8, 1), providers, new(random, 0.90m), superseded: true);
        var current = new PriceLevels(random, 0.96m);
        var file = ChoicePlusFile(new(2025, 9, 1), providers, current, superseded: false);
        yield return file;
        yield return NavigateFile(file, providers, current);
    }

    static PayerFile ChoicePlusFile(DateOnly date, SampleProviders providers, PriceLevels levels, bool superseded)
    {
        var draft = new FileDraft(new(United, ChoicePlus, date, "1.3.1", Layout.Plain) { IsSuperseded = superseded }, levels);
        var labs = providers.Laboratories;
        var references = new Dictionary<Contractor, ProviderReference>();
        foreach (var contractor in labs.Take(18).Concat(providers.Hospitals.Skip(4).Take(8)).Concat(providers.Pathologists)) references[contractor] = draft.Refer(contractor);

        // An NPI in place of a TIN, which one EIN lists: it is that EIN.
        var joined = draft.Refer([labs[7].ByNpi(labs[7].Npis[0])]);
        var ghosts = providers.Professionals.Chunk(20).Select(chunk => draft.Refer([.. chunk.Select(professional => professional.Group())])).ToList();
        var dangling = draft.ReferRemotely("7777", null);

        foreach (var code in SampleCode.LaboratoryCodes)
        {
            var fee = code.LaboratoryFee!.Value;
            var item = draft.Add(new(code));
            Price Of(Contractor contractor) => new(draft.Level(contractor, fee)) { Place = Place.Laboratory };
            foreach (var lab in labs.Take(16)) item.Rate(references[lab], Of(lab));
            item.Rate([references[labs[16]], references[labs[17]]], Of(labs[16]) with { Amount = draft.Level(labs[16], 6 * fee) });
            item.Rate(joined, code.Value == "86353" ? Of(labs[7]) with { Amount = draft.OtherLevel(labs[7], fee) } : Of(labs[7]));
            AddGhosts(item, ghosts, fee);
            item.Rate(references[labs[1]], Of(labs[1]).Placeholder(0), Of(labs[1]).Placeholder(0.02m));
            item.Rate(references[labs[2]], Of(labs[2]).Placeholder(88888.88m));
            item.Rate(references[labs[3]], (Of(labs[3]) with { Amount = draft.OtherLevel(labs[3], fee) }).Expired("2024-12-31"));
            foreach (var hospital in providers.Hospitals.Skip(4).Take(8))
                item.Rate(references[hospital], new Price(draft.Level(hospital, 1.5m * fee)) { Class = "institutional" });
            item.Rate(references[providers.Hospitals[4]], new Price(draft.Level(providers.Hospitals[4], fee)) { Class = "both", Expires = "2026-06-30" });
            if (code.Value == "86353") item.Rate(dangling, new Price(draft.Level(dangling.Unresolved!, fee)) { Place = Place.Laboratory });
        }
        PathologyPrices.Add(draft, [.. providers.Pathologists.Select(group => (group, references[group]))], (providers.Hospitals[4], references[providers.Hospitals[4]]), null);
        foreach (var item in draft.File.Items.Where(item => item.Code.NonFacilityFee is not null)) AddGhosts(item, ghosts, item.Code.NonFacilityFee!.Value);
        SurgeryPrices.Add(draft, [.. providers.Hospitals.Skip(4).Take(8).Select(hospital => (hospital, references[hospital]))], null);
        AddVisit(draft, providers);
        return draft.File;
    }

    // A code that Medicare doesn't price, for sixty single professionals, one of them far from the rest.
    static void AddVisit(FileDraft draft, SampleProviders providers)
    {
        var visit = draft.Add(new(new("LOCAL", "SYN-VISIT", "Health coaching, an hour")));
        foreach (var (index, professional) in providers.Professionals.Index())
            visit.Rate(draft.Refer(professional), new Price(draft.Level(professional, index == 0 ? 4000m : 60m)) { Place = Place.Office });
    }

    // Three groups of twenty, each at its own part of Medicare for everything.
    static void AddGhosts(Item item, List<ProviderReference> ghosts, decimal fee)
    {
        foreach (var (ghost, part) in ghosts.Zip([0.62m, 0.85m, 1.05m]))
            item.Rate(ghost, new Price(decimal.Round(part * fee, 2)) { Type = "fee schedule", Place = Place.Office });
    }

    // Another plan: most rates of the first again, under the same numbers, and two laboratories more.
    static PayerFile NavigateFile(PayerFile first, SampleProviders providers, PriceLevels levels)
    {
        var draft = new FileDraft(new(United, Navigate, new(2025, 9, 1), "1.3.1", Layout.HyphenatedEins | Layout.RateFirst), levels, 901);
        var shared = first.References.Where(reference => reference.Unresolved is null).Take(10).ToHashSet();
        draft.File.References.AddRange(shared);
        var more = providers.Laboratories.Skip(18).Take(2).Select(lab => (Lab: lab, Reference: draft.Refer(lab))).ToList();
        foreach (var source in first.Items.Where(item => item.Code.LaboratoryFee is not null))
        {
            var item = draft.Add(new(source.Code));
            item.Rates.AddRange(source.Rates.Where(rate => rate.References.All(shared.Contains)));
            foreach (var (lab, reference) in more)
                item.Rate(reference, new Price(draft.Level(lab, source.Code.LaboratoryFee!.Value)) { Place = Place.Laboratory });
        }
        return draft.File;
    }
}
