namespace Assayer.Rates.Samples;

/// <summary>Structure 2, two networks, two plans that repeat each other.</summary>
static class AetnaFiles
{
    const string Choice = "Synthetic Choice Network";
    const string Select = "Synthetic Select Network";

    static readonly Payer Aetna = new("Aetna Life Insurance Company", "aetna");

    public static IEnumerable<PayerFile> Make(SampleProviders providers, SplitMix64 random)
    {
        var levels = new PriceLevels(random, 1.04m);
        var first = new FileDraft(new(Aetna, new("Synthetic Choice Plan", "99999ZZ0010001", "choice"), new(2025, 10, 1), "2.0.0", Layout.Indented), levels);
        var labs = providers.Laboratories;
        var references = new Dictionary<Contractor, ProviderReference>();
        foreach (var lab in labs.Take(12)) references[lab] = first.Refer(lab, Choice, Select);
        foreach (var lab in labs.Skip(12).Take(2)) references[lab] = first.Refer(lab, Choice);
        foreach (var lab in labs.Skip(14).Take(2)) references[lab] = first.Refer(lab, Select);
        references[providers.TinOnly] = first.Refer(providers.TinOnly, Choice);
        foreach (var hospital in providers.Hospitals.Take(8)) references[hospital] = first.Refer(hospital, Choice, Select);
        foreach (var group in providers.Pathologists.Take(10)) references[group] = first.Refer(group, Choice, Select);
        var apart = labs.Skip(16).Take(2).Select(lab => (Lab: lab, Choice: first.Refer(lab, Choice), Select: first.Refer(lab, Select))).ToList();

        // One EIN in two groups of different NPIs, each with a reference.
        var twin = providers.New("Made-up Laboratory with two groups", 4);
        ProviderReference[] halves = [first.Refer([twin.Group(twin.Npis[0], twin.Npis[1])], Choice), first.Refer([twin.Group(twin.Npis[2], twin.Npis[3])], Choice)];

        foreach (var code in SampleCode.LaboratoryCodes)
        {
            var fee = code.LaboratoryFee!.Value;
            var item = first.Add(new(code));
            Price Of(Contractor contractor) => new(first.Level(contractor, fee)) { Setting = "outpatient", Place = Place.Laboratory };
            item.Rate([.. labs.Take(3).Select(lab => references[lab])], Of(labs[0]));
            foreach (var lab in labs.Skip(3).Take(13).Append(providers.TinOnly)) item.Rate(references[lab], Of(lab) with { Expires = "2026-12-31" });
            foreach (var lab in labs.Skip(3).Take(6)) item.Rate(references[lab], Of(lab) with { Amount = first.OtherLevel(lab, fee), Type = "fee schedule" });
            foreach (var (lab, choice, select) in apart)
            {
                item.Rate(choice, Of(lab));
                item.Rate(select, Of(lab) with { Amount = first.OtherLevel(lab, fee) });
            }
            item.Rate(halves, Of(twin));

            // Repeats: another expiry beside it; two more decimals elsewhere.
            item.Rate(references[labs[4]], Of(labs[4]), Of(labs[4]) with { Expires = "2027-06-30" });
            item.Rate(references[labs[5]], Of(labs[5]) with { Amount = Of(labs[5]).Amount * 1.00m });

            // Several amounts.
            item.Rate(references[labs[9]], Of(labs[9]) with { Amount = first.OtherLevel(labs[9], fee) });
            item.Rate(references[labs[10]], Of(labs[10]) with { Amount = first.OtherLevel(labs[10], fee) }, Of(labs[10]) with { Amount = 3 * first.Level(labs[10], fee) });

            // Ended, and ending on the as-of day, which still counts.
            item.Rate(references[labs[11]], (Of(labs[11]) with { Amount = first.OtherLevel(labs[11], fee) }).Expired("2025-06-30"));
            item.Rate(references[labs[12]], Of(labs[12]) with { Amount = first.OtherLevel(labs[12], fee), Expires = "2025-10-15" });
            item.Rate(references[labs[13]], Of(labs[13]).Placeholder(0.01m));
            item.Rate(references[labs[14]], Of(labs[14]).Placeholder(999999.99m), Of(labs[14]).Placeholder(0.02m).Expired("2025-10-14"));

            foreach (var hospital in providers.Hospitals.Take(8))
                item.Rate(references[hospital], new Price(first.Level(hospital, 1.6m * fee)) { Class = "institutional", Setting = "outpatient" });
            foreach (var hospital in providers.Hospitals.Take(4))
                item.Rate(references[hospital], new Price(first.Level(hospital, 1.8m * fee)) { Class = "institutional", Setting = "inpatient" });
            item.Rate(references[providers.Hospitals[5]], new Price(first.Level(providers.Hospitals[5], fee)) { Class = "both", Setting = "both", Remark = "Applies to all lines of the claim." });
            if (code.Value == "86353") AddSpecial(first, item, providers, references, Of);
        }
        PathologyPrices.Add(first, [.. providers.Pathologists.Take(10).Select(group => (group, references[group]))], (providers.Hospitals[0], references[providers.Hospitals[0]]), "outpatient");
        SurgeryPrices.Add(first, [.. providers.Hospitals.Take(8).Select(hospital => (hospital, references[hospital]))], "outpatient");
        AddOtherArrangements(first, providers, references);
        yield return first.File;
        yield return Second(first.File, providers, levels);
    }

