namespace Assayer.Tests.Fuzzing;

/// <summary>A reader, with files that it is meant for.</summary>
/// <param name="Name">The reader's, for people.</param>
/// <param name="Originals">Files to damage.</param>
/// <param name="Words">Texts that mean something to it.</param>
/// <param name="Read">Reads, writes down all that comes of it, and asserts what must hold of it.</param>
sealed record Harness(string Name, Func<IEnumerable<byte[]>> Originals, string[] Words, Action<FuzzedInput, Transcript> Read)
{
    /// <summary>One for each reader.</summary>
    public static IReadOnlyList<Harness> All { get; } = [.. JsonHarnesses.All, .. HospitalHarnesses.All, .. PackedHarnesses.All, .. TableHarnesses.All];
}
