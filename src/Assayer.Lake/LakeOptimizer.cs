using Assayer.Lake.Optimized;
using Assayer.Rates.Benchmarks;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>How far an optimization is: layer by layer, each in pieces.</summary>
public readonly record struct OptimizeProgress(int Layer, int Layers, int Piece, int Pieces);

/// <summary>What an optimization did.</summary>
/// <param name="Sources">Sources that were put into new layers.</param>
/// <param name="Rows">Their prices and charges.</param>
/// <param name="Layers">New layers.</param>
public sealed record OptimizeResult(int Sources, long Rows, int Layers);

/// <summary>
/// Keeps a second copy of a lake's prices, by code: docs/lake.md. Each layer counts when it is whole; a query reads what layers cover from them, and the
/// rest from the sources, so that the copy may be missing, old or half done at any time.
/// </summary>
public static class LakeOptimizer
{
    const long RowsOfLayer = 128_000_000;
    const string UnfinishedPrefix = "optimize-", LockFile = "optimizing";

    /// <summary>Brings the layers up to date, and goes on where a stopped run was.</summary>
    /// <exception cref="IOException">The lake can't be written, a source changed meanwhile, or another run is at it.</exception>
    public static OptimizeResult Optimize(LakeFolder lake, Action<OptimizeProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        using (Workspace.Open(lake)) { } // puts back what a killed run had taken out
        using var @lock = Lock(lake);
        var sources = lake.Sources();
        var batches = Batches(Plan(sources, ServedLayer.Of(lake, sources)));
        ClearExcept(lake, batches.Select(PathOfUnfinished).ToHashSet());
        foreach (var (number, batch) in batches.Index())
            Publish(lake, batch, (piece, pieces) => progress?.Invoke(new(number + 1, batches.Count, piece, pieces)), cancellation);
        RemoveUnserved(lake);
        return new(batches.Sum(batch => batch.Count), batches.Sum(batch => batch.Sum(source => source.Accepted)), batches.Count);

        string PathOfUnfinished(IReadOnlyList<SourceManifest> batch) => Path.Combine(lake.TemporaryPath, UnfinishedPrefix + Layer.IdOf(batch.Select(CoveredSource.Of)));
    }

    /// <summary>How many of the sources are optimized as they are now, of how many that have prices.</summary>
    public static (int Optimized, int Priced) CoverageOf(LakeFolder lake, IReadOnlyList<SourceManifest> sources)
    {
        ArgumentNullException.ThrowIfNull(lake);
        return (ServedLayer.Of(lake, sources).Sum(layer => layer.Sources.Count), sources.Count(Layer.IsOf));
    }

    /// <summary>A layer of some sources, in a folder outside the lake.</summary>
    internal static ServedLayer Cluster(LakeFolder lake, IEnumerable<SourceManifest> sources, string folder, CancellationToken cancellation)
    {
        var batch = InOrder(sources);
        return new(new LayerBuilder(lake, batch, folder, null, cancellation).Build(), batch.Index().ToDictionary(pair => pair.Index, pair => pair.Item));
    }

    // What no layer serves, with what is left in layers that have lost some, and in layers that are smaller than twice all this: so there are few
    // layers, and a source is written again only a few times as the lake grows.
    static List<SourceManifest> Plan(IReadOnlyList<SourceManifest> sources, IReadOnlyList<ServedLayer> served)
    {
        var covered = served.SelectMany(layer => layer.Sources.Values).Select(source => source.Sha256).ToHashSet();
        var wanted = sources.Where(source => Layer.IsOf(source) && !covered.Contains(source.Sha256)).ToList();
        wanted.AddRange(served.Where(layer => !layer.IsWhole).SelectMany(layer => layer.Sources.Values));
        if (wanted.Count == 0) return wanted;
        foreach (var layer in served.Where(layer => layer.IsWhole).OrderBy(layer => layer.Layer.Rows))
            if (layer.Layer.Rows < RowsOfLayer / 2 && layer.Layer.Rows <= 2 * wanted.Sum(source => source.Accepted)) wanted.AddRange(layer.Sources.Values);
        return wanted;
    }

    static List<List<SourceManifest>> Batches(IEnumerable<SourceManifest> sources)
    {
        var batches = new List<List<SourceManifest>>();
        var rows = 0L;
        foreach (var source in sources.OrderBy(source => source.Sha256, StringComparer.Ordinal))
        {
            if (batches.Count == 0 || rows + source.Accepted > RowsOfLayer)
            {
                batches.Add([]);
                rows = 0;
            }
            batches[^1].Add(source);
            rows += source.Accepted;
        }
        return batches.ConvertAll(InOrder);
    }

    static List<SourceManifest> InOrder(IEnumerable<SourceManifest> sources) =>
        [.. sources.OrderBy(source => source.Kind == SourceKind.Hospital).ThenBy(source => source.Sha256, StringComparer.Ordinal)];

    static void Publish(LakeFolder lake, List<SourceManifest> batch, Action<int, int> progress, CancellationToken cancellation)
    {
        var id = Layer.IdOf(batch.Select(CoveredSource.Of));
        var unfinished = Path.Combine(lake.TemporaryPath, UnfinishedPrefix + id);
        try
        {
            new LayerBuilder(lake, batch, unfinished, progress, cancellation).Build();
        }
        catch (DuckDBException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"The lake at {lake.Path} can't be optimized: {exception.Message.Split('\n')[0]}", exception);
        }
        if (batch.Exists(source => lake.Find(source.Sha256) is not { } now || CoveredSource.Of(now) != CoveredSource.Of(source)))
            throw new IOException("A source changed while it was being optimized. Run the same command again.");
        Directory.CreateDirectory(lake.OptimizedPath);
        var target = Path.Combine(lake.OptimizedPath, id);
        if (Directory.Exists(target)) Directory.Delete(target, recursive: true); // it didn't serve: it is damaged
        Directory.Move(unfinished, target);
    }

    static void RemoveUnserved(LakeFolder lake)
    {
        if (!Directory.Exists(lake.OptimizedPath)) return;
        var served = ServedLayer.Of(lake, lake.Sources()).Select(layer => layer.Layer.Folder).ToHashSet();
        foreach (var folder in Directory.EnumerateDirectories(lake.OptimizedPath).Where(folder => !served.Contains(folder))) Directory.Delete(folder, recursive: true);
    }

    static void ClearExcept(LakeFolder lake, HashSet<string> planned)
    {
        foreach (var folder in Directory.EnumerateDirectories(lake.TemporaryPath, UnfinishedPrefix + "*").Where(folder => !planned.Contains(folder)))
            Directory.Delete(folder, recursive: true);
    }

    static FileStream Lock(LakeFolder lake)
    {
        try
        {
            return new FileStream(Path.Combine(lake.TemporaryPath, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception)
        {
            throw new IOException($"Another run is optimizing the lake at {lake.Path}.", exception);
        }
    }
}
