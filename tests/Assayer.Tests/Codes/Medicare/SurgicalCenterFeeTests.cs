using System.Text;
using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Evidence;

namespace Assayer.Tests.Codes.Medicare;

public class SurgicalCenterFeeTests
{
    // The headings of April 2026, spaces and the empty column included.
    const string AddendumAA =
        """
        Addendum AA -- ASC Covered Surgical Procedures (Including Surgical Procedures for Which Payment is Packaged),,,,,,
        CPT codes and descriptions only are copyright 2025 American Medical Association,,,,,,

        HCPCS Code,,Short Descriptor,Subject to Multiple Procedure Discounting,April 2026 Payment Indicator,April 2026  Payment Weight  ,April 2026 Payment Rate

        """;

    const string AddendumBB = "Addendum BB,,,,,\nHCPCS Code,Short Descriptor,Drug Pass-Through,July 2025 Payment Indicator,July 2025 Payment Weight,July 2025 Payment Rate\n";

    static readonly DateOnly Day = new(2025, 11, 1);

    [Fact]
    public void Reads_addendum_AA_in_its_layout()
    {
        var (rows, log) = Read(AddendumAA + "64628,,made up,Y,J8,175.6211,\"$9,891.33 \"\n43239,,made up,y,a2,7.9162,431.5\n88305,,,N,N1,,\n00001,,,,G2,,$ -\n");
        Assert.Empty(log.Kept);
        Assert.Equal(
            [new(5, "64628", "J8", true, 9891.33m), new(6, "43239", "A2", true, 431.5m), new(7, "88305", "N1", false, null), new(8, "00001", "G2", false, null)],
            rows);
    }

    [Fact]
    public void Reads_addendum_BB_in_its_layout() =>
        Assert.Equal([new(3, "J0000", "K2", false, 12.345m)], Read(AddendumBB + "J0000,made up,N,K2,,$12.345\n").Rows);

    [Fact]
    public void Headings_may_be_several_lines_tall() =>
        Assert.Equal(
            [new(5, "43239", "A2", true, 431.5m)],
            Read("HCPCS,Short,Subject to Multiple,Final CY 2025,Final CY 2025,Final CY 2025\n,,Procedure,Payment,Payment,Payment\nCode,Descriptor,Discounting,Indicator,Weight,Rate\n\n43239,,Y,A2,7.9,431.50\n").Rows);

