using System.Text;
using Assayer.Evidence;
using Assayer.Rates.Transparency;
using CsCheck;

namespace Assayer.Tests.Rates.Transparency;

public class TableOfContentsReaderTests
{
    const string Plan = """{"plan_name":"Choice Plus","plan_id_type":"EIN","plan_id":"111111111","plan_market_type":"group","issuer_name":"I","plan_sponsor_name":"S"}""";
    const string Structure = $$"""{"reporting_plans":[{{Plan}}],"in_network_files":[{"description":"d","location":"https://example.org/1.json.gz?a=b&c=d"}]}""";

    static string File(string structures) => $$"""{"reporting_entity_name":"Example Plan","reporting_entity_type":"issuer","last_updated_on":"2026-01-01","version":"2.0.0","reporting_structure":[{{structures}}]}""";

    // By hand from CMS's examples.
    [Theory]
    [InlineData("v1", "1.x", null)]
    [InlineData("v2", "2.x", "CMS")]
    public void Reads_the_plans_and_files_of_the_official_examples(string version, string structure, string? issuer)
    {
        var (structures, result) = Read(System.IO.File.ReadAllBytes(TestData.Path($"transparency/{version}/examples/table-of-contents-sample.json")));
        Assert.Equal(("medicare", structure, 2L), (result.Header.ReportingEntityName, result.Header.Structure, result.Structures));
        Assert.Equal([0L, 1L], structures.Select(one => one.Index));
        Assert.Equal([new("medicaid", "hios", "1111111111", "individual", issuer, null), new("medicare", "hios", "000000000", "individual", issuer, null)], structures[0].Plans);
        Assert.Equal([new TableOfContentsPlan("chip", "hios", "3333333333", "group", issuer, null)], structures[1].Plans);
        Assert.Equal(
            [
                new(TransparencyKind.InNetwork, "in-network file", "https://www.some_site.com/files/in-network-file-123456.json"),
                new(TransparencyKind.InNetwork, "behavioral in-network shared file", "https://www.some_site.com/files/behavioral-health-0000.json"),
                new(TransparencyKind.AllowedAmounts, "allowed amount file", "https://www.some_site.com/files/allowed-amount-file-987665.json"),
            ],
            structures[0].Files);
        Assert.Equal(
            [
                new(TransparencyKind.InNetwork, "in-network file", "https://www.some_site.com/files/chip-in-network-file.json"),
                new(TransparencyKind.AllowedAmounts, "allowed amount file", "https://www.some_site.com/files/chip-allowed-amount-file.json"),
            ],
            structures[1].Files);
        Assert.Empty(result.Diagnostics.Kept);
    }

    [Theory]
    [InlineData("choice", true)]
    [InlineData("CHOICE PLUS", true)]
    [InlineData("111111111", true)]
    [InlineData("11111111", false)]
    [InlineData("Choices", false)]
    [InlineData("S", true)]
    [InlineData("issuer", false)]
    public void Plans_are_chosen_by_part_of_the_name_or_the_whole_number(string text, bool matches) =>
        Assert.Equal(matches, Read(File(Structure)).Structures[0].Plans[0].Matches(text));

    [Fact]
    public void A_plan_without_name_and_number_matches_nothing() => Assert.False(new TableOfContentsPlan(null, null, null, null, null, null).Matches("x"));

    [Theory]
    [InlineData("https://example.org/a b.json", false)]
    [InlineData("HTTP://example.org/a.json", false)]
    [InlineData("files/a.json", false)]
    [InlineData("/files/a.json?x=y:z", false)]
    [InlineData("  https://example.org/a.json  ", false)]
    [InlineData("ftp://example.org/a.json", true)]
    [InlineData("C:\\prices\\a.json", true)]
    [InlineData("mailto:prices@example.org", true)]
    public void A_location_is_kept_as_it_stands_with_a_warning_where_it_cannot_be_fetched(string location, bool warns)
    {
        var json = File(Structure.Replace("https://example.org/1.json.gz?a=b&c=d", location.Replace("\\", "\\\\", StringComparison.Ordinal)));
        var (structures, result) = Read(json);
        Assert.Equal(location.Trim(), Assert.Single(structures[0].Files).Location);
        Assert.Equal(warns ? 1 : 0, result.Diagnostics.CountOf("RATE034"));
    }

