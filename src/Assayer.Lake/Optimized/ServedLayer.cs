namespace Assayer.Lake.Optimized;

/// <summary>A layer, and which of its sources are read from it: those that are in the lake as they were, and in no other layer that comes first.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Sources">The sources, by their numbers.</param>
sealed record ServedLayer(Layer Layer, IReadOnlyDictionary<int, SourceManifest> Sources)
{
    /// <summary>Whether all of it is read.</summary>
    public bool IsWhole => Sources.Count == Layer.Sources.Count;

    /// <summary>The condition that a row is of a source that is read, as " AND …"; empty where all are.</summary>
    public string AndServed => IsWhole ? "" : $" AND {NumberedTables.Within("source", Sources.Keys)}";

    /// <summary>The layers that serve some sources, each source from one: of those without stale ones first, then the largest.</summary>
    public static IReadOnlyList<ServedLayer> Of(LakeFolder lake, IReadOnlyList<SourceManifest> sources)
    {
        if (!Directory.Exists(lake.OptimizedPath)) return [];
        var free = sources.Where(Layer.IsOf).ToDictionary(source => source.Sha256);
        bool IsAsItWas(CoveredSource covered) => free.TryGetValue(covered.Sha256, out var source) && CoveredSource.Of(source) == covered;
        var layers = Directory.EnumerateDirectories(lake.OptimizedPath).Select(Layer.Load).OfType<Layer>()
            .OrderBy(layer => layer.Sources.All(IsAsItWas) ? 0 : 1).ThenByDescending(layer => layer.Rows).ThenBy(layer => layer.Folder, StringComparer.Ordinal).ToList();
        var served = new List<ServedLayer>();
        foreach (var layer in layers)
        {
            var its = new Dictionary<int, SourceManifest>();
            foreach (var (number, covered) in layer.Sources.Index())
                if (IsAsItWas(covered) && free.Remove(covered.Sha256, out var source)) its.Add(number, source);
            if (its.Count > 0) served.Add(new(layer, its));
        }
        return served;
    }
}
