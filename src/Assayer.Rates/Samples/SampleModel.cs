namespace Assayer.Rates.Samples;

/// <summary>Everything that the sample says, before it is written.</summary>
static class SampleModel
{
    /// <summary>The date of the newest file.</summary>
    public static readonly DateOnly AsOf = new(2025, 10, 15);

    /// <summary>The payer files of a seed.</summary>
    public static IReadOnlyList<PayerFile> Make(ulong seed)
    {
        var providers = new SampleProviders(seed);
        return
        [
            .. AetnaFiles.Make(providers, new(seed, 2)),
            .. UnitedFiles.Make(providers, new(seed, 3)),
            .. CareFirstFiles.Make(providers, new(seed, 4)),
            OtherFiles.Texas(providers, new(seed, 5)),
            OtherFiles.Cigna(providers, new(seed, 6)),
            OtherFiles.Regional(providers, new(seed, 7)),
        ];
    }
}
