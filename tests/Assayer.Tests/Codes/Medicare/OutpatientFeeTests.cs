using System.Text;
using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Evidence;

namespace Assayer.Tests.Codes.Medicare;

public class OutpatientFeeTests
{
    // The headings of July 2026, with the marks that the rows of January 2026 have: dollar signs, thousands, "." for no copayment.
    const string Headings =
        """
        "Addendum B.-Final OPPS Payment by HCPCS Code for CY 2026",,,,,,,,,,,,
        CPT codes and descriptions only are copyright 2025 American Medical Association,,,,,,,,,,,,
        HCPCS Code,Short Descriptor,SI,APC,Relative Weight,Payment Rate,National Unadjusted Copayment,Minimum Unadjusted Copayment,IRA Coinsurance Percentage,Adjusted Beneficiary Copayment,Drug and Device Pass-Through Expiration during Calendar Year,Note,* Indicates a Change

        """;

    static readonly DateOnly Day = new(2025, 11, 1);

    [Fact]
    public void Reads_addendum_B_in_its_layout()
    {
        var (rows, log) = Read("""
            43239,made up,T,5301,9.7801,"$3,872.25 ",.,$774.45 ,,,,,*
            86353,"made, up",Q4,,,,,,,,,,
            J0000,,K,9999,,$12.345,$2.00,$2.47,12%,,,,
            00000,,E1,,,.,.,.,,,,,
            """);
        Assert.Empty(log.Kept);
        Assert.Equal(
            [
                new(4, "43239", "T", "5301", 9.7801m, 3872.25m, 774.45m),
                new(5, "86353", "Q4", "", null, null, null),
                new(6, "J0000", "K", "9999", null, 12.345m, 2.00m),
                new(7, "00000", "E1", "", null, null, null),
            ],
            rows);
    }

    [Theory]
    [InlineData("4323,,T,5301,9.78,$1.00", "A4", "\"4323\"")]
    [InlineData("43239,,TT,5301,9.78,$1.00", "C4", "\"TT\"")]
    [InlineData("43239,,,5301,9.78,$1.00", "C4", "empty")]
    [InlineData("43239,,T,53011,9.78,$1.00", "D4", "\"53011\"")]
    [InlineData("43239,,T,5301,heavy,$1.00", "E4", "\"heavy\"")]
    [InlineData("43239,,T,5301,9.78,1 dollar", "F4", "\"1 dollar\"")]
    [InlineData("43239,,T,5301,9.78,-1", "F4", "\"-1\"")]
    public void Reports_the_bad_cell_and_reads_on(string row, string cell, string named)
    {
        var (rows, log) = Read($"{row}\n86353,,Q4,,,,\n");
        Assert.Equal(("86353", 5L), (Assert.Single(rows).Code, rows[0].Line));
        var diagnostic = Assert.Single(log.Kept);
        Assert.Equal(("MED001", new Location("b.csv", 4, Address: cell)), (diagnostic.Code, diagnostic.Location));
        Assert.Contains(named, diagnostic.Message, StringComparison.Ordinal);
    }

