using System.Globalization;
using Assayer.Codes.Medicare;
using Assayer.Codes.Profiles;
using Assayer.Evidence;
using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.CodeReports;

/// <summary>What a reader of the first screen must know besides its figures. Each remark is there only when its case is.</summary>
static class Remarks
{
    public static IReadOnlyList<Fact<string>> Of(CodeProfile? profile, CodeBenchmark benchmark, MedicareAmount medicare) =>
    [
        .. NotPriced(benchmark),
        .. Unresolved(benchmark.Headline),
        .. Gap(medicare),
        .. OtherDays(profile, benchmark.AsOf),
        .. benchmark.Files.Where(file => file.DateRemark is not null && file.SetAside is null)
            .Select(file => Fact.Known($"{file.Source.Name} has two dates: {file.DateRemark}. The first is used.", file.Source)),
    ];

    static IEnumerable<Fact<string>> NotPriced(CodeBenchmark benchmark)
    {
        var silent = benchmark.Presence.Where(payer => payer.Presence == Presence.NotInFile && payer.Files.Count > 0 && payer.Entities.IsKnown).ToList();
        if (silent.Count == 0) yield break;
        var files = silent.SelectMany(payer => payer.Files).Distinct().ToList();
        var were = files.Count == 1 ? "file was read, and does" : "files were read, and do";
        yield return Fact.Known(string.Create(CultureInfo.InvariantCulture,
            $"{files.Count:N0} {were} not price {benchmark.Code}: {string.Join(", ", silent.Select(payer => payer.Payer))}."), files);
    }

    static IEnumerable<Fact<string>> Unresolved(RateSeries? headline)
    {
        if (headline is null || !headline.Entities.IsKnown || headline.UnresolvedEntities.ValueOr(0) == 0) yield break;
        var (unresolved, all) = (headline.UnresolvedEntities.Value, headline.Entities.Value);
        var who = unresolved == all ? string.Create(CultureInfo.InvariantCulture, $"All {all:N0} entities are") : string.Create(CultureInfo.InvariantCulture, $"{unresolved:N0} of the {all:N0} entities {(unresolved == 1 ? "is" : "are")}");
        var what = unresolved == 1 && all > 1 ? "a provider reference that could not be resolved" : "provider references that could not be resolved";
        yield return Fact.Known($"{who} {what}: who contracted is not known.", headline.Source);
    }

    static IEnumerable<Fact<string>> Gap(MedicareAmount medicare)
    {
        if (!medicare.Amount.IsKnown || medicare.VintageGapDays.ValueOr(0) is not (not 0 and var days)) yield break;
        yield return medicare.VintageGapDays.Select(_ => string.Create(CultureInfo.InvariantCulture,
            $"Medicare's price is that of the nearest loaded schedule, which {(days > 0 ? "begins" : "ended")} {Math.Abs(days):N0} days {(days > 0 ? "after" : "before")} the day of the prices."));
    }

    static IEnumerable<Fact<string>> OtherDays(CodeProfile? profile, Fact<DateOnly> asOf)
    {
        if (profile is null || !asOf.IsKnown || profile.Period.Contains(asOf.Value)) yield break;
        var source = new Source { Name = $"Code profile of {profile.Code}", Vintage = profile.Version, Period = profile.Period };
        yield return Fact.Known($"What is said of coding and coverage holds {profile.Period}, and not for the day of the prices.", source);
    }
}
