using System.Globalization;

namespace Assayer.Tests.Fuzzing;

/// <summary>How long and with which damage, from the environment: see docs/fuzzing.md.</summary>
static class FuzzSettings
{
    public static TimeSpan Time { get; } = TimeSpan.FromSeconds(Setting("ASSAYER_FUZZ_SECONDS", 1));

    public static uint Seed { get; } = Setting("ASSAYER_FUZZ_SEED", 86353);

    static uint Setting(string variable, uint otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? uint.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
