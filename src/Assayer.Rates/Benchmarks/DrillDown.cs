using System.Globalization;
using Assayer.Codes;
using Assayer.Rates.Hospital;
using Assayer.Rates.Payers;

namespace Assayer.Rates.Benchmarks;

/// <summary>The rows behind a benchmark, with what became of each.</summary>
public static class DrillDown
{
    /// <summary>Each row of a code, once for each of its entities and networks, or each of a hospital's observations, in the files' order.</summary>
    /// <param name="rates">What the loaded files say about the code.</param>
    /// <param name="options">What the benchmark was asked for; null: the defaults.</param>
    public static IEnumerable<BenchmarkRow> RowsOf(CodeRates rates, BenchmarkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rates);
        var day = options?.AsOf ?? Vintages.Newest(rates);
        var setAside = Vintages.SetAside(rates.Files, day);
        foreach (var kind in rates.Files.GroupBy(file => file.File.Kind))
        {
            var plausibility = PlausibilityOf(kind, setAside, day, rates.Providers, options?.BillingTaxonomies);
            foreach (var file in kind)
                foreach (var row in file.Rows)
                {
                    var reason = Waterfall.ReasonFor(setAside.GetValueOrDefault(file.File), row, day);
                    foreach (var one in RowsOf(file, row, rates.Providers))
                        yield return one.Row with { SetAside = reason ?? (plausibility.IsImplausible(one.Entity) ? Waterfall.Implausible : null) };
                }
        }
        var hospitalsSetAside = Vintages.SetAside(rates.Hospitals, day);
        foreach (var hospital in rates.Hospitals)
            foreach (var row in hospital.Charges)
                foreach (var one in RowsOf(hospital.File, row))
                    yield return one with { SetAside = Waterfall.ReasonFor(hospitalsSetAside.GetValueOrDefault(hospital.File), row) };
    }

    static Plausibility PlausibilityOf(IEnumerable<FileRates> files, IReadOnlyDictionary<PriceFile, string> setAside, DateOnly? day, ProviderDirectory providers, IReadOnlySet<TaxonomyCode>? billing)
    {
        var observations = new Observations();
        foreach (var file in files)
            foreach (var row in file.Rows)
                if (Waterfall.ReasonFor(setAside.GetValueOrDefault(file.File), row, day) is null) observations.Add(file, row, "");
        return Plausibility.Of(observations, providers, billing);
    }

    static IEnumerable<(Entity Entity, BenchmarkRow Row)> RowsOf(FileRates file, Transparency.RateRow row, ProviderDirectory providers)
    {
        var source = file.File.Source;
        var payer = PayerDirectory.Default.Resolve(file.File.Header.ReportingEntityName);
        var (component, modifiers) = Observations.Parts(row.Modifiers);
        foreach (var provider in Observations.ProvidersOf(file, row).GroupBy(provider => (provider.Network, provider.Entity)))
        {
            var (network, entity) = provider.Key;
            yield return (entity, new()
            {
                Code = row.Code,
                SourceKind = file.File.Kind,
                Payer = payer.Name,
                PayerAsFiled = payer.NameAsFiled,
                Network = network,
                Entity = entity.Kind == EntityKind.Unresolved ? entity.ToString() : entity.Id,
                TinType = entity.Kind switch { EntityKind.Ein => "ein", EntityKind.Npi => "npi", _ => null },
                States = string.Join(',', provider.SelectMany(one => one.Npis).Select(npi => providers.Find(npi)?.State).OfType<string>().Distinct().Order(StringComparer.Ordinal)),
                Component = component,
                Modifiers = modifiers,
                BillingClass = row.BillingClass ?? "not stated",
                Setting = row.Setting,
                ServiceCodes = row.ServiceCodes,
                NegotiatedType = row.NegotiatedType ?? "not stated",
                Arrangement = row.Arrangement ?? "not stated",
                Amount = row.Amount,
                AmountText = row.AmountText,
                Expiration = row.Expiration,
                File = source.Name,
                Sha256 = source.Sha256 ?? "",
                ByteOffset = row.ByteOffset,
            });
        }
    }

    static IEnumerable<BenchmarkRow> RowsOf(HospitalFile file, HospitalCharge row) => HospitalObservations.Of(file, row).Select(observation => new BenchmarkRow
    {
        Code = row.Code,
        SourceKind = SourceKind.Hospital,
        Payer = observation.Key.Payer ?? "",
        PayerAsFiled = observation.Key.Payer is null ? "" : row.PayerName ?? "",
        Network = observation.Key.Network,
        Entity = observation.Entity.Id,
        TinType = observation.Entity.Kind == EntityKind.Npi ? "npi" : null,
        States = file.Header.LicenseState ?? "",
        Component = observation.Key.Component,
        Modifiers = observation.Key.Modifiers,
        BillingClass = observation.Key.BillingClass,
        Setting = row.Setting,
        ServiceCodes = "",
        NegotiatedType = observation.Key.NegotiatedType,
        Arrangement = observation.Key.Arrangement,
        Amount = observation.Amount,
        AmountText = observation.Amount.ToString(CultureInfo.InvariantCulture),
        File = file.Source.Name,
        Sha256 = file.Source.Sha256 ?? "",
        Row = row.Row,
        ByteOffset = row.ByteOffset,
    });
}