    // Addendum B of January 2026 has codes with a byte 0xFF behind them.
    [Fact]
    public void A_stray_byte_behind_a_code_costs_nothing()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Headings), .. "86353"u8, 0xff, .. ",,Q4,,,,\n"u8];
        Assert.Equal("86353", Assert.Single(new OutpatientFeeReader(new MemoryStream(bytes), new() { Name = "b.csv" }, new()).Load(TestContext.Current.CancellationToken).Rows).Code);
    }

    [Theory]
    [InlineData(Headings, "b.csv", "2026", "2026-01-01 to 2026-12-31")]
    [InlineData(Headings, "2026_October_Web_Addendum_B.10022026.csv", "2026 Q4", "2026-10-01 to 2026-12-31")]
    [InlineData("January 2026 Addendum B,,,,,\nHCPCS Code,Short Descriptor,SI,APC,Relative Weight,Payment Rate\n", "b.csv", "2026 Q1", "2026-01-01 to 2026-03-31")]
    [InlineData("HCPCS Code\tShort Descriptor\tSI\tAPC\tRelative Weight\tPayment Rate\n", "July2026_Addendum_B.txt", "2026 Q3", "2026-07-01 to 2026-09-30")]
    [InlineData("HCPCS Code,Short Descriptor,SI,APC,Relative Weight,Payment Rate\n", "b.csv", null, "always")]
    public void Is_recognised_and_dated(string text, string name, string? vintage, string period)
    {
        var table = MedicareTable.Detect(Encoding.UTF8.GetBytes(text), name);
        Assert.Equal((MedicareTableKind.OutpatientFees, vintage, period), (table!.Kind, table.Vintage, table.Period.ToString()));
    }

    [Theory]
    [InlineData("G")]
    [InlineData("J1")]
    [InlineData("K")]
    [InlineData("K1")]
    [InlineData("P")]
    [InlineData("R")]
    [InlineData("S")]
    [InlineData("T")]
    [InlineData("U")]
    [InlineData("V")]
    public void What_is_paid_apart_has_its_rate(string indicator)
    {
        var amount = Ask($"43239,{indicator},5301,9.78,$872.25,$174.45\n");
        Assert.Equal((872.25m, "OPPS", $"national, hospital outpatient, APC 5301, status indicator {indicator}", 0), (amount.Amount.Value.Dollars, amount.Schedule, amount.Basis, amount.VintageGapDays.Value));
        Assert.StartsWith($"OPPS status indicator {indicator}: ", amount.Steps[0].Value, StringComparison.Ordinal);
        Assert.Equal("of it the patient pays $174.45, unadjusted", amount.Steps[^1].Value);
        Assert.Equal(("b.csv", "line 2"), (amount.Amount.Sources[0].Name, amount.Amount.Sources[0].Locator));
    }

    [Theory]
    [InlineData("N", "packaged, never paid apart")]
    [InlineData("A", "paid by another fee schedule")]
    [InlineData("F", "reasonable cost")]
    [InlineData("L", "reasonable cost")]
    [InlineData("H", "at the hospital's cost")]
    [InlineData("H1", "at cost")]
    [InlineData("B", "another code or type of bill")]
    [InlineData("C", "inpatients only")]
    [InlineData("D", "deleted")]
    [InlineData("E1", "not covered")]
    [InlineData("E2", "no price yet")]
    [InlineData("M", "not billed")]
    [InlineData("Y", "another contractor")]
    [InlineData("Z9", "not an indicator that is known here")]
    public void What_is_not_paid_apart_says_why(string indicator, string meaning)
    {
        var amount = Ask($"43239,{indicator},5301,9.78,$872.25,\n");
        Assert.Equal("OPPS", amount.Schedule);
        Assert.StartsWith($"OPPS status indicator {indicator}: ", amount.Amount.Missing!.Reason, StringComparison.Ordinal);
        Assert.Contains(meaning, amount.Amount.Missing.Reason, StringComparison.Ordinal);
        Assert.Equal(0, amount.VintageGapDays.Value);
    }

    [Theory]
    [InlineData("J2")]
    [InlineData("Q1")]
    [InlineData("Q2")]
    [InlineData("Q3")]
    public void What_is_packaged_under_conditions_has_its_rate_in_a_step(string indicator)
    {
        var amount = Ask($"43239,{indicator},5301,9.78,$872.25,\n");
        Assert.Contains("otherwise", amount.Amount.Missing!.Reason, StringComparison.Ordinal);
        Assert.Equal("not packaged: paid $872.25, APC 5301", amount.Steps[^1].Value);
    }

    // Medicare Claims Processing Manual, chapter 16, section 30.3.
    [Fact]
    public void A_laboratory_test_is_packaged_or_paid_by_the_laboratory_schedule()
    {
        var clfs = Tables.Clfs("2025 Q2", Tables.Year(2025), "2025,86353,,20250101,N,49.03\n2025,81225,,20250101,N,291.36\n");
        MedicareSchedules schedules = new([clfs], [], [], null, [Tables.Outpatient("86353,Q4,,,,\n81225,A,,,,\n")]);
        var packaged = schedules.OutpatientOn(Code("86353"), Day);
        Assert.Equal("OPPS status indicator Q4: packaged when billed with other services of the hospital, otherwise paid by the Clinical Laboratory Fee Schedule", packaged.Amount.Missing!.Reason);
        Assert.Equal(("not packaged: paid $49.03 by the Clinical Laboratory Fee Schedule", "clfs", "line 2"), (packaged.Steps[^1].Value, packaged.Steps[^1].Sources[0].Name, packaged.Steps[^1].Sources[0].Locator));
        Assert.Equal("paid $291.36 by the Clinical Laboratory Fee Schedule", schedules.OutpatientOn(Code("81225"), Day).Steps[^1].Value);
        Assert.Equal("not packaged: paid $49.03 by the Clinical Laboratory Fee Schedule, 32 days away", new MedicareSchedules([clfs], [], [], null, [Tables.Outpatient("86353,Q4,,,,\n")]).OutpatientOn(Code("86353"), new(2026, 2, 1)).Steps[^1].Value);
        Assert.Equal(["CLFS", "OPPS"], schedules.AllOn(Code("86353"), Day).Select(amount => amount.Schedule));
    }

    [Fact]
    public void The_gap_is_missing_only_without_a_schedule()
    {
        Assert.False(new MedicareSchedules([], [], []).OutpatientOn(Code("43239"), Day).VintageGapDays.IsKnown);
        MedicareSchedules schedules = new([], [], [], null, [Tables.Outpatient("43239,T,5301,9.78,$872.25,\n")]);
        var unlisted = schedules.OutpatientOn(Code("99999"), Day);
        Assert.Equal(("CPT 99999 is not in OPPS addendum B", 0), (unlisted.Amount.Missing!.Reason, unlisted.VintageGapDays.Value));
        Assert.Equal(-31, schedules.OutpatientOn(Code("43239"), new(2026, 1, 31)).VintageGapDays.Value);
        Assert.False(schedules.OutpatientOn(new(BillingCodeType.From("CDT"), "43239"), Day).Amount.IsKnown);
        Assert.Equal(new(2025, 10, 1), schedules.NewestFirstDay);
    }

    [Fact]
    public void Rows_that_differ_are_named_and_not_used() =>
        Assert.Equal("the schedule has rows that differ: line 2 says T $872.25; line 3 says N without a rate", Ask("43239,T,5301,9.78,$872.25,\n43239,N,,,,\n").Amount.Missing!.Reason);

    static MedicareAmount Ask(string rows) => new MedicareSchedules([], [], [], null, [Tables.Outpatient(rows)]).OutpatientOn(Code("43239"), Day);

    static BillingCode Code(string text) => new(BillingCodeType.Cpt, text);

    static (OutpatientFee[] Rows, DiagnosticLog Log) Read(string rows)
    {
        DiagnosticLog log = new();
        return ([.. new OutpatientFeeReader(Tables.Stream(Headings + rows), new() { Name = "b.csv" }, log).Rows()], log);
    }
}
