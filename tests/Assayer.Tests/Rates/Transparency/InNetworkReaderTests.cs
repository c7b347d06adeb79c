using System.Text;
using Assayer.Codes;
using Assayer.Evidence;
using Assayer.Rates;
using Assayer.Rates.Transparency;
using CsCheck;

namespace Assayer.Tests.Rates.Transparency;

public class InNetworkReaderTests
{
    const string Price = """{"negotiated_type":"negotiated","negotiated_rate":12.50,"expiration_date":"2026-12-31","billing_class":"professional","service_code":["81","11"]}""";

    static string File(string items, string others = "") => $$"""
        {"reporting_entity_name":"Example Plan","reporting_entity_type":"issuer","last_updated_on":"2026-01-01","version":"1.0.0"{{others}},"in_network":[{{items}}]}
        """;

    static string Item(string rates, string code = "86353") => $$"""
        {"negotiation_arrangement":"ffs","name":"n","billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"{{code}}","description":"d","negotiated_rates":[{{rates}}]}
        """;

    static string Rate(string prices = Price, string providers = "\"provider_references\":[1]") => $$"""{{{providers}},"negotiated_prices":[{{prices}}]}""";

    // Counted by hand in CMS's examples.
    // A: an item of the wanted code; U, V: ones of others, plain and with something in it that is looked at. Read both ways.
    [Theory]
    [InlineData("U,U,U,A,U,U")]
    [InlineData("U,U,V,U,U,A,V,V,U,A,U")]
    [InlineData("V,U , U\n,\tU ,A")]
    [InlineData("U,U,,U,U,A")]
    [InlineData("U,U,A,U,U,")]
    [InlineData("U,U U,U,A")]
    [InlineData(",U,U,A")]
    [InlineData("U,U,1,U,[],U,A")]
    [InlineData("U,U,{},{},U,A")]
    [InlineData("U,U,{\"negotiated_rates\":[]],U,A")]
    [InlineData("U,U,{\"billing_code\":\"1\",\"billing_code_type\":\"CPT\"]],A")]
    [InlineData("U,U,{\"billing_code\":\"1\",\"billing_code_type\":\"CPT\",\"a\":[}")]
    public void Items_that_are_left_out_leave_the_others_places_as_they_are(string items)
    {
        var odd = Item(Rate(prices: Price.Replace("9999-12-31", "never", StringComparison.Ordinal)));
        var json = File(items.Replace("A", odd, StringComparison.Ordinal).Replace("U", Item(Rate(), "1"), StringComparison.Ordinal)
            .Replace("V", Item(Rate(), "2").Replace("\"n\"", "\"\\u006e\"", StringComparison.Ordinal), StringComparison.Ordinal));
        try
        {
            var read = Collected.From(json, CodeFilter.Of([new(BillingCodeType.Cpt, "86353")]));
            Assert.Equal(items.Count(item => item == 'A'), read.Rows.Count);
        }
        catch (DataFormatException exception)
        {
            Assert.Equal("FILE008", exception.Diagnostic.Code);
        }
    }

    [Theory]
    [InlineData("v1/examples/in-network-rates-fee-for-service-single-plan-sample.json", 5, "1.x")]
    [InlineData("v1/examples/in-network-rates-bundle-single-plan-sample.json", 2, "1.x")]
    [InlineData("v1/examples/in-network-rates-capitation-single-plan-sample.json", 2, "1.x")]
    [InlineData("v1/examples/in-network-rates-multiple-plans-sample.json", 6, "1.x")]
    [InlineData("v1/examples/in-network-rates-no-npi.json", 1, "1.x")]
    [InlineData("v2/examples/in-network-rates-all-negotiated-types-sample.json", 8, "2.x")]
    [InlineData("v2/examples/in-network-rates-fee-for-service-single-plan-sample.json", 5, "2.x")]
    [InlineData("v2/examples/in-network-rates-bundle-single-plan-sample.json", 2, "2.x")]
    [InlineData("v2/examples/in-network-rates-capitation-single-plan-sample.json", 2, "2.x")]
    [InlineData("v2/examples/in-network-rates-multiple-plans-sample.json", 6, "2.x")]
    [InlineData("v2/examples/in-network-rates-no-npi.json", 1, "2.x")]
    public void Reads_every_price_of_the_official_examples(string example, int prices, string structure)
    {
        using var stream = System.IO.File.OpenRead(TestData.Path("transparency/" + example));
        var read = Collected.From(stream);
        Assert.Equal(prices, read.Result!.Accepted);
        Assert.Equal(0, read.Result.Rejected);
        Assert.Equal(structure, read.Result.Header.Structure);
        Assert.All(read.Rows, row => Assert.Contains(row.ProviderSet, read.Sets.Keys));
    }

