using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Evidence;

namespace Assayer.Tests.Codes.Medicare;

public class MedicareSchedulesTests
{
    static readonly DateOnly Day = new(2025, 11, 1);

    // CMS, Clinical Laboratory Fee Schedule 2025 Q2.
    [Theory]
    [InlineData("86353", 49.03)]
    [InlineData("86352", 135.86)]
    [InlineData("86355", 37.73)]
    [InlineData("86360", 46.98)]
    [InlineData("86361", 26.78)]
    [InlineData("36415", 9.09)]
    public void A_laboratory_test_is_left_to_the_laboratory_schedule(string code, double dollars)
    {
        var amount = Ask(code);
        Assert.Equal((decimal)dollars, amount.Amount.Value.Dollars);
        Assert.Equal(("CLFS", "national", 0), (amount.Schedule, amount.Basis, amount.VintageGapDays.Value));
        Assert.Contains("status X", amount.Steps[0].Value, StringComparison.Ordinal);
        Assert.StartsWith("line ", amount.Amount.Sources[0].Locator, StringComparison.Ordinal);
        Assert.Equal("clfs_2025_q2v1.csv", amount.Amount.Sources[0].Name);
    }

    // Relative values October 2025 × conversion factor 32.3465, all indices 1:
    // 99213 outside facilities 1.30 + 1.35 + 0.10 = 2.75 → 88.952875; in facilities 1.30 + 0.57 + 0.10 = 1.97 → 63.722605.
    // 88305 0.75 + 1.38 + 0.02 = 2.15 → 69.544975; 26: 1.08 → 34.93422; TC: 1.07 → 34.610755.
    // 45378 with 53: 1.63 + 3.22 + 0.22 = 5.07 → 163.996755. 83020 with 26: 0.37 + 0.15 + 0.01 = 0.53 → 17.143645.
    [Theory]
    [InlineData("99213", null, PaymentSetting.NonFacility, 88.95, "national, non-facility")]
    [InlineData("99213", null, PaymentSetting.Facility, 63.72, "national, facility")]
    [InlineData("99213", "25", PaymentSetting.Facility, 63.72, "national, facility, modifier 25")]
    [InlineData("88305", null, PaymentSetting.NonFacility, 69.54, "national, non-facility")]
    [InlineData("88305", "26", PaymentSetting.Facility, 34.93, "national, facility, professional component")]
    [InlineData("88305", "26", null, 34.93, "national, facility or non-facility, professional component")]
    [InlineData("88305", "TC", PaymentSetting.NonFacility, 34.61, "national, non-facility, technical component")]
    [InlineData("45378", "53", PaymentSetting.NonFacility, 164.00, "national, non-facility, modifier 53")]
    [InlineData("83020", "26", PaymentSetting.Facility, 17.14, "national, facility, professional component")]
    public void A_service_is_paid_by_relative_values(string code, string? modifier, PaymentSetting? setting, double dollars, string basis)
    {
        var amount = Ask(code, modifier, setting);
        Assert.Equal((decimal)dollars, amount.Amount.Value.Dollars);
        Assert.Equal(("PFS", basis), (amount.Schedule, amount.Basis));
    }

    // 99213, Alabama (1, 0.869, 0.575): 1.30 × 1 + 1.35 × 0.869 + 0.10 × 0.575 = 2.53065, × 32.3465 = 81.857670.
    // Bakersfield (1.017, 1.093, 0.662): 1.3221 + 1.47555 + 0.0662 = 2.86385, × 32.3465 = 92.635524.
    [Theory]
    [InlineData("10112", "00", 81.86)]
    [InlineData("01112", "54", 92.64)]
    public void A_locality_weighs_each_part_by_its_costs(string contractor, string number, double dollars)
    {
        var amount = Ask("99213", null, PaymentSetting.NonFacility, new(contractor, number));
        Assert.Equal((decimal)dollars, amount.Amount.Value.Dollars);
        Assert.Equal($"MAC {contractor}, locality {number}, non-facility", amount.Basis);
        Assert.Equal(["pprrvu_2025_oct.csv", "gpci2025.csv"], amount.Amount.Sources.Select(source => source.Name));
    }

