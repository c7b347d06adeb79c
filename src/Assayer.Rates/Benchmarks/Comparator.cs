using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Evidence;

namespace Assayer.Rates.Benchmarks;

/// <summary>What Medicare pays for the same thing, for each series of a code: docs/benchmark-method.md, steps 7 and 8.</summary>
sealed class Comparator
{
    const string Laboratory = "CLFS", Physician = "PFS";

    // Modifiers that tell why or where a service was done, and leave Medicare's amount for it as it is.
    static readonly string[] ChangeNothing = ["25", "59", "76", "77", "90", "91", "LT", "RT", "XE", "XP", "XS", "XU"];

    readonly BillingCode _code;
    readonly DateOnly? _day;
    readonly MedicareSchedules _schedules;

    public Comparator(BillingCode code, DateOnly? day, MedicareSchedules schedules)
    {
        (_code, _day, _schedules) = (code, day, schedules);
        Amounts = schedules.AllOn(code, day ?? default);
    }

    /// <summary>Medicare's prices, the one that counts for the code as a whole first.</summary>
    public IReadOnlyList<MedicareAmount> Amounts { get; }

    /// <summary>Multiples of Medicare's price outside which a value is flagged; null where Medicare has none.</summary>
    public (double Low, double High)? Bounds => Amounts[0].Schedule switch
    {
        Laboratory => (0.3, 4.5),
        Physician => (0.5, 5.5),
        _ => null,
    };

    /// <summary>Medicare's price for what a series prices, or why there is none to compare with.</summary>
    public Fact<Money> AmountFor(SeriesKey key)
    {
        if (key.Unit != "USD") return Fact.NotAvailable<Money>($"{key.Unit}: not comparable with a fee");
        if (key.Arrangement != "ffs") return Fact.NotAvailable<Money>($"arrangement {key.Arrangement}: not comparable with a fee for one service");
        if (_day is not { } day) return Fact.NotAvailable<Money>("no day to compare on: no dated file is loaded");
        if (key.Setting == "inpatient") return Fact.NotAvailable<Money>("inpatient services have their own schedule", "the IPPS tables");

        var others = key.Modifiers.Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (Array.Find(others, other => !ChangeNothing.Contains(other) && other != "QW") is { } changing)
            return Fact.NotAvailable<Money>($"modifier {changing} changes what Medicare pays");
        var modifier = ModifierOf(key, others);
        if (Amounts[0].Schedule == Laboratory) return Comparable(_schedules.AmountOn(_code, day, modifier));
        if (key.PlaceOfServiceClass == PlaceOfServiceClass.AmbulatorySurgicalCenter)
            return Fact.NotAvailable<Money>("a surgical center's fee is never compared with the physician fee schedule", "the ASC schedule");
        if (key.BillingClass != "professional")
            return Fact.NotAvailable<Money>($"billing class {key.BillingClass}: a facility's fee is never compared with the physician fee schedule", "OPPS Addendum B");
        PaymentSetting? setting = key.PlaceOfServiceClass switch
        {
            PlaceOfServiceClass.Facility => PaymentSetting.Facility,
            PlaceOfServiceClass.NonFacility => PaymentSetting.NonFacility,
            _ => null,
        };
        return Comparable(_schedules.AmountOn(_code, day, modifier, setting));
    }

    static Fact<Money> Comparable(MedicareAmount amount) =>
        amount.Amount is { IsKnown: true, Value.Dollars: 0 } ? Fact.NotAvailable<Money>("Medicare's price is $0") : amount.Amount;

    static Modifier? ModifierOf(SeriesKey key, string[] others) => key.Component switch
    {
        Component.Professional => Modifier.Professional,
        Component.Technical => Modifier.Technical,
        _ => others.Contains("QW") ? Modifier.Waived : null,
    };
}
