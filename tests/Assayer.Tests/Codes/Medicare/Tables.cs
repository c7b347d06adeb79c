using System.Text;
using Assayer.Codes.Medicare;
using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Tests.Codes.Medicare;

/// <summary>Tables for these tests: the real ones, and small ones in the true layout.</summary>
static class Tables
{
    public const string ClfsHeader = "YEAR,HCPCS,MOD,EFF_DATE,INDICATOR,RATE,SHORTDESC,LONGDESC,EXTENDED LONGDESC\n";

    static readonly Lazy<LoadedTable<ClinicalLaboratoryFee>> Clfs2025 = new(() => File("medicare/clfs_2025_q2v1.csv", (stream, source, log) => new ClinicalLaboratoryFeeReader(stream, source, log)));
    static readonly Lazy<LoadedTable<RelativeValue>> Pfs2025 = new(() => File("medicare/pprrvu_2025_oct.csv", (stream, source, log) => new RelativeValueReader(stream, source, log)));
    static readonly Lazy<LoadedTable<PracticeCostIndex>> Gpci2025 = new(() => File("medicare/gpci2025.csv", (stream, source, log) => new PracticeCostIndexReader(stream, source, log)));

    /// <summary>CLFS 2025 Q2, relative values of October 2025, GPCIs of 2025.</summary>
    public static MedicareSchedules Real()
    {
        TestData.Path("medicare/gpci2025.csv");
        return new([Clfs2025.Value], [Pfs2025.Value], [Gpci2025.Value]);
    }

    public static LoadedTable<RelativeValue> RealRelativeValues()
    {
        TestData.Path("medicare/pprrvu_2025_oct.csv");
        return Pfs2025.Value;
    }

    /// <summary>Reads a real file, dated by its content and name, and asserts that nothing is rejected.</summary>
    public static LoadedTable<TRow> File<TRow>(string path, Func<Stream, Source, DiagnosticLog, TableReader<TRow>> open)
        where TRow : class, ITableRow
    {
        var bytes = System.IO.File.ReadAllBytes(TestData.Path(path));
        var source = MedicareTable.Detect(bytes.AsSpan(0, Math.Min(bytes.Length, 65536)), path)!.Describe(new Source { Name = Path.GetFileName(path) });
        DiagnosticLog log = new();
        var reader = open(new MemoryStream(bytes), source, log);
        var table = reader.Load(TestContext.Current.CancellationToken);
        Assert.Equal((0L, 0L, table.Rows.Count), (reader.Rejected, log.CountOf(Severity.Error), (int)reader.Accepted));
        return table;
    }

    public static LoadedTable<ClinicalLaboratoryFee> Clfs(string vintage, Period period, string rows) =>
        new ClinicalLaboratoryFeeReader(Stream(ClfsHeader + rows), new() { Name = "clfs", Vintage = vintage, Period = period }, new()).Load(TestContext.Current.CancellationToken);

    /// <summary>One row, paid by relative values of 1 + 2 + 0.5 outside facilities and 1 + 1 + 0.5 in them, at $10 each.</summary>
    public static RelativeValue Value(string code, string modifier = "", string status = "A", string components = "0") => new()
    {
        Line = 11,
        Code = code,
        Modifier = modifier,
        Status = status,
        ComponentIndicator = components,
        Work = 1,
        NonFacilityPracticeExpense = 2,
        FacilityPracticeExpense = 1,
        Malpractice = 0.5m,
        NonFacilityTotal = 3.5m,
        FacilityTotal = 2.5m,
        NonFacilityNotApplicable = false,
        FacilityNotApplicable = false,
        ConversionFactor = 10,
        CapNonFacilityPracticeExpense = 0,
        CapFacilityPracticeExpense = 0,
        CapMalpractice = 0,
    };

    public static LoadedTable<RelativeValue> Values(params RelativeValue[] rows) =>
        new(new() { Name = "pfs", Vintage = "2025", Period = Year(2025) }, rows);

    public static Period Year(int year) => new(new(year, 1, 1), new(year, 12, 31));

    /// <summary>Addendum AA of a quarter; rows of code, discounting, payment indicator and payment rate.</summary>
    public static LoadedTable<SurgicalCenterFee> SurgicalCenters(string rows, Period? period = null) =>
        new SurgicalCenterFeeReader(Stream("HCPCS Code,Subject to Multiple Procedure Discounting,Payment Indicator,Payment Rate\n" + rows), new() { Name = "aa.csv", Vintage = "2025 Q4", Period = period ?? Quarter4 }, new())
            .Load(TestContext.Current.CancellationToken);

    /// <summary>Addendum B of a quarter; rows of code, status indicator, APC, weight, rate and copayment.</summary>
    public static LoadedTable<OutpatientFee> Outpatient(string rows, Period? period = null) =>
        new OutpatientFeeReader(Stream("HCPCS Code,SI,APC,Relative Weight,Payment Rate,Minimum Unadjusted Copayment\n" + rows), new() { Name = "b.csv", Vintage = "2025 Q4", Period = period ?? Quarter4 }, new())
            .Load(TestContext.Current.CancellationToken);

    public static Period Quarter4 => new(new(2025, 10, 1), new(2025, 12, 31));

    public static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
