using System.Runtime.CompilerServices;
using Assayer.Evidence;
using Assayer.Rates.Files;
using Assayer.Rates.Files.Downloads;

namespace Assayer.Lake;

/// <summary>A file that a run would read.</summary>
/// <param name="Source">The file, as it may be shown.</param>
/// <param name="Kind">What it is, or is said to be; null where that isn't known without fetching it.</param>
/// <param name="Bytes">Its length as it is stored; null where that isn't known.</param>
/// <param name="Plans">Plans that a table of contents names it for; null for a file that was given.</param>
/// <param name="IsThere">Whether the lake has it, by its name and length.</param>
/// <param name="Problem">Why it can't be had; null where it can.</param>
public sealed record PlannedFile(string Source, string? Kind, long? Bytes, long? Plans, bool IsThere, Diagnostic? Problem);

/// <summary>
/// Reads sources into a lake: files, archives, addresses, and the files that tables of contents name, each once. One that fails doesn't keep the
/// others from being read.
/// </summary>
/// <param name="ingester">Reads a file.</param>
/// <param name="downloader">Fetches addresses; null: none is fetched.</param>
/// <param name="plan">Of tables of contents, only the files of plans that this names; null: all.</param>
public sealed class IngestRun(Ingester ingester, Downloader? downloader, string? plan = null)
{
    const int PeekedBytes = 1 << 16;

    readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    readonly Queue<(string Source, Diagnostic? Refusal)> _queue = [];

    /// <summary>What is being fetched, as it may be shown; null while nothing is.</summary>
    public string? Fetching { get; private set; }

    /// <summary>Sources that are still to be read.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Reads the sources in their order; what tables of contents name comes last.</summary>
    /// <exception cref="IOException">The lake can't be written.</exception>
    public async IAsyncEnumerable<IngestResult> ReadAsync(IEnumerable<string> sources, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Enqueue(sources);
        while (_queue.TryDequeue(out var next))
        {
            var results = next.Refusal is { } refusal ? [IngestResult.Failure(ShownOf(next.Source), refusal)] : await ReadAsync(next.Source, cancellation);
            foreach (var result in results) yield return result;
        }
    }

