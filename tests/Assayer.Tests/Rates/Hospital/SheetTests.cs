using System.Text;
using Assayer.Codes;
using Assayer.Evidence;
using Assayer.Rates;

namespace Assayer.Tests.Rates.Hospital;

public class SheetTests
{
    const string Above = "hospital_name,last_updated_on,version,hospital_location,hospital_address,license_number|CA,\"To the best of its knowledge and belief, all of it\"\nExample (SYNTHETIC),07/01/2025,2.0.0,A | B,Street 1,77,TRUE\n";
    const string TallHeadings = "description,code|1,code|1|type,modifiers,setting,billing_class,standard_charge|gross,standard_charge|discounted_cash,payer_name,plan_name,standard_charge|negotiated_dollar,standard_charge|min,count,additional_generic_notes\n";
    const string WideHeadings = "description,code|1,code|1|type,standard_charge|gross,standard_charge|A|PPO|negotiated_dollar,standard_charge|A|PPO|methodology,additional_payer_notes|A|PPO,standard_charge|B|HMO|Gold|negotiated_dollar,estimated_amount|B|HMO|Gold,additional_generic_notes\n";

    static ReadCharges Tall(string rows, CodeFilter? filter = null) => ReadCharges.From(Above + TallHeadings + rows, filter);

    static ReadCharges Wide(string rows) => ReadCharges.From(Above + WideHeadings + rows);

    [Fact]
    public void Case_spaces_and_empty_columns_of_headings_do_not_matter()
    {
        var read = ReadCharges.From(
            "\uFEFFHospital Name , LAST_UPDATED_ON,,Location_Name,TYPE_2_NPI,License_Number | [tx],\" To the best of its knowledge and belief, all\",Mission,\r\n"
            + "Example,1/2/2026,,One|Two,1234567893 | 1234567893,9,true,,\r\n"
            + " Description ,CODE | 2,Code | 2 | Type,Standard_Charge | Gross,Payer_Name,PLAN_NAME,Standard_charge | Negotiated_Dollar,House Rule,,\r\n"
            + "x,86353,cpt,$120.00,P,Q,40,r,,\r\n");
        Assert.Equal(("Example", "TX", "9", "CSV tall 3", true), (read.Header.HospitalName, read.Header.LicenseState, read.Header.LicenseNumber, read.Header.Structure, read.Header.Attested));
        Assert.Equal(new DateOnly(2026, 1, 2), read.Header.LastUpdatedOn);
        Assert.Equal(["1234567893", "1234567893"], read.Header.Npis);
        var charge = Assert.Single(read.Charges);
        Assert.Equal((new BillingCode(BillingCodeType.Cpt, "86353"), 120m, "P", "Q", 40m), (charge.Code, charge.Gross, charge.PayerName, charge.PlanName, charge.NegotiatedDollar));
        Assert.Contains("House Rule", read.Only("HOSP018").Message);
        Assert.Equal(1, read.Result.Diagnostics.Counts.Sum(count => count.Count));
    }

    [Fact]
    public void The_samples_mark_is_taken_off_the_name()
    {
        var header = Tall("x,86353,CPT,,,,1,,,,,,,\n").Header;
        Assert.Equal(("Example", true), (header.HospitalName, header.Synthetic));
        Assert.Equal(["A", "B"], header.Locations);
        Assert.Equal(new DateOnly(2025, 7, 1), header.LastUpdatedOn);
    }

    [Fact]
    public void A_line_without_a_payer_is_for_everybody()
    {
        var charge = Assert.Single(Tall("x,86353,CPT,\"91, tc|91\",Outpatient,FACILITY,120,80,,,,,,note\n").Charges);
        Assert.Null(charge.PayerName);
        Assert.Equal(("91,TC", "outpatient", "facility", 120m, 80m, "note", 4), (charge.Modifiers, charge.Setting, charge.BillingClass, charge.Gross, charge.DiscountedCash, charge.Notes, charge.Row));
    }