    [Fact]
    public void Keeps_and_labels_the_five_negotiated_types_and_the_three_arrangements()
    {
        string[] examples = ["v2/examples/in-network-rates-all-negotiated-types-sample.json", "v2/examples/in-network-rates-bundle-single-plan-sample.json", "v1/examples/in-network-rates-capitation-single-plan-sample.json"];
        var rows = examples.SelectMany(example => Collected.From(System.IO.File.ReadAllText(TestData.Path("transparency/" + example))).Rows).ToList();
        Assert.Equal(["derived", "fee schedule", "negotiated", "per diem", "percentage"], rows.Select(row => row.NegotiatedType).Distinct().Order());
        Assert.Equal(["bundle", "capitation", "ffs"], rows.Select(row => row.Arrangement).Distinct().Order());
        Assert.All(rows.Where(row => row.Arrangement != "ffs"), row => Assert.Equal("CPT:27446,CPT:27447", row.ContainedCodes));
        Assert.Equal(65.0m, Assert.Single(rows, row => row.Code.Value == "97110").Amount);
    }

    [Fact]
    public void Accounts_for_every_price_of_a_real_file()
    {
        using var file = Assayer.Rates.Files.ReceivedFile.Open(TestData.Path("transparency/carefirst/2022-11-07_690_08B0_in-network-rates_27_of_35.json.gz"));
        var read = Collected.From(file.Content);
        Assert.Equal(122_310, read.Result!.Accepted + read.Result.Rejected);
        Assert.Equal(122_310, read.Rows.Count);
        Assert.Equal(1_773, read.Rows.Select(row => row.Code).Distinct().Count());
        Assert.Equal(370, read.References.Count);
        Assert.Equal(74, read.Sets.Values.SelectMany(set => set.References).Distinct().Count());
        Assert.All(read.References, reference => Assert.StartsWith("https://", reference.Location));
        Assert.Single(read.Rows, row => row.NegotiatedType == "per diem");
    }

    [Fact]
    public void A_row_says_where_it_stands()
    {
        var json = File(Item(Rate(Price + "," + Price)) + "," + Item(Rate(), "86352"));
        var bytes = Encoding.UTF8.GetBytes(json);
        foreach (var row in Collected.From(json).Rows)
            Assert.Equal(Price, Encoding.UTF8.GetString(bytes.AsSpan((int)row.ByteOffset, Price.Length)));
    }

    [Fact]
    public void Keeps_amounts_exact_with_the_text_that_the_file_has()
    {
        var row = Assert.Single(Collected.From(File(Item(Rate(Price.Replace("12.50", "12003.4500"))))).Rows);
        Assert.Equal(12003.45m, row.Amount);
        Assert.Equal("12003.4500", row.AmountText);
    }

    [Fact]
    public void Service_codes_and_modifiers_are_sorted_and_each_once()
    {
        var row = Assert.Single(Collected.From(File(Item(Rate(Price.Replace("""["81","11"]""", """["81","11","81"],"billing_code_modifier":["tc","59"]"""))))).Rows);
        Assert.Equal("11,81", row.ServiceCodes);
        Assert.Equal("59,TC", row.Modifiers);
    }

