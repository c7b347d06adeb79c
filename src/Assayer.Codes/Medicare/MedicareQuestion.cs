using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Codes.Medicare;

/// <summary>One question to the schedules, and the steps taken so far towards its answer.</summary>
sealed class MedicareQuestion(BillingCode code, DateOnly day, string modifier, PaymentSetting? setting, Locality? locality)
{
    readonly List<Fact<string>> _steps = [];

    public BillingCode Code => code;

    public DateOnly Day => day;

    public string Modifier => modifier;

    public PaymentSetting? Setting => setting;

    public Locality? Locality => locality;

    public bool IsComponent => modifier is "26" or "TC";

    public void Step(string statement, Source source) => _steps.Add(Fact.Known(statement, source));

    public MedicareAmount Amount<TRow>(Fact<Money> amount, ScheduleOn<TRow> schedule, string name, string? place)
        where TRow : class, ITableRow => Answer(amount, Gap(schedule), name, place);

    public MedicareAmount None(string reason, string? filledBy = null) =>
        Answer(Fact.NotAvailable<Money>(reason, filledBy), Fact.NotAvailable<int>("no schedule was used"), null, null);

    public MedicareAmount None<TRow>(string reason, ScheduleOn<TRow> schedule, string? name = null, string? filledBy = null)
        where TRow : class, ITableRow => Answer(Fact.NotAvailable<Money>(reason, filledBy), Gap(schedule), name, null);

    static Fact<int> Gap<TRow>(ScheduleOn<TRow> schedule)
        where TRow : class, ITableRow => Fact.Known(schedule.GapDays, schedule.Table.Source);

    MedicareAmount Answer(Fact<Money> amount, Fact<int> gap, string? schedule, string? place) => new()
    {
        Amount = amount,
        Schedule = schedule,
        Basis = amount.IsKnown ? string.Join(", ", new[] { Area(schedule), place, Part }.Where(part => part is not null)) : null,
        Modifier = modifier.Length == 0 ? null : Codes.Modifier.Parse(modifier),
        Setting = setting,
        VintageGapDays = gap,
        Steps = _steps,
    };

    string Area(string? schedule) => locality is { } place && schedule == "PFS" ? place.ToString() : "national";

    string? Part => modifier switch
    {
        "" => null,
        "26" => "professional component",
        "TC" => "technical component",
        _ => $"modifier {modifier}",
    };
}
