using System.Text;
using Assayer.Evidence;
using Assayer.Lake;
using Assayer.Rates;
using Assayer.Rates.Files.Downloads;
using Assayer.Tests.Rates.Files;
using DuckDB.NET.Data;

namespace Assayer.Tests.Lake;

/// <summary>A lake, a folder, and a server to fill the lake from. Nothing waits between attempts.</summary>
sealed class FetchingLake : IAsyncDisposable
{
    public FetchingLake() => Lake = new(Folder["lake"]);

    public TemporaryFolder Folder { get; } = new();

    public LoopbackServer Server { get; } = new();

    public LakeFolder Lake { get; }

    /// <summary>How often a failed address is tried again.</summary>
    public int Retries { get; set; } = 2;

    public string At(string path) => Server.At(path).ToString();

    /// <summary>Lets the server have a file, as a good one does.</summary>
    public string Serve(string path, byte[] content, string tag = "\"1\"")
    {
        Server.Route(path, request => LoopbackReply.File(request, content, tag));
        return At(path);
    }

    public string Serve(string path, string content) => Serve(path, Encoding.UTF8.GetBytes(content));

    /// <summary>A run with a downloader of its own, as a user's.</summary>
    public async Task<IReadOnlyList<IngestResult>> ReadAsync(params IEnumerable<string> sources) => await ReadAsync(sources, null);

    public async Task<IReadOnlyList<IngestResult>> ReadAsync(IEnumerable<string> sources, string? plan = null, bool offline = false, CodeFilter? codes = null)
    {
        using var downloader = offline ? null : NewDownloader();
        var results = new List<IngestResult>();
        await foreach (var result in NewRun(downloader, plan, codes).ReadAsync(sources, TestContext.Current.CancellationToken)) results.Add(result);
        Assert.Empty(LakeVerifier.Verify(Lake, TestContext.Current.CancellationToken));
        return results;
    }

    /// <summary>What a run would read.</summary>
    public async Task<IReadOnlyList<PlannedFile>> PlanAsync(IEnumerable<string> sources, string? plan = null)
    {
        using var downloader = NewDownloader();
        var planned = new List<PlannedFile>();
        await foreach (var file in NewRun(downloader, plan, null).PlanAsync(sources, TestContext.Current.CancellationToken)) planned.Add(file);
        return planned;
    }

    /// <summary>The rows of a part of the lake's only source, as texts.</summary>
    public IReadOnlyList<string> RowsOf(string part, string columns)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT concat_ws(' ', {columns}) AS text FROM read_parquet('{Folder[$"lake/sources/{Assert.Single(Lake.Sources()).Sha256}/{part}.parquet"]}') ORDER BY text";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Folder.Dispose();
    }

    Downloader NewDownloader() => new(Lake.DownloadsPath, new() { Retries = Retries, IdleLimit = TimeSpan.FromSeconds(5) }, new ImpatientTime());

    IngestRun NewRun(Downloader? downloader, string? plan, CodeFilter? codes) => new(new(Lake, codes ?? CodeFilter.All, new(downloader)), downloader, plan);
}

/// <summary>What tests ask of results.</summary>
static class IngestResults
{
    public static IEnumerable<IngestOutcome> Outcomes(this IEnumerable<IngestResult> results) => results.Select(result => result.Outcome);

    /// <summary>The diagnostic of a source that failed.</summary>
    public static Diagnostic Refusal(this IngestResult result)
    {
        Assert.Equal(IngestOutcome.Failed, result.Outcome);
        return Assert.Single(result.Diagnostics);
    }
}