    [Fact]
    public void A_wide_row_is_for_the_plans_that_have_something_or_for_everybody()
    {
        var read = Wide("x,86353,CPT,120,40,fee schedule,mine,,,all\nx,86352,CPT,130,,other,,,,\nx,86355,CPT,140,,,,,9.5,\n");
        Assert.Equal(["86353 A PPO 40 mine; all", "86352    ", "86355 B HMO|Gold  "], read.Charges.Select(charge => $"{charge.Code.Value} {charge.PayerName} {charge.PlanName} {charge.NegotiatedDollar} {charge.Notes}"));
        Assert.Equal(9.5m, read.Charges[2].EstimatedAmount);
        Assert.Equal("CSV wide 2", read.Header.Structure);
    }

    [Fact]
    public void A_plan_with_two_sets_of_columns_loses_neither()
    {
        var read = ReadCharges.From(Above + "description,code|1,code|1|type,standard_charge|A|PPO|negotiated_dollar,standard_charge|a|ppo|negotiated_dollar\nx,86353,CPT,40,50\n");
        Assert.Equal([40m, 50m], read.Charges.Select(charge => charge.NegotiatedDollar));
    }

    [Fact]
    public void Bad_amounts_are_left_out_and_named_in_their_cells()
    {
        const string Rows = "x,86353,CPT,,,,abc,-5,P,Q,40,,,\nx,86352,CPT,,,,,,P,Q,n/a,,,\nx,86355,CPT,,,,,,P,Q,,,,\n";
        var read = Tall(Rows);
        Assert.Equal(["HOSP004 G4", "HOSP005 H4", "HOSP004 K5", "HOSP003 K5"], read.Remarks);
        Assert.Contains("\"abc\"", read.Result.Diagnostics.Kept[0].Message);
        var bad = read.Result.Diagnostics.Kept[2].Location;
        Assert.Equal(5, bad.Line);
        Assert.StartsWith("x,86352", (Above + TallHeadings + Rows)[(int)bad.ByteOffset!..]);
        // Nothing was filed in the third row, so nothing was lost.
        Assert.Equal(["86353", "86355"], read.Charges.Select(charge => charge.Code.Value));
        Assert.Equal((2, 1), (read.Result.Accepted, read.Result.Rejected));
        Assert.Equal(1, read.Result.RejectedByCode[new(BillingCodeType.Cpt, "86352")]);
    }

    [Fact]
    public void A_row_without_a_code_is_rejected_and_counted()
    {
        var read = Tall("x,,,,,,120,,,,,,,\nx,86353,,,,,120,,,,,,,\nx,86353,CPT,,,,120,,,,,,,\n");
        Assert.Equal((1, 2, 2), (read.Result.Accepted, read.Result.Rejected, read.Result.RejectedWithoutCode));
        Assert.Equal(["HOSP002 K4", "HOSP016 B5", "HOSP002 K5"], read.Remarks);
    }

    [Fact]
    public void A_modifier_alone_is_a_rule_and_no_charge()
    {
        var read = Tall("x,,,50|62,both,,,,P,Q,1.5,,,half more\nx,,,50,,,120,,,,,,,\n");
        Assert.Equal((0, 1), (read.Result.Accepted, read.Result.Rejected)); // the second has a gross charge: an item that lacks its code
        var rule = Assert.Single(read.Result.ModifierRules);
        Assert.Equal(("50,62", "both", "P", "Q", 1.5m, "half more", 4), (rule.Modifiers, rule.Setting, rule.PayerName, rule.PlanName, rule.NegotiatedDollar, rule.Notes, rule.Row));
    }