    /// <summary>What would be read, and how big it is. Nothing is read into the lake; tables of contents are looked at.</summary>
    public async IAsyncEnumerable<PlannedFile> PlanAsync(IEnumerable<string> sources, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Enqueue(sources);
        var known = ingester.Lake.Sources().SelectMany(source => source.Copies.Select(copy => (copy.Name, copy.Bytes)).Append((source.Name, source.Bytes))).ToHashSet();
        var scratch = Directory.CreateTempSubdirectory("assayer-plan-");
        try
        {
            var plans = new Dictionary<string, ListedFile>(StringComparer.Ordinal);
            while (_queue.TryDequeue(out var next))
            {
                var looked = next.Refusal is { } refusal
                    ? [Unavailable(next.Source, plans.GetValueOrDefault(next.Source), refusal)]
                    : await LookAsync(next.Source, plans, new(new(scratch.FullName), Rates.CodeFilter.All), cancellation);
                foreach (var planned in looked)
                    yield return planned with { IsThere = planned.Bytes is { } bytes && known.Contains((NameOf(planned.Source), bytes)) };
            }
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    void Enqueue(IEnumerable<string> sources)
    {
        foreach (var source in sources)
            if (_seen.Add(WebAddress.IsMeant(source) ? source : Path.GetFullPath(source))) _queue.Enqueue((source, null));
    }

    // What a table of contents names is never taken for a path as it stands: it could be any on the reader's disk.
    string Enqueue(ListedFile file, Uri place)
    {
        if (InputFile.Resolve(place, file.Location) is { } target)
        {
            var source = target.IsFile ? target.LocalPath : target.AbsoluteUri;
            Enqueue([source]);
            return source;
        }
        _queue.Enqueue((file.Location, new(
            "FILE010", Severity.Error, new(place.IsFile ? Path.GetFileName(place.LocalPath) : WebAddress.Shown(place)),
            $"The location '{ShownOf(file.Location)}' is neither an address of http or https nor a file beside this one.", "Give the file itself, if it is the one that is meant.")));
        return file.Location;
    }

    async Task<IReadOnlyList<IngestResult>> ReadAsync(string source, CancellationToken cancellation)
    {
        try
        {
            if (AddressOf(source) is not { } address) return ReadFiles(InputFile.At(source), cancellation);
            var fetched = await FetchAsync(address, cancellation);
            if (fetched.Path is null)
            {
                if (ingester.Lake.Named(fetched.Sha256) is [var there] && ingester.RemarksIfComplete(there, fetched.Name, address, cancellation) is { } diagnostics)
                    return [Follow(new(fetched.Name, IngestOutcome.AlreadyThere, there, diagnostics, TimeSpan.Zero), address)];
                downloader!.Forget(address);
                fetched = await FetchAsync(address, cancellation);
            }
            var files = InputFile.At(fetched.Path!, fetched.Name, address);
            var results = ReadFiles(files, cancellation);
            // An archive is no source of its own: its bytes stay, so that an unchanged one need not be sent again.
            if (files[0].Archive is null && results[0].Outcome != IngestOutcome.Failed) Downloader.Release(fetched);
            return results;
        }
        catch (DataFormatException exception)
        {
            return [IngestResult.Failure(ShownOf(source), exception.Diagnostic)];
        }
    }

    List<IngestResult> ReadFiles(IReadOnlyList<InputFile> files, CancellationToken cancellation)
    {
        var results = files.Select(file => Follow(ingester.Ingest(file, cancellation), file.Place)).ToList();
        if (files[0].Archive is null || results.TrueForAll(result => result.Outcome == IngestOutcome.Failed)) return results;
        // Archives bring layouts, notes and pictures along.
        return results.ConvertAll(result => result is { Outcome: IngestOutcome.Failed, Diagnostics: [{ Code: "FILE007" }] } ? result with { Outcome = IngestOutcome.PassedOver, Diagnostics = [] } : result);
    }

    IngestResult Follow(IngestResult result, Uri place)
    {
        if (result.Manifest is not { Kind: TableOfContentsStage.Kind } contents) return result;
        var files = TableOfContents.FilesOf(ingester.Lake, contents, plan);
        if (plan is not null && files.Count == 0)
            return result with { Outcome = IngestOutcome.Failed, Diagnostics = [.. result.Diagnostics, NoSuchPlan(result.Path)] };
        foreach (var file in files) Enqueue(file, place);
        return result;
    }

    Diagnostic NoSuchPlan(string file) => new("RATE037", Severity.Error, new(file), $"No plan of the table of contents has the id '{plan}', or that in its name.", "See its plans in plans.parquet of its folder in the lake (docs/lake.md), or leave --plan out.");

    static PlannedFile Unavailable(string source, ListedFile? listed, Diagnostic why) => new(ShownOf(source), listed?.Kind, null, listed?.Plans, false, why);

    async Task<IReadOnlyList<PlannedFile>> LookAsync(string source, Dictionary<string, ListedFile> plans, Ingester scratch, CancellationToken cancellation)
    {
        var listed = plans.GetValueOrDefault(source);
        try
        {
            if (AddressOf(source) is { } address)
            {
                if (downloader is null) throw Offline(address);
                var bytes = (await downloader.LookAsync(address, cancellation)).Length;
                var kind = listed?.Kind ?? await KindOfAsync(address, cancellation);
                return [new(ShownOf(source), kind, bytes, listed?.Plans, false, kind == TableOfContentsStage.Kind ? await ExpandAsync(address) : null)];
            }
            var files = InputFile.At(source);
            var planned = new List<PlannedFile>();
            foreach (var file in files)
            {
                var kind = KindOf(file);
                planned.Add(new(file.Name, kind ?? listed?.Kind, file.Length, listed?.Plans, false, kind == TableOfContentsStage.Kind ? Expand(file) : null));
            }
            return planned;
        }
        catch (DataFormatException exception)
        {
            return [Unavailable(source, listed, exception.Diagnostic)];
        }

        // Why a table of contents can't be followed; null where it is.
        async Task<Diagnostic?> ExpandAsync(Uri address)
        {
            var fetched = await FetchAsync(address, cancellation);
            if (fetched.Path is null)
            {
                downloader!.Forget(address);
                fetched = await FetchAsync(address, cancellation);
            }
            return Expand(InputFile.At(fetched.Path!, fetched.Name, address)[0]);
        }

        Diagnostic? Expand(InputFile file)
        {
            var result = scratch.Ingest(file, cancellation);
            if (result.Manifest is not { Kind: TableOfContentsStage.Kind } contents) return result.Diagnostics is [var why, ..] ? why : null;
            var files = TableOfContents.FilesOf(scratch.Lake, contents, plan);
            if (plan is not null && files.Count == 0) return NoSuchPlan(file.Name);
            foreach (var one in files) plans.TryAdd(Enqueue(one, file.Place), one);
            return null;
        }
    }

    static string? KindOf(InputFile file)
    {
        try
        {
            using var received = ReceivedFile.Open(file);
            return SourceReading.KindOf(received);
        }
        catch (DataFormatException)
        {
            return null;
        }
    }

    async Task<string?> KindOfAsync(Uri address, CancellationToken cancellation)
    {
        var start = await downloader!.PeekAsync(address, PeekedBytes, cancellation);
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, start, cancellation);
            return KindOf(InputFile.At(path, "beginning", address)[0]);
        }
        catch (DataFormatException)
        {
            return null; // the beginning of an archive doesn't tell
        }
        finally
        {
            File.Delete(path);
        }
    }

    async Task<DownloadedFile> FetchAsync(Uri address, CancellationToken cancellation)
    {
        if (downloader is null) throw Offline(address);
        Fetching = WebAddress.Shown(address);
        try
        {
            return await downloader.FetchAsync(address, cancellation);
        }
        finally
        {
            Fetching = null;
        }
    }

    static DataFormatException Offline(Uri address) => new(new("FILE010", Severity.Error, new(WebAddress.Shown(address)), "Nothing is fetched in this run (--offline).", "Run it without --offline, or download the file and give it."));

    static Uri? AddressOf(string source)
    {
        if (!WebAddress.IsMeant(source)) return null;
        return WebAddress.TryParse(source, out var address)
            ? address
            : throw new DataFormatException(new("FILE010", Severity.Error, new(ShownOf(source)), "Only addresses of http and https are fetched.", "Download the file, and give it."));
    }

    static string ShownOf(string source) => Uri.TryCreate(source, UriKind.Absolute, out var address) && !address.IsFile ? WebAddress.Shown(address) : source;

    // Of an address the last part; an entry of an archive keeps the archive's name before its own.
    static string NameOf(string source) => WebAddress.TryParse(source, out var address) ? Path.GetFileName(address.AbsolutePath) : source;
}
