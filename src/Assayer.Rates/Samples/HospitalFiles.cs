using Assayer.Rates.Benchmarks;

namespace Assayer.Rates.Samples;

/// <summary>What hospitals say of the same prices: mostly what the payers say, sometimes a little more, sometimes something else.</summary>
static class HospitalFiles
{
    static readonly Payer Aetna = new("Aetna", "aetna"), United = new("UnitedHealthcare", "unitedhealthcare"), CareFirst = new("CareFirst BlueCross BlueShield", "carefirst"), Cigna = new("Cigna", "cigna");

    // How a hospital's amount differs from the payer's: to the cent, within 10%, within 20%, and not at all alike.
    static readonly decimal[] Factors = [1m, 1m, 1.06m, 1m, 1.17m, 1.6m];

    public static IReadOnlyList<HospitalSheet> Make(SampleProviders providers, IReadOnlyList<PayerFile> payers)
    {
        var hospitals = providers.Hospitals;
        List<HospitalSheet> sheets =
        [
            new(hospitals[0], new(2025, 9, 20), 3, HospitalLayout.Json, "MD"),
            new(hospitals[1], new(2025, 9, 10), 3, HospitalLayout.TallCsv, "MD"),
            new(hospitals[4], new(2025, 8, 30), 3, HospitalLayout.WideCsv, "CA"),
            new(hospitals[5], new(2025, 10, 2), 3, HospitalLayout.Json, "PA"),
            new(hospitals[6], new(2025, 7, 15), 2, HospitalLayout.TallCsv, "MD"),
            new(hospitals[0], new(2025, 6, 1), 3, HospitalLayout.Json, "MD") { IsSuperseded = true },
        ];
        foreach (var (number, sheet) in sheets.Index()) Fill(sheet, number, payers);
        return sheets;
    }

    static void Fill(HospitalSheet sheet, int number, IReadOnlyList<PayerFile> payers)
    {
        foreach (var (index, code) in SampleCode.LaboratoryCodes.Index())
        {
            var gross = decimal.Round(code.LaboratoryFee!.Value * (4 + number), 2);
            var item = new HospitalItem(code, "0302", "outpatient") { Class = sheet.Version == 3 ? "facility" : null, Gross = gross, Cash = decimal.Round(gross * 0.6m, 2) };
            AddPlans(item, sheet, number + index, payers);
            item.Plans.Add(OfCharges(CareFirst, "BluePreferred", 27m + number, decimal.Round(gross * 0.3m, 2)));
            sheet.Items.Add(item);
        }
        if (number == 1) sheet.Items.Add(new(SampleCode.Cpt("86357"), "0302", "both") { Gross = HospitalItem.Unknown, Cash = HospitalItem.Unknown });
        if (number == 3) AddUnknownGross(sheet);
        AddPathology(sheet, number);
        AddProcedures(sheet, number, payers);
    }

    static PlanCharge OfCharges(Payer payer, string plan, decimal percentage, decimal paid) =>
        new(payer, plan, "percent of total billed charges") { Percentage = percentage, Paid = paid };

    // One amount means nothing, and the others do: a percentage of it isn't dollars.
    static void AddUnknownGross(HospitalSheet sheet)
    {
        var item = new HospitalItem(SampleCode.Cpt("86357"), "0302", "both") { Gross = HospitalItem.Unknown, Cash = 88.40m };
        item.Plans.Add(new(Cigna, "Open Access") { Dollars = 52.10m });
        item.Plans.Add(OfCharges(CareFirst, "BluePreferred", 31m, 49.75m));
        sheet.Items.Add(item);
    }

    // Near to what the payers' files say, where they price the code for the hospital.
    static void AddPlans(HospitalItem item, HospitalSheet sheet, int turn, IReadOnlyList<PayerFile> payers)
    {
        foreach (var (payer, plan) in new[] { (Aetna, "Choice PPO"), (United, "Choice Plus") })
        {
            var dollars = PriceOf(item.Code, sheet.Hospital, payers.Where(file => !file.IsSuperseded && file.Payer.Slug == payer.Slug)) is { } price
                ? price.Amount * Factors[turn++ % Factors.Length]
                : item.Gross!.Value * 0.45m;
            item.Plans.Add(new(payer, plan) { Dollars = decimal.Round(dollars, 2) });
        }
    }

    // What a payer's files price for the hospital as an institution, the first of them.
    static Price? PriceOf(SampleCode code, Contractor hospital, IEnumerable<PayerFile> files) => files
        .SelectMany(file => file.Items).Where(item => item.Code == code && item.Arrangement == "ffs")
        .SelectMany(item => item.Rates).Where(rate => rate.References.Any(reference => reference.Groups.Any(group => group.Contractor == hospital)))
        .SelectMany(rate => rate.Prices)
        .FirstOrDefault(price => price is { Class: "institutional", Fate: Fate.Used, Part.Component: Component.Global, Place.Class: PlaceOfServiceClass.NotStated, Setting: null or "outpatient" });

    static void AddPathology(HospitalSheet sheet, int number)
    {
        var tissue = SampleCode.Cpt("88305");
        var whole = new HospitalItem(tissue, "0312", "both") { Gross = 310m + number, Cash = 200m };
        whole.Plans.Add(new(Cigna, "Open Access") { Dollars = 96.40m + number });
        var technical = new HospitalItem(tissue, "0312", "outpatient") { Part = Part.Technical, Class = sheet.Version == 3 ? "facility" : null, Gross = 150m };
        technical.Plans.Add(new(Cigna, "Open Access") { Dollars = 41.15m });
        technical.Plans.Add(OfCharges(United, "Choice Plus", 40.5m, 61.2m));
        var reading = new HospitalItem(tissue, "0971", "outpatient") { Part = Part.Professional, Class = sheet.Version == 3 ? "professional" : null };
        reading.Plans.Add(new(Aetna, "Choice PPO") { Dollars = 45.90m + number });
        reading.Plans.Add(OfCharges(CareFirst, "BluePreferred", 55m, 47.3m));
        sheet.Items.AddRange([whole, technical, reading]);
    }

    static void AddProcedures(HospitalSheet sheet, int number, IReadOnlyList<PayerFile> payers)
    {
        var endoscopy = new HospitalItem(SampleCode.Endoscopy, "0750", "outpatient") { Class = sheet.Version == 3 ? "facility" : null, Gross = 2950m + 10 * number, Cash = 1475m };
        AddPlans(endoscopy, sheet, number, payers);
        endoscopy.Plans.Add(new(Cigna, "Open Access", "case rate") { Dollars = 1210m + number });
        endoscopy.Plans.Add(new(CareFirst, "BluePreferred", "other") { Algorithm = "140% of the outpatient rate, less what is packaged", Paid = 1190.5m });
        var stay = new HospitalItem(new("MS-DRG", "809", "Disorders of blood and immunity, middle severity"), "0120", "inpatient") { Gross = 6400m };
        stay.Plans.Add(new(Aetna, "Choice PPO", "per diem") { Dollars = 2900m + 5 * number });
        sheet.Items.AddRange([endoscopy, stay]);
    }
}