    [Theory]
    [InlineData("RATE034", """,{"description":"lost"}]}""", "/reporting_structure/0/in_network_files/1")]
    [InlineData("RATE034", """,{"description":"lost","location":" "}]}""", "/reporting_structure/0/in_network_files/1")]
    [InlineData("RATE024", ",\"lost\"]}", "/reporting_structure/0/in_network_files/1")]
    [InlineData("RATE024", """],"allowed_amount_file":"https://example.org/lost"}""", "/reporting_structure/0/allowed_amount_file")]
    [InlineData("RATE024", "]},17", "/reporting_structure/1")]
    [InlineData("RATE033", """]},{"reporting_plans":[{"plan_name":"lost"}]}""", "/reporting_structure/1")]
    [InlineData("RATE033", """]},{"in_network_files":[{"location":"https://example.org/2.json"}]}""", "/reporting_structure/1")]
    public void What_cannot_be_used_is_reported_with_its_place_and_the_rest_is_kept(string code, string odd, string address)
    {
        var json = File(Structure[..^2] + odd);
        var (structures, result) = Read(json);
        Assert.Equal("https://example.org/1.json.gz?a=b&c=d", Assert.Single(structures[0].Files).Location);
        var diagnostic = Assert.Single(result.Diagnostics.Kept);
        Assert.Equal((code, address), (diagnostic.Code, diagnostic.Location.Address));
        Assert.True(diagnostic.Location.ByteOffset >= json.IndexOf(odd, StringComparison.Ordinal));
    }

    [Fact]
    public void Both_kinds_of_file_may_be_one_or_a_list()
    {
        const string File1 = """{"location":"https://example.org/1.json"}""";
        var (structures, result) = Read(File($$"""{"reporting_plans":[{{Plan}}],"in_network_files":{{File1}},"allowed_amount_file":[{{File1}},{{File1}}]},{"reporting_plans":[{{Plan}}],"in_network_files":[{{File1}}],"allowed_amount_file":null}"""));
        Assert.Equal([TransparencyKind.InNetwork, TransparencyKind.AllowedAmounts, TransparencyKind.AllowedAmounts], structures[0].Files.Select(file => file.Kind));
        Assert.Single(structures[1].Files);
        Assert.Empty(result.Diagnostics.Kept);
    }

    [Theory]
    [InlineData("""{"in_network":[]}""", "This is an in-network file, not a table of contents.")]
    [InlineData("""{"out_of_network":[]}""", "This is an allowed-amounts file, not a table of contents.")]
    [InlineData("""{"version":"1.0.0"}""", "no reporting_structure list")]
    [InlineData("[]", "not an object")]
    public void Refuses_JSON_of_another_kind_and_says_which(string json, string says)
    {
        var refused = Assert.Throws<DataFormatException>(() => Read(json));
        Assert.Equal("FILE009", refused.Diagnostic.Code);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Member_order_does_not_matter()
    {
        var text = System.IO.File.ReadAllText(TestData.Path("transparency/v2/examples/table-of-contents-sample.json"));
        var expected = Comparable(text);
        Gen.Int.Sample(seed => Comparable(Mutations.Shuffle(text, seed)).SequenceEqual(expected), iter: 200);
    }

    /// <summary>Any bytes give structures or diagnostics, but never a crash.</summary>
    [Fact]
    public void Damaged_files_never_crash() => Mutations.Of(Encoding.UTF8.GetBytes(File(Structure + "," + Structure))).Sample(damaged =>
    {
        try
        {
            var (structures, result) = Read(damaged);
            Assert.Equal(structures.Count, result.Structures);
        }
        catch (DataFormatException exception)
        {
            Assert.NotEmpty(exception.Diagnostic.Code);
        }
    }, iter: 10_000);

    /// <summary>A table of 20 MB, thousands of structures: what is alive after the last is no more than after the first.</summary>
    [Fact]
    public void Holds_one_structure_at_a_time()
    {
        var wide = File($$"""{"reporting_plans":[{{string.Join(',', Enumerable.Repeat(Plan, 200))}}],"in_network_files":[{"location":"https://example.org/1.json"}]}""");
        const string Start = """{"reporting_structure":[""";
        var one = wide[(wide.IndexOf(Start[1..], StringComparison.Ordinal) + Start.Length - 1)..^2];
        var (alive, most, seen) = (new List<WeakReference>(), 0L, 0);
        TableOfContentsReader.Read("contents.json", new Repeated(Start, one, ",", 700, "]}"), structure =>
        {
            alive.Add(new(structure));
            if (++seen % 100 != 0) return;
            GC.Collect();
            most = Math.Max(most, alive.Count(reference => reference.IsAlive));
        }, TestContext.Current.CancellationToken);
        Assert.Equal(700, seen);
        Assert.InRange(most, 1, 2);
    }

    static List<string> Comparable(string json) =>
        [.. Read(json).Structures.SelectMany(structure => structure.Plans.Select(plan => $"{structure.Index} {plan}").Concat(structure.Files.Select(file => $"{structure.Index} {file}")).Order())];

    static (List<ReportingStructure> Structures, TableOfContentsResult Result) Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    static (List<ReportingStructure> Structures, TableOfContentsResult Result) Read(byte[] json)
    {
        var structures = new List<ReportingStructure>();
        var result = TableOfContentsReader.Read("contents.json", new MemoryStream(json), structures.Add, TestContext.Current.CancellationToken);
        return (structures, result);
    }
}
