namespace Assayer.Rates.Samples;

/// <summary>Everything that the sample says, before it is written.</summary>
/// <param name="Files">Payers' in-network files.</param>
/// <param name="Allowed">Payers' allowed-amounts files.</param>
/// <param name="Hospitals">Hospitals' files.</param>
/// <param name="Registry">The registry of providers.</param>
sealed record SampleModel(IReadOnlyList<PayerFile> Files, IReadOnlyList<AllowedAmountFile> Allowed, IReadOnlyList<HospitalSheet> Hospitals, SampleRegistry Registry)
{
    /// <summary>The date of the newest file.</summary>
    public static readonly DateOnly AsOf = new(2025, 10, 15);

    /// <summary>The sample of a seed.</summary>
    public static SampleModel Make(ulong seed)
    {
        var providers = new SampleProviders(seed);
        PayerFile[] files =
        [
            .. AetnaFiles.Make(providers, new(seed, 2)),
            .. UnitedFiles.Make(providers, new(seed, 3)),
            .. CareFirstFiles.Make(providers, new(seed, 4)),
            OtherFiles.Texas(providers, new(seed, 5)),
            OtherFiles.Cigna(providers, new(seed, 6)),
            OtherFiles.Regional(providers, new(seed, 7)),
        ];
        var contractors = files.SelectMany(file => file.References.SelectMany(reference => reference.Groups).Concat(file.Items.SelectMany(item => item.Rates).SelectMany(rate => rate.Groups)))
            .Select(group => group.Contractor).Concat(providers.All).Distinct();
        return new(files, AllowedAmountFile.Make(providers, new(seed, 8)), HospitalFiles.Make(providers, files), new(contractors));
    }
}
