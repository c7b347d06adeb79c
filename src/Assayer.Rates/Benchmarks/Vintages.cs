using Assayer.Rates.Files;

namespace Assayer.Rates.Benchmarks;

/// <summary>Which files count on a day: docs/benchmark-method.md, step 2.</summary>
static class Vintages
{
    public const string Later = "LATER_FILE";
    public const string Superseded = "SUPERSEDED_FILE";

    /// <summary>The newest date among the files; null when none has one.</summary>
    public static DateOnly? Newest(CodeRates rates) => rates.Files.Select(file => file.File.Date).Concat(rates.Hospitals.Select(hospital => hospital.File.Date)).Max();

    /// <summary>For each payer's file that doesn't count on the day, why.</summary>
    public static IReadOnlyDictionary<PriceFile, string> SetAside(IEnumerable<FileRates> files, DateOnly? asOf) =>
        SetAside(files.Select(file => file.File), asOf, file => file.Date, file =>
            string.Join('\n', file.Kind, file.Header.ReportingEntityName, file.Header.PlanId ?? file.Header.PlanName, FileName.SeriesOf(file.Source.Name)));

    /// <summary>For each hospital's file that doesn't count on the day, why.</summary>
    public static IReadOnlyDictionary<HospitalFile, string> SetAside(IEnumerable<HospitalRates> hospitals, DateOnly? asOf) =>
        SetAside(hospitals.Select(hospital => hospital.File), asOf, file => file.Date, file =>
            string.Join('\n', file.Header.LicenseNumber is null ? file.Header.HospitalName : $"{file.Header.LicenseState} {file.Header.LicenseNumber}", FileName.SeriesOf(file.Source.Name)));

    static Dictionary<TFile, string> SetAside<TFile>(IEnumerable<TFile> files, DateOnly? asOf, Func<TFile, DateOnly?> dateOf, Func<TFile, string> seriesOf)
        where TFile : class
    {
        var reasons = new Dictionary<TFile, string>(ReferenceEqualityComparer.Instance);
        if (asOf is not { } day) return reasons;
        foreach (var series in files.GroupBy(seriesOf))
        {
            var newest = series.Where(file => dateOf(file) <= day).Max(dateOf);
            foreach (var file in series)
                if (dateOf(file) > day) reasons.Add(file, Later);
                else if (dateOf(file) < newest) reasons.Add(file, Superseded);
        }
        return reasons;
    }
}