    [Fact]
    public void Unknown_words_are_kept_as_filed_with_a_warning()
    {
        var read = Tall("x,1,XYZ,,Day Case,technical,120,,P,Q,40,,7,\n");
        Assert.Equal(["HOSP010 C4", "HOSP008 E4", "HOSP009 F4", "HOSP015 M4"], read.Remarks);
        var charge = Assert.Single(read.Charges);
        Assert.Equal(("XYZ", "Day Case", "technical", "7"), (charge.Code.Type.Name, charge.Setting, charge.BillingClass, charge.RemittanceCount));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1 Through 10", "1 through 10")]
    [InlineData("11", "11")]
    [InlineData("1499", "1499")]
    public void Counts_are_read(string filed, string count) => Assert.Equal(count, Assert.Single(Tall($"x,86353,CPT,,,,120,,P,Q,40,,{filed},\n").Charges).RemittanceCount);

    [Fact]
    public void A_quote_that_never_closes_costs_one_row()
    {
        var read = Tall("\"x,86353,CPT,,,,120,,,,,,,\nx,86352,CPT,,,,130,,,,,,,\n5\" pipe,86355,CPT,,,,140,,,,,,,\n");
        Assert.Equal(["86352", "86355"], read.Charges.Select(charge => charge.Code.Value));
        Assert.Equal((2, 1), (read.Result.Accepted, read.Result.Rejected));
        Assert.Equal(["HOSP007 A4", "HOSP022 A6"], read.Remarks);
    }

    [Fact]
    public void Rows_that_are_not_Utf8_are_kept_with_a_warning()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Above + TallHeadings + "x,86353,CPT,,,,120,,,,,,,caf"), 0xE9, .. "\n"u8];
        var read = ReadCharges.From(bytes);
        Assert.Equal("caf\uFFFD", Assert.Single(read.Charges).Notes);
        Assert.Equal(["HOSP023 A4"], read.Remarks);
    }

    [Fact]
    public void Rows_that_a_comma_has_shifted_are_rejected()
    {
        var read = Tall("x,86353,CPT,,,,120,,,,,,,\nx,86353,CPT,,,,1,200,,,,,,,\nx,86353,CPT,,,,1,200,,,,,,,n\n");
        Assert.Equal(120, Assert.Single(read.Charges).Gross);
        Assert.Equal((1, 2), (read.Result.Accepted, read.Result.Rejected));
        Assert.Equal(["HOSP024 O5", "HOSP024 O6"], read.Remarks);
    }

    [Fact]
    public void Commas_that_end_every_row_are_no_cells()
    {
        var read = Tall("x,86353,CPT,,,,120,,,,,,,,,\nx,86353,CPT,,,,130,,,,,,,,,\n");
        Assert.Equal([120m, 130m], read.Charges.Select(charge => charge.Gross!.Value));
        Assert.Empty(read.Remarks);
    }

    [Theory]
    [InlineData("x,86353,CPT,,,,12", 0, "HOSP025 G4")]
    [InlineData("x,86353,CPT,,,,12,\n", 1, null)]
    [InlineData("x,86353,CPT,,,,120,,,,,,,", 1, null)]
    public void A_row_within_which_the_file_ends_is_rejected(string row, int accepted, string? remark)
    {
        var read = Tall(row);
        Assert.Equal((accepted, 1 - accepted), (read.Result.Accepted, read.Result.Rejected));
        Assert.Equal(remark is null ? [] : [remark], read.Remarks);
    }

    [Fact]
    public void An_item_gives_a_charge_for_each_wanted_code()
    {
        const string Content = Above + "description,code|1,code|1|type,code|2,code|2|type,code|3,code|3|type,standard_charge|gross\nx,300,RC,86353,HCPCS,300,rc,120\n";
        Assert.Equal(["CPT 86353 (RC:300)", "RC 300 (CPT:86353)"], ReadCharges.From(Content).Charges.Select(charge => $"{charge.Code} ({charge.OtherCodes})").Order());
        var wanted = ReadCharges.From(Content, CodeFilter.Of([new(BillingCodeType.Cpt, "86353")]));
        Assert.Equal("RC:300", Assert.Single(wanted.Charges).OtherCodes);
    }

    [Fact]
    public void A_file_that_is_not_attested_says_so()
    {
        Assert.Equal("HOSP020", Assert.Single(ReadCharges.From(Above.Replace("TRUE", "false") + TallHeadings).Result.Diagnostics.Kept).Code);
        Assert.Equal(["HOSP021", "HOSP019", "HOSP020"], ReadCharges.From(TallHeadings).Result.Diagnostics.Kept.Select(remark => remark.Code));
    }

    [Fact]
    public void Nothing_is_said_about_the_values_of_codes_that_nobody_wants() =>
        Assert.Equal(0, Tall("x,1,XYZ,,Day Case,,abc,,,,,,,\n", CodeFilter.Of([new(BillingCodeType.Cpt, "86353")])).Result.Diagnostics.CountOf(Severity.Warning));
}
