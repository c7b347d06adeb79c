namespace Assayer.Rates.Samples;

/// <summary>A payer as the sample has it.</summary>
/// <param name="Name">As filed, without the synthetic marker.</param>
/// <param name="Slug">In file names.</param>
sealed record Payer(string Name, string Slug);

/// <summary>A health plan.</summary>
sealed record Plan(string Name, string Id, string FileSlug);

/// <summary>How a file is put together; every way is valid.</summary>
[Flags]
enum Layout
{
    /// <summary>Compact, members in the order of the schema's text.</summary>
    Plain = 0,

    /// <summary>Indented.</summary>
    Indented = 1,

    /// <summary>provider_references after in_network.</summary>
    ReferencesLast = 2,

    /// <summary>In an item, billing_code after negotiated_rates.</summary>
    CodeLast = 4,

    /// <summary>In a price, negotiated_rate first and its type last.</summary>
    RateFirst = 8,

    /// <summary>EINs as 12-3456789.</summary>
    HyphenatedEins = 16,
}

/// <summary>One price file of a payer, as meant.</summary>
sealed record PayerFile(Payer Payer, Plan Plan, DateOnly Date, string Version, Layout Layout)
{
    /// <summary>A newer file of the same payer, plan and name is there.</summary>
    public bool IsSuperseded { get; init; }

    public List<ProviderReference> References { get; } = [];

    public List<Item> Items { get; } = [];

    /// <summary>Structure 2 (schema 2.0.0 on).</summary>
    public bool IsStructure2 => Version[0] == '2';

    public string Name => $"synthetic_{Date:yyyy-MM-dd}_{Payer.Slug}_{Plan.FileSlug}_in-network-rates.json.gz";
}

/// <summary>The prices of one code in one file.</summary>
/// <param name="Code">The code.</param>
/// <param name="Arrangement">"ffs", "bundle", "capitation".</param>
sealed record Item(SampleCode Code, string Arrangement = "ffs")
{
    /// <summary>Kind of code as filed, where it isn't the code's own: CPT codes are level I of HCPCS, and some payers file them so.</summary>
    public string? TypeAsFiled { get; init; }

    /// <summary>Codes bundled or covered.</summary>
    public IReadOnlyList<SampleCode> Contained { get; init; } = [];

    public List<Rate> Rates { get; } = [];

    /// <summary>Adds prices of one reference.</summary>
    public void Rate(ProviderReference reference, params Price[] prices) => Rates.Add(new([reference], [], prices));

    /// <summary>Adds prices of several references.</summary>
    public void Rate(IReadOnlyList<ProviderReference> references, params Price[] prices) => Rates.Add(new(references, [], prices));

    /// <summary>Adds prices of groups that stand in place (structure 1).</summary>
    public void Rate(IReadOnlyList<ProviderGroup> groups, params Price[] prices) => Rates.Add(new([], groups, prices));
}

/// <summary>One element of negotiated_rates: providers, by references or in place, and their prices.</summary>
sealed record Rate(IReadOnlyList<ProviderReference> References, IReadOnlyList<ProviderGroup> Groups, IReadOnlyList<Price> Prices);
