namespace Assayer.Rates.Samples;

/// <summary>Structure 1 with groups in place, remote references that lead nowhere, and codes after their rates.</summary>
static class CareFirstFiles
{
    static readonly Payer CareFirst = new("CareFirst BlueCross BlueShield", "carefirst");

    public static IEnumerable<PayerFile> Make(SampleProviders providers, SplitMix64 random)
    {
        var levels = new PriceLevels(random, 1.00m);
        var layout = Layout.Indented | Layout.ReferencesLast | Layout.CodeLast;
        yield return Make(new(CareFirst, new("Synthetic BluePreferred", "99999XX0010001", "bluepreferred"), new(2025, 9, 15), "1.0.0", layout), providers, levels, 18);
        yield return Make(new(CareFirst, new("Synthetic BlueChoice", "99999XX0020001", "bluechoice"), new(2025, 9, 15), "1.0.0", layout | Layout.RateFirst), providers, levels, 6);
    }

    static PayerFile Make(PayerFile file, SampleProviders providers, PriceLevels levels, int laboratories)
    {
        var draft = new FileDraft(file, levels);

        // Two of the six are never used.
        var remote = ((string[])["690.64462", "690.64463", "690.64464", "690.64465", "690.64470", "690.64480"])
            .Select(id => draft.ReferRemotely(id, $"https://mrf.example/synthetic/{id}.json")).ToList();
        foreach (var code in SampleCode.LaboratoryCodes)
        {
            var fee = code.LaboratoryFee!.Value;
            var item = draft.Add(new(code) { TypeAsFiled = code.Value == "86357" ? "HCPCS" : null });
            Price Of(Contractor contractor) => new(draft.Level(contractor, fee)) { Place = Place.OfficeOrLaboratory };
            foreach (var lab in providers.Laboratories.Skip(4).Take(laboratories)) item.Rate([lab.Group()], Of(lab));
            item.Rate([providers.Mistyped.Group(), providers.TinOnly.Group()], Of(providers.Mistyped) with { Amount = Of(providers.Mistyped).Amount + 0.0025m });
            foreach (var reference in remote.Take(4)) item.Rate(reference, new Price(draft.Level(reference.Unresolved!, fee)) { Place = Place.OfficeOrLaboratory });
            foreach (var hospital in providers.Hospitals.Take(7))
                item.Rate([hospital.Group()], new Price(draft.Level(hospital, 27m)) { Type = "percentage", Class = "institutional" });
            item.Rate([providers.Hospitals[7].Group()], new Price(0) { Type = "percentage", Class = "institutional", Fate = Fate.Placeholder });
            if (code.Value != "86353") continue;
            item.Rate([providers.Laboratories[4].Group()], Of(providers.Laboratories[4]) with { Amount = 55m, Written = "5.5E1" });
            foreach (var hospital in providers.Hospitals.Take(2))
                item.Rate([hospital.Group()], new Price(draft.Level(hospital, 90m)) { Type = "per diem", Class = "institutional" });
        }
        var groups = providers.Pathologists.Take(5).Select(group => (group, draft.Refer(group))).ToList();
        PathologyPrices.Add(draft, groups, (providers.Hospitals[1], draft.Refer(providers.Hospitals[1])), null);
        return draft.File;
    }
}
