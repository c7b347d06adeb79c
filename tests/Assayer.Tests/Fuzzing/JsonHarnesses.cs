using Assayer.Rates;
using Assayer.Rates.Transparency;
using Assayer.Tests.Rates.Transparency;

namespace Assayer.Tests.Fuzzing;

/// <summary>Payers' files.</summary>
static class JsonHarnesses
{
    static readonly string[] Words =
    [
        "\"in_network\"", "\"out_of_network\"", "\"reporting_structure\"", "\"provider_groups\"", "\"provider_references\"", "\"provider_group_id\"",
        "\"negotiated_rates\"", "\"negotiated_prices\"", "\"negotiated_rate\"", "\"billing_code\"", "\"billing_code_type\"", "\"billing_code_modifier\"",
        "\"service_code\"", "\"npi\"", "\"tin\"", "\"type\"", "\"value\"", "\"location\"", "\"allowed_amounts\"", "\"payments\"", "\"providers\"",
        "\"billed_charge\"", "\"last_updated_on\"", "\"reporting_plans\"", "\"in_network_files\"", "\"allowed_amount_file\"", "\"bundled_codes\"",
        "\"covered_services\"", "\"MS-DRG\"", "\"CSTM-ALL\"", "\"CSTM-00\"", "\"percentage\"", "\"setting\"", "\"network_name\"", "\"86353\"", "null", "[0]", "{}",
    ];

    public static IReadOnlyList<Harness> All { get; } =
    [
        new("in-network files", () => Originals.Samples("*in-network*").Concat(Examples("in-network*.json")).Json(), Words, ReadInNetwork),
        new("allowed amounts", () => Originals.Samples("*allowed-amounts*").Concat(Examples("allowed-amounts*.json")).Json(), Words, ReadAllowedAmounts),
        new("tables of contents", () => Originals.Samples("*index.json").Concat(Examples("table-of-contents*.json")).Json(), Words, ReadTableOfContents),
        new("provider references", () => Providers().Concat(Examples("provider-reference*.json")).Json(), Words, ReadProviderReference),
    ];

    static IEnumerable<byte[]> Examples(string pattern) =>
        Originals.Real("transparency/v1/examples", pattern).Concat(Originals.Real("transparency/v2/examples", pattern));

    static IEnumerable<byte[]> Providers() =>
    [
        """{"version":"1.0.0","provider_groups":[{"npi":[1234567893,"1679576722"],"tin":{"type":"ein","value":"12-3456789"}},{"npi":[0],"tin":{"type":"npi","value":"1234567893","business_name":"A"}}]}"""u8.ToArray(),
        """{"provider_references":[{"provider_group_id":7,"network_name":["N"],"provider_groups":[{"npi":[1,1,2],"tin":{"type":"ein","value":"1"}}]}]}"""u8.ToArray(),
        """[{"npi":[1234567893],"tin":{"type":"ein","value":"12-3456789"}},{"tin":{}}]"""u8.ToArray(),
    ];

    static void ReadInNetwork(FuzzedInput input, Transcript transcript)
    {
        transcript.Add(TransparencyKinds.KindOf(input.Start));
        Check(Collected.From(input.Open(), null, input.Piece), transcript);
        var some = Collected.From(input.Open(), CodeFilter.Of([new(Assayer.Codes.BillingCodeType.Cpt, "86353")]), input.Piece);
        Assert.Equal(some.Rows.Count, some.Result!.Accepted);
    }

    static void ReadAllowedAmounts(FuzzedInput input, Transcript transcript)
    {
        Check(Collected.FromAllowedAmounts(input.Open(), null, input.Piece), transcript);
        Collected.FromAllowedAmounts(input.Open(), CodeFilter.Of([new(Assayer.Codes.BillingCodeType.Cpt, "86353")]), input.Piece);
    }

    static void ReadTableOfContents(FuzzedInput input, Transcript transcript)
    {
        var structures = 0L;
        var result = TableOfContentsReader.Read(
            "index.json", input.Open(),
            structure =>
            {
                Assert.True(structure.Index >= structures);
                structures++;
                transcript.Add(structure);
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(structures, result.Structures);
        transcript.Add(result.Header);
        transcript.Add(result.Diagnostics, 0);
    }

    static void ReadProviderReference(FuzzedInput input, Transcript transcript)
    {
        var groups = 0;
        var log = ProviderReferenceReader.Read(
            "providers.json", input.Open(),
            group =>
            {
                groups++;
                transcript.Add(group);
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(groups == 0, log.CountOf("RATE028") > 0);
        transcript.Add(log, 0);
    }

    static void Check(Collected read, Transcript transcript)
    {
        var result = read.Result!;
        foreach (var row in read.Rows) transcript.Add(row);
        foreach (var providers in read.Sets.Values) transcript.Add(providers);
        foreach (var reference in read.References) transcript.Add(reference);
        foreach (var group in read.Groups.Values) transcript.Add(group);
        transcript.Add(result.Header);
        transcript.Add(result.Diagnostics, result.Rejected);
        Assert.Equal(read.Rows.Count, result.Accepted);
        Assert.All(read.Rows, row => Assert.Contains(row.ProviderSet, read.Sets.Keys));
        Assert.All(read.Sets.Values.SelectMany(providers => providers.Groups), group => Assert.Contains(group, read.Groups.Keys));
        Assert.All(read.Rows, row => Assert.InRange(row.Amount, 0, 99_999_999_999_999.9999m));
    }
}
