using Xunit.Sdk;

namespace Assayer.Tests.Fuzzing;

public sealed class FuzzerTests
{
    [Fact]
    public void A_fault_is_found_and_its_file_kept()
    {
        byte[] whole = [.. "a,b\n1,2\n"u8];
        var failure = Assert.Throws<FailException>(() => Fuzzer.Run("made-up", [whole], (bytes, _) =>
        {
            if (bytes.AsSpan().IndexOf("1"u8) < 0) throw new InvalidOperationException("no 1");
        }));
        Assert.Contains("no 1", failure.Message, StringComparison.Ordinal);
        var kept = Assert.Single(Directory.GetFiles(Path.Combine(TestData.Repository, "TestResults", "fuzz"), "made-up-*"));
        Assert.Equal(-1, File.ReadAllBytes(kept).AsSpan().IndexOf("1"u8));
        File.Delete(kept);
    }

    [Fact]
    public void The_same_seed_makes_the_same_file()
    {
        byte[][] files = [[.. "a,b\n1,2\n"u8], [.. "{\"a\":[1,2]}"u8]];
        Assert.Equal(new Mutations(7).Of(files), new Mutations(7).Of(files));
        Assert.Contains(Enumerable.Range(0, 20), seed => !files.Any(file => file.AsSpan().SequenceEqual(new Mutations(seed).Of(files))));
    }
}
