using Assayer.Evidence;
using Assayer.Rates.Files;
using Assayer.Rates.Files.Downloads;
using Assayer.Rates.Transparency;

namespace Assayer.Lake;

/// <summary>
/// Follows provider references that lie outside an in-network file, several at a time: only those that a price uses, each place once. What can't be had
/// is counted and listed, and tried again when the file is ingested again.
/// </summary>
/// <param name="downloader">Fetches them; null: only those beside the file on disk are read.</param>
public sealed class RemoteReferences(Downloader? downloader)
{
    const int AtOnce = 8;

    /// <summary>Adds the groups behind the references of a file's prices to what was read.</summary>
    internal void Resolve(InNetworkStage stage, InputFile file, DiagnosticLog diagnostics, CancellationToken cancellation) =>
        ForEach(stage.RemoteLocations(), file.Name, file.Place,
            (location, found) => stage.AddRemote(location, add =>
            {
                foreach (var input in found) Read(input, add, cancellation);
            }),
            (location, why) =>
            {
                stage.AddFailure(location, why);
                diagnostics.Add(WarningOf(why));
            },
            cancellation);

    /// <summary>Tries the places again that could not be had when a file was read.</summary>
    /// <returns>How many can be had now, and why the others can't.</returns>
    internal (int Resolved, IReadOnlyList<Diagnostic> Diagnostics) TryAgain(string sourceFolder, string name, Uri place, CancellationToken cancellation)
    {
        using var connection = DuckDb.Open(null, null);
        var locations = connection.Query(
            $"SELECT DISTINCT location FROM read_parquet({DuckDb.Text(Path.Combine(sourceFolder, "unresolved.parquet"))}) WHERE location IS NOT NULL ORDER BY location", reader => reader.GetString(0)).ToList();
        var (resolved, log) = (0, new DiagnosticLog());
        ForEach(locations, name, place, (_, found) =>
        {
            foreach (var input in found) Read(input, _ => { }, cancellation);
            resolved++;
        }, (_, why) => log.Add(WarningOf(why)), cancellation);
        return (resolved, log.Kept);
    }

    // What is found is handed on by one thread at a time.
    void ForEach(IReadOnlyList<string> locations, string name, Uri place, Action<string, IReadOnlyList<InputFile>> found, Action<string, Diagnostic> failed, CancellationToken cancellation)
    {
        var one = new Lock();
        Parallel.ForEachAsync(locations, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (location, stop) =>
        {
            try
            {
                var files = await FetchAsync(location, name, place, stop);
                lock (one) found(location, files);
            }
            catch (DataFormatException exception)
            {
                lock (one) failed(location, exception.Diagnostic);
            }
        }).GetAwaiter().GetResult();
    }

    async Task<IReadOnlyList<InputFile>> FetchAsync(string location, string name, Uri from, CancellationToken cancellation)
    {
        if (InputFile.Resolve(from, location) is not { } place)
            throw new DataFormatException(new("FILE010", Severity.Error, new(name), $"The location '{Shown(location)}' is neither an address of http or https nor a file beside this one."));
        if (place.IsFile) return InputFile.At(place.LocalPath);
        if (downloader is null) throw new DataFormatException(new("FILE010", Severity.Error, new(WebAddress.Shown(place)), "Nothing is fetched in this run (--offline).", "Run it without --offline."));
        var fetched = await downloader.FetchAsync(place, cancellation);
        if (fetched.Path is null)
        {
            downloader.Forget(place); // its body was deleted by somebody else
            fetched = await downloader.FetchAsync(place, cancellation);
        }
        return InputFile.At(fetched.Path!, fetched.Name, place);
    }

    static void Read(InputFile input, Action<ProviderGroup> add, CancellationToken cancellation)
    {
        using var received = ReceivedFile.Open(input);
        ProviderReferenceReader.Read(input.Name, received.Content, add, cancellation);
        received.Finish(cancellation);
    }

    static Diagnostic WarningOf(Diagnostic why) =>
        new("RATE036", Severity.Warning, why.Location, $"A provider reference could not be followed ({why.Code}): {why.Message}", "It is tried again when the file is ingested again.");

    static string Shown(string location) => Uri.TryCreate(location, UriKind.Absolute, out var address) ? WebAddress.Shown(address) : location.Length <= 80 ? location : $"{location.AsSpan(0, 80)}…";
}
