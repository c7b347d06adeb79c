using Assayer.Rates.Payers;

namespace Assayer.Rates.Benchmarks;

/// <summary>The rows behind a benchmark, with what became of each.</summary>
public static class DrillDown
{
    /// <summary>Each row of a code, once for each of its entities and networks, in the files' order.</summary>
    /// <param name="rates">What the loaded files say about the code.</param>
    /// <param name="asOf">The day of the benchmark; null: as <see cref="Benchmark.Of"/> chooses it.</param>
    public static IEnumerable<BenchmarkRow> RowsOf(CodeRates rates, DateOnly? asOf = null)
    {
        ArgumentNullException.ThrowIfNull(rates);
        var files = rates.Files.Select(file => file.File).ToList();
        var day = asOf ?? Vintages.Newest(files);
        var setAside = Vintages.SetAside(files, day);
        foreach (var file in rates.Files)
        {
            var source = file.File.Source;
            var payer = PayerDirectory.Default.Resolve(file.File.Header.ReportingEntityName);
            foreach (var row in file.Rows)
            {
                var (component, modifiers) = Observations.Parts(row.Modifiers);
                foreach (var (network, entity) in Observations.ProvidersOf(file, row).Select(provider => (provider.Network, provider.Entity)).Distinct())
                    yield return new()
                    {
                        Code = row.Code,
                        Payer = payer.Name,
                        PayerAsFiled = payer.NameAsFiled,
                        Network = network,
                        Entity = entity.Kind == EntityKind.Unresolved ? entity.ToString() : entity.Id,
                        TinType = entity.Kind switch { EntityKind.Ein => "ein", EntityKind.Npi => "npi", _ => null },
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
                        SetAside = Waterfall.ReasonFor(setAside.GetValueOrDefault(file.File), row.NegotiatedType, row.Amount, row.Expiration, day),
                        File = source.Name,
                        Sha256 = source.Sha256 ?? "",
                        ByteOffset = row.ByteOffset,
                    };
            }
        }
    }
}
