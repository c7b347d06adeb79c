using Assayer.Rates.Benchmarks;
using Assayer.Rates.Transparency;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>The providers behind the rows that <see cref="LakeReader"/> has just put into its table <c>rows</c>, by source.</summary>
sealed class ProviderTables
{
    readonly Dictionary<string, Dictionary<Guid, ProviderSet>> _sets = [];
    readonly Dictionary<string, ILookup<string, ProviderReference>> _references = [];
    readonly Dictionary<string, Dictionary<Guid, ContractingGroup>> _groups = [];

    public ProviderTables(DuckDBConnection connection, LakeFolder lake, IReadOnlyList<SourceManifest> sources)
    {
        if (sources.Count == 0) return;
        string Table(string name) => $"(SELECT {LakeReader.SourceColumn} AS source, * EXCLUDE (filename) FROM {lake.Parts(sources, name)})";

        connection.Execute($"""
            CREATE OR REPLACE TEMP TABLE sets AS SELECT * FROM {Table("provider_sets")} SEMI JOIN rows USING (source, provider_set);
            CREATE OR REPLACE TEMP TABLE refs AS SELECT * FROM {Table("references")} SEMI JOIN sets USING (source, reference);
            CREATE OR REPLACE TEMP TABLE wanted AS
                SELECT source, provider_group FROM sets WHERE provider_group IS NOT NULL UNION SELECT source, provider_group FROM refs WHERE provider_group IS NOT NULL;
            CREATE OR REPLACE TEMP TABLE groups AS SELECT * FROM {Table("provider_groups")} SEMI JOIN wanted USING (source, provider_group);
            CREATE OR REPLACE TEMP TABLE members AS SELECT * FROM {Table("npis")} SEMI JOIN wanted USING (source, provider_group);
            """);
        ReadSets(connection);
        ReadReferences(connection);
        ReadGroups(connection);
    }

    public IReadOnlyDictionary<Guid, ProviderSet> SetsOf(string source) => _sets.GetValueOrDefault(source) ?? [];

    public ILookup<string, ProviderReference> ReferencesOf(string source) =>
        _references.GetValueOrDefault(source) ?? Array.Empty<ProviderReference>().ToLookup(reference => reference.Id);

    public IReadOnlyDictionary<Guid, ContractingGroup> GroupsOf(string source) => _groups.GetValueOrDefault(source) ?? [];

    /// <summary>The NPIs of all groups.</summary>
    public IEnumerable<string> Npis => _groups.Values.SelectMany(groups => groups.Values).SelectMany(group => group.Npis);

    void ReadSets(DuckDBConnection connection)
    {
        var members = connection.Query("SELECT source, provider_set, reference, provider_group FROM sets",
            reader => (Source: reader.GetString(0), Set: reader.GetGuid(1), Reference: reader.TextOrNull(2), Group: reader.IsDBNull(3) ? (Guid?)null : reader.GetGuid(3)));
        foreach (var source in members.GroupBy(member => member.Source))
            _sets.Add(source.Key, source.GroupBy(member => member.Set).ToDictionary(
                set => set.Key,
                set => new ProviderSet(
                    set.Key,
                    [.. set.Where(member => member.Reference is not null).Select(member => member.Reference!).Order(StringComparer.Ordinal)],
                    [.. set.Where(member => member.Group is not null).Select(member => member.Group!.Value).Order()])));
    }

    void ReadReferences(DuckDBConnection connection)
    {
        var references = connection.Query("SELECT source, reference, network, provider_group, location FROM refs ORDER BY ALL",
            reader => (Source: reader.GetString(0), Reference: new ProviderReference(reader.GetString(1), reader.TextOrNull(2), reader.IsDBNull(3) ? null : reader.GetGuid(3), reader.TextOrNull(4))));
        foreach (var source in references.GroupBy(reference => reference.Source))
            _references.Add(source.Key, source.Select(pair => pair.Reference).ToLookup(reference => reference.Id));
    }

    void ReadGroups(DuckDBConnection connection)
    {
        var npis = connection.Query("SELECT source, provider_group, npi FROM members ORDER BY ALL", reader => (Group: (reader.GetString(0), reader.GetGuid(1)), Npi: reader.GetString(2)))
            .ToLookup(member => member.Group, member => member.Npi);
        var groups = connection.Query("SELECT source, provider_group, tin_type, tin, joined_ein, business_name FROM groups",
            reader => (Source: reader.GetString(0), Id: reader.GetGuid(1), TinType: reader.GetString(2), Tin: reader.GetString(3), JoinedEin: reader.TextOrNull(4), Name: reader.TextOrNull(5)));
        foreach (var source in groups.GroupBy(group => group.Source))
            _groups.Add(source.Key, source.ToDictionary(
                group => group.Id,
                group => new ContractingGroup(group.TinType, group.Tin, group.JoinedEin, group.Name, [.. npis[(group.Source, group.Id)]])));
    }
}
