namespace Assayer.Lake;

/// <summary>Recognises a file whose content is in the lake already, packed otherwise.</summary>
static class Copies
{
    /// <summary>
    /// The source of the same content; null when there is none. Length and CRC-32 of the content find it. What was read confirms it: all rows, or,
    /// where the two were read for different codes, what the files say of themselves and the number of rows of each code that both have.
    /// </summary>
    public static SourceManifest? OriginalOf(SourceManifest manifest, string folder, LakeFolder lake) =>
        lake.Sources().FirstOrDefault(source =>
            (source.Kind, source.ContentBytes, source.ContentCrc32, source.ReaderVersion, source.Header) == (manifest.Kind, manifest.ContentBytes, manifest.ContentCrc32, manifest.ReaderVersion, manifest.Header)
            && (source.Filter.Covers(manifest.Filter) && manifest.Filter.Covers(source.Filter)
                ? source.RowsDigest == manifest.RowsDigest
                : CountsAgree(lake.FolderOf(source.Sha256), folder)));

    /// <summary>Notes a copy with its original.</summary>
    public static SourceManifest Note(SourceManifest original, Copy copy, LakeFolder lake, Workspace workspace)
    {
        var noted = original with { Copies = [.. original.Copies, copy] };
        var path = Path.Combine(workspace.Path, LakeFolder.ManifestFile);
        noted.Save(path);
        File.Move(path, Path.Combine(lake.FolderOf(original.Sha256), LakeFolder.ManifestFile), overwrite: true);
        return noted;
    }

    static bool CountsAgree(string folder, string otherFolder)
    {
        using var connection = DuckDb.Open(null, null);
        static string Codes(string folder) => $"read_parquet({DuckDb.Text(Path.Combine(folder, "codes.parquet"))})";
        return connection.Count($"""
            SELECT count(*) FROM {Codes(folder)} a JOIN {Codes(otherFolder)} b USING (code_type, code) WHERE a.rows <> b.rows OR a.rejected <> b.rejected
            """) == 0;
    }
}
