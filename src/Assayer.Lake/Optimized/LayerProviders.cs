using Assayer.Rates.Benchmarks;
using Assayer.Rates.Transparency;

namespace Assayer.Lake.Optimized;

/// <summary>Providers of a layer: those of some sets, or all.</summary>
sealed class LayerProviders
{
    readonly NumberedTables _tables;
    readonly bool _isAll;
    readonly List<Set> _sets = [];
    readonly Dictionary<int, string> _referenceIds = [];
    readonly Dictionary<int, List<Definition>> _definitions = [];
    readonly Dictionary<int, (Guid Id, ContractingGroup Group)> _groups = [];

    sealed record Set(int Source, Guid Id, List<int> References, List<int> Groups);

    readonly record struct Definition(string? Network, int? Group, string? Location);

    /// <summary>Reads them.</summary>
    /// <param name="tables">The layer's tables.</param>
    /// <param name="sets">The numbers of the sets; null: all.</param>
    public LayerProviders(NumberedTables tables, IReadOnlyCollection<int>? sets)
    {
        (_tables, _isAll) = (tables, sets is null);
        ReadSets(sets ?? []);
        ReadReferences(_sets.SelectMany(set => set.References).ToHashSet());
        ReadGroups(_sets.SelectMany(set => set.Groups).Concat(_definitions.Values.SelectMany(all => all).Select(one => one.Group).OfType<int>()).ToHashSet());
    }

    /// <summary>The sets' names by their numbers.</summary>
    public Dictionary<int, Guid> SetIds { get; } = [];

    /// <summary>The providers of each source, by its number.</summary>
    public IEnumerable<(int Source, SourceProviders Providers)> BySource() => _sets.GroupBy(set => set.Source).Select(sets => (sets.Key, Of(sets)));

    SourceProviders Of(IEnumerable<Set> sets)
    {
        var providers = new SourceProviders();
        var references = new HashSet<int>();
        foreach (var set in sets)
        {
            references.UnionWith(set.References);
            providers.Sets.Add(set.Id, new(
                set.Id,
                [.. set.References.Select(number => _referenceIds[number]).Order(StringComparer.Ordinal)],
                [.. set.Groups.Select(number => AddGroup(number)!.Value).Order()]));
        }
        return new()
        {
            Sets = providers.Sets,
            Groups = providers.Groups,
            References = SourceProviders.LookupOf(references.SelectMany(number =>
                _definitions.GetValueOrDefault(number, []).Select(one => new ProviderReference(_referenceIds[number], one.Network, AddGroup(one.Group), one.Location)))),
        };

        Guid? AddGroup(int? number)
        {
            if (number is null) return null;
            var (id, group) = _groups[number.Value];
            providers.Groups[id] = group;
            return id;
        }
    }

    void ReadSets(IReadOnlyCollection<int> wanted)
    {
        var (last, set) = (-1, new Set(0, default, [], []));
        foreach (var (reference, group) in _tables.Rows("provider_sets", "number", _isAll ? null : wanted, "source, provider_set, reference, provider_group", reader =>
        {
            if (reader.GetInt32(0) is var number && number != last)
            {
                (last, set) = (number, new(reader.GetInt32(1), reader.GetGuid(2), [], []));
                _sets.Add(set);
                SetIds.Add(number, set.Id);
            }
            return (reader.NumberOrNull(3), reader.NumberOrNull(4));
        }))
        {
            if (reference is { } one) set.References.Add(one);
            if (group is { } other) set.Groups.Add(other);
        }
    }

    void ReadReferences(HashSet<int> wanted)
    {
        foreach (var (number, id, isDefined, definition) in _tables.Rows("references", "number", _isAll ? null : wanted, "reference, is_defined, network, provider_group, location", reader =>
            (reader.GetInt32(0), reader.GetString(1), reader.GetBoolean(2), new Definition(reader.TextOrNull(3), reader.NumberOrNull(4), reader.TextOrNull(5)))))
        {
            _referenceIds[number] = id;
            if (!isDefined) continue;
            if (!_definitions.TryGetValue(number, out var all)) _definitions.Add(number, all = []);
            all.Add(definition);
        }
    }

    void ReadGroups(HashSet<int> wanted)
    {
        var npis = new Dictionary<int, List<string>>();
        var (last, list) = (-1, new List<string>());
        foreach (var (number, npi) in _tables.Rows("npis", "provider_group", _isAll ? null : wanted, "npi", reader => (reader.GetInt32(0), reader.GetString(1))))
        {
            if (number != last) npis.Add(last = number, list = []);
            list.Add(npi);
        }
        foreach (var (number, id, group) in _tables.Rows("provider_groups", "number", _isAll ? null : wanted, "provider_group, tin_type, tin, joined_ein, business_name", reader =>
            (Number: reader.GetInt32(0), reader.GetGuid(1), new ContractingGroup(reader.GetString(2), reader.GetString(3), reader.TextOrNull(4), reader.TextOrNull(5), npis.GetValueOrDefault(reader.GetInt32(0), [])))))
            _groups.Add(number, (id, group));
    }
}
