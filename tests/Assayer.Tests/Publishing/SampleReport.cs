using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Codes.Profiles;
using Assayer.Evidence;
using Assayer.Publishing.CodeReports;
using Assayer.Rates.Benchmarks;

namespace Assayer.Tests.Publishing;

/// <summary>A small report with every kind of content, always the same: what golden files are made of. All its figures are made up.</summary>
static class SampleReport
{
    public static readonly BillingCode Code = new(BillingCodeType.Cpt, "86353");

    static readonly Source Profile = new() { Name = "Code profile 86353", Publisher = "The Assayer authors", Vintage = "1", Period = new(new(2026, 1, 1), null), Locator = "/description" };
    static readonly Source Determination = new() { Name = "NCD 190.8", Publisher = "CMS", Url = "https://www.cms.gov/medicare-coverage-database/view/ncd.aspx?ncdid=215" };
    static readonly Source Clfs = new() { Name = "CLFS 2026 Q2", Publisher = "CMS", Vintage = "2026 Q2", Period = new(new(2026, 4, 1), new(2026, 6, 30)), Sha256 = new('c', 64), Locator = "line 1576" };
    static readonly Source Mue = new() { Name = "MUE, practitioner services", Publisher = "CMS", Vintage = "2024 Q3", Sha256 = new('e', 64), Locator = "86353" };

    static readonly (string Payer, int Entities, double Center, double Spread, Presence Presence)[] Payers =
    [
        ("Aetna", 42, 44.10, 0.18, Presence.Priced), ("UnitedHealthcare", 118, 51.25, 0.34, Presence.Priced), ("Cigna", 7, 38.70, 0.22, Presence.Priced),
        ("Blue Cross Blue Shield of the Greater Northeastern Territories and Affiliated Health Plans", 27, 72.40, 0.41, Presence.Priced),
        ("Humana", 2, 40, 0.1, Presence.Priced), ("Anthem", 4, 61.03, 0.1, Presence.Priced), ("Centene", 0, 0, 0, Presence.NotInFile), ("Kaiser Permanente", 0, 0, 0, Presence.NotLoaded),
    ];

    public static CodeReport Build() => CodeReportBuilder.Build(CodeProfile(), Benchmark());

    /// <summary>35 payers with long names, from cents to thousands of dollars, each with 8 networks; with the bundled profile.</summary>
    public static CodeReport Crowded()
    {
        var benchmark = Benchmark();
        var key = benchmark.Headline!.Key;
        var series = Enumerable.Range(0, 35).SelectMany(payer => Enumerable.Range(0, 9).Select(network => Series(
            key with { Payer = $"UNITED MUTUAL HEALTH INSURANCE COMPANY OF THE WESTERN STATES NUMBER {payer}", Network = network == 0 ? SeriesKey.AllNetworks : $"NETWORK_WITHOUT_ANY_SPACE_IN_ITS_NAME_{network}" },
            payer + network, 0.05 * Math.Pow(1.4, payer), 0.3, [File(0), File(1)], 1)));
        Assert.True(CodeProfiles.Bundled.TryGet(Code, null, out var profile));
        return CodeReportBuilder.Build(profile, benchmark with { Series = [benchmark.Headline, .. series] });
    }

