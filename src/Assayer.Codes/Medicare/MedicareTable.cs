using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Assayer.Codes.Providers;
using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Codes.Medicare;

/// <summary>A kind of published table, and so its reader.</summary>
public enum MedicareTableKind
{
    /// <summary>Clinical Laboratory Fee Schedule: <see cref="ClinicalLaboratoryFeeReader"/>.</summary>
    ClinicalLaboratoryFees,

    /// <summary>Relative values of the physician fee schedule: <see cref="RelativeValueReader"/>.</summary>
    RelativeValues,

    /// <summary>Geographic practice cost indices: <see cref="PracticeCostIndexReader"/>.</summary>
    PracticeCostIndices,

    /// <summary>Medically unlikely edits: <see cref="MedicallyUnlikelyEditReader"/>.</summary>
    MedicallyUnlikelyEdits,

    /// <summary>Procedure-to-procedure edits: <see cref="ProcedurePairEditReader"/>.</summary>
    ProcedurePairEdits,

    /// <summary>ICD-10-CM, billable codes: <see cref="Icd10Reader"/>.</summary>
    Diagnoses,

    /// <summary>Fees of ambulatory surgical centres: <see cref="SurgicalCenterFeeReader"/>.</summary>
    SurgicalCenterFees,

    /// <summary>Fees of hospital outpatient departments: <see cref="OutpatientFeeReader"/>.</summary>
    OutpatientFees,

    /// <summary>ZIP codes and their localities: <see cref="ZipLocalityReader"/>.</summary>
    ZipLocalities,

    /// <summary>The registry of providers: <see cref="NpiRegistrationReader"/>.</summary>
    Registrations,

    /// <summary>Names of provider taxonomies: <see cref="TaxonomyTitleReader"/>.</summary>
    TaxonomyTitles,
}

/// <summary>What a file turns out to be.</summary>
/// <param name="Kind">Its kind, by content.</param>
/// <param name="Vintage">"2025 Q2", "2025 October release", "2025", "FY2026", "2025-10-12" (NPPES), "25.1" (NUCC); null where neither content nor name tell.</param>
/// <param name="Period">From the release's first day to the last of its year, quarter (edits, ASC, OPPS) or fiscal year (diagnoses), or without an end (NPPES); always where the vintage isn't known.</param>
/// <param name="Synthetic">A line above the rows begins with SYNTHETIC.</param>
/// <param name="Setting">For pair edits: "Practitioner" or "Outpatient Hospital", by the file's name only; null otherwise.</param>
public sealed partial record MedicareTable(MedicareTableKind Kind, string? Vintage, Period Period, bool Synthetic, string? Setting = null)
{
    static readonly (MedicareTableKind Kind, Heading[] Headings)[] Delimited =
    [
        (MedicareTableKind.RelativeValues, RelativeValueReader.Headings),
        (MedicareTableKind.ClinicalLaboratoryFees, ClinicalLaboratoryFeeReader.Headings),
        (MedicareTableKind.PracticeCostIndices, PracticeCostIndexReader.Headings),
        (MedicareTableKind.MedicallyUnlikelyEdits, MedicallyUnlikelyEditReader.Headings),
        (MedicareTableKind.ProcedurePairEdits, ProcedurePairEditReader.Headings),
        (MedicareTableKind.SurgicalCenterFees, SurgicalCenterFeeReader.Headings),
        (MedicareTableKind.OutpatientFees, OutpatientFeeReader.Headings),
        (MedicareTableKind.TaxonomyTitles, TaxonomyTitleReader.Headings),
    ];