    // 70496-TC: 5.93 + 0.03 would be 192.79; the hospital outpatient amount is 5.48 + 0.03 = 5.51, × 32.3465 = 178.229215.
    // In Alaska (1.5, 1.081, 0.592): 5.48 × 1.081 + 0.03 × 0.592 = 5.94164, × 32.3465 = 192.191258.
    // 70551-TC: 3.88 + 0.02 = 3.90 → 126.15135 is below 7.43 + 0.04, and stands.
    [Fact]
    public void Imaging_is_capped_at_the_hospital_outpatient_amount()
    {
        var capped = Ask("70496", "TC", PaymentSetting.NonFacility);
        Assert.Equal(178.23m, capped.Amount.Value.Dollars);
        Assert.Contains(capped.Steps, step => step.Value.StartsWith("capped", StringComparison.Ordinal));
        Assert.Equal(192.19m, Ask("70496", "TC", PaymentSetting.NonFacility, new("02102", "01")).Amount.Value.Dollars);
        var below = Ask("70551", "TC", PaymentSetting.NonFacility);
        Assert.Equal(126.15m, below.Amount.Value.Dollars);
        Assert.DoesNotContain(below.Steps, step => step.Value.StartsWith("capped", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("88305", null, PaymentSetting.Facility, "rarely or never performed")] // NA in facilities
    [InlineData("99213", null, null, "place of service")] // differs by place
    [InlineData("86353", "26", null, "PC/TC indicator 9")]
    [InlineData("88187", "TC", PaymentSetting.NonFacility, "PC/TC indicator 2")]
    [InlineData("88184", "26", PaymentSetting.NonFacility, "PC/TC indicator 3")]
    [InlineData("99213", "26", PaymentSetting.NonFacility, "PC/TC indicator 0")]
    [InlineData("D0150", null, PaymentSetting.NonFacility, "no relative values")] // status R, all zero
    [InlineData("86849", null, null, "not in the Clinical Laboratory Fee Schedule")] // status X
    [InlineData("0001F", null, null, "status I")]
    [InlineData("00100", null, null, "status J")]
    [InlineData("P2031", null, null, "status N")] // the laboratory schedule has a rate, but Medicare doesn't cover it
    [InlineData("86353", "QW", null, "modifier QW")]
    [InlineData("99999", null, null, "not in the Clinical Laboratory Fee Schedule")]
    public void Says_why_there_is_no_amount(string code, string? modifier, PaymentSetting? setting, string reason)
    {
        var amount = Ask(code, modifier, setting);
        Assert.False(amount.Amount.IsKnown, amount.Amount.ToString());
        Assert.Contains(reason, amount.Amount.Missing.Reason, StringComparison.Ordinal);
        Assert.Null(amount.Basis);
    }

    [Fact]
    public void A_locally_priced_test_has_no_rate_of_zero()
    {
        var amount = Ask("0020M");
        Assert.Equal("priced by each contractor", amount.Amount.Missing!.Reason);
        Assert.Equal("CLFS", amount.Schedule);
    }

    [Fact]
    public void A_waived_test_has_a_rate_of_its_own()
    {
        var (plain, waived) = (Ask("U0002"), Ask("U0002", "QW"));
        Assert.Equal((51.31m, 51.31m), (plain.Amount.Value.Dollars, waived.Amount.Value.Dollars));
        Assert.NotEqual(plain.Amount.Sources[0].Locator, waived.Amount.Sources[0].Locator);
    }

    [Fact]
    public void Other_kinds_of_code_are_not_priced()
    {
        Assert.True(BillingCode.TryParse("MS-DRG:001", out var code));
        Assert.Contains("MS-DRG", Tables.Real().AmountOn(code, Day).Amount.Missing!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void All_amounts_come_by_component_and_setting_the_one_that_counts_first()
    {
        Assert.Equal(
            [("national, non-facility", 69.54m), (null, 0), ("national, non-facility, professional component", 34.93m), ("national, facility, professional component", 34.93m), ("national, non-facility, technical component", 34.61m), (null, 0)],
            All("88305"));
        Assert.Equal([("national", 49.03m)], All("86353"));
        // 33207 is rarely done outside facilities: 7.80 + 4.60 + 1.77 = 14.17, × 32.3465 = 458.349905.
        Assert.Equal([("national, facility", 458.35m), (null, 0)], All("33207"));
        Assert.Equal(["national", "national, modifier QW"], All("U0002").Select(pair => pair.Basis));
        Assert.Equal(["national", "national, non-facility, professional component", "national, facility, professional component"], All("83020").Select(pair => pair.Basis));

        static (string? Basis, decimal Dollars)[] All(string code) =>
            [.. Tables.Real().AllOn(Code(code), Day).Select(amount => (amount.Basis, amount.Amount.ValueOr(default).Dollars))];
    }

    [Theory]
    [InlineData("2025-03-31", 10, 0)] // the year's first schedule
    [InlineData("2025-04-01", 20, 0)] // both cover it: the later one
    [InlineData("2026-01-10", 20, -10)] // none does: the nearest
    [InlineData("2024-12-30", 10, 2)]
    [InlineData("2027-06-01", 30, -152)]
    public void The_schedule_in_force_counts_else_the_nearest(string day, int dollars, int gap)
    {
        MedicareSchedules schedules = new(
            [
                Tables.Clfs("2026 Q2", new(new(2026, 4, 1), new(2026, 12, 31)), "2026,86353,,20260101,N,30.00\n"),
                Tables.Clfs("2025 Q1", Tables.Year(2025), "2025,86353,,20250101,N,10.00\n"),
                Tables.Clfs("2025 Q2", new(new(2025, 4, 1), new(2025, 12, 31)), "2025,86353,,20250101,N,20.00\n"),
            ],
            [], []);
        var amount = schedules.AmountOn(Code("86353"), DateOnly.Parse(day));
        Assert.Equal((dollars, gap), (amount.Amount.Value.Dollars, amount.VintageGapDays.Value));
    }

    [Fact]
    public void A_rate_counts_from_its_first_day()
    {
        MedicareSchedules schedules = new([Tables.Clfs("2025", Tables.Year(2025), "2025,86353,,20250401,N,20.00\n2025,86353,,20250701,N,30.00\n")], [], []);
        Assert.Contains("2025-04-01", schedules.AmountOn(Code("86353"), new(2025, 3, 31)).Amount.Missing!.Reason, StringComparison.Ordinal);
        Assert.Equal(20, schedules.AmountOn(Code("86353"), new(2025, 6, 30)).Amount.Value.Dollars);
        Assert.Equal(30, schedules.AmountOn(Code("86353"), new(2026, 2, 1)).Amount.Value.Dollars);
    }

    [Fact]
    public void Rows_that_differ_for_one_thing_are_named_and_not_used()
    {
        MedicareSchedules schedules = new([Tables.Clfs("2025", Tables.Year(2025), "2025,86353,,20250101,N,49.03\n2025,86353,,20250101,N,50.00\n2025,86360,,20250101,N,46.98\n2025,86360,,20250101,N,46.98\n")], [], []);
        var amount = schedules.AmountOn(Code("86353"), Day);
        Assert.Equal(("the schedule has rows that differ: line 2 says N $49.03; line 3 says N $50.00", "CLFS"), (amount.Amount.Missing?.Reason, amount.Schedule));
        Assert.Equal(46.98m, schedules.AmountOn(Code("86360"), Day).Amount.Value.Dollars);
    }

    // Medicare Claims Processing Manual, chapter 12, section 20.1: half a cent goes up. 3.5 × 0.01 = 0.035 and
    // 2.5 × 0.01 = 0.025; half to even would make 0.02 of the latter.
    [Fact]
    public void Rounds_half_a_cent_up()
    {
        MedicareSchedules schedules = new([], [Tables.Values(Tables.Value("99213") with { ConversionFactor = 0.01m })], []);
        Assert.Equal(0.04m, schedules.AmountOn(Code("99213"), Day, setting: PaymentSetting.NonFacility).Amount.Value.Dollars);
        Assert.Equal(0.03m, schedules.AmountOn(Code("99213"), Day, setting: PaymentSetting.Facility).Amount.Value.Dollars);
    }

    [Theory]
    [InlineData("A", true)]
    [InlineData("R", true)]
    [InlineData("T", true)]
    [InlineData("B", false)]
    [InlineData("C", false)]
    [InlineData("E", false)]
    [InlineData("M", false)]
    [InlineData("P", false)]
    public void The_status_code_decides(string status, bool paid)
    {
        MedicareSchedules schedules = new([], [Tables.Values(Tables.Value("99213", status: status))], []);
        var amount = schedules.AmountOn(Code("99213"), Day, setting: PaymentSetting.NonFacility);
        Assert.Equal(paid, amount.Amount.IsKnown);
        Assert.StartsWith($"physician fee schedule status {status}: ", amount.Steps[0].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_schedules_it_says_what_would_help()
    {
        var amount = new MedicareSchedules([], [], []).AmountOn(Code("86353"), Day);
        Assert.Contains("Clinical Laboratory Fee Schedule", amount.Amount.Missing!.FilledBy, StringComparison.Ordinal);
        Assert.False(amount.VintageGapDays.IsKnown);
        var noIndices = new MedicareSchedules([], [Tables.Values(Tables.Value("99213"))], []).AmountOn(Code("99213"), Day, null, PaymentSetting.Facility, new("01112", "54"));
        Assert.Contains("indices", noIndices.Amount.Missing!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_synthetic_schedule_makes_a_synthetic_amount()
    {
        var table = Tables.Values(Tables.Value("99213"));
        MedicareSchedules schedules = new([], [table with { Source = table.Source with { Synthetic = true } }], []);
        Assert.True(schedules.AmountOn(Code("99213"), Day, setting: PaymentSetting.Facility).Amount.IsSynthetic);
    }

    // The lake keeps rows by code: asking with them must give what the whole tables give.
    [Fact]
    public void Rows_of_the_code_are_enough()
    {
        var values = Tables.RealRelativeValues();
        MedicareSchedules few = new([], [values with { Rows = [.. values.Rows.Where(row => row.Code == "88305")] }], []);
        MedicareSchedules whole = new([], [values], []);
        Assert.Equal(
            whole.AllOn(Code("88305"), Day).Select(amount => amount.Amount.ToString()),
            few.AllOn(Code("88305"), Day).Select(amount => amount.Amount.ToString()));
    }

    static MedicareAmount Ask(string code, string? modifier = null, PaymentSetting? setting = null, Locality? locality = null) =>
        Tables.Real().AmountOn(Code(code), Day, modifier is null ? null : Modifier.Parse(modifier), setting, locality);

    static BillingCode Code(string text)
    {
        Assert.True(BillingCode.TryParse(text, out var code));
        return code;
    }
}
