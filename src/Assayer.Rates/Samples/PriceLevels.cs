namespace Assayer.Rates.Samples;

/// <summary>
/// What a payer gives each contractor, as a multiple of Medicare: quartiles near 0.57, 0.77 and 1.07 and a long tail, as others have
/// published for laboratories. Decimal arithmetic alone, so that every platform finds the same cents.
/// </summary>
sealed class PriceLevels(SplitMix64 random, decimal payerLevel)
{
    // The multiples at 0%, 5% … 100%.
    static readonly decimal[] Quantiles =
    [
        0.34m, 0.41m, 0.45m, 0.49m, 0.53m, 0.57m, 0.61m, 0.65m, 0.69m, 0.73m, 0.77m,
        0.82m, 0.88m, 0.94m, 1.00m, 1.07m, 1.17m, 1.30m, 1.60m, 2.40m, 3.60m,
    ];

    readonly Dictionary<Contractor, decimal> _levels = new(ReferenceEqualityComparer.Instance);

    /// <summary>Dollars for something that Medicare pays <paramref name="medicare"/>.</summary>
    public decimal For(Contractor contractor, decimal medicare)
    {
        if (!_levels.TryGetValue(contractor, out var level)) _levels.Add(contractor, level = Draw());
        return Cents(medicare * level);
    }

    /// <summary>Another amount of the same size, never the same: between 3% and 40% more.</summary>
    public decimal Other(Contractor contractor, decimal medicare) => Cents(For(contractor, medicare) * (1.03m + random.Below(38) / 100m) + 0.01m);

    decimal Draw()
    {
        var place = random.Below((Quantiles.Length - 1) * 1000);
        var (low, part) = (place / 1000, place % 1000 / 1000m);
        return payerLevel * (Quantiles[low] + part * (Quantiles[low + 1] - Quantiles[low]));
    }

    static decimal Cents(decimal dollars) => decimal.Round(dollars, 2, MidpointRounding.ToEven);
}