    [Theory]
    [InlineData("690.64470", "690.6447")]
    [InlineData("690.64462", "690.64462")]
    [InlineData("40.0000000001", "40.0000000001")]
    [InlineData("3800007931", "3800007931")]
    [InlineData("3.8e3", "3800")]
    [InlineData("7", "7")]
    public void Group_numbers_are_decimal_numbers(string inRate, string inReference)
    {
        var references = $$""","provider_references":[{"provider_group_id":{{inReference}},"location":"https://example.org/1.json"}]""";
        var read = Collected.From(File(Item(Rate(providers: $"\"provider_references\":[{inRate}]")), references));
        Assert.Equal(read.References[0].Id, read.Sets.Values.Single().References.Single());
    }

    [Fact]
    public void A_TIN_without_NPIs_is_a_group_without_NPIs()
    {
        var read = Collected.From(File(Item(Rate(providers: "\"provider_groups\":[{\"npi\":[0],\"tin\":{\"type\":\"ein\",\"value\":\"11-1111111\"}}]"))));
        Assert.Empty(read.Groups.Values.Single().Npis);
    }

    [Fact]
    public void An_unwanted_code_is_passed_over_and_every_code_of_a_kind_is_kept()
    {
        var json = File(Item(Rate()) + "," + Item(Rate(), "86352") + "," + Item(Rate(), "CSTM-00"));
        var read = Collected.From(json, CodeFilter.Of([new(BillingCodeType.Cpt, "86353")]));
        Assert.Equal(["86353", "CSTM-00"], read.Rows.Select(row => row.Code.Value));
    }

    [Theory]
    [InlineData("RATE004", """{"negotiated_type":"negotiated","expiration_date":"2026-12-31","billing_class":"professional"}""")]
    [InlineData("RATE004", """{"negotiated_type":"negotiated","negotiated_rate":"call us","expiration_date":"2026-12-31","billing_class":"professional"}""")]
    [InlineData("RATE004", "17")]
    [InlineData("RATE005", """{"negotiated_type":"negotiated","negotiated_rate":-1,"expiration_date":"2026-12-31","billing_class":"professional"}""")]
    [InlineData("RATE006", """{"negotiated_type":"negotiated","negotiated_rate":100000000000000,"expiration_date":"2026-12-31","billing_class":"professional"}""")]
    [InlineData("RATE006", """{"negotiated_type":"negotiated","negotiated_rate":1e400,"expiration_date":"2026-12-31","billing_class":"professional"}""")]
    public void Rejects_an_unusable_price_with_its_place_and_keeps_the_others(string code, string price)
    {
        var json = File(Item(Rate(Price + "," + price + "," + Price)));
        var read = Collected.From(json);
        Assert.Equal(2, read.Result!.Accepted);
        Assert.Equal(1, read.Result.Rejected);
        Assert.Equal(1, read.Result.RejectedByCode[new(BillingCodeType.Cpt, "86353")]);
        var diagnostic = Assert.Single(read.Result.Diagnostics.Kept, diagnostic => diagnostic.Code == code);
        Assert.Equal("/in_network/0/negotiated_rates/0/negotiated_prices/1", diagnostic.Location.Address);
        Assert.Equal(json.IndexOf(price, StringComparison.Ordinal), diagnostic.Location.ByteOffset);
    }

