namespace Assayer.Rates.Samples;

/// <summary>
/// Pseudorandom numbers that are the same on every platform and runtime: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom
/// Number Generators, OOPSLA 2014, figure 1). A seed has independent streams, so that a change to one part of the sample leaves the rest.
/// </summary>
sealed class SplitMix64(ulong seed, ulong stream)
{
    const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    ulong _state = Mix(seed) + Mix(stream * GoldenGamma);

    /// <summary>64 random bits.</summary>
    public ulong Next() => Mix(_state += GoldenGamma);

    /// <summary>0 to <paramref name="bound"/> - 1. The bias, at most bound / 2^64, doesn't matter here.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>The mixing function, variant 13 of Stafford.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
