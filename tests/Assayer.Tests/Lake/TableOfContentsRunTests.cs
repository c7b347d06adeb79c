using Assayer.Lake;
using Assayer.Tests.Rates.Files;
using Assayer.Tests.Rates.Transparency;

namespace Assayer.Tests.Lake;

/// <summary>Runs over tables of contents: the files that they name are read too.</summary>
public sealed class TableOfContentsRunTests : IAsyncDisposable
{
    readonly FetchingLake _lake = new();

    public ValueTask DisposeAsync() => _lake.DisposeAsync();

    static string Structure(string planName, string planId, params IEnumerable<string> locations) => $$"""
        {"reporting_plans":[{"plan_name":"{{planName}}","plan_id_type":"HIOS","plan_id":"{{planId}}","plan_market_type":"group"}],
        "in_network_files":[{{string.Join(',', locations.Select(location => $$"""{"description":"d","location":"{{location}}"}"""))}}]}
        """;

    static string Contents(params IEnumerable<string> structures) =>
        $$"""{"reporting_entity_name":"Example Plan","reporting_entity_type":"issuer","last_updated_on":"2026-01-01","version":"1.0.0","reporting_structure":[{{string.Join(',', structures)}}]}""";

    // Two plans share a file, and each has one of its own.
    static readonly string Shared = Contents(Structure("Choice Plus", "11111AA0010001", "shared.json", "choice.json"), Structure("Gold", "22222BB0020002", "shared.json", "sub/gold.json"));

    static readonly (string Path, string Content)[] Files = [("shared.json", PriceFiles.Two), ("choice.json", PriceFiles.Many(3)), ("sub/gold.json", PriceFiles.Many(4))];

    // The same table of contents at an address and on disk.
    string Place(bool online)
    {
        if (online)
        {
            foreach (var (path, content) in Files) _lake.Serve("/mrf/" + path, content);
            return _lake.Serve("/mrf/index.json", Shared);
        }
        Directory.CreateDirectory(_lake.Folder["mrf/sub"]);
        foreach (var (path, content) in Files) _lake.Folder.Write("mrf/" + path, content);
        return _lake.Folder.Write("mrf/index.json", Shared);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Its_files_are_read_each_once(bool online)
    {
        var place = Place(online);
        var results = await _lake.ReadAsync(place);
        Assert.All(results, result => Assert.Equal(IngestOutcome.Ingested, result.Outcome));
        Assert.Equal(["choice.json", "gold.json", "index.json", "shared.json"], results.Select(result => result.Path).Order(StringComparer.Ordinal));
        Assert.Equal(["in-network", "in-network", "table-of-contents", "in-network"], _lake.Lake.Sources().Select(source => source.Kind));
        Assert.Equal(online ? 4 : 0, _lake.Server.Requests.Count);
        Assert.Equal(Enumerable.Repeat(IngestOutcome.AlreadyThere, 4), (await _lake.ReadAsync(place)).Outcomes()); // and is followed when it is unchanged
    }

    [Theory]
    [InlineData("22222BB0020002")]
    [InlineData("gOLd")]
    public async Task Only_the_files_of_a_plan_are_read(string plan)
    {
        await _lake.ReadAsync([Place(online: true)], plan);
        Assert.Equal(["gold.json", "index.json", "shared.json"], _lake.Lake.Sources().Select(source => source.Name));
        Assert.Equal(0, _lake.Server.CountOf("/mrf/choice.json"));
    }

    [Fact]
    public async Task A_plan_that_is_not_there_is_named()
    {
        var place = Place(online: true);
        var refusal = Assert.Single(await _lake.ReadAsync([place], "Platinum")).Refusal();
        Assert.Equal("RATE037", refusal.Code);
        Assert.Contains("Platinum", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("RATE037", Assert.Single(await _lake.PlanAsync([place], "Platinum")).Problem?.Code);
    }

    [Fact]
    public async Task A_file_that_cannot_be_had_keeps_no_other_from_being_read()
    {
        var place = Place(online: true);
        _lake.Server.Route("/mrf/choice.json", _ => LoopbackReply.Of(403));
        var results = await _lake.ReadAsync(place);
        Assert.Equal("FILE022", Assert.Single(results, result => result.Outcome == IngestOutcome.Failed).Refusal().Code);
        Assert.Equal(3, _lake.Lake.Sources().Count);
    }

    [Fact]
    public async Task Files_elsewhere_on_the_disk_are_not_read()
    {
        Directory.CreateDirectory(_lake.Folder["mrf"]);
        var outside = _lake.Folder.Write("outside.json", PriceFiles.Two);
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, outside); // were it looked up from where the program runs
        string[] locations = ["../outside.json", outside, new Uri(outside).AbsoluteUri, relative, "ftp://127.0.0.1/a.json"];
        var index = _lake.Folder.Write("mrf/index.json", Contents(Structure("Gold", "22222BB0020002", locations)));
        var planned = await _lake.PlanAsync([index]);
        Assert.All(planned.Skip(1), file => Assert.Equal("FILE010", file.Problem?.Code));
        Assert.Equal(locations.Length, planned.Count - 1);
        var results = await _lake.ReadAsync(index);
        Assert.Equal(Enumerable.Repeat("FILE010", locations.Length), results.Skip(1).Select(result => result.Refusal().Code));

        _lake.Serve("/index.json", Contents(Structure("Gold", "22222BB0020002", new Uri(outside).AbsoluteUri)));
        Assert.Equal("FILE010", (await _lake.ReadAsync(_lake.At("/index.json")))[^1].Refusal().Code);
        Assert.DoesNotContain(_lake.Lake.Sources(), source => source.Kind == "in-network");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_dry_run_lists_its_files_and_reads_none(bool online)
    {
        var planned = await _lake.PlanAsync([Place(online)]);
        var sizes = Files.ToDictionary(file => Path.GetFileName(file.Path), file => (long?)file.Content.Length);
        sizes.Add("index.json", Shared.Length);
        Assert.Equal(4, planned.Count);
        Assert.All(planned, file => Assert.Equal((sizes[Path.GetFileName(file.Source)], null, false), (file.Bytes, file.Problem, file.IsThere)));
        Assert.Equal(["table-of-contents", "in-network", "in-network", "in-network"], planned.Select(file => file.Kind));
        Assert.Equal(2, planned.Single(file => file.Source.EndsWith("shared.json", StringComparison.Ordinal)).Plans);
        Assert.False(_lake.Lake.Exists);
        Assert.DoesNotContain(_lake.Server.Requests, request => request.Path != "/mrf/index.json" && request.Method == "GET" && request["Range"] is null);

        await _lake.ReadAsync(_lake.Folder.Write("shared.json", PriceFiles.Two));
        Assert.Equal("shared.json", Path.GetFileName(Assert.Single(await _lake.PlanAsync([Place(online)]), file => file.IsThere).Source));
    }

    [Fact]
    public async Task A_dry_run_names_a_table_of_contents_that_is_damaged()
    {
        var path = _lake.Folder.Write("index.json", Shared[..^40]);
        Assert.Equal("FILE008", Assert.Single(await _lake.PlanAsync([path])).Problem?.Code);
        Assert.Equal("FILE008", Assert.Single(await _lake.PlanAsync([_lake.Serve("/index.json", Shared[..^40])])).Problem?.Code);
    }
}