    public static Source File(int number) => new()
    {
        Name = $"2026-05-01_payer-{number}_in-network-rates.json.gz",
        Publisher = Payers[number].Payer,
        Vintage = "2026-05-01",
        Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([(byte)number])),
        Synthetic = true,
    };

    public static BenchmarkRow Row(int file) => new()
    {
        Code = Code,
        SourceKind = SourceKind.InNetwork,
        Payer = Payers[file].Payer,
        PayerAsFiled = "=HYPERLINK(\"http://example.org\")",
        Network = "Choice, \"plus\"",
        Entity = "123456789",
        TinType = "ein",
        Component = Component.Global,
        Modifiers = "",
        BillingClass = "professional",
        ServiceCodes = "11,22,81",
        NegotiatedType = "negotiated",
        Arrangement = "ffs",
        Amount = 49.03m,
        AmountText = "49.030",
        Expiration = new(9999, 12, 31),
        File = File(file).Name,
        Sha256 = File(file).Sha256!,
        ByteOffset = 20480,
    };

    public static CodeBenchmark Benchmark()
    {
        var key = new SeriesKey(null, SeriesKey.AllNetworks, Component.Global, "", "professional", null, PlaceOfServiceClass.NonFacility, "negotiated", "ffs", Weighting.Entity);
        var priced = Enumerable.Range(0, Payers.Length).Where(index => Payers[index].Entities > 0).ToArray();
        Source[] files = [.. priced.Select(File)];
        var all = Series(key, 200, 52.18, 0.4, files, 9);
        return new()
        {
            Code = Code,
            AsOf = Fact.Known(new DateOnly(2026, 5, 1), files[0]),
            Medicare = [Medicare],
            Headline = all,
            Series =
            [
                all,
                .. priced.Select(index => Series(key with { Payer = Payers[index].Payer }, Payers[index].Entities, Payers[index].Center, Payers[index].Spread, [File(index)], index)),
                Series(key with { Weighting = Weighting.Npi }, 640, 50.44, 0.38, files, 0),
                Series(key with { BillingClass = "institutional", Setting = "outpatient", PlaceOfServiceClass = PlaceOfServiceClass.NotStated }, 31, 88.2, 0.6, files, 3),
                Series(key with { Payer = "Aetna", Component = Component.Professional }, 5, 11.2, 0.2, [File(0)], 0),
                Series(key with { Payer = "Aetna", Network = "Open Choice PPO" }, 30, 43.9, 0.2, [File(0)], 2),
                Series(key with { Payer = "Anthem", NegotiatedType = "percentage" }, 12, 45.5, 0.2, [File(5)], 0),
            ],
            Waterfall = Waterfall(new() { Name = "Waterfall of CPT 86353", Inputs = files }),
            Presence =
            [
                .. Payers.Select((payer, index) => new PayerPresence(
                    payer.Payer, index is not 3, payer.Presence,
                    payer.Presence == Presence.NotLoaded ? Fact.NotAvailable<int>("no file of this payer is loaded", $"an in-network file of {payer.Payer}") : Fact.Known(payer.Entities, File(index)),
                    payer.Presence == Presence.NotLoaded ? [] : [File(index)])),
            ],
            Files =
            [
                .. priced.Append(6).Select(index => new BenchmarkFile(
                    File(index), Payers[index].Payer, index == 1 ? "UHC <of> Ohio | Inc" : Payers[index].Payer, index != 3, Fact.Known(new DateOnly(2026, 5, 1), File(index)),
                    index == 2 ? "last_updated_on says 2026-05-01, the name 2026-04-28" : null, index == 4 ? "SUPERSEDED_FILE" : null, Fact.Known(index == 1 ? 14L : 0L, File(index)),
                    Fact.Known(Payers[index].Entities * 21L, File(index)))),
            ],
            Agreement = Agreement.None("no hospital's file is loaded", "hospitals' standard-charges files"),
            NotAvailable = [new("professional fees by locality are not compared with Medicare", "the NPPES file")],
        };
    }

    public static MedicareAmount Medicare => new()
    {
        Amount = Fact.Known(new Money(49.03m), Clfs),
        Schedule = "CLFS",
        Basis = "national",
        VintageGapDays = Fact.Known(0, Clfs),
        Steps = [Fact.Known("The clinical laboratory fee schedule prices the code nationally (indicator N).", Clfs)],
    };

    static RateSeries Series(SeriesKey key, int entities, double center, double spread, IReadOnlyList<Source> files, int odd)
    {
        var source = new Source { Name = $"Series: {key.Payer ?? "all payers"}, {key.BillingClass}, {key.Component}, {key.Network}, {key.NegotiatedType}, {key.Weighting}", Inputs = files };
        Fact<double> At(double factor, int needs) => entities >= needs ? Fact.Known(center * (1 + spread * factor), source) : Fact.NotAvailable<double>($"fewer than {needs} entities");
        return new()
        {
            Key = key,
            PayerAsFiled = [key.Payer ?? "all"],
            Source = source,
            Entities = Fact.Known(entities, source),
            UnresolvedEntities = Fact.Known(Math.Min(odd, entities), source),
            Npis = Fact.Known(entities * 5, source),
            Observations = Fact.Known(entities * 3, source),
            MultipleAmounts = Fact.Known(Math.Min(entities, odd * 2), source),
            Outliers = Fact.Known(odd, source),
            Min = At(-2.1, 3),
            P10 = At(-1.28, 10),
            P25 = At(-0.67, 5),
            P50 = At(0, 3),
            P75 = At(0.67, 5),
            P90 = At(1.6, 10),
            Max = At(4, 3),
            Mean = At(0.1, 3),
            PercentOfMedicareP50 = key.NegotiatedType == "percentage" ? Fact.NotAvailable<double>("percentages are not compared with dollars")
                : entities >= 3 ? Fact.Known(100 * center / 49.03, source, Clfs) : Fact.NotAvailable<double>("fewer than 3 entities"),
            PercentOfLocalMedicareP50 = Fact.NotAvailable<double>("the providers' ZIP codes are not loaded", "the NPPES file"),
            EntitiesWithLocality = Fact.NotAvailable<int>("the providers' ZIP codes are not loaded", "the NPPES file"),
            P50WithoutMultipleAmounts = odd > 0 ? At(-0.02, 3) : null,
            Warnings = entities < 10 ? ["fewer than 10 entities"] : [],
        };
    }

    static WaterfallStep[] Waterfall(Source source) =>
    [
        new("READ", "rows read", "rows", WaterfallKind.Total, Fact.Known(4200L, source)),
        new("REJECTED", "rejected by the reader", "rows", WaterfallKind.Removed, Fact.Known(120L, source)),
        new("SUPERSEDED_FILE", "of a file that a newer one replaces", "rows", WaterfallKind.Removed, Fact.Known(640L, source)),
        new("EXPIRED", "expired before the day", "rows", WaterfallKind.Removed, Fact.Known(310L, source)),
        new("PLACEHOLDER", "placeholder amounts", "rows", WaterfallKind.Removed, Fact.Known(55L, source)),
        new("USED", "rows used", "rows", WaterfallKind.Total, Fact.Known(3075L, source)),
        new("OBSERVATIONS", "observations, repeats counted once", "observations", WaterfallKind.Total, Fact.Known(600L, source)),
        new("ENTITIES", "entities with a vote", "entities", WaterfallKind.Total, Fact.Known(200L, source)),
        new("MULTIPLE_AMOUNTS", "entities with several amounts", "entities", WaterfallKind.Flagged, Fact.Known(18L, source)),
        new("IMPLAUSIBLE", "providers implausible for the service", "entities", WaterfallKind.NotAvailable, Fact.NotAvailable<long>("the taxonomies of the providers are not known", "the NPPES file")),
    ];

    public static CodeProfile CodeProfile() => new()
    {
        Code = Code,
        Version = "1",
        Period = Period.Always,
        Name = Say("Lymphocyte proliferation after stimulation"),
        Description =
        [
            Say("A laboratory test of how well a person's lymphocytes divide when they are stimulated. Blood cells are cultured with a substance that should make them divide, and the growth is measured."),
            Say("One unit is counted for each substance tested. Results are reported against healthy controls of the same day."),
        ],
        ServiceType = Say("Laboratory test"),
        Sites = [new("81", Say("An independent laboratory performs the test.")), new("22", Say("A hospital laboratory performs it for the hospital's outpatients."))],
        Clinical = [new("Who orders it", [Say("Immunologists, for a suspected disorder of T cells."), Say("Physicians who follow immune recovery after a transplant.")]), new("The specimen", [Say("Fresh blood in sodium heparin, at room temperature.")])],
        Modifiers =
        [
            new("90", ModifierStatus.Valid, Say("Reference laboratory"), Say("An independent laboratory refers the test to another one."), Period.Always),
            new("91", ModifierStatus.Valid, Say("Repeat of a laboratory test"), Say("A new collection on the same day; never a rerun, nor another stimulant."), Period.Always),
            new("26", ModifierStatus.Invalid, Say("Professional part"), Say("The test has no professional part."), Period.Always),
            new("L1", ModifierStatus.Ended, Say("Separate payment in an outpatient department"), Fact.NotAvailable<string>("the profile gives no use"), new(null, new(2016, 12, 31))),
        ],
        Taxonomies = [new("291U00000X", Say("Clinical laboratory"), TaxonomyRole.Billing), new("207K00000X", Say("Allergy and immunology"), TaxonomyRole.Ordering)],
        Diagnoses =
        [
            new("D81.31", Say("Severe combined immunodeficiency due to adenosine deaminase deficiency"), "Covered indication (NCD 190.8)", Fact.Known(true, Profile), null),
            new("D81.3", Say("Adenosine deaminase deficiency"), "Not an indication", Fact.Known(false, Profile), Say("A header: use a code below it.")),
            new("Z94.84", Say("Stem cells transplant status"), "Not an indication", Fact.NotAvailable<bool>("the loaded table ends before this chapter", "the ICD-10-CM file"), null),
        ],
        Related = [new(new(BillingCodeType.Cpt, "86352"), "Another test of cell function", Say("Measures ATP; the two are not paid together."))],
        Units = [Say("One unit for each stimulant, whatever the number of doses or wells.")],
        UnitEdits = [new("Practitioner", Fact.Known(7, Mue), Fact.Known(3, Mue), Fact.Known("Nature of analyte", Mue))],
        PairEdits = [new(new(BillingCodeType.Cpt, "86352"), Code, Fact.Known(0, Mue), "Practitioner", Say("Never paid together, whatever the modifier."))],
        Medicare = new(Say("X"), Fact.Known(9, Mue), Fact.Known(true, Clfs), Say("Paid under the laboratory fee schedule; it has no professional part.")),
        Rules = [new("CLIA", [Say("Not waived: the laboratory needs a certificate of compliance or accreditation.")]), new("Technical and professional parts", [Say("The code is not split.")])],
        RevenueCodes = [new("0302", Say("Immunology laboratory, on an institutional claim."))],
        Determinations = [new("Medicare", "NCD 190.8", "Lymphocyte mitogen response assays", Determination.Url, Fact.Known(new DateOnly(1983, 5, 16), Determination), Fact.Known("Covered to assess lymphocytes in diagnosed immunodeficiency; not to monitor the treatment of cancer.", Determination))],
        PayerPolicies = [new("Aetna", "CPB 0000", "An example of a policy", "https://example.org/policy", Fact.NotAvailable<DateOnly>("the policy names no day"), Say("Considered necessary for suspected immunodeficiency."))],
    };

    static Fact<string> Say(string text) => Fact.Known(text, Profile);
}
