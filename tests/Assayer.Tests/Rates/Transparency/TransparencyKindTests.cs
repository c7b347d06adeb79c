using System.Text;
using Assayer.Rates.Transparency;

namespace Assayer.Tests.Rates.Transparency;

public class TransparencyKindTests
{
    [Fact]
    public void Tells_every_official_example()
    {
        var examples = new[] { "v1/examples", "v2/examples" }.SelectMany(folder => Directory.EnumerateFiles(TestData.Path("transparency/" + folder), "*.json")).ToList();
        Assert.Equal(21, examples.Count);
        Assert.All(examples, path => Assert.Equal(ByName(Path.GetFileName(path)), TransparencyKinds.KindOf(File.ReadAllBytes(path))));
    }

    [Theory]
    [InlineData("hospital/v3", "*.json")]
    [InlineData("hospital/v2", "*.json")]
    public void Tells_hospitals_files(string folder, string pattern)
    {
        var files = Directory.EnumerateFiles(TestData.Path(folder), pattern, SearchOption.AllDirectories).Where(path => !path.Contains("schema", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, path => Assert.Equal(TransparencyKind.Hospital, TransparencyKinds.KindOf(File.ReadAllBytes(path))));
    }

    [Theory]
    [InlineData("""{"in_network":[""", TransparencyKind.InNetwork)]
    [InlineData("""{"out_of_network":[""", TransparencyKind.AllowedAmounts)]
    [InlineData("""{"version":"1","reporting_structure":[""", TransparencyKind.TableOfContents)]
    [InlineData("""{"version":"1.4.0","provider_groups":[""", TransparencyKind.ProviderReference)]
    [InlineData("""{"standard_charge_information":[""", TransparencyKind.Hospital)]
    [InlineData("""{"provider_references":[{"provider_groups":[]}]}""", TransparencyKind.ProviderReference)]
    [InlineData("""{"provider_references":[{"provider_groups":[{}]}],"in_network":[""", TransparencyKind.InNetwork)]
    [InlineData("""{"x":{"in_network":[],"y":[{"out_of_network":1}]},"reporting_structure":[]}""", TransparencyKind.TableOfContents)]
    [InlineData("""{"name":"in_network","z":["in_network"]}""", TransparencyKind.Unknown)]
    [InlineData("""{"\u0069n_network":[]}""", TransparencyKind.InNetwork)]
    [InlineData("\uFEFF {\"out_of_network\":[]}", TransparencyKind.AllowedAmounts)]
    [InlineData("""{"provider_references":[{"provider_group_id":1,""", TransparencyKind.Unknown)]
    [InlineData("""{"in_netw""", TransparencyKind.Unknown)]
    [InlineData("""[{"in_network":[]}]""", TransparencyKind.Unknown)]
    [InlineData("\"in_network\"", TransparencyKind.Unknown)]
    [InlineData("not JSON", TransparencyKind.Unknown)]
    [InlineData("", TransparencyKind.Unknown)]
    public void Tells_by_the_root_members(string start, TransparencyKind kind) => Assert.Equal(kind, TransparencyKinds.KindOf(Encoding.UTF8.GetBytes(start)));

    [Fact]
    public void Tells_by_the_root_members_in_any_order()
    {
        var text = File.ReadAllText(TestData.Path("transparency/v2/examples/in-network-rates-fee-for-service-single-plan-sample.json"));
        for (var seed = 0; seed < 50; seed++)
            Assert.Equal(TransparencyKind.InNetwork, TransparencyKinds.KindOf(Encoding.UTF8.GetBytes(Mutations.Shuffle(text, seed))));
    }

    [Theory]
    [InlineData(60, TransparencyKind.AllowedAmounts)]
    [InlineData(10_000, TransparencyKind.AllowedAmounts)] // passed over by its brackets, however deep
    public void What_is_passed_over_may_be_nested_deeply(int depth, TransparencyKind kind)
    {
        var text = $$"""{"x":{{new string('[', depth)}}{{new string(']', depth)}},"out_of_network":[]}""";
        Assert.Equal(kind, TransparencyKinds.KindOf(Encoding.UTF8.GetBytes(text)));
    }

    static TransparencyKind ByName(string name) => name switch
    {
        _ when name.StartsWith("in-network", StringComparison.Ordinal) => TransparencyKind.InNetwork,
        _ when name.StartsWith("allowed-amounts", StringComparison.Ordinal) => TransparencyKind.AllowedAmounts,
        "multiplan-empty-example.json" => TransparencyKind.AllowedAmounts,
        "table-of-contents-sample.json" => TransparencyKind.TableOfContents,
        "provider-reference.json" => TransparencyKind.ProviderReference,
        _ => TransparencyKind.Unknown,
    };
}