    [Fact]
    public void Rejects_the_prices_of_an_item_without_a_code_of_one_without_its_kind_and_of_a_rate_without_providers()
    {
        var noCode = Item(Rate(Price + "," + Price)).Replace("\"billing_code\":\"86353\",", "");
        var noType = Item(Rate()).Replace("\"billing_code_type\":\"CPT\",", "");
        var read = Collected.From(File($"{noCode},{noType},{Item(Rate(providers: "\"x\":0"))},{Item(Rate())}"));
        Assert.Equal(1, read.Result!.Accepted);
        Assert.Equal(4, read.Result.Rejected);
        Assert.Equal(3, read.Result.RejectedWithoutCode);
        Assert.Equal(["RATE002", "RATE003", "RATE007"], read.Result.Diagnostics.Counts.Where(count => count.Severity == Severity.Error).Select(count => count.Code));
    }

    [Theory]
    [InlineData("RATE010", "\"billing_code_type\":\"CPT\"", "\"billing_code_type\":\"HOUSE\"")]
    [InlineData("RATE011", "\"negotiation_arrangement\":\"ffs\",", "")]
    [InlineData("RATE012", "\"negotiated_type\":\"negotiated\"", "\"negotiated_type\":\"guessed\"")]
    [InlineData("RATE013", "\"billing_class\":\"professional\",", "")]
    [InlineData("RATE014", "2026-12-31", "31/12/2026")]
    [InlineData("RATE019", "12.50", "12.500001")]
    [InlineData("RATE024", "[\"81\",\"11\"]", "\"81\"")]
    [InlineData("RATE025", "2026-01-01", "soon")]
    [InlineData("RATE024", "\"version\":\"1.0.0\"", "\"version\":1.5")]
    [InlineData("RATE030", "\"version\":\"1.0.0\",", "")]
    [InlineData("RATE030", "\"version\":\"1.0.0\",", "\"version\":null,")]
    [InlineData("RATE030", "\"reporting_entity_name\":\"Example Plan\",", "")]
    public void Keeps_an_odd_price_with_a_warning(string code, string normal, string odd)
    {
        var read = Collected.From(File(Item(Rate())).Replace(normal, odd));
        Assert.Equal(1, read.Result!.Accepted);
        Assert.Equal([code], read.Codes);
        Assert.Equal(0, read.Result.Diagnostics.CountOf(Severity.Error));
    }

    [Theory]
    [InlineData("RATE015", """{"npi":[123],"tin":{"type":"ein","value":"11-1111111"}}""")]
    [InlineData("RATE016", """{"npi":[1234567890],"tin":{"type":"ein","value":"11-1111111"}}""")]
    [InlineData("RATE017", """{"npi":[1234567893],"tin":{"type":"ein","value":"11-11111111"}}""")]
    public void Keeps_a_malformed_identifier_as_it_stands_with_a_warning(string code, string group)
    {
        var read = Collected.From(File(Item(Rate(providers: $"\"provider_groups\":[{group}]"))));
        Assert.Equal(1, read.Result!.Accepted);
        Assert.Equal([code], read.Codes);
        Assert.Contains(read.Groups.Values.Single().Npis.Append(read.Groups.Values.Single().Tin), text => group.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_million_odd_rows_stay_readable()
    {
        var read = Collected.From(File(Item(Rate(string.Join(',', Enumerable.Repeat(Price.Replace("2026-12-31", "never"), 100))))));
        Assert.Equal(100, read.Result!.Diagnostics.CountOf("RATE014"));
        Assert.Equal(5, read.Result.Diagnostics.Kept.Count);
    }

    [Theory]
    [InlineData("""{"out_of_network":[]}""", "allowed-amounts")]
    [InlineData("""{"reporting_structure":[]}""", "table of contents")]
    [InlineData("""{"provider_groups":[]}""", "provider-reference file")]
    [InlineData("""{"hospital_name":"x","standard_charge_information":[]}""", "hospital")]
    [InlineData("""{"data":"something else"}""", "no in_network list")]
    [InlineData("""{"provider_references":[]}""", "no in_network list")]
    [InlineData("[]", "not an object")]
    public void Refuses_JSON_of_another_kind_and_says_which(string json, string says)
    {
        var refused = Assert.Throws<DataFormatException>(() => Collected.From(json));
        Assert.Equal("FILE009", refused.Diagnostic.Code);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dataNonStringVersion.json")]
    [InlineData("dataWithoutVersion.json")]
    [InlineData("simpleData.json")]
    public void Refuses_JSON_of_no_known_kind_for_want_of_its_list(string file)
    {
        var bytes = System.IO.File.ReadAllBytes(TestData.Path("transparency/wrappers/" + file));
        Assert.Equal(TransparencyKind.Unknown, TransparencyKinds.KindOf(bytes));
        var refused = Assert.Throws<DataFormatException>(() => Collected.From(new MemoryStream(bytes)));
        Assert.Equal("FILE009", refused.Diagnostic.Code);
        Assert.Contains("no in_network list", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"in_network\":[{]}", 16)]
    [InlineData("{\"in_network\":[\n{},\n{},", 22)]
    [InlineData("{\"in_network\":[]}\n}", 17)]
    [InlineData("not json", 0)]
    [InlineData("", 0)]
    public void Refuses_what_is_not_JSON_and_says_behind_which_byte(string text, long offset)
    {
        var refused = Assert.Throws<DataFormatException>(() => Collected.From(text));
        Assert.Equal("FILE008", refused.Diagnostic.Code);
        Assert.Equal(offset, refused.Diagnostic.Location.ByteOffset);
    }

    [Theory]
    [InlineData("\\ud800x", "\uFFFDx")]
    [InlineData("a\\u0041\\n\\udc00", "aA\n\uFFFD")]
    public void A_text_that_is_no_Unicode_is_kept_with_a_warning(string written, string read)
    {
        var price = Price.Replace("\"billing_class\"", $"\"additional_information\":\"{written}\",\"billing_class\"", StringComparison.Ordinal);
        var file = Collected.From(File(Item(Rate(price))));
        Assert.Equal(read, Assert.Single(file.Rows).AdditionalInformation);
        Assert.Equal(["RATE029"], file.Codes);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_kept_with_a_warning()
    {
        var bytes = Encoding.UTF8.GetBytes(File(Item(Rate(), "86X53")));
        bytes[Array.IndexOf(bytes, (byte)'X')] = 0xff;
        var file = Collected.From(new MemoryStream(bytes));
        Assert.Equal("86\uFFFD53", Assert.Single(file.Rows).Code.Value);
        Assert.Contains("RATE029", file.Codes);
    }

    [Fact]
    public void Absurd_nesting_is_refused_by_that_name()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100));
        Assert.Contains("64 deep", Assert.Throws<DataFormatException>(() => Collected.From($"{{\"in_network\":[{{\"bundled_codes\":{deep}")).Message, StringComparison.Ordinal);
    }

    /// <summary>Members may come in any order, at every level: the same rows, but for where they stand.</summary>
    [Fact]
    public void Member_order_does_not_matter()
    {
        var text = System.IO.File.ReadAllText(TestData.Path("transparency/v2/examples/in-network-rates-all-negotiated-types-sample.json"));
        var expected = Collected.From(text).Comparable().ToList();
        Gen.Int.Sample(seed =>
        {
            return Collected.From(Mutations.Shuffle(text, seed)).Comparable().SequenceEqual(expected);
        }, iter: 100);
    }

    [Fact]
    public void A_held_list_larger_than_memory_allows_goes_through_a_file()
    {
        var many = string.Join(',', Enumerable.Repeat(Rate(), 20_000));
        var late = $$"""{"negotiated_rates":[{{many}}],"billing_code":"86353","billing_code_type":"CPT","billing_code_type_version":"2026","negotiation_arrangement":"ffs"}""";
        var read = Collected.From(File(late));
        Assert.Equal(20_000, read.Result!.Accepted);
        Assert.Empty(read.Codes);
        Assert.All(read.Rows, row => Assert.Equal("86353", row.Code.Value));
    }

    /// <summary>Any bytes give rows or diagnostics, but never a crash.</summary>
    [Fact]
    public void Damaged_files_never_crash()
    {
        var original = Encoding.UTF8.GetBytes(File(
            Item(Rate(providers: "\"provider_groups\":[{\"npi\":[1234567893],\"tin\":{\"type\":\"ein\",\"value\":\"11-1111111\"}}]")) + "," + Item(Rate(), "J1234"),
            ""","provider_references":[{"provider_group_id":1,"network_name":["N"],"provider_groups":[{"npi":[0],"tin":{"type":"npi","value":"1234567893"}}]}]"""));
        Mutations.Of(original).Sample(damaged =>
        {
            try
            {
                var read = Collected.From(new MemoryStream(damaged));
                Assert.Equal(read.Rows.Count, read.Result!.Accepted);
            }
            catch (DataFormatException exception)
            {
                Assert.NotEmpty(exception.Diagnostic.Code);
            }
        }, iter: 20_000);
    }
}
