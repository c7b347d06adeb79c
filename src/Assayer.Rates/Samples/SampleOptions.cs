namespace Assayer.Rates.Samples;

/// <summary>What sample to make.</summary>
public sealed record SampleOptions
{
    /// <summary>Equal seeds give equal bytes (before compression); different seeds, different providers and prices.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Each payer file is filled with prices of other codes until its JSON has about so many bytes, which compress about 15 times. 0: no
    /// filling, some dozens of kilobytes for each file. The codes that <c>answers.json</c> covers have the same prices at every size.
    /// </summary>
    public long BytesPerFile { get; init; }
}
