using Assayer.Codes;
using Assayer.Codes.Profiles;
using Assayer.Rates.Benchmarks;

namespace Assayer.Rates.Samples;

/// <summary>What the files mean for one code, kept while they are made: this never looks at a file. See docs/benchmark-method.md.</summary>
sealed class AnswerBook(SampleCode code)
{
    readonly Dictionary<Payer, (int Rows, int Used)> _payers = [];

    public SampleCode Code { get; } = code;

    /// <summary>Payers' in-network files.</summary>
    public AnswerTally InNetwork { get; } = new();

    /// <summary>Payers' allowed amounts.</summary>
    public AnswerTally Allowed { get; } = new();

    /// <summary>Hospitals' files.</summary>
    public AnswerTally Hospital { get; } = new();

    /// <summary>Rows, and used rows, of each payer that prices the code.</summary>
    public IReadOnlyDictionary<Payer, (int Rows, int Used)> Payers => _payers;

    /// <summary>Taxonomies of those who bill the code, by its profile; empty without one.</summary>
    public IReadOnlySet<TaxonomyCode> Billing { get; } =
        CodeProfiles.Bundled.TryGet(new(BillingCodeType.From(code.Type), code.Value), null, out var profile) ? profile.BillingTaxonomies : new HashSet<TaxonomyCode>();

    /// <summary>Notes one item of one file.</summary>
    public void Add(PayerFile file, Item item)
    {
        foreach (var rate in item.Rates)
            foreach (var price in rate.Prices)
                Add(file, item.Arrangement, rate, price);
    }

    /// <summary>Notes the payments of one item.</summary>
    public void Add(AllowedAmountFile file, AllowedItem item)
    {
        foreach (var payment in item.Payments)
        {
            Allowed.Rows++;
            if (payment.Fate == Fate.Placeholder) Allowed.Placeholders++;
            if (payment.Fate != Fate.Used) continue;
            var key = new SeriesKey(
                file.Payer.Name, null, item.Part.Component, item.Part.Others, "professional", file.Setting, item.Place.Class, SeriesKey.AllowedAmount, "ffs", Weighting.Entity)
            {
                SourceKind = SourceKind.AllowedAmounts,
            };
            Allowed.Add(new(file.Payer, payment.Contractor, key, payment.Amount), payment.Npis);
        }
    }

    /// <summary>Notes one item of a hospital: a row for each plan, or one without any.</summary>
    public void Add(HospitalSheet sheet, HospitalItem item)
    {
        foreach (var plan in item.Plans.DefaultIfEmpty<PlanCharge?>(null))
        {
            Hospital.Rows++;
            if (sheet.IsSuperseded) Hospital.Superseded++;
            else if (item.IsPlaceholder) Hospital.Placeholders++;
            else Add(sheet, item, plan);
        }
    }

    void Add(HospitalSheet sheet, HospitalItem item, PlanCharge? plan)
    {
        var billingClass = item.Class switch { "facility" => "institutional", null => "not stated", var other => other };
        var forAll = new SeriesKey(null, null, item.Part.Component, item.Part.Others, billingClass, item.Setting, PlaceOfServiceClass.NotStated, SeriesKey.GrossCharge, "ffs", Weighting.Entity) { SourceKind = SourceKind.Hospital };
        void Note(Payer? payer, SeriesKey key, decimal amount) => Hospital.Add(new(payer, sheet.Hospital, key, amount), sheet.Npis);

        if (item.Gross is { } gross and not HospitalItem.Unknown) Note(null, forAll, gross);
        if (item.Cash is { } cash and not HospitalItem.Unknown) Note(null, forAll with { NegotiatedType = SeriesKey.DiscountedCash }, cash);
        if (plan is null) return;
        var key = forAll with { Payer = plan.Payer.Name, Network = plan.Plan, Arrangement = plan.Methodology == "case rate" ? "case rate" : "ffs" };
        if (plan.Dollars is { } dollars) Note(plan.Payer, key with { NegotiatedType = plan.Methodology == "per diem" ? "per diem" : "negotiated" }, dollars);
        if (plan.Percentage is { } percentage)
        {
            Note(plan.Payer, key with { NegotiatedType = "percentage" }, percentage);
            if (item.Gross is { } whole and not HospitalItem.Unknown && plan.Dollars is null) Note(plan.Payer, key with { NegotiatedType = SeriesKey.PercentageInDollars }, whole * percentage / 100);
        }
        if (plan.Algorithm is not null) Hospital.Algorithms++;
    }

    void Add(PayerFile file, string arrangement, Rate rate, Price price)
    {
        InNetwork.Rows++;
        var used = !file.IsSuperseded && price.Fate == Fate.Used;
        var (rows, usedRows) = _payers.GetValueOrDefault(file.Payer);
        _payers[file.Payer] = (rows + 1, usedRows + (used ? 1 : 0));
        if (file.IsSuperseded) InNetwork.Superseded++;
        else if (price.Fate == Fate.Expired) InNetwork.Expired++;
        else if (price.Fate == Fate.Placeholder) InNetwork.Placeholders++;
        if (!used) return;

        foreach (var provider in Providers(rate).ToLookup(provider => (provider.Contractor, provider.Network), provider => provider.Npis))
        {
            var key = new SeriesKey(
                file.Payer.Name, provider.Key.Network, price.Part.Component, price.Part.Others, price.Class, price.Setting, price.Place.Class, price.Type, arrangement, Weighting.Entity);
            InNetwork.Add(new(file.Payer, provider.Key.Contractor, key, price.Amount), provider.SelectMany(npis => npis));
        }
    }

    static IEnumerable<(Contractor Contractor, string? Network, IReadOnlyList<long> Npis)> Providers(Rate rate)
    {
        foreach (var group in rate.Groups) yield return (group.Contractor, null, group.Npis);
        foreach (var reference in rate.References)
        {
            string?[] networks = reference.Networks.Count > 0 ? [.. reference.Networks] : [null];
            foreach (var network in networks)
            {
                if (reference.Unresolved is { } unresolved) yield return (unresolved, network, []);
                foreach (var group in reference.Groups) yield return (group.Contractor, network, group.Npis);
            }
        }
    }
}
