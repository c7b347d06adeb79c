namespace Assayer.Lake;

/// <summary>A file that a table of contents in the lake names.</summary>
/// <param name="Kind">"in-network" or "allowed-amounts".</param>
/// <param name="Location">Where it is, word for word.</param>
/// <param name="Description">The payer's words; null for none.</param>
/// <param name="Plans">Plans that it holds for.</param>
public sealed record ListedFile(string Kind, string Location, string? Description, long Plans);

/// <summary>What a table of contents in the lake says.</summary>
public static class TableOfContents
{
    /// <summary>Its files, each once however many plans name it, in the order of the file.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="source">The table of contents.</param>
    /// <param name="plan">Only files of plans with this id, or with this text in their name or their sponsor's, in any letter case; null: all.</param>
    public static IReadOnlyList<ListedFile> FilesOf(LakeFolder lake, SourceManifest source, string? plan)
    {
        using var connection = DuckDb.Open(null, null);
        string Table(string name) => $"read_parquet({DuckDb.Text(Path.Combine(lake.FolderOf(source.Sha256), name + ".parquet"))})";
        var wanted = plan is null ? "true" : $"plan_id = {DuckDb.Text(plan)} OR contains(lower(coalesce(plan_name, '') || chr(10) || coalesce(plan_sponsor_name, '')), {DuckDb.Text(plan.ToLowerInvariant())})";
        return [.. connection.Query($"""
            SELECT f.kind, f.location, min(f.description), count(DISTINCT (p.plan_id_type, p.plan_id, p.plan_name))
            FROM {Table("files")} f LEFT JOIN (SELECT * FROM {Table("plans")} WHERE {wanted}) p USING (structure)
            {(plan is null ? "" : "WHERE p.structure IS NOT NULL")}
            GROUP BY f.kind, f.location ORDER BY min(f.structure), f.kind DESC, f.location
            """, reader => new ListedFile(reader.GetString(0), reader.GetString(1), reader.TextOrNull(2), reader.GetInt64(3)))];
    }
}
