using System.Text.Json.Nodes;
using CsCheck;

namespace Assayer.Tests.Rates.Transparency;

/// <summary>Other writings of a file: the same in another order, or damaged.</summary>
static class Mutations
{
    /// <summary>The file with a byte changed, cut out or put in, or with a piece repeated or missing.</summary>
    public static Gen<byte[]> Of(byte[] original) =>
        Gen.Select(Gen.Int[0, original.Length - 1], Gen.Byte, Gen.Int[0, 3], Gen.Int[1, 40]).Select((at, value, how, length) => (byte[])(how switch
        {
            0 => [.. original[..at], value, .. original[(at + 1)..]],
            1 => [.. original[..at], .. original[Math.Min(at + length, original.Length)..]],
            2 => [.. original[..at], value, .. original[at..]],
            _ => [.. original[..at], .. original[Math.Max(0, at - length)..]],
        }));

    /// <summary>The file with the members of each object in another order.</summary>
    public static string Shuffle(string json, int seed) => Shuffle(JsonNode.Parse(json)!, new Random(seed))!.ToJsonString();

    static JsonNode? Shuffle(JsonNode? node, Random random) => node switch
    {
        JsonObject members => new JsonObject([.. members.ToArray().OrderBy(_ => random.Next()).Select(member => KeyValuePair.Create(member.Key, Shuffle(member.Value, random)))]),
        JsonArray elements => new JsonArray([.. elements.Select(element => Shuffle(element, random))]),
        _ => node?.DeepClone(),
    };
}
