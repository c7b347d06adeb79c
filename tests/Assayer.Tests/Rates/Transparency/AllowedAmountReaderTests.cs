using System.Text;
using Assayer.Codes;
using Assayer.Evidence;
using Assayer.Rates;
using Assayer.Rates.Benchmarks;
using CsCheck;

namespace Assayer.Tests.Rates.Transparency;

public class AllowedAmountReaderTests
{
    const string Provider = """{"billed_charge":50.00,"npi":[1234567893]}""";
    const string Payment = $$"""{"allowed_amount":25.50,"billing_code_modifier":["tc","59"],"providers":[{{Provider}}]}""";

    static string File(string items, string others = "") => $$"""
        {"reporting_entity_name":"Example Plan","reporting_entity_type":"issuer","last_updated_on":"2026-01-01","version":"2.2.0"{{others}},"out_of_network":[{{items}}]}
        """;

    static string Item(string payments = Payment, string code = "86353") => $$"""
        {"name":"n","billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"{{code}}","description":"d","allowed_amounts":[{"tin":{"type":"ein","value":"11-1111111"},"service_code":["81","11"],"billing_class":"professional","payments":[{{payments}}]}]}
        """;

    // By hand from CMS's examples.
    [Theory]
    [InlineData("v1/examples/allowed-amounts-single-plan-sample.json", "25", null, "1.x", "medicare")]
    [InlineData("v1/examples/allowed-amounts-multiple-plan-sample.json", "", null, "1.x", null)]
    [InlineData("v2/examples/allowed-amounts-single-plan-sample.json", "25", "outpatient", "2.x", "medicare")]
    [InlineData("v2/examples/allowed-amounts-multiple-plan-sample.json", "", "outpatient", "2.x", null)]
    public void Reads_every_payment_of_the_official_examples(string example, string modifiers, string? setting, string structure, string? plan)
    {
        using var stream = System.IO.File.OpenRead(TestData.Path("transparency/" + example));
        var read = Collected.FromAllowedAmounts(stream);
        Assert.Equal([50m, 60m, 70m], read.Rows.Select(row => row.BilledCharge));
        Assert.All(read.Rows, row =>
        {
            Assert.Equal(new BillingCode(BillingCodeType.Cpt, "99214"), row.Code);
            Assert.Equal("2020", row.CodeVersion);
            Assert.Equal(25m, row.Amount);
            Assert.StartsWith("25.0", row.AmountText, StringComparison.Ordinal);
            Assert.Equal(SeriesKey.AllowedAmount, row.NegotiatedType);
            Assert.Equal("ffs", row.Arrangement);
            Assert.Equal("01,02,03", row.ServiceCodes);
            Assert.Equal("professional", row.BillingClass);
            Assert.Equal(setting, row.Setting);
            Assert.Equal(modifiers, row.Modifiers);
            Assert.Null(row.Expiration);
        });
        Assert.Equal(["1234567891 1234567892 1234567893", "1111111111", "2222222222 3333333333 4444444444 5555555555"], read.Rows.Select(row => string.Join(' ', GroupOf(read, row).Npis)));
        Assert.All(read.Groups.Values, group => Assert.Equal(("ein", "1234567890"), (group.TinType, group.Tin)));
        Assert.Equal((3L, 0L), (read.Result!.Accepted, read.Result.Rejected));
        Assert.Equal(("cms", structure, new DateOnly(2020, 8, 27), plan), (read.Result.Header.ReportingEntityName, read.Result.Header.Structure, read.Result.Header.LastUpdatedOn, read.Result.Header.PlanName));
        Assert.Equal(["RATE016", "RATE017"], read.Codes); // 1234567893 alone has its check digit right; an EIN has nine digits
        Assert.Equal((7L, 1L), (read.Result.Diagnostics.CountOf("RATE016"), read.Result.Diagnostics.CountOf("RATE017")));
    }

    [Theory]
    [InlineData("v1/examples/allowed-amounts-multiple-plan-empty-sample.json")]
    [InlineData("v1/examples/allowed-amounts-single-plan-empty-sample.json")]
    [InlineData("v1/examples/multiplan-empty-example.json")]
    public void An_empty_file_is_read_and_says_that_it_is_empty(string example)
    {
        using var stream = System.IO.File.OpenRead(TestData.Path("transparency/" + example));
        var read = Collected.FromAllowedAmounts(stream);
        Assert.Empty(read.Rows);
        var diagnostic = Assert.Single(read.Result!.Diagnostics.Kept);
        Assert.Equal(("RATE032", Severity.Information), (diagnostic.Code, diagnostic.Severity));
    }

