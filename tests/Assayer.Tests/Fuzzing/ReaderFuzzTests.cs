using System.Diagnostics;
using Assayer.Evidence;

namespace Assayer.Tests.Fuzzing;

/// <summary>
/// Gives every reader damaged files for a second each, or as long as ASSAYER_FUZZ_SECONDS says; docs/fuzzing.md tells how to repeat what fails.
/// </summary>
public class ReaderFuzzTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Readers => [.. Harness.All.Select(harness => harness.Name)];

    [Theory]
    [MemberData(nameof(Readers))]
    public void Any_bytes_give_the_same_rows_or_diagnostics_every_time(string reader)
    {
        var harness = Harness.All.Single(harness => harness.Name == reader);
        var mutator = new Mutator([.. harness.Originals()], harness.Words, FuzzSettings.Seed);
        var watch = Stopwatch.StartNew();
        var (inputs, read) = (0, 0);
        for (; inputs == 0 || watch.Elapsed < FuzzSettings.Time; inputs++)
        {
            var input = mutator.Input(inputs);
            try
            {
                if (IsReadTwice(harness, input)) read++;
            }
            catch (Exception exception)
            {
                Assert.Fail($"{reader}, seed {FuzzSettings.Seed}, input {inputs}, {Saved(reader, input)}: {exception}");
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{inputs} inputs, of which {read} were read to their end.");
        Assert.True(read > 0, $"{reader}: none of {inputs} inputs was read to its end.");
    }

    /// <summary>Whether it was read to its end; it must be each time or never, and with the same outcome.</summary>
    static bool IsReadTwice(Harness harness, byte[] bytes)
    {
        var reading = Task.Run(() =>
        {
            var (whole, pieces) = (Read(harness, new(bytes, int.MaxValue)), Read(harness, new(bytes, 1 + (bytes.Length % 61))));
            if (whole.Difference(pieces) is { } difference) Assert.Fail($"Two readings differ:\n{difference}");
            return whole.WasRead;
        }, TestContext.Current.CancellationToken);
        Assert.True(((IAsyncResult)reading).AsyncWaitHandle.WaitOne(Patience), $"It is not read in {Patience.TotalSeconds} s.");
        return reading.GetAwaiter().GetResult();
    }

    static Transcript Read(Harness harness, FuzzedInput input)
    {
        var transcript = new Transcript();
        try
        {
            harness.Read(input, transcript);
        }
        catch (DataFormatException exception)
        {
            transcript.Refuse(exception.Diagnostic);
        }
        return transcript;
    }

    static string Saved(string reader, byte[] input)
    {
        var path = Path.Combine(Path.GetTempPath(), $"assayer-fuzz-{reader.Replace(' ', '-')}-{Guid.NewGuid():N}");
        File.WriteAllBytes(path, input);
        return path;
    }
}