    static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>
    /// Finds out by its headings what a file is; its name only dates it, where the content doesn't. Null for anything else.
    /// </summary>
    /// <param name="start">The file's first bytes, 64 KiB or all of it.</param>
    /// <param name="fileName">Its name, with or without folders.</param>
    public static MedicareTable? Detect(ReadOnlySpan<byte> start, string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        var text = Encoding.UTF8.GetString(start).TrimStart('\uFEFF');
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        if (NpiRegistrationReader.Recognises(text)) return Registry(text, name);
        foreach (var (kind, headings) in Delimited)
        {
            if (TableHeader.Find(new StringReader(text), headings) is { } found) return Dated(kind, found.Header.Text, name);
        }
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var codes = lines.Where(line => !TableHeader.IsSyntheticMark(line)).Take(20).ToArray();
        if (codes.FirstOrDefault(IsZipCode) is { } zip && 2 * codes.Count(IsZipCode) > codes.Length) return ZipCodes(lines, zip);
        return codes.Length > 0 && codes.All(line => Icd10Reader.Parse(1, line) is not null) ? Dated(MedicareTableKind.Diagnoses, lines[..1], name) : null;
    }

    static bool IsZipCode(string line) => ZipLocalityReader.Parse(1, line, out _, out _) is not null;

    /// <summary>Why a table of CMS's that is none of these isn't read; null for anything else.</summary>
    public static string? WhyNot(ReadOnlySpan<byte> start)
    {
        var text = Encoding.UTF8.GetString(start[..Math.Min(start.Length, 4096)]);
        return text.Contains("COUNTIES INCLUDED IN", StringComparison.OrdinalIgnoreCase) ? "This is CMS's list of localities and their counties. What is read is its ZIP5 file, which has the locality of each ZIP code."
            : text.Contains("Record Layout", StringComparison.OrdinalIgnoreCase) ? "This is the description of a file's layout."
            : null;
    }

    /// <summary>A file's source with what was found out about it.</summary>
    public Source Describe(Source file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file with { Publisher = Synthetic ? file.Publisher : Kind == MedicareTableKind.TaxonomyTitles ? "NUCC" : "CMS", Vintage = Vintage, Period = Period, Synthetic = file.Synthetic || Synthetic };
    }

