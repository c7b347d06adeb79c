using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Evidence;

namespace Assayer.Rates.Benchmarks;

/// <summary>Medicare's price for what a series prices.</summary>
/// <param name="Amount">The price, or why there is none to compare with.</param>
/// <param name="Medicare">How that price was found; null without one.</param>
/// <param name="ByLocality">The price at a locality; null where it doesn't depend on one.</param>
sealed record Comparison(Fact<Money> Amount, MedicareAmount? Medicare = null, Func<Locality, Fact<Money>>? ByLocality = null)
{
    /// <summary>"CLFS", "PFS", "ASC" or "OPPS"; null without a price.</summary>
    public string? Schedule => Medicare?.Schedule;

    /// <summary>Multiples of the price outside which a value is flagged: docs/benchmark-method.md, step 8. Null without a price.</summary>
    public (double Low, double High)? Bounds => Schedule switch
    {
        Comparator.Laboratory => (0.3, 4.5),
        Comparator.Physician => (0.5, 5.5),
        Comparator.SurgicalCenter or Comparator.Outpatient => (0.5, 30),
        _ => null,
    };
}

/// <summary>What Medicare pays for the same thing, for each series of a code: docs/benchmark-method.md, step 7.</summary>
sealed class Comparator
{
    public const string Laboratory = "CLFS", Physician = "PFS", SurgicalCenter = "ASC", Outpatient = "OPPS";

    // Modifiers that tell why or where a service was done, and leave Medicare's amount for it as it is.
    static readonly string[] ChangeNothing = ["25", "59", "76", "77", "90", "91", "LT", "RT", "XE", "XP", "XS", "XU"];

    readonly BillingCode _code;
    readonly DateOnly? _day;
    readonly MedicareSchedules _schedules;
    readonly Dictionary<(Modifier?, PaymentSetting?, Locality), Fact<Money>> _byLocality = [];

    public Comparator(BillingCode code, DateOnly? day, MedicareSchedules schedules)
    {
        (_code, _day, _schedules) = (code, day, schedules);
        Amounts = schedules.AllOn(code, day ?? default);
    }

    /// <summary>Medicare's prices, the one that counts for the code as a whole first.</summary>
    public IReadOnlyList<MedicareAmount> Amounts { get; }

    /// <summary>Whether amounts by locality can be had.</summary>
    public bool HasLocalities => _schedules.HasLocalities;

    /// <summary>Medicare's price for what a series prices, or why there is none to compare with.</summary>
    public Comparison For(SeriesKey key)
    {
        Comparison None(string reason, string? filledBy = null) => new(Fact.NotAvailable<Money>(reason, filledBy));
        if (key.Unit != "USD") return None($"{key.Unit}: not comparable with a fee");
        if (key.Arrangement != "ffs") return None($"arrangement {key.Arrangement}: not comparable with a fee for one service");
        if (_day is not { } day) return None("no day to compare on: no dated file is loaded");
        if (key.Setting == "inpatient") return None("inpatient services have their own schedule", "the IPPS tables");

        var others = key.Modifiers.Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (Array.Find(others, other => !ChangeNothing.Contains(other) && other != "QW") is { } changing) return None($"modifier {changing} changes what Medicare pays");
        var modifier = ModifierOf(key, others);
        if (Amounts[0].Schedule == Laboratory) return Of(_schedules.AmountOn(_code, day, modifier));
        if (key.PlaceOfServiceClass == PlaceOfServiceClass.AmbulatorySurgicalCenter)
            return modifier is null ? Of(_schedules.SurgicalCenterOn(_code, day)) : None($"modifier {modifier}: surgical centers are paid for the whole service");
        if (key.BillingClass == "professional") return Professional(key, day, modifier);
        if (key.BillingClass == "institutional" || key.SourceKind == SourceKind.Hospital)
            return modifier is null ? Of(_schedules.OutpatientOn(_code, day)) : None($"modifier {modifier}: hospital outpatient departments are paid for the whole service");
        return None($"billing class {key.BillingClass}: neither only a professional's fee nor only a facility's");
    }

    Comparison Professional(SeriesKey key, DateOnly day, Modifier? modifier)
    {
        PaymentSetting? setting = key.PlaceOfServiceClass switch
        {
            PlaceOfServiceClass.Facility => PaymentSetting.Facility,
            PlaceOfServiceClass.NonFacility => PaymentSetting.NonFacility,
            _ => null,
        };
        var national = Of(_schedules.AmountOn(_code, day, modifier, setting));
        if (national.Schedule != Physician || !national.Amount.IsKnown) return national;
        return national with
        {
            ByLocality = locality =>
            {
                if (!_byLocality.TryGetValue((modifier, setting, locality), out var amount))
                    _byLocality.Add((modifier, setting, locality), amount = Comparable(_schedules.AmountOn(_code, day, modifier, setting, locality)));
                return amount;
            },
        };
    }

    static Comparison Of(MedicareAmount amount) => new(Comparable(amount), amount.Amount.IsKnown ? amount : null);

    static Fact<Money> Comparable(MedicareAmount amount) =>
        amount.Amount is { IsKnown: true, Value.Dollars: 0 } ? Fact.NotAvailable<Money>("Medicare's price is $0") : amount.Amount;

    static Modifier? ModifierOf(SeriesKey key, string[] others) => key.Component switch
    {
        Component.Professional => Modifier.Professional,
        Component.Technical => Modifier.Technical,
        _ => others.Contains("QW") ? Modifier.Waived : null,
    };
}
