using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Rates;
using Assayer.Rates.Benchmarks;
using Assayer.Rates.Hospital;
using Assayer.Rates.Transparency;

namespace Assayer.Tests.Rates.Benchmarks;

/// <summary>A price of a made-up payer's file and the group that it holds for.</summary>
sealed record MadeUpPrice(RateRow Row, ContractingGroup Group)
{
    public MadeUpPrice With(Func<RateRow, RateRow> change) => this with { Row = change(Row) };
}

/// <summary>Small files, so that what comes of them can be worked out by hand.</summary>
static class MadeUp
{
    public const string Laboratory = "291U00000X", Chiropractor = "111N00000X";

    public static readonly BillingCode Code = new(BillingCodeType.Cpt, "99213");

    public static readonly DateOnly Day = new(2025, 7, 1);

    public static readonly MedicareSchedules NoSchedules = new([], [], []);

    public static readonly BenchmarkOptions ForLaboratories = new() { BillingTaxonomies = new HashSet<TaxonomyCode> { TaxonomyCode.Parse(Laboratory) } };

    /// <summary>A negotiated professional fee, place of service 11, outpatient.</summary>
    public static MadeUpPrice Price(decimal amount, string ein, params string[] npis) => new(
        new()
        {
            Code = Code,
            Arrangement = "ffs",
            ProviderSet = default,
            NegotiatedType = "negotiated",
            Amount = amount,
            AmountText = amount.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ServiceCodes = "11",
            BillingClass = "professional",
            Setting = "outpatient",
            ByteOffset = 100,
        },
        new("ein", ein, null, null, npis));

    public static FileRates InNetwork(string payer, params MadeUpPrice[] prices) => File(SourceKind.InNetwork, payer, prices);

    public static FileRates AllowedAmounts(string payer, params MadeUpPrice[] prices) =>
        File(SourceKind.AllowedAmounts, payer, [.. prices.Select(price => price.With(row => row with { NegotiatedType = SeriesKey.AllowedAmount }))]);

    public static HospitalRates AHospital(HospitalHeader header, params HospitalCharge[] charges) => new()
    {
        File = new() { Source = new() { Name = $"{header.HospitalName}.csv", Sha256 = Digest(header.HospitalName) }, Header = header with { LastUpdatedOn = header.LastUpdatedOn ?? Day }, Codes = CodeFilter.All },
        Charges = charges,
    };

    /// <summary>A charge for an outpatient of a facility.</summary>
    public static HospitalCharge Charge(decimal? gross = null, string? payer = null, string? plan = null, decimal? dollars = null, decimal? percentage = null) => new()
    {
        Code = Code,
        Setting = "outpatient",
        BillingClass = "facility",
        Gross = gross,
        PayerName = payer,
        PlanName = plan,
        NegotiatedDollar = dollars,
        NegotiatedPercentage = percentage,
        Row = 4,
        ByteOffset = 200,
    };

    /// <summary>A hospital licensed in Maryland.</summary>
    public static HospitalHeader Header(string name, params string[] npis) => new() { HospitalName = name, LicenseState = "MD", LicenseNumber = name.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), Npis = npis, Structure = "CSV tall 3" };

    public static CodeRates AllOf(params FileRates[] files) => new(Code, files);

    /// <summary>A registry with the localities of its ZIP codes.</summary>
    public static ProviderDirectory Registry(params RegisteredProvider[] providers) =>
        new(new() { Name = "npidata.csv" }, new() { Name = "zip5.csv" }, providers, new Dictionary<string, string> { [Chiropractor] = "Chiropractor" });

    public static RegisteredProvider Provider(string npi, string? state, params string[] taxonomies) => new(npi, state, null, taxonomies);

    /// <summary>The only series of a kind of file, a state and a weighting that fits.</summary>
    public static RateSeries Single(this CodeBenchmark benchmark, Func<SeriesKey, bool> fits, string? state = null, Weighting weighting = Weighting.Entity) =>
        benchmark.Series.Single(series => series.Key.State == state && series.Key.Weighting == weighting && fits(series.Key));

    public static long Count(this IEnumerable<WaterfallStep> steps, string code) => steps.Single(step => step.Code == code).Count.Value;

    static FileRates File(string kind, string payer, MadeUpPrice[] prices)
    {
        var groups = prices.Select(price => price.Group).Distinct().ToDictionary(group => group, group => ProviderGroup.Of(group.TinType, group.Tin, null, group.Npis).Id);
        var sets = groups.ToDictionary(pair => pair.Key, pair => ProviderSet.Of([], [pair.Value]));
        return new()
        {
            File = new()
            {
                Source = new() { Name = $"{kind} {payer}.json", Sha256 = Digest(kind + payer) },
                Kind = kind,
                Header = new() { ReportingEntityName = payer, LastUpdatedOn = Day },
                Codes = CodeFilter.All,
                UnresolvedReferences = 0,
            },
            Rows = [.. prices.Select(price => price.Row with { ProviderSet = sets[price.Group].Id })],
            ProviderSets = sets.Values.DistinctBy(set => set.Id).ToDictionary(set => set.Id),
            Groups = groups.DistinctBy(pair => pair.Value).ToDictionary(pair => pair.Value, pair => pair.Key),
        };
    }

    static string Digest(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