    static void AddSpecial(FileDraft draft, Item item, SampleProviders providers, Dictionary<Contractor, ProviderReference> references, Func<Contractor, Price> of)
    {
        // An NPI in place of a TIN that two EINs list: it joins neither.
        var shared = new Contractor("Made-up Professional at two laboratories", null, providers.NewNpi()) { Trade = Trade.Professional, IsRegistered = false };
        var one = new Contractor("Made-up Laboratory sharing an NPI", providers.NewEin(), shared.Npis[0]) { IsRegistered = false };
        var other = new Contractor("Made-up Laboratory sharing it too", providers.NewEin(), shared.Npis[0]) { IsRegistered = false };
        foreach (var contractor in (Contractor[])[shared, one, other]) item.Rate(draft.Refer(contractor, Choice), of(contractor));
        foreach (var lab in providers.Laboratories.Take(4))
            item.Rate(references[lab], of(lab) with { Part = Part.ReferenceLaboratory }, of(lab) with { Part = Part.ReferenceLaboratoryRepeat });
        item.Rate(references[providers.Laboratories[6]], of(providers.Laboratories[6]) with { Type = "derived" });
    }

    static void AddOtherArrangements(FileDraft draft, SampleProviders providers, Dictionary<Contractor, ProviderReference> references)
    {
        var (labs, hospitals) = (providers.Laboratories, providers.Hospitals);
        var bundle = draft.Add(new(SampleCode.Cpt("86353"), "bundle") { Contained = [SampleCode.Cpt("86355"), SampleCode.Cpt("86357"), SampleCode.Cpt("86359")] });
        foreach (var hospital in hospitals.Take(3))
            bundle.Rate(references[hospital], new Price(draft.Level(hospital, 162m)) { Class = "institutional", Setting = "outpatient" });
        var capitation = draft.Add(new(new("LOCAL", "SYN-CAP-1", "Laboratory services for each member and month"), "capitation") { Contained = [SampleCode.Cpt("36415"), SampleCode.Cpt("86361")] });
        capitation.Rate(references[labs[0]], new Price(1.85m) { Type = "derived", Setting = "both", Place = Place.Laboratory, Remark = "For each member and month." });
        var stay = draft.Add(new(new("MS-DRG", "809", "Disorders of blood and immunity, middle severity")));
        foreach (var hospital in hospitals.Take(5))
            stay.Rate(references[hospital], new Price(draft.Level(hospital, 3900m)) { Type = "per diem", Class = "institutional", Setting = "inpatient" });
        var all = draft.Add(new(new("CSTM-ALL", "CSTM-00", "Everything else")));
        foreach (var hospital in hospitals.Take(6))
            all.Rate(references[hospital], new Price(draft.Level(hospital, 27m)) { Type = "percentage", Class = "institutional", Setting = "both" });
    }

    // The other plan: the same rates of the first twelve laboratories, and one more laboratory.
    static PayerFile Second(PayerFile first, SampleProviders providers, PriceLevels levels)
    {
        var second = new FileDraft(
            new(Aetna, new("Synthetic Select Plan", "99999ZZ0020001", "select"), new(2025, 10, 1), "2.0.0", Layout.ReferencesLast | Layout.RateFirst | Layout.HyphenatedEins), levels, 501);
        var shared = first.References.Take(12).ToHashSet();
        second.File.References.AddRange(shared);
        var more = second.Refer(providers.Laboratories[18], Choice);
        foreach (var source in first.Items.Where(item => item.Code.LaboratoryFee is not null && item.Arrangement == "ffs"))
        {
            var item = second.Add(new(source.Code));
            item.Rates.AddRange(source.Rates.Where(rate => rate.References.All(shared.Contains)));
            item.Rate(more, new Price(second.Level(providers.Laboratories[18], source.Code.LaboratoryFee!.Value)) { Setting = "outpatient", Place = Place.Laboratory });
        }
        return second.File;
    }
}