    [Fact]
    public void A_row_says_where_its_providers_stand()
    {
        var json = File(Item(Payment + "," + Payment) + "," + Item(code: "86352"));
        var bytes = Encoding.UTF8.GetBytes(json);
        var rows = Collected.FromAllowedAmounts(json).Rows;
        Assert.Equal(3, rows.Select(row => row.ByteOffset).Distinct().Count());
        Assert.All(rows, row => Assert.Equal(Provider, Encoding.UTF8.GetString(bytes.AsSpan((int)row.ByteOffset, Provider.Length))));
    }

    [Fact]
    public void Amounts_are_exact_and_lists_sorted()
    {
        var read = Collected.FromAllowedAmounts(File(Item()));
        var row = Assert.Single(read.Rows);
        Assert.Equal((25.5m, "25.50", 50m, "59,TC", "11,81"), (row.Amount, row.AmountText, row.BilledCharge, row.Modifiers, row.ServiceCodes));
        Assert.Empty(read.Codes);
    }

    [Fact]
    public void An_unwanted_code_is_passed_over()
    {
        var read = Collected.FromAllowedAmounts(File(Item() + "," + Item(code: "86352")), CodeFilter.Of([new(BillingCodeType.Cpt, "86352")]));
        Assert.Equal("86352", Assert.Single(read.Rows).Code.Value);
    }

    [Fact]
    public void A_TIN_alone_is_an_entity()
    {
        var read = Collected.FromAllowedAmounts(File(Item(Payment.Replace("1234567893", "0"))));
        Assert.Empty(GroupOf(read, Assert.Single(read.Rows)).Npis);
        Assert.Empty(read.Codes);
    }

    [Theory]
    [InlineData("RATE004", """{"allowed_amount":"call us","providers":[{"billed_charge":1,"npi":[1234567893]}]}""", "/providers/0")]
    [InlineData("RATE004", """{"providers":[{"billed_charge":1,"npi":[1234567893]}]}""", "/providers/0")]
    [InlineData("RATE005", """{"allowed_amount":-1,"providers":[{"billed_charge":1,"npi":[1234567893]}]}""", "/providers/0")]
    [InlineData("RATE006", """{"allowed_amount":100000000000000,"providers":[{"billed_charge":1,"npi":[1234567893]}]}""", "/providers/0")]
    [InlineData("RATE007", """{"allowed_amount":1,"providers":[17]}""", "/providers/0")]
    [InlineData("RATE007", """{"allowed_amount":1,"providers":[]}""", "")]
    [InlineData("RATE007", """{"allowed_amount":1,"providers":{}}""", "")]
    [InlineData("RATE007", """{"allowed_amount":1}""", "")]
    [InlineData("RATE004", "[]", "")]
    public void Rejects_an_unusable_payment_with_its_place_and_keeps_the_others(string code, string payment, string below)
    {
        var json = File(Item(Payment + "," + payment + "," + Payment));
        var read = Collected.FromAllowedAmounts(json);
        Assert.Equal((2L, 1L), (read.Result!.Accepted, read.Result.Rejected));
        Assert.Equal(1, read.Result.RejectedByCode[new(BillingCodeType.Cpt, "86353")]);
        var diagnostic = Assert.Single(read.Result.Diagnostics.Kept, diagnostic => diagnostic.Code == code);
        Assert.Equal("/out_of_network/0/allowed_amounts/0/payments/1" + below, diagnostic.Location.Address);
        var start = json.IndexOf(payment, StringComparison.Ordinal);
        if (below.Length > 0) start = json.IndexOf('[', start) + 1;
        Assert.Equal(start, diagnostic.Location.ByteOffset);
    }

    [Fact]
    public void Rejects_what_has_no_code_no_kind_or_nobody_who_was_paid()
    {
        var noCode = Item().Replace("\"billing_code\":\"86353\",", "");
        var noType = Item().Replace("\"billing_code_type\":\"CPT\",", "");
        var nobody = Item(Payment.Replace("1234567893", "")).Replace("\"value\":\"11-1111111\"", "\"value\":\"\"");
        var read = Collected.FromAllowedAmounts(File($"{noCode},{noType},{nobody},{Item()}"));
        Assert.Equal((1L, 3L, 2L), (read.Result!.Accepted, read.Result.Rejected, read.Result.RejectedWithoutCode));
        Assert.Equal(["RATE002", "RATE003", "RATE007"], read.Result.Diagnostics.Counts.Where(count => count.Severity == Severity.Error).Select(count => count.Code));
    }

