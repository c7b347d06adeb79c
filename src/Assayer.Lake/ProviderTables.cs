using Assayer.Rates.Benchmarks;
using Assayer.Rates.Transparency;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>The providers behind the rows that <see cref="SourceTables"/> has just put into its table <c>rows</c>, by source.</summary>
sealed class ProviderTables(DuckDBConnection connection, LakeFolder lake, IReadOnlyList<SourceManifest> sources)
{
    public void AddTo(GatheredRates gathered)
    {
        string Table(string name) => $"(SELECT {SourceTables.SourceColumn} AS source, * EXCLUDE (filename) FROM {lake.Parts(sources, name)})";

        connection.Execute($"""
            CREATE OR REPLACE TEMP TABLE sets AS SELECT * FROM {Table("provider_sets")} SEMI JOIN rows USING (source, provider_set);
            CREATE OR REPLACE TEMP TABLE refs AS SELECT * FROM {Table("references")} SEMI JOIN sets USING (source, reference);
            CREATE OR REPLACE TEMP TABLE wanted AS
                SELECT source, provider_group FROM sets WHERE provider_group IS NOT NULL UNION SELECT source, provider_group FROM refs WHERE provider_group IS NOT NULL;
            CREATE OR REPLACE TEMP TABLE groups AS SELECT * FROM {Table("provider_groups")} SEMI JOIN wanted USING (source, provider_group);
            CREATE OR REPLACE TEMP TABLE members AS SELECT * FROM {Table("npis")} SEMI JOIN wanted USING (source, provider_group);
            """);
        var (sets, references, groups) = (Sets(), References(), Groups());
        foreach (var source in sets.Keys)
            gathered.AddProviders(source, new()
            {
                Sets = sets[source],
                References = references.GetValueOrDefault(source) ?? SourceProviders.None.References,
                Groups = groups.GetValueOrDefault(source) ?? [],
            });
    }

    Dictionary<string, Dictionary<Guid, ProviderSet>> Sets() => connection
        .Query("SELECT source, provider_set, reference, provider_group FROM sets",
            reader => (Source: reader.GetString(0), Set: reader.GetGuid(1), Reference: reader.TextOrNull(2), Group: reader.GuidOrNull(3)))
        .GroupBy(member => member.Source)
        .ToDictionary(source => source.Key, source => source.GroupBy(member => member.Set).ToDictionary(
            set => set.Key,
            set => new ProviderSet(
                set.Key,
                [.. set.Where(member => member.Reference is not null).Select(member => member.Reference!).Order(StringComparer.Ordinal)],
                [.. set.Where(member => member.Group is not null).Select(member => member.Group!.Value).Order()])));

    Dictionary<string, ILookup<string, ProviderReference>> References() => connection
        .Query("SELECT source, reference, network, provider_group, location FROM refs",
            reader => (Source: reader.GetString(0), Reference: new ProviderReference(reader.GetString(1), reader.TextOrNull(2), reader.GuidOrNull(3), reader.TextOrNull(4))))
        .GroupBy(reference => reference.Source)
        .ToDictionary(source => source.Key, source => SourceProviders.LookupOf(source.Select(pair => pair.Reference)));

    Dictionary<string, Dictionary<Guid, ContractingGroup>> Groups()
    {
        var npis = connection.Query("SELECT source, provider_group, npi FROM members ORDER BY ALL", reader => (Group: (reader.GetString(0), reader.GetGuid(1)), Npi: reader.GetString(2)))
            .ToLookup(member => member.Group, member => member.Npi);
        return connection
            .Query("SELECT source, provider_group, tin_type, tin, joined_ein, business_name FROM groups",
                reader => (Source: reader.GetString(0), Id: reader.GetGuid(1), TinType: reader.GetString(2), Tin: reader.GetString(3), JoinedEin: reader.TextOrNull(4), Name: reader.TextOrNull(5)))
            .GroupBy(group => group.Source)
            .ToDictionary(source => source.Key, source => source.ToDictionary(
                group => group.Id,
                group => new ContractingGroup(group.TinType, group.Tin, group.JoinedEin, group.Name, [.. npis[(group.Source, group.Id)]])));
    }
}
