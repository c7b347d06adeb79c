namespace Assayer.Rates.Samples;

/// <summary>A payer with few contracts, one that doesn't price lymphocyte proliferation, and one that nobody knows.</summary>
static class OtherFiles
{
    static readonly DateOnly Day = new(2025, 10, 1);

    /// <summary>Structure 2, four laboratories: too few for percentiles.</summary>
    public static PayerFile Texas(SampleProviders providers, SplitMix64 random)
    {
        const string Network = "Synthetic Blue Network";
        var draft = new FileDraft(
            new(new("Blue Cross and Blue Shield of Texas", "bcbstx"), new("Synthetic Blue Plan", "99999WW0010001", "blue"), Day, "2.0.0", Layout.HyphenatedEins), new(random, 1.10m));
        var labs = providers.Laboratories.Skip(2).Take(4).Select(lab => (Contractor: lab, Reference: draft.Refer(lab, Network))).ToList();
        var hospitals = providers.Hospitals.Take(2).Select(hospital => (Contractor: hospital, Reference: draft.Refer(hospital, Network))).ToList();
        foreach (var code in SampleCode.LaboratoryCodes)
        {
            var item = draft.Add(new(code));
            foreach (var (contractor, reference) in labs)
                item.Rate(reference, new Price(draft.Level(contractor, code.LaboratoryFee!.Value)) { Setting = "outpatient", Place = Place.Laboratory, Expires = "2026-12-31" });
            foreach (var (contractor, reference) in hospitals)
                item.Rate(reference, new Price(draft.Level(contractor, 1.7m * code.LaboratoryFee!.Value)) { Setting = "outpatient", Class = "institutional" });
        }
        return draft.File;
    }

    /// <summary>Structure 2, every laboratory code but 86353. The newest file: its date is the as-of day.</summary>
    public static PayerFile Cigna(SampleProviders providers, SplitMix64 random)
    {
        const string Network = "Synthetic Open Access Network";
        var draft = new FileDraft(
            new(new("Cigna Health and Life Insurance Company", "cigna"), new("Synthetic Open Access", "99999VV0010001", "open-access"), SampleModel.AsOf, "2.0.0", Layout.CodeLast), new(random, 0.92m));
        var labs = providers.Laboratories.Skip(6).Take(12).Select(lab => (Contractor: lab, Reference: draft.Refer(lab, Network))).ToList();
        foreach (var code in SampleCode.LaboratoryCodes.Where(code => code.Value != "86353"))
        {
            var item = draft.Add(new(code));
            foreach (var (contractor, reference) in labs)
                item.Rate(reference, new Price(draft.Level(contractor, code.LaboratoryFee!.Value)) { Setting = "outpatient", Place = Place.Laboratory });
        }
        var groups = providers.Pathologists.Take(6).Select(group => (group, draft.Refer(group, Network))).ToList();
        PathologyPrices.Add(draft, groups, (providers.Hospitals[2], draft.Refer(providers.Hospitals[2], Network)), "outpatient");
        return draft.File;
    }

    /// <summary>Structure 1, fee schedules at any place, every placeholder, an EIN of ten digits; 86356 has nothing but placeholders.</summary>
    public static PayerFile Regional(SampleProviders providers, SplitMix64 random)
    {
        var draft = new FileDraft(
            new(new("Synthetic Regional Health Plan", "regional"), new("Synthetic Regional Plan", "99999UU0010001", "regional"), new(2025, 9, 1), "1.2.0", Layout.Indented), new(random, 0.85m));
        var contractors = providers.Laboratories.Take(12).Append(providers.Misnumbered).Select(lab => (Contractor: lab, Reference: draft.Refer(lab))).ToList();
        decimal[] placeholders = [0, 0.01m, 0.02m, 88888.88m, 99999.99m, 699999.99m, 999999.99m, 999999999m];
        foreach (var code in SampleCode.LaboratoryCodes)
        {
            var item = draft.Add(new(code));
            Price Of(Contractor contractor) => new(draft.Level(contractor, code.LaboratoryFee!.Value)) { Type = "fee schedule", Place = Place.Any };
            foreach (var (index, (contractor, reference)) in contractors.Index())
            {
                if (code.Value == "86356")
                    item.Rate(reference, Of(contractor).Placeholder(placeholders[index % placeholders.Length]));
                else
                    item.Rate(reference, Of(contractor) with { Place = index % 2 == 0 ? Place.Any : Place.Everywhere });
            }
            if (code.Value != "86353") continue;
            foreach (var (amount, (contractor, reference)) in placeholders.Zip(contractors)) item.Rate(reference, Of(contractor).Placeholder(amount));
            foreach (var (contractor, reference) in contractors.Take(2)) item.Rate(reference, Of(contractor) with { Place = Place.Worksite });
            var (expired, its) = contractors[3];
            item.Rate(its, (Of(expired) with { Amount = 77.77m }).Expired("2025-08-31"), Of(expired).Placeholder(0) with { Expires = "2025-08-31", Fate = Fate.Expired });
        }
        return draft.File;
    }
}