    [Theory]
    [InlineData("6462,,,Y,J8,175.6,$1.00", "A5", "\"6462\"")]
    [InlineData("64628,,,maybe,J8,175.6,$1.00", "D5", "\"MAYBE\"")]
    [InlineData("64628,,,Y,8J,175.6,$1.00", "E5", "\"8J\"")]
    [InlineData("64628,,,Y,J8,175.6,one", "G5", "\"one\"")]
    public void Reports_the_bad_cell_and_reads_on(string row, string cell, string named)
    {
        var (rows, log) = Read($"{AddendumAA}{row}\n88305,,,N,N1,,\n");
        Assert.Equal(("88305", 6L), (Assert.Single(rows).Code, rows[0].Line));
        var diagnostic = Assert.Single(log.Kept);
        Assert.Equal(("MED001", new Location("aa.csv", 5, Address: cell)), (diagnostic.Code, diagnostic.Location));
        Assert.Contains(named, diagnostic.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(AddendumAA, "aa.csv", "2026 Q2", "2026-04-01 to 2026-06-30")]
    [InlineData(AddendumBB, "bb.csv", "2025 Q3", "2025-07-01 to 2025-09-30")]
    [InlineData("Final ASC Covered Surgical Procedures for CY 2025,,,\nHCPCS Code,Short Descriptor,October 2025 Payment Indicator,October 2025 Payment Rate\n", "aa.csv", "2025 Q4", "2025-10-01 to 2025-12-31")]
    [InlineData("HCPCS Code,Short Descriptor,Final CY 2025 Payment Indicator,Final CY 2025 Payment Rate\n", "aa.csv", "2025", "2025-01-01 to 2025-12-31")]
    public void Is_recognised_and_dated(string text, string name, string? vintage, string period)
    {
        var table = MedicareTable.Detect(Encoding.UTF8.GetBytes(text), name);
        Assert.Equal((MedicareTableKind.SurgicalCenterFees, vintage, period), (table!.Kind, table.Vintage, table.Period.ToString()));
    }

    [Theory]
    [InlineData("A2")]
    [InlineData("D2")]
    [InlineData("G2")]
    [InlineData("H2")]
    [InlineData("J8")]
    [InlineData("K2")]
    [InlineData("L6")]
    [InlineData("P2")]
    [InlineData("P3")]
    [InlineData("R2")]
    [InlineData("Z2")]
    [InlineData("Z3")]
    public void What_is_paid_has_its_rate(string indicator)
    {
        var amount = Ask($"43239,Y,{indicator},431.50\n");
        Assert.Equal((431.5m, "ASC", $"national, ambulatory surgical center, payment indicator {indicator}", 0), (amount.Amount.Value.Dollars, amount.Schedule, amount.Basis, amount.VintageGapDays.Value));
        Assert.StartsWith($"ASC payment indicator {indicator}: ", amount.Steps[0].Value, StringComparison.Ordinal);
        Assert.StartsWith("discounted: ", amount.Steps[1].Value, StringComparison.Ordinal);
        Assert.Single(Ask($"43239,N,{indicator},431.50\n").Steps);
    }

    [Theory]
    [InlineData("N1", "packaged")]
    [InlineData("L1", "packaged")]
    [InlineData("S1", "packaged")]
    [InlineData("D1", "packaged")]
    [InlineData("F4", "reasonable cost")]
    [InlineData("J7", "the contractor sets")]
    [InlineData("K7", "the contractor sets")]
    [InlineData("M6", "another fee schedule")]
    [InlineData("B5", "another code")]
    [InlineData("C5", "inpatients only")]
    [InlineData("D5", "deleted")]
    [InlineData("E5", "not paid")]
    [InlineData("K5", "no price yet")]
    [InlineData("M5", "quality")]
    [InlineData("U5", "not paid")]
    [InlineData("X5", "not safe enough")]
    [InlineData("Y5", "not paid")]
    [InlineData("Q9", "not an indicator that is known here")]
    public void What_is_not_paid_says_why(string indicator, string meaning)
    {
        var amount = Ask($"43239,N,{indicator},431.50\n");
        Assert.StartsWith($"ASC payment indicator {indicator}: ", amount.Amount.Missing!.Reason, StringComparison.Ordinal);
        Assert.Contains(meaning, amount.Amount.Missing.Reason, StringComparison.Ordinal);
        Assert.Equal(("ASC", 0), (amount.Schedule, amount.VintageGapDays.Value));
    }

    // CMS publishes addenda AA and BB of a quarter as two files.
    [Fact]
    public void A_code_is_looked_for_in_both_addenda_of_the_quarter()
    {
        var older = Tables.SurgicalCenters("00000,N,G2,1.00\n", new(new(2025, 7, 1), new(2025, 9, 30)));
        MedicareSchedules schedules = new([], [], [], [older, Tables.SurgicalCenters("43239,N,A2,431.50\n"), Tables.SurgicalCenters("J0000,N,K2,12.34\n")]);
        Assert.Equal((431.5m, 12.34m), (schedules.SurgicalCenterOn(Code("43239"), Day).Amount.Value.Dollars, schedules.SurgicalCenterOn(new(BillingCodeType.Hcpcs, "J0000"), Day).Amount.Value.Dollars));
        var unlisted = schedules.SurgicalCenterOn(Code("00000"), Day);
        Assert.Equal(("CPT 00000 is not in the schedule of surgical centers", 0), (unlisted.Amount.Missing!.Reason, unlisted.VintageGapDays.Value));
        Assert.Equal(1.00m, schedules.SurgicalCenterOn(Code("00000"), new(2025, 8, 1)).Amount.Value.Dollars);
        Assert.Equal("ASC", schedules.AllOn(new(BillingCodeType.Hcpcs, "J0000"), Day)[^1].Schedule);
    }

    [Fact]
    public void Without_a_schedule_it_says_what_would_help()
    {
        var amount = new MedicareSchedules([], [], []).SurgicalCenterOn(Code("43239"), Day);
        Assert.Contains("addendum AA", amount.Amount.Missing!.FilledBy, StringComparison.Ordinal);
        Assert.False(amount.VintageGapDays.IsKnown);
    }

    static MedicareAmount Ask(string rows) => new MedicareSchedules([], [], [], [Tables.SurgicalCenters(rows)]).SurgicalCenterOn(Code("43239"), Day);

    static BillingCode Code(string text) => new(BillingCodeType.Cpt, text);

    static (SurgicalCenterFee[] Rows, DiagnosticLog Log) Read(string text)
    {
        DiagnosticLog log = new();
        return ([.. new SurgicalCenterFeeReader(Tables.Stream(text), new() { Name = "aa.csv" }, log).Rows()], log);
    }
}
