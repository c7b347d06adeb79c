using System.Text;
using System.Text.Json.Nodes;
using Assayer.Codes;
using Assayer.Rates;

namespace Assayer.Tests.Rates.Hospital;

public class DocumentTests
{
    static string Document(string items, string others = "") => $$"""
        {"hospital_name":"Example (SYNTHETIC)","last_updated_on":"2026-01-01","version":"9","affirmation":{"affirmation":"…","confirm_affirmation":true}{{others}},"standard_charge_information":[{{items}}]}
        """;

    static string Item(string charges, string codes = """{"code":"86353","type":"CPT"}""") => $$"""{"description":"d","code_information":[{{codes}}],"standard_charges":[{{charges}}]}""";

    [Theory]
    [InlineData("v3/v3_json_format_example.json")]
    [InlineData("v2/V2.0.0_JSON_Format_Example.json")]
    [InlineData("fixtures/sample-valid.json")]
    public void Members_may_come_in_any_order(string example)
    {
        var text = File.ReadAllText(TestData.Path("hospital/" + example));
        var expected = Facts(ReadCharges.From(text));
        for (var seed = 0; seed < 50; seed++)
        {
            var shuffled = ReadCharges.From(Shuffled(JsonNode.Parse(text)!, new(seed))!.ToJsonString());
            Assert.Equal(expected, Facts(shuffled));
            Assert.Equal(0, shuffled.Result.Rejected);
        }

        static List<string> Facts(ReadCharges read) =>
        [
            .. read.Charges.Select(charge => (charge with { ByteOffset = 0 }).ToString()).Order(StringComparer.Ordinal),
            .. read.Result.ModifierRules.Select(rule => rule.ToString()),
            $"{read.Header with { Locations = [], Addresses = [], Npis = [], ContractProvisions = [] }} {string.Join(' ', read.Header.Npis)} {string.Join(' ', read.Header.ContractProvisions)}",
        ];
    }

    [Fact]
    public void Amounts_may_be_texts_and_bad_ones_are_named_by_their_pointers()
    {
        var read = ReadCharges.From(Document(Item("""{"setting":"outpatient","gross_charge":"$1,200.00","minimum":-3,"payers_information":[{"payer_name":"P","plan_name":"Q","standard_charge_dollar":"n/a"},{"payer_name":"P","plan_name":"R","standard_charge_dollar":true}]}""")));
        const string Charge = "/standard_charge_information/0/standard_charges/0";
        Assert.Equal([$"HOSP005 {Charge}/minimum", $"HOSP004 {Charge}/payers_information/0/standard_charge_dollar", $"RATE024 {Charge}/payers_information/1/standard_charge_dollar"], read.Remarks);
        Assert.Equal([1200m, 1200m], read.Charges.Select(charge => charge.Gross));
    }

    [Fact]
    public void What_has_no_usable_amount_is_rejected_and_counted()
    {
        var read = ReadCharges.From(Document(Item("""{"payers_information":[{"payer_name":"P","standard_charge_dollar":-1},{"payer_name":"Q","standard_charge_dollar":1}]}""") + "," + Item("""{"gross_charge":5}""", "")));
        Assert.Equal((1, 2, 1), (read.Result.Accepted, read.Result.Rejected, read.Result.RejectedWithoutCode));
        Assert.Equal(1, read.Result.RejectedByCode[new(BillingCodeType.Cpt, "86353")]);
    }

    [Fact]
    public void Charges_without_a_payer_are_for_everybody_and_notes_are_joined()
    {
        var read = ReadCharges.From(Document(Item("""
            {"setting":"both","billing_class":"facility","modifier_code":["TC","91"],"gross_charge":5,"payers_information":[]},
            {"setting":"inpatient","additional_generic_notes":"all","payers_information":[{"payer_name":"P","plan_name":"Q","additional_payer_notes":"mine","count":14}]}
            """)));
        Assert.Equal(["both facility 91,TC 5   ", "inpatient    P mine; all 14"], read.Charges.Select(charge => $"{charge.Setting} {charge.BillingClass} {charge.Modifiers} {charge.Gross} {charge.PayerName} {charge.Notes} {charge.RemittanceCount}"));
        Assert.Equal(("Example", true, "JSON 3"), (read.Header.HospitalName, read.Header.Synthetic, read.Header.Structure));
    }

    [Fact]
    public void Values_of_another_kind_are_reported_and_the_rest_is_read()
    {
        var read = ReadCharges.From(Document("1,null," + Item("""[],{"gross_charge":5,"payers_information":["x"]}""") + """,{"standard_charges":{"gross_charge":6},"code_information":{"code":"86352","type":"CPT"}}""", ""","location_name":5,"license_information":[],"type_2_npi":"1234567893" """));
        Assert.Equal(["86353 5", "86352 6"], read.Charges.Select(charge => $"{charge.Code.Value} {charge.Gross}"));
        Assert.Equal(["1234567893"], read.Header.Npis);
        Assert.Equal(["RATE024"], read.Result.Diagnostics.Counts.Select(count => count.Code));
    }

    [Fact]
    public void A_byte_order_mark_and_space_may_lead()
    {
        var bytes = Encoding.UTF8.GetBytes("\uFEFF \n" + Document(Item("""{"gross_charge":5}""")));
        var charge = Assert.Single(ReadCharges.From(bytes).Charges);
        Assert.True(bytes.AsSpan((int)charge.ByteOffset).StartsWith("{\"gross"u8));
    }

    [Fact]
    public void Nothing_is_said_about_items_that_nobody_wants_whatever_their_order()
    {
        var filter = CodeFilter.Of([new(BillingCodeType.Cpt, "86352")]);
        var first = Document("""{"code_information":[{"code":"86353","type":"CPT"}],"standard_charges":[{"gross_charge":-1}]}""");
        var last = Document("""{"standard_charges":[{"gross_charge":-1}],"code_information":[{"code":"86353","type":"CPT"}]}""");
        Assert.Empty(ReadCharges.From(first, filter).Remarks);
        Assert.Empty(ReadCharges.From(last, filter).Remarks);
        Assert.Equal(1, ReadCharges.From(last).Result.Rejected);
    }

    static JsonNode? Shuffled(JsonNode? node, Random random)
    {
        if (node is JsonArray array) return new JsonArray([.. array.Select(element => Shuffled(element, random))]);
        if (node is not JsonObject members) return node?.DeepClone();
        var shuffled = members.ToArray();
        random.Shuffle(shuffled);
        return new JsonObject(shuffled.Select(member => KeyValuePair.Create(member.Key, Shuffled(member.Value, random))));
    }
}
