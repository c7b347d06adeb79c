using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Codes.Medicare;

/// <summary>
/// What Medicare pays, by the schedules loaded: the physician fee schedule's status code decides, and the Clinical Laboratory Fee
/// Schedule prices what that leaves to it or doesn't list. On a day, of each kind the schedule covering it with the latest beginning
/// counts, else the nearest.
/// </summary>
/// <param name="laboratory">Clinical Laboratory Fee Schedules: whole, or the rows of the codes to be asked for.</param>
/// <param name="physician">Relative value files: whole, or the rows of the codes to be asked for.</param>
/// <param name="indices">Geographic practice cost indices, for amounts by locality.</param>
/// <param name="surgicalCenters">Addenda of the surgical centres' system: whole, or the rows of the codes to be asked for.</param>
/// <param name="outpatient">Addenda B of the hospital outpatient system: whole, or the rows of the codes to be asked for.</param>
public sealed class MedicareSchedules(
    IReadOnlyList<LoadedTable<ClinicalLaboratoryFee>> laboratory,
    IReadOnlyList<LoadedTable<RelativeValue>> physician,
    IReadOnlyList<LoadedTable<PracticeCostIndex>> indices,
    IReadOnlyList<LoadedTable<SurgicalCenterFee>>? surgicalCenters = null,
    IReadOnlyList<LoadedTable<OutpatientFee>>? outpatient = null)
{
    const string SurgicalCenter = "ASC", Outpatient = "OPPS";

    readonly SchedulesOf<ClinicalLaboratoryFee> _laboratory = new(laboratory, row => row.Code);
    readonly SchedulesOf<RelativeValue> _physician = new(physician, row => row.Code);
    readonly SchedulesOf<PracticeCostIndex> _indices = new(indices, row => row.Locality.ToString());
    readonly SchedulesOf<SurgicalCenterFee> _surgicalCenters = new(surgicalCenters ?? [], row => row.Code);
    readonly SchedulesOf<OutpatientFee> _outpatient = new(outpatient ?? [], row => row.Code);

    /// <summary>The newest first day of a loaded fee schedule; null when none is loaded.</summary>
    public DateOnly? NewestFirstDay =>
        laboratory.Select(table => table.Source).Concat(physician.Select(table => table.Source))
            .Concat((surgicalCenters ?? []).Select(table => table.Source)).Concat((outpatient ?? []).Select(table => table.Source))
            .Max(source => source.Period.First);

    /// <summary>Whether indices by locality are loaded.</summary>
    public bool HasLocalities => indices.Count > 0;

    /// <summary>Whether a schedule of surgical centres is loaded.</summary>
    public bool HasSurgicalCenters => surgicalCenters is { Count: > 0 };

    /// <summary>Whether an addendum B of the hospital outpatient system is loaded.</summary>
    public bool HasOutpatient => outpatient is { Count: > 0 };

    /// <summary>What Medicare pays for one unit of a code on a day.</summary>
    /// <param name="code">A CPT or HCPCS code.</param>
    /// <param name="day">Date of service.</param>
    /// <param name="modifier">26, TC or QW, or another one with a row of its own; others don't change the amount. Null for the whole service.</param>
    /// <param name="setting">Where it is done; null where that isn't known: then only what is paid alike in both has an amount. Laboratory fees don't depend on it.</param>
    /// <param name="locality">Null for the national amount. Laboratory fees are national.</param>
    public MedicareAmount AmountOn(BillingCode code, DateOnly day, Modifier? modifier = null, PaymentSetting? setting = null, Locality? locality = null)
    {
        var asked = new MedicareQuestion(code, day, modifier?.ToString() ?? "", setting, locality);
        if (!IsPriced(code))
            return asked.None($"the loaded Medicare schedules price CPT and HCPCS codes, not {code.Type}");
        if (_physician.On(day) is not { } fees)
            return Laboratory(asked, fees: null);
        var rows = fees.Rows(code.Value);
        var row = rows.FirstOrDefault(row => row.Modifier == asked.Modifier) ?? rows.FirstOrDefault(row => row.Modifier.Length == 0);
        if (row is null)
        {
            asked.Step($"{code} is not in the physician fee schedule", fees.Table.Source);
            return Laboratory(asked, fees);
        }

        asked.Step($"physician fee schedule status {row.Status}: {PhysicianFeeStatus.Meaning(row.Status)}", fees.Table.At(row));
        if (row.Modifier != asked.Modifier && asked.IsComponent)
            return asked.None($"modifier {asked.Modifier} doesn't apply: PC/TC indicator {row.ComponentIndicator}, {ComponentIndicator.Meaning(row.ComponentIndicator)}", fees, "PFS");
        if (PhysicianFeeStatus.IsPaidElsewhere(row.Status)) return Laboratory(asked, fees);
        if (!PhysicianFeeStatus.IsPaidByRelativeValues(row.Status))
            return asked.None($"physician fee schedule status {row.Status}: {PhysicianFeeStatus.Meaning(row.Status)}", fees, "PFS");
        if (row.Modifier != asked.Modifier) asked.Step($"modifier {asked.Modifier} has no relative values of its own", fees.Table.At(row));
        return Physician(asked, fees, row);
    }

    /// <summary>
    /// Every national amount of a code on a day: the one that counts first, then the rest by component and setting. An amount that
    /// Medicare doesn't have stays in, with its reason.
    /// </summary>
    public IReadOnlyList<MedicareAmount> AllOn(BillingCode code, DateOnly day)
    {
        List<MedicareAmount> amounts = [];
        var byValues = _physician.On(day)?.Rows(code.Value).Where(row => PhysicianFeeStatus.IsPaidByRelativeValues(row.Status)).ToArray() ?? [];
        if (!Array.Exists(byValues, row => row.Modifier.Length == 0)) amounts.Add(AmountOn(code, day));
        if (_laboratory.On(day)?.Rows(code.Value).Any(row => row.Modifier == Modifier.Waived.ToString()) == true) amounts.Add(AmountOn(code, day, Modifier.Waived));
        foreach (var row in byValues.OrderBy(row => row.Modifier, StringComparer.Ordinal))
        {
            Modifier? modifier = Modifier.TryParse(row.Modifier, out var read) ? read : null;
            // A service counts outside facilities; one that is rarely done there, in them.
            MedicareAmount[] bySetting = [AmountOn(code, day, modifier, PaymentSetting.NonFacility), AmountOn(code, day, modifier, PaymentSetting.Facility)];
            amounts.AddRange(bySetting.OrderByDescending(amount => amount.Amount.IsKnown));
        }
        if (_surgicalCenters.On(day, code.Value)?.Rows(code.Value).Count > 0) amounts.Add(SurgicalCenterOn(code, day));
        if (_outpatient.On(day, code.Value)?.Rows(code.Value).Count > 0) amounts.Add(OutpatientOn(code, day));
        return amounts;
    }

    /// <summary>What Medicare pays an ambulatory surgical centre for a code on a day, before the wage index.</summary>
    public MedicareAmount SurgicalCenterOn(BillingCode code, DateOnly day)
    {
        var asked = new MedicareQuestion(code, day, "", null, null);
        if (_surgicalCenters.On(day, code.Value) is not { } schedule) return asked.None("no schedule of surgical centers is loaded", "CMS's ASC addendum AA or BB");
        if (!IsPriced(code) || schedule.Rows(code.Value) is not [var row, ..] rows) return asked.None($"{code} is not in the schedule of surgical centers", schedule, SurgicalCenter);
        if (Differing(rows.Select(row => (row.Line, $"{row.PaymentIndicator} {Dollars(row.Rate)}"))) is { } differing) return asked.None(differing, schedule, SurgicalCenter);

        var (payment, meaning) = SurgicalCenterIndicator.Of(row.PaymentIndicator);
        var indicator = $"payment indicator {row.PaymentIndicator}";
        asked.Step($"ASC {indicator}: {meaning}", schedule.Table.At(row));
        if (payment != MedicarePayment.Separate) return asked.None($"ASC {indicator}: {meaning}", schedule, SurgicalCenter);
        if (row.Rate is not { } rate) return asked.None("the schedule of surgical centers gives no rate", schedule, SurgicalCenter);
        // 42 CFR 416.172(e).
        if (row.IsDiscounted) asked.Step("discounted: of several procedures in one session the dearest is paid whole, the others half", schedule.Table.At(row));
        return asked.Amount(Fact.Known(new Money(rate), schedule.Table.At(row)), schedule, SurgicalCenter, $"ambulatory surgical center, {indicator}");
    }

    /// <summary>
    /// What Medicare pays a hospital's outpatient department for a code on a day, before the wage index. What is packaged under conditions has
    /// no amount; a step says what is paid where it isn't packaged.
    /// </summary>
    public MedicareAmount OutpatientOn(BillingCode code, DateOnly day)
    {
        var asked = new MedicareQuestion(code, day, "", null, null);
        if (_outpatient.On(day, code.Value) is not { } schedule) return asked.None("no schedule of hospital outpatient departments is loaded", "CMS's OPPS addendum B");
        if (!IsPriced(code) || schedule.Rows(code.Value) is not [var row, ..] rows) return asked.None($"{code} is not in OPPS addendum B", schedule, Outpatient);
        if (Differing(rows.Select(row => (row.Line, $"{row.StatusIndicator} {Dollars(row.Rate)}"))) is { } differing) return asked.None(differing, schedule, Outpatient);

        var (payment, meaning) = OutpatientStatus.Of(row.StatusIndicator);
        var indicator = $"status indicator {row.StatusIndicator}";
        var group = row.Apc.Length > 0 ? $", APC {row.Apc}" : "";
        asked.Step($"OPPS {indicator}: {meaning}", schedule.Table.At(row));
        if (payment is MedicarePayment.Elsewhere or MedicarePayment.ConditionalLaboratory
            && Laboratory(new(code, day, "", null, null), fees: null) is { Amount: { IsKnown: true } fee } laboratory)
        {
            var gap = laboratory.VintageGapDays.Value == 0 ? "" : FormattableString.Invariant($", {Math.Abs(laboratory.VintageGapDays.Value)} days away");
            asked.Step($"{(payment == MedicarePayment.Elsewhere ? "paid" : "not packaged: paid")} {fee.Value} by the Clinical Laboratory Fee Schedule{gap}", fee.Sources[0]);
        }
        if (payment == MedicarePayment.Conditional && row.Rate is { } apart) asked.Step($"not packaged: paid {new Money(apart)}{group}", schedule.Table.At(row));
        if (payment != MedicarePayment.Separate) return asked.None($"OPPS {indicator}: {meaning}", schedule, Outpatient);
        if (row.Rate is not { } rate) return asked.None("OPPS addendum B gives no rate", schedule, Outpatient);
        if (row.Copayment is { } copayment) asked.Step($"of it the patient pays {new Money(copayment)}, unadjusted", schedule.Table.At(row));
        return asked.Amount(Fact.Known(new Money(rate), schedule.Table.At(row)), schedule, Outpatient, $"hospital outpatient{group}, {indicator}");
    }

    MedicareAmount Physician(MedicareQuestion asked, ScheduleOn<RelativeValue> fees, RelativeValue row)
    {
        if (!PhysicianFee.HasValues(row)) return asked.None("no relative values are published, each contractor prices it", fees, "PFS");
        var index = PhysicianFee.National;
        List<Source> sources = [fees.Table.At(row)];
        if (asked.Locality is { } locality)
        {
            if (_indices.On(asked.Day) is not { } localities)
                return asked.None("no geographic practice cost indices are loaded", fees, "PFS", "CMS's GPCI file (addendum E)");
            if (localities.Rows(locality.ToString()) is not [var place, ..])
                return asked.None($"{locality} is not in the geographic practice cost indices", fees, "PFS");
            index = (place.Work, place.PracticeExpense, place.Malpractice);
            sources.Add(localities.Table.At(place));
            asked.Step(FormattableString.Invariant($"{place.Name}: GPCI {place.Work} for work, {place.PracticeExpense} for practice expense, {place.Malpractice} for malpractice{localities.Gap}"), localities.Table.At(place));
        }

        PaymentSetting[] settings = asked.Setting is { } one ? [one] : [PaymentSetting.NonFacility, PaymentSetting.Facility];
        foreach (var setting in settings)
        {
            if (setting == PaymentSetting.Facility ? row.FacilityNotApplicable : row.NonFacilityNotApplicable)
                return asked.None($"no {Words(setting)} amount: rarely or never performed there", fees, "PFS");
        }
        var amounts = settings.Select(setting => PhysicianFee.Amount(row, setting, index)).Distinct().ToArray();
        if (amounts.Length > 1) return asked.None("it depends on the place of service: facility or non-facility", fees, "PFS");
        var expense = settings[0] == PaymentSetting.Facility ? row.FacilityPracticeExpense : row.NonFacilityPracticeExpense;
        asked.Step(
            FormattableString.Invariant($"relative values {row.Work} for work, {expense} for practice expense, {row.Malpractice} for malpractice; ${row.ConversionFactor} each"),
            fees.Table.At(row));
        if (PhysicianFee.IsCapped(row, settings[0], index)) asked.Step("capped at the hospital outpatient amount for imaging", fees.Table.At(row));
        return asked.Amount(Fact.Known(amounts[0], sources), fees, "PFS", settings.Length > 1 ? "facility or non-facility" : Words(settings[0]));
    }

    MedicareAmount Laboratory(MedicareQuestion asked, ScheduleOn<RelativeValue>? fees)
    {
        if (_laboratory.On(asked.Day) is not { } schedule)
        {
            return fees is null
                ? asked.None("no Medicare fee schedule is loaded", filledBy: "CMS's Clinical Laboratory Fee Schedule and relative value file")
                : asked.None("no Clinical Laboratory Fee Schedule is loaded", filledBy: "CMS's Clinical Laboratory Fee Schedule");
        }
        if (fees is null) asked.Step("no physician fee schedule is loaded, so its status code was not looked up", schedule.Table.Source);

        // A row holds from its own first day. Outside the schedule's period, what it says on the nearest day of it counts.
        var day = asked.Day.AddDays(schedule.GapDays);
        var rows = schedule.Rows(asked.Code.Value);
        if (rows.Count == 0) return asked.None("not in the Clinical Laboratory Fee Schedule", schedule, filledBy: "the Medicare schedule that prices it, if any");
        if (asked.IsComponent) return asked.None($"modifier {asked.Modifier} doesn't apply: laboratory fees have no components", schedule, "CLFS");
        if (asked.Modifier == "QW" && rows.All(row => row.Modifier != "QW")) return asked.None("modifier QW doesn't apply: the schedule doesn't list the test as waived", schedule, "CLFS");
        var candidates = rows.Where(row => row.Modifier == asked.Modifier).ToArray();
        if (candidates.Length == 0) candidates = [.. rows.Where(row => row.Modifier.Length == 0)];
        if (candidates.Where(row => row.Effective <= day).MaxBy(row => row.Effective) is not { } row)
            return asked.None($"the Clinical Laboratory Fee Schedule prices it only from {rows.Min(row => row.Effective):yyyy-MM-dd}", schedule, "CLFS");

        var sameDay = candidates.Where(other => other.Effective == row.Effective).Select(other => (other.Line, $"{other.Indicator} {Dollars(other.Rate)}"));
        if (Differing(sameDay) is { } differing) return asked.None(differing, schedule, "CLFS");

        asked.Step(
            row.Indicator == "L" ? "Clinical Laboratory Fee Schedule indicator L: priced by each contractor" : "Clinical Laboratory Fee Schedule indicator N: a national rate",
            schedule.Table.At(row));
        return row is { Indicator: "N", Rate: { } rate }
            ? asked.Amount(Fact.Known(new Money(rate), schedule.Table.At(row)), schedule, "CLFS", null)
            : asked.None("priced by each contractor", schedule, "CLFS");
    }

    static bool IsPriced(BillingCode code) => code.Type == BillingCodeType.Cpt || code.Type == BillingCodeType.Hcpcs;

    // Which of two rows for one thing is right can't be told: both are named, and neither is used.
    static string? Differing(IEnumerable<(long Line, string Says)> rows) =>
        rows.DistinctBy(row => row.Says).ToArray() is { Length: > 1 } different
            ? $"the schedule has rows that differ: {string.Join("; ", different.Select(row => FormattableString.Invariant($"line {row.Line} says {row.Says}")))}"
            : null;

    static string Dollars(decimal? rate) => rate is { } dollars ? new Money(dollars).ToString() : "without a rate";

    static string Words(PaymentSetting setting) => setting == PaymentSetting.Facility ? "facility" : "non-facility";
}
