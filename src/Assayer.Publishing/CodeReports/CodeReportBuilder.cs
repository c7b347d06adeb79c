using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Codes.Profiles;
using Assayer.Evidence;
using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.CodeReports;

/// <summary>Makes a report of what is known. It adds no figure and no statement of its own.</summary>
public static class CodeReportBuilder
{
    /// <summary>The report on the code of <paramref name="benchmark"/>; without a profile, its sections say what is missing.</summary>
    /// <param name="profile">The code's profile.</param>
    /// <param name="benchmark">The code's benchmark.</param>
    /// <param name="edits">Medicare's edits from loaded tables; null: none is loaded.</param>
    /// <exception cref="ArgumentException">The profile is of another code.</exception>
    public static CodeReport Build(CodeProfile? profile, CodeBenchmark benchmark, LoadedEdits? edits = null)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        if (profile is not null && profile.Code != benchmark.Code)
            throw new ArgumentException($"The profile is of {profile.Code}, the benchmark of {benchmark.Code}.", nameof(profile));

        var contents = new ProfileContents(benchmark.Code, profile);
        var overview = contents.Overview();
        var clinical = contents.List("clinical context", known => known.Clinical);
        var coding = contents.Coding(edits ?? LoadedEdits.None);
        var coverage = contents.Coverage(benchmark.Presence);
        var benchmarks = BenchmarkSection.From(benchmark);
        var presence = Listing.Of(benchmark.Presence, new("no payer is known or loaded", "a payer's in-network file"));
        var method = MethodSection.From(benchmark);
        var medicare = benchmark.HeadlineMedicare ?? (benchmark.Medicare.Count > 0 ? benchmark.Medicare[0] : NoSchedule());
        var summary = new SummarySection(
            contents.Name(),
            overview.Description.Items is [var first, ..] ? first : Fact.NotAvailable<string>(overview.Description.Missing!.Reason, overview.Description.Missing.FilledBy),
            medicare,
            HeadlineOf(benchmark),
            Confidence.Of(benchmark.Headline, medicare),
            Remarks.Of(profile, benchmark, medicare),
            Listing.Of(benchmark.Presence.Where(payer => payer.IsKey), new("no list of key payers is loaded", "the payer table")),
            WillLearn(benchmark, overview, clinical, coding, coverage));
        var register = new SourceRegister(benchmark.AsOf, summary, overview, clinical, coding, coverage, benchmarks, presence, method);
        return new()
        {
            Code = benchmark.Code,
            AsOf = benchmark.AsOf,
            IsSynthetic = benchmark.IsSynthetic || register.Entries.Any(entry => entry.IsSynthetic),
            Summary = summary,
            Overview = overview,
            Clinical = clinical,
            Coding = coding,
            Coverage = coverage,
            Benchmarks = benchmarks,
            Presence = presence,
            Method = method,
            Sources = register,
            DataNotAvailable = Gaps(
            [
                (Headings.Summary, new object[] { benchmark.AsOf, summary }), (Headings.Overview, overview), (Headings.Clinical, clinical),
                (Headings.Coding, coding), (Headings.Coverage, coverage), (Headings.Benchmarks, new object[] { benchmarks, benchmark.NotAvailable }),
                (Headings.Presence, presence), (Headings.Method, method),
            ]),
        };
    }

    static MedicareAmount NoSchedule() => new()
    {
        Amount = Fact.NotAvailable<Money>("no Medicare schedule is loaded", "a Medicare fee schedule"),
        VintageGapDays = Fact.NotAvailable<int>("no Medicare schedule is loaded", "a Medicare fee schedule"),
    };

    static Headline HeadlineOf(CodeBenchmark benchmark)
    {
        if (benchmark.Headline is not { } series)
        {
            var needs = $"a payer's in-network file that prices {benchmark.Code}";
            Fact<T> Nothing<T>() where T : notnull => Fact.NotAvailable<T>($"no loaded payer file has a dollar price for {benchmark.Code} as a whole", needs);
            return new(null, Nothing<string>(), Nothing<double>(), Nothing<double>(), Nothing<double>(), Nothing<double>(), Nothing<int>(), Nothing<int>());
        }
        var payers = series.Key.Payer is not null
            ? 1
            : benchmark.Series.Where(other => other.Key.State is null && other.Key.SourceKind == series.Key.SourceKind && BenchmarkSection.HasConditionsOf(other.Key, series.Key) && TypeIsIn(other.Key, series.Key))
                .Select(other => other.Key.Payer).OfType<string>().Distinct().Count();
        var index = benchmark.Series.ToList().IndexOf(series);
        return new(
            index < 0 ? null : $"R{index + 1}",
            Fact.Known(SeriesText.Conditions(series.Key), series.Source),
            series.P50, series.P25, series.P75, series.PercentOfMedicareP50, series.Entities,
            payers > 0 ? Fact.Known(payers, series.Source) : Fact.NotAvailable<int>("the series of the single payers are not given"));
    }

    static bool TypeIsIn(SeriesKey key, SeriesKey headline) =>
        headline.NegotiatedType == SeriesKey.NegotiatedAndFeeSchedule || key.NegotiatedType == headline.NegotiatedType;

    static List<string> WillLearn(
        CodeBenchmark benchmark, OverviewSection overview, Listing<ProfileSection> clinical, CodingSection coding, CoverageSection coverage)
    {
        var tells = new List<string>();
        void When(bool has, string text)
        {
            if (has) tells.Add(text);
        }
        When(overview.Description.Missing is null, $"What {benchmark.Code} is, in plain language, and where it is done.");
        When(clinical.Missing is null, "Who orders it, why, and what happens from the order to the result.");
        When(coding.Modifiers.Missing is null || coding.Diagnoses.Missing is null, "How it is coded: modifiers, providers, diagnoses, related codes, units and edits.");
        When(coverage.Determinations.Missing is null, "Under which conditions it is covered, and which payers publish a policy.");
        When(benchmark.Series.Count > 0, "What payers pay, payer by payer, and how that compares with Medicare.");
        When(benchmark.Series.Any(series => series.Key.State is not null), "How prices differ from state to state, and what providers who never do the service would change.");
        When(benchmark.Hospitals.Count > 0, "What hospitals charge, and how often their files agree with the payers'.");
        When(benchmark.Presence.Count > 0, "Which payers' files price it and which do not.");
        tells.Add("How each figure was made, from which file, and what is missing.");
        return tells;
    }

    static IReadOnlyList<Gap> Gaps((string Section, object Content)[] sections) =>
    [
        .. sections
            .SelectMany(section => ReportWalk.Leaves(section.Content).Select(MissingOf).OfType<Missing>().Select(missing => (missing, section.Section)))
            .GroupBy(pair => pair.missing.Reason.StartsWith("suppressed: ", StringComparison.Ordinal) ? Suppressed : pair.missing, pair => pair.Section)
            .Select(group => new Gap(group.Key.Reason, group.Key.FilledBy, [.. group.Distinct()]))
            .OrderBy(gap => gap.FilledBy is null),
    ];

    // Each such figure says how many there are and how many are needed, where it would stand.
    static readonly Missing Suppressed = new("suppressed: figures of fewer entities than are needed to state them");

    static Missing? MissingOf(object leaf) => leaf is IFact fact ? fact.Missing : leaf as Missing;
}
