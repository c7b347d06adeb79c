using System.Text;
using Assayer.Evidence;
using Assayer.Rates.Transparency;

namespace Assayer.Tests.Rates.Transparency;

public class ProviderReferenceReaderTests
{
    const string Group = """{"npi":[1234567893],"tin":{"type":"ein","value":"11-1111111"}}""";

    // By hand from CMS's example.
    [Fact]
    public void Reads_the_official_example()
    {
        var (groups, log) = Read(File.ReadAllText(TestData.Path("transparency/v1/examples/provider-reference.json")));
        Assert.Equal(["1111111111", "2222222222"], groups.Select(group => Assert.Single(group.Npis)));
        Assert.All(groups, group => Assert.Equal(("ein", "22-2222222"), (group.TinType, group.Tin)));
        Assert.Equal([("RATE016", 2L)], log.Counts.Select(count => (count.Code, count.Count)));
    }

    [Theory]
    [InlineData($$"""{"version":"1.0.0","provider_groups":[{{Group}}]}""", "/provider_groups/1")]
    [InlineData($$"""{"provider_references":[{"provider_group_id":7,"provider_groups":[{{Group}}]}]}""", "/provider_references/0/provider_groups/1")]
    [InlineData($"[{Group}]", "/1")]
    public void Groups_are_the_same_however_they_are_wrapped(string json, string address)
    {
        var (groups, log) = Read(json);
        Assert.Equal(ProviderGroup.Of("ein", "11-1111111", null, ["1234567893"]).Id, Assert.Single(groups).Id);
        Assert.Empty(log.Kept);

        var (kept, told) = Read(json.Replace(Group, Group + ",{}"));
        Assert.Single(kept);
        Assert.Equal(("RATE018", address), (Assert.Single(told.Kept).Code, told.Kept[0].Location.Address));
    }

    [Theory]
    [InlineData("""{"provider_groups":[]}""")]
    [InlineData("[]")]
    [InlineData("""{"provider_references":[{"provider_groups":[]}]}""")]
    public void A_file_without_groups_says_so(string json) => Assert.Equal("RATE028", Assert.Single(Read(json).Log.Kept).Code);

    [Theory]
    [InlineData("""{"in_network":[]}""", "This is an in-network file")]
    [InlineData("""{"error":"expired"}""", "no provider_groups list")]
    [InlineData("\"expired\"", "no provider_groups list")]
    [InlineData($$"""{"provider_references":[{"provider_groups":[{{Group}}]},{"provider_groups":[{{Group}}]}]}""", "several provider references")]
    public void Refuses_anything_else(string json, string says)
    {
        var refused = Assert.Throws<DataFormatException>(() => Read(json));
        Assert.Equal("FILE009", refused.Diagnostic.Code);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Any bytes give groups or diagnostics, but never a crash.</summary>
    [Theory]
    [InlineData($$"""{"version":"1.0.0","provider_groups":[{{Group}},{{Group}}]}""")]
    [InlineData($$"""{"provider_references":[{"provider_groups":[{{Group}}]}]}""")]
    public void Damaged_files_never_crash(string json) => CsCheck.Check.Sample(Mutations.Of(Encoding.UTF8.GetBytes(json)), damaged =>
    {
        try
        {
            var groups = new List<ProviderGroup>();
            var log = ProviderReferenceReader.Read("providers.json", new MemoryStream(damaged), groups.Add, TestContext.Current.CancellationToken);
            Assert.True(groups.Count > 0 || log.CountOf("RATE028") == 1);
        }
        catch (DataFormatException exception)
        {
            Assert.NotEmpty(exception.Diagnostic.Code);
        }
    }, iter: 10_000);

    static (List<ProviderGroup> Groups, DiagnosticLog Log) Read(string json)
    {
        var groups = new List<ProviderGroup>();
        var log = ProviderReferenceReader.Read("providers.json", new MemoryStream(Encoding.UTF8.GetBytes(json)), groups.Add, TestContext.Current.CancellationToken);
        return (groups, log);
    }
}
