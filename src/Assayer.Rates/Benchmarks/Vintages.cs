using Assayer.Rates.Files;

namespace Assayer.Rates.Benchmarks;

/// <summary>Which files count on a day: docs/benchmark-method.md, step 2.</summary>
static class Vintages
{
    public const string Later = "LATER_FILE";
    public const string Superseded = "SUPERSEDED_FILE";

    /// <summary>The newest date among the files; null when none has one.</summary>
    public static DateOnly? Newest(IEnumerable<PriceFile> files) => files.Max(file => file.Date);

    /// <summary>For each file that doesn't count on the day, why.</summary>
    public static IReadOnlyDictionary<PriceFile, string> SetAside(IReadOnlyCollection<PriceFile> files, DateOnly? asOf)
    {
        var reasons = new Dictionary<PriceFile, string>(ReferenceEqualityComparer.Instance);
        if (asOf is not { } day) return reasons;
        foreach (var file in files.Where(file => file.Date > day)) reasons.Add(file, Later);
        foreach (var series in files.Where(file => file.Date <= day).GroupBy(SeriesOf))
        {
            var newest = series.Max(file => file.Date);
            foreach (var file in series.Where(file => file.Date < newest)) reasons.Add(file, Superseded);
        }
        return reasons;
    }

    static (string Entity, string Plan, string Name) SeriesOf(PriceFile file) =>
        (file.Header.ReportingEntityName, file.Header.PlanId ?? file.Header.PlanName ?? "", FileName.SeriesOf(file.Source.Name));
}
