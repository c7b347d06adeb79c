using System.Globalization;

namespace Assayer.Rates.Samples;

/// <summary>A price file in the making.</summary>
sealed class FileDraft(PayerFile file, PriceLevels levels, int firstReference = 1)
{
    int _reference = firstReference;

    public PayerFile File { get; } = file;

    /// <summary>Dollars for something that Medicare pays <paramref name="medicare"/>.</summary>
    public decimal Level(Contractor contractor, decimal medicare) => levels.For(contractor, medicare);

    /// <summary>A different amount.</summary>
    public decimal OtherLevel(Contractor contractor, decimal medicare) => levels.Other(contractor, medicare);

    /// <summary>A new reference to a contractor.</summary>
    public ProviderReference Refer(Contractor contractor, params string[] networks) => Refer([contractor.Group()], networks);

    /// <summary>A new reference to groups.</summary>
    public ProviderReference Refer(IReadOnlyList<ProviderGroup> groups, params string[] networks)
    {
        var reference = new ProviderReference(_reference++.ToString(CultureInfo.InvariantCulture), groups, networks);
        File.References.Add(reference);
        return reference;
    }

    /// <summary>A reference that can't be resolved: an entity of its own.</summary>
    public ProviderReference ReferRemotely(string id, string? location)
    {
        var contractor = new Contractor($"Unresolved reference {id} of {File.Name}", null) { IsUnresolved = true };
        var reference = new ProviderReference(id, [], []) { Location = location, IsDeclared = location is not null, Unresolved = contractor };
        File.References.Add(reference);
        return reference;
    }

    /// <summary>A new item.</summary>
    public Item Add(Item item)
    {
        File.Items.Add(item);
        return item;
    }
}
