using Assayer.Codes;
using Assayer.Lake;
using Assayer.Rates;
using Assayer.Tests.Rates.Transparency;

namespace Assayer.Tests.Lake;

/// <summary>An optimization that is killed leaves what was there, and the next one completes it.</summary>
public sealed class OptimizeInterruptionTests : IDisposable
{
    static readonly BillingCode Code = new(BillingCodeType.Cpt, "86353");

    readonly TemporaryFolder _folder = new();
    readonly LakeFolder _lake;

    public OptimizeInterruptionTests() => _lake = new(_folder["lake"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_at_twenty_random_moments_the_lake_says_the_same_and_a_further_run_completes_it()
    {
        const int Kills = 20;
        var random = new Random(20261124);
        var (killed, completed, files) = (0, 0, 0);
        Add(30_000);
        while (killed < Kills)
        {
            var expected = Text();
            using var run = CommandLine.Start(_folder.Path, "lake", "optimize", "--lake", "lake");
            var output = run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await Task.WhenAny(run.WaitForExitAsync(TestContext.Current.CancellationToken), Task.Delay(random.Next(100, 2500), TestContext.Current.CancellationToken));
            if (!run.HasExited)
            {
                run.Kill();
                killed++;
            }
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
            await Task.WhenAll(output, error);
            Assert.Empty(LakeVerifier.Verify(_lake, TestContext.Current.CancellationToken));
            Assert.Equal(expected, Text());
            if (killed % 4 != 0 && LakeOptimizer.CoverageOf(_lake, _lake.Sources()) is var (optimized, priced) && optimized < priced) continue;
            LakeOptimizer.Optimize(_lake, cancellation: TestContext.Current.CancellationToken);
            Assert.Equal((files, files), LakeOptimizer.CoverageOf(_lake, _lake.Sources()));
            Assert.Equal(expected, Text());
            Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_lake.Path, ".tmp")));
            completed++;
            Add(1_000 + completed); // the next kills find a lake that is optimized in part
        }

        void Add(int entities)
        {
            var path = _folder.Write($"{++files}.json", PriceFiles.Many(entities));
            Assert.Equal(IngestOutcome.Ingested, new Ingester(_lake, CodeFilter.All).Ingest(path, TestContext.Current.CancellationToken).Outcome);
        }
    }

    [Fact]
    public void Two_at_once_is_one_too_many()
    {
        new Ingester(_lake, CodeFilter.All).Ingest(_folder.Write("prices.json", PriceFiles.Two), TestContext.Current.CancellationToken);
        using (new FileStream(Path.Combine(_lake.Path, ".tmp", "optimizing"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            Assert.Contains("Another run", Assert.Throws<IOException>(() => LakeOptimizer.Optimize(_lake, cancellation: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Equal(1, LakeOptimizer.Optimize(_lake, cancellation: TestContext.Current.CancellationToken).Sources);
    }

    string Text()
    {
        using var reader = new LakeReader(_lake);
        return LakeContents.TextOf(reader.RatesOf(Code), reader.MedicareOf([Code]));
    }
}
