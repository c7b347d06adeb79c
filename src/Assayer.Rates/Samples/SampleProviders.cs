namespace Assayer.Rates.Samples;

/// <summary>Those who contract with the sample's payers; the same everywhere, as national laboratories are.</summary>
sealed class SampleProviders
{
    readonly SplitMix64 _random;
    int _serial;

    public SampleProviders(ulong seed)
    {
        _random = new(seed, 1);
        _serial = 1_000_000 + _random.Below(1_000_000);
        Laboratories = [.. Enumerable.Range(1, 24).Select(number => New($"Made-up Reference Laboratory {number}", 1 + _random.Below(3)))];
        Hospitals = [.. Enumerable.Range(1, 14).Select(number => New($"Made-up Children's Hospital {number}", 1 + _random.Below(4), Trade.Hospital))];
        Pathologists = [.. Enumerable.Range(1, 12).Select(number => New($"Made-up Pathology Associates {number}", 2 + _random.Below(5), Trade.Pathology))];
        Professionals = [.. Enumerable.Range(1, 60).Select(number => NewProfessional($"Made-up Professional {number}", hasEin: number % 3 == 0))];
        TinOnly = New("Made-up Laboratory without an NPI", 0);
        Misnumbered = new("Made-up Laboratory with a digit too many", NewEin() + "7", SampleNumbers.Npi(NextSerial()));
        Mistyped = new("Made-up Laboratory with mistyped NPIs", NewEin(), SampleNumbers.MistypedNpi(NextSerial()), SampleNumbers.Npi(NextSerial())) { IsRegistered = false };
    }

    /// <summary>Independent laboratories: an EIN and one to three NPIs each.</summary>
    public IReadOnlyList<Contractor> Laboratories { get; }

    /// <summary>Hospitals: an EIN and one to four NPIs each.</summary>
    public IReadOnlyList<Contractor> Hospitals { get; }

    /// <summary>Pathology groups: an EIN and two to six NPIs each.</summary>
    public IReadOnlyList<Contractor> Pathologists { get; }

    /// <summary>Single professionals of other trades, who are given prices for everything: two of three by their NPI alone.</summary>
    public IReadOnlyList<Contractor> Professionals { get; }

    /// <summary>An EIN without NPIs.</summary>
    public Contractor TinOnly { get; }

    /// <summary>An EIN of ten digits.</summary>
    public Contractor Misnumbered { get; }

    /// <summary>An NPI with a wrong check digit, and a right one.</summary>
    public Contractor Mistyped { get; }

    /// <summary>All of these.</summary>
    public IEnumerable<Contractor> All => [.. Laboratories, .. Hospitals, .. Pathologists, .. Professionals, TinOnly, Misnumbered, Mistyped];

    /// <summary>An EIN with so many new NPIs.</summary>
    public Contractor New(string name, int npis, Trade trade = Trade.Laboratory) => new(name, NewEin(), NewNpis(npis)) { Trade = trade };

    /// <summary>An EIN that nothing else has.</summary>
    public string NewEin() => SampleNumbers.Ein(NextSerial());

    /// <summary>A professional who has one NPI.</summary>
    public Contractor NewProfessional(string name, bool hasEin) => new(name, hasEin ? NewEin() : null, NewNpis(1)) { Trade = Trade.Professional };

    /// <summary>An NPI that nothing else has.</summary>
    public long NewNpi() => SampleNumbers.Npi(NextSerial());

    long[] NewNpis(int count) => [.. Enumerable.Range(0, count).Select(_ => SampleNumbers.Npi(NextSerial()))];

    int NextSerial() => _serial += 1 + _random.Below(900);
}