    [Theory]
    [InlineData("RATE010", "\"billing_code_type\":\"CPT\"", "\"billing_code_type\":\"HOUSE\"", "/out_of_network/0/billing_code_type")]
    [InlineData("RATE013", "\"billing_class\":\"professional\",", "", "/out_of_network/0/allowed_amounts/0/billing_class")]
    [InlineData("RATE015", "1234567893", "12345", "/out_of_network/0/allowed_amounts/0/payments/0/providers/0/npi")]
    [InlineData("RATE016", "1234567893", "1234567890", "/out_of_network/0/allowed_amounts/0/payments/0/providers/0/npi")]
    [InlineData("RATE017", "11-1111111", "1", "/out_of_network/0/allowed_amounts/0/tin")]
    [InlineData("RATE019", "25.50", "25.500001", "/out_of_network/0/allowed_amounts/0/payments/0/providers/0")]
    [InlineData("RATE024", "25.50", "\"25.50\"", "/out_of_network/0/allowed_amounts/0/payments/0")]
    [InlineData("RATE024", "[\"81\",\"11\"]", "\"81\"", "/out_of_network/0/allowed_amounts/0")]
    [InlineData("RATE025", "2026-01-01", "01/01/2026", "/last_updated_on")]
    [InlineData("RATE024", "\"2.2.0\"", "2.2", "/version")]
    [InlineData("RATE030", "\"reporting_entity_name\":\"Example Plan\",", "", "/reporting_entity_name")]
    [InlineData("RATE031", "\"billed_charge\":50.00,", "", "/out_of_network/0/allowed_amounts/0/payments/0/providers/0/billed_charge")]
    [InlineData("RATE031", "50.00", "-50.00", "/out_of_network/0/allowed_amounts/0/payments/0/providers/0/billed_charge")]
    public void Keeps_an_odd_payment_with_a_warning(string code, string normal, string odd, string address)
    {
        var read = Collected.FromAllowedAmounts(File(Item()).Replace(normal, odd));
        Assert.Single(read.Rows);
        var diagnostic = Assert.Single(read.Result!.Diagnostics.Kept);
        Assert.Equal((code, Severity.Warning, address), (diagnostic.Code, diagnostic.Severity, diagnostic.Location.Address));
    }

    [Theory]
    [InlineData("""{"in_network":[]}""", "This is an in-network file, not an allowed-amounts file.")]
    [InlineData("""{"out_of_network":[],"in_network":[]}""", "This is an in-network file, not an allowed-amounts file.")]
    [InlineData("""{"reporting_structure":[]}""", "This is a table of contents")]
    [InlineData("""{"version":"1.0.0"}""", "no out_of_network list")]
    [InlineData("[]", "not an object")]
    public void Refuses_JSON_of_another_kind_and_says_which(string json, string says)
    {
        var refused = Assert.Throws<DataFormatException>(() => Collected.FromAllowedAmounts(json));
        Assert.Equal("FILE009", refused.Diagnostic.Code);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Members may come in any order, at every level: the same rows, but for where they stand.</summary>
    [Fact]
    public void Member_order_does_not_matter()
    {
        var text = System.IO.File.ReadAllText(TestData.Path("transparency/v2/examples/allowed-amounts-single-plan-sample.json"));
        var expected = Collected.FromAllowedAmounts(text).Comparable().ToList();
        Gen.Int.Sample(seed => Collected.FromAllowedAmounts(Mutations.Shuffle(text, seed)).Comparable().SequenceEqual(expected), iter: 200);
    }

    /// <summary>Any bytes give rows or diagnostics, but never a crash.</summary>
    [Fact]
    public void Damaged_files_never_crash() => Mutations.Of(Encoding.UTF8.GetBytes(File(Item(Payment + "," + Payment) + "," + Item(code: "J1234")))).Sample(damaged =>
    {
        try
        {
            var read = Collected.FromAllowedAmounts(new MemoryStream(damaged));
            Assert.Equal(read.Rows.Count, read.Result!.Accepted);
            Assert.All(read.Rows, row => Assert.Contains(row.ProviderSet, read.Sets.Keys));
        }
        catch (DataFormatException exception)
        {
            Assert.NotEmpty(exception.Diagnostic.Code);
        }
    }, iter: 10_000);

    static Assayer.Rates.Transparency.ProviderGroup GroupOf(Collected read, Assayer.Rates.Transparency.RateRow row) => read.Groups[Assert.Single(read.Sets[row.ProviderSet].Groups)];
}