    // npidata_pfile_20050523-20251012.csv: all that was registered by the second day. A week's file has the changes of seven days only.
    static MedicareTable Registry(string text, string name)
    {
        var match = RegistryDays().Match(name);
        var (first, last) = (RegistryDay(match.Groups["first"].Value), RegistryDay(match.Groups["last"].Value));
        var vintage = last?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new(
            MedicareTableKind.Registrations, last?.DayNumber - first?.DayNumber < 31 ? $"changes to {vintage}" : vintage, new(last, null), text.Contains(" (SYNTHETIC)", StringComparison.Ordinal));

        static DateOnly? RegistryDay(string digits) => DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    static MedicareTable ZipCodes(string[] lines, string record)
    {
        var isSynthetic = TableHeader.IsSyntheticMark(lines[0]);
        if (ZipLocalityReader.VintageOf(record) is not var (year, quarter)) return new(MedicareTableKind.ZipLocalities, null, Period.Always, isSynthetic);
        return new(MedicareTableKind.ZipLocalities, FormattableString.Invariant($"{year} Q{quarter}"), new(new(year, 3 * quarter - 2, 1), new(year, 12, 31)), isSynthetic);
    }

    static MedicareTable Dated(MedicareTableKind kind, IReadOnlyList<string> above, string name)
    {
        var synthetic = above.Any(TableHeader.IsSyntheticMark);
        var title = string.Join('\n', above.Where(line => !TableHeader.IsSyntheticMark(line)));
        int? year = null, month = null;
        if (kind == MedicareTableKind.TaxonomyTitles)
            return new(kind, TaxonomyVersion().Match(name) is { Success: true } edition ? $"{edition.Groups["year"].Value}.{edition.Groups["half"].Value}" : null, Period.Always, synthetic);
        if (kind is MedicareTableKind.ClinicalLaboratoryFees or MedicareTableKind.RelativeValues or MedicareTableKind.PracticeCostIndices or MedicareTableKind.SurgicalCenterFees or MedicareTableKind.OutpatientFees
            && TitleYear().Match(title) is { Success: true } match)
        {
            year = Number(match.Groups["year"].Value);
            if (Release().Match(title) is { Success: true } release) month = Month(release.Groups["month"].Value);
        }
        // The headings of a quarter's rates name it; the title above them may name the year alone.
        if (kind is MedicareTableKind.SurgicalCenterFees or MedicareTableKind.OutpatientFees && MonthAndYear().Match(title) is { Success: true } dated)
            (year, month) = (Number(dated.Groups["year"].Value), Month(dated.Groups["month"].Value));
        year ??= NameYear().Match(name) is { Success: true } named ? Number(named.Value) : null;
        if (month is null && Quarter().Match(name) is { Success: true } quarter) month = 3 * Number(quarter.Groups["quarter"].Value) - 2;
        if (month is null && MonthInName().Match(name) is { Success: true } spelt) month = Month(spelt.Value);

        var (vintage, period) = Span(kind, year, month);
        var setting = kind != MedicareTableKind.ProcedurePairEdits ? null
            : PractitionerName().IsMatch(name) ? "Practitioner"
            : OutpatientName().IsMatch(name) ? "Outpatient Hospital"
            : null;
        return new(kind, vintage, period, synthetic, setting);
    }

    static (string? Vintage, Period Period) Span(MedicareTableKind kind, int? year, int? month)
    {
        if (year is not { } known) return (null, Period.Always);
        var first = new DateOnly(known, month ?? 1, 1);
        var quarter = FormattableString.Invariant($"{known} Q{(first.Month + 2) / 3}");
        var endOfYear = new DateOnly(known, 12, 31);
        return kind switch
        {
            // The fiscal year 2026 begins on 2025-10-01; a month in the name is a calendar month.
            MedicareTableKind.Diagnoses when month is null => ($"FY{known}", new(new(known - 1, 10, 1), new(known, 9, 30))),
            MedicareTableKind.Diagnoses when month >= 10 => ($"FY{known + 1}", new(first, new(known + 1, 9, 30))),
            MedicareTableKind.Diagnoses => ($"FY{known}", new(first, new(known, 9, 30))),
            MedicareTableKind.MedicallyUnlikelyEdits or MedicareTableKind.ProcedurePairEdits or MedicareTableKind.SurgicalCenterFees or MedicareTableKind.OutpatientFees when month is not null => (quarter, new(first, first.AddMonths(3).AddDays(-1))),
            MedicareTableKind.RelativeValues when month is { } release => ($"{known} {Months[release - 1]} release", new(first, endOfYear)),
            MedicareTableKind.ClinicalLaboratoryFees when month is not null => (quarter, new(first, endOfYear)),
            _ => (known.ToString(CultureInfo.InvariantCulture), new(new(known, 1, 1), endOfYear)),
        };
    }

    static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    static int Month(string name) => 1 + Array.FindIndex(Months, month => month.StartsWith(name[..3], StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\b(?<year>20[0-9][0-9]) (Clinical|National Physician)|\bCY (?<year>20[0-9][0-9])\b|\b(?<year>20[0-9][0-9]) PW GPCI", RegexOptions.ExplicitCapture)]
    private static partial Regex TitleYear();

    [GeneratedRegex(@"\b(?<month>January|April|July|October) ([0-9][0-9]?, )?(?<year>20[0-9][0-9])\b", RegexOptions.ExplicitCapture)]
    private static partial Regex MonthAndYear();

    [GeneratedRegex(@"\b(?<month>January|April|July|October) Release\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Release();

    [GeneratedRegex(@"(?<![0-9])20[0-9][0-9](?![0-9])")]
    private static partial Regex NameYear();

    [GeneratedRegex(@"q(?<quarter>[1-4])(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Quarter();

    [GeneratedRegex(@"(?<![a-z])(jan(uary)?|apr(il)?|july?|oct(ober)?)(?![a-z])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex MonthInName();

    [GeneratedRegex(@"(?<first>20[0-9]{6})-(?<last>20[0-9]{6})(?![0-9])", RegexOptions.ExplicitCapture)]
    private static partial Regex RegistryDays();

    [GeneratedRegex(@"taxonomy_(?<year>[0-9][0-9])(?<half>[0-9])(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex TaxonomyVersion();

    [GeneratedRegex(@"(?<![a-z])pra|ccipra", RegexOptions.IgnoreCase)]
    private static partial Regex PractitionerName();

    [GeneratedRegex(@"(?<![a-z])(out|oph|hosp)|ccioph", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex OutpatientName();
}
