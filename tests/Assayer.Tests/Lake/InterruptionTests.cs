using System.Diagnostics;
using Assayer.Lake;
using Assayer.Rates;
using Assayer.Rates.Samples;
using Assayer.Tests.Rates.Transparency;

namespace Assayer.Tests.Lake;

/// <summary>What happens when a run is killed, stopped, or can't write: the lake stays whole, and the next run completes it.</summary>
public sealed class InterruptionTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public InterruptionTests()
    {
        SampleGenerator.Write(_folder["made"], new() { Seed = 5 }, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(_folder["files"]);
        foreach (var name in Directory.EnumerateFiles(_folder["made"], "synthetic_*").Where(name => new[] { "aetna", "hospital-1", "npidata", "clfs", "index" }.Any(part => name.Contains(part, StringComparison.Ordinal))))
            File.Copy(name, _folder["files/" + Path.GetFileName(name)]);
        _folder.Write("files/large.json", PriceFiles.Many(40_000));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_at_fifty_random_moments_a_lake_is_whole_and_the_next_run_completes_it()
    {
        const int Kills = 50;
        var random = new Random(20261124);
        var expected = IngestAll("expected");
        var (number, killed) = (0, 0);
        while (killed < Kills)
        {
            var lake = new LakeFolder(_folder[$"lake{number}"]);
            using var run = CommandLine.Start(_folder.Path, "ingest", "files", "--offline", "--lake", lake.Path);
            var output = run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await Task.WhenAny(run.WaitForExitAsync(TestContext.Current.CancellationToken), Task.Delay(random.Next(100, 3500), TestContext.Current.CancellationToken));
            if (!run.HasExited)
            {
                run.Kill();
                killed++;
            }
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
            await Task.WhenAll(output, error);
            Assert.Empty(LakeVerifier.Verify(lake, TestContext.Current.CancellationToken));
            if (killed % 10 != 0 && lake.Sources().Count < expected.Count) continue;
            Assert.Equal(expected, IngestAll($"lake{number++}")); // completed; the next kills go to another lake
        }
    }

    [Fact]
    public async Task Interrupted_it_ends_within_a_second_and_a_second_run_goes_on()
    {
        _folder.Write("many.json", PriceFiles.Many(400_000));
        using var run = CommandLine.Start(_folder.Path, "ingest", "files", "many.json", "--offline", "--lake", "lake");
        var output = run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var lake = new LakeFolder(_folder["lake"]);
        while (lake.Sources().Count < 2 && !run.HasExited) await Task.Delay(20, TestContext.Current.CancellationToken);
        var clock = Stopwatch.StartNew();
        using (var signal = Process.Start("kill", ["-INT", run.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await signal.WaitForExitAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2); // a second, and the start of kill on a busy machine
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("stopped", await error, StringComparison.Ordinal);
        Assert.NotNull(await output);
        Assert.Empty(LakeVerifier.Verify(lake, TestContext.Current.CancellationToken));
        Assert.Equal(IngestAll("whole"), IngestAll("lake"));
    }

    [Fact]
    public async Task A_disk_that_takes_no_more_is_named_and_nothing_is_lost()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs ulimit");
        var before = IngestAll("lake");
        _folder.Write("many.json", PriceFiles.Many(150_000));
        // A limit on the length of files, in blocks of 1,024 bytes, stands in for a full disk.
        using var run = Process.Start(new ProcessStartInfo("bash", ["-c", $"trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 1024; exec dotnet '{Path.Combine(AppContext.BaseDirectory, "assayer.dll")}' ingest many.json --offline --lake lake"])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var error = await run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("can't be written", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(before, IngestAll("lake"));
    }

    [Fact]
    public async Task A_place_that_takes_no_lake_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        var run = await CommandLine.RunAsync(_folder.Path, "ingest", "files/large.json", "--offline", "--lake", "/proc/assayer-lake");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("/proc/assayer-lake", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rates", "86353")]
    [InlineData("ingest", "files/large.json", "--offline")]
    [InlineData("lake", "verify")]
    [InlineData("lake", "list")]
    public async Task A_lake_of_a_newer_version_is_named_and_left_alone(params string[] command)
    {
        IngestAll("lake");
        var manifest = Directory.EnumerateFiles(_folder["lake/sources"], "source.json", SearchOption.AllDirectories).First();
        var newer = File.ReadAllText(manifest).Replace("\"lakeVersion\": 2", "\"lakeVersion\": 99", StringComparison.Ordinal);
        File.WriteAllText(manifest, newer);
        var run = await CommandLine.RunAsync(_folder.Path, [.. command, "--lake", "lake"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("LAKE002", run.Error, StringComparison.Ordinal);
        Assert.Contains("newer version of assayer", run.Error, StringComparison.Ordinal);
        Assert.Equal(newer, File.ReadAllText(manifest));
    }

    // What a lake holds: its folders, and the rows of each.
    List<string> IngestAll(string name)
    {
        var lake = new LakeFolder(_folder[name]);
        var ingester = new Ingester(lake, CodeFilter.All);
        foreach (var file in Directory.EnumerateFiles(_folder["files"]))
            Assert.NotEqual(IngestOutcome.Failed, ingester.Ingest(file, TestContext.Current.CancellationToken).Outcome);
        Assert.Empty(LakeVerifier.Verify(lake, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(lake.Path, ".tmp")));
        return [.. lake.Sources().Where(source => source.Name != "many.json").Select(source => $"{source.Sha256} {source.Accepted} {source.RowsDigest}").Order(StringComparer.Ordinal)];
    }
}
