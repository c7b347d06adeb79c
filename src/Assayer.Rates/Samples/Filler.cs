using System.Globalization;

namespace Assayer.Rates.Samples;

/// <summary>Other codes and providers that make a file large. Nothing is kept: each is a function of its number.</summary>
/// <param name="seed">The sample's seed.</param>
/// <param name="bytes">About how large the whole file's JSON shall be.</param>
/// <param name="file">The file to fill.</param>
sealed class Filler(ulong seed, long bytes, PayerFile file)
{
    const int FirstReference = 1_000_000;
    const int RatesPerItem = 40;

    // Coprime to 90,000: all codes from 10000 to 99999 come once before any comes again.
    const int Stride = 7_919;

    static readonly HashSet<string> Modelled = [.. SampleCode.LaboratoryCodes.Concat(SampleCode.PhysicianCodes).Select(code => code.Value)];
    static readonly Place[] Places = [Place.Office, Place.Laboratory, Place.OfficeOrLaboratory, Place.Hospital];

    readonly SplitMix64 _random = new(seed, 100);
    readonly int _references = bytes == 0 ? 0 : (int)Math.Clamp(bytes / 8_000, 1, 200_000);
    readonly string[] _networks = file.IsStructure2 ? ["Synthetic Wide Network"] : [];
    int _code;

    /// <summary>About how large the whole file's JSON shall be.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>The filling's references, three groups each.</summary>
    public IEnumerable<ProviderReference> References() =>
        Enumerable.Range(0, _references).Select(index => new ProviderReference(Id(index), [.. Enumerable.Range(index * 3, 3).Select(Group)], _networks));

    /// <summary>The next code with its rates.</summary>
    public Item NextItem()
    {
        var item = new Item(new("CPT", NextCode(), "Another service"));
        var fee = 5 + _random.Below(40_000) / 100m;
        for (var rate = 0; rate < RatesPerItem; rate++) item.Rates.Add(NextRate(fee));
        return item;
    }

    Rate NextRate(decimal fee)
    {
        var first = _random.Below(Math.Max(_references - 8, 1));
        var references = Enumerable.Range(first, Math.Min(1 + _random.Below(6), _references)).Select(index => new ProviderReference(Id(index), [], []));
        var price = new Price(decimal.Round(fee * (50 + 5 * _random.Below(30)) / 100m, 2))
        {
            Place = Places[_random.Below(Places.Length)],
            Type = _random.Below(4) == 0 ? "fee schedule" : "negotiated",
            Setting = file.IsStructure2 ? "outpatient" : null,
        };
        return new([.. references], [], [price, price with { Class = "institutional", Place = Place.None, Amount = price.Amount + 10 }]);
    }

    string NextCode()
    {
        while (true)
        {
            var code = (10_000 + (long)_code++ * Stride % 90_000).ToString(CultureInfo.InvariantCulture);
            if (!Modelled.Contains(code)) return code;
        }
    }

    // Serials from 20 million on: the model's are lower.
    static ProviderGroup Group(int number)
    {
        var npi = SampleNumbers.Npi(20_000_000 + 2 * number);
        var contractor = new Contractor($"Made-up Provider {number}", SampleNumbers.Ein(4_000_000 + number), npi, SampleNumbers.Npi(20_000_001 + 2 * number));
        return contractor.Group();
    }

    static string Id(int index) => (FirstReference + index).ToString(CultureInfo.InvariantCulture);
}
