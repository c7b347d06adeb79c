using System.CommandLine;
using System.Globalization;
using Assayer.Codes;
using Assayer.Codes.Profiles;
using Assayer.Evidence;
using Assayer.Lake;
using Assayer.Rates.Benchmarks;
using Assayer.Rates.Payers;

namespace Assayer.Cli;

/// <summary><c>assayer rates</c>.</summary>
static class RatesCommand
{
    public static Command Create()
    {
        var code = new Argument<string>("CODE") { Description = "A billing code: 86353, J1234, or with its kind, MS-DRG:001." };
        var payer = new Option<string?>("--payer") { Description = "Only this payer, by any of its names; 'all' for the series of all payers together.", HelpName = "NAME" };
        var setting = new Option<string?>("--setting") { Description = "Only this setting: inpatient, outpatient, both, or none for files that don't state it.", HelpName = "SETTING" };
        setting.AcceptOnlyFromAmong("inpatient", "outpatient", "both", "none");
        var state = new Option<string?>("--state")
        {
            Description = "Only series of this state, two letters; 'all' for those of every state. (default: the whole country; JSON and CSV have both)",
            HelpName = "STATE",
        };
        var asOf = Arguments.AsOf();
        var lake = Arguments.Lake();
        var json = Arguments.Json();
        var csv = new Option<bool>("--csv") { Description = "Print CSV." };
        var command = new Command("rates", "What payers pay for a code: percentiles by payer, against Medicare.") { code, payer, state, setting, asOf, lake, json, csv };
        command.SetAction(parsed =>
        {
            var wanted = Arguments.Code(parsed.GetValue(code)!);
            if (parsed.GetValue(json) && parsed.GetValue(csv)) throw new UsageException("Give --json or --csv, not both.");
            using var reader = new LakeReader(Arguments.ExistingLake(parsed.GetValue(lake)));
            var rates = reader.RatesOf(wanted);
            var (options, _) = Arguments.OptionsFor(wanted, rates, CodeProfiles.Bundled, parsed.GetValue(asOf));
            var benchmark = Benchmark.Of(rates, reader.MedicareOf([wanted]), options);
            var inState = StateOf(parsed.GetValue(state));
            benchmark = benchmark with { Series = [.. benchmark.Series.Where(series => IsWanted(series.Key, parsed.GetValue(payer), inState, parsed.GetValue(setting)))] };
            if (parsed.GetValue(json)) RatesJson.Write(benchmark);
            else if (parsed.GetValue(csv)) RatesCsv.Write(benchmark, Console.OpenStandardOutput());
            else Print(benchmark, inState, isFiltered: (parsed.GetValue(payer) ?? parsed.GetValue(setting) ?? inState) is not null);
            return Terminal.Report(reader.Unreadable);
        });
        return command;
    }

    static string? StateOf(string? text) => text switch
    {
        null => null,
        "all" => "all",
        { Length: 2 } when text.All(char.IsAsciiLetter) => text.ToUpperInvariant(),
        _ => throw new UsageException($"'{text}' is not a state of two letters. Write --state TX, or --state all."),
    };

    static bool IsWanted(SeriesKey key, string? payer, string? state, string? setting)
    {
        if (state is not null && (state == "all" ? key.State is null : key.State != state)) return false;
        if (setting is not null && (key.Setting ?? "none") != setting) return false;
        if (payer is null) return true;
        if (payer == "all") return key.Payer is null;
        var match = PayerDirectory.Default.Resolve(payer);
        return key.Payer is { } name && (name == match.Name || (!match.IsResolved && match.Family is { } family && PayerDirectory.Default.Resolve(name).Family == family));
    }

    static void Print(CodeBenchmark benchmark, string? state, bool isFiltered)
    {
        var mark = benchmark.IsSynthetic ? "   SYNTHETIC: some of these figures come from made-up data" : "";
        Console.Out.WriteLine($"{benchmark.Code}, as of {benchmark.AsOf.Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))}{mark}");
        var headline = benchmark.HeadlineMedicare ?? benchmark.Medicare[0];
        Console.Out.WriteLine($"Medicare: {DescribeMedicare(headline)}");
        foreach (var elsewhere in benchmark.Medicare.Where(amount => amount != headline && amount.Schedule is "ASC" or "OPPS")) Console.Out.WriteLine($"Medicare, {elsewhere.Schedule}: {DescribeMedicare(elsewhere)}");
        var series = benchmark.Series.Where(one => one.Key.Weighting == Weighting.Entity && (state is not null || one.Key.State is null)).ToList();
        if (series.Count == 0) Console.Out.WriteLine(WhyNone(benchmark));
        foreach (var kind in series.GroupBy(one => one.Key.SourceKind))
        {
            if (kind.Key != SourceKind.InNetwork) Console.Out.WriteLine(kind.Key == SourceKind.Hospital ? "By hospitals' files:" : "Paid out of network:");
            PrintSeries([.. kind], state is not null);
        }
        if (isFiltered) Console.Out.WriteLine("What follows is of all payers, settings and states:");
        PrintWaterfall("Waterfall", benchmark.Waterfall);
        PrintWaterfall("Waterfall, out of network", benchmark.AllowedAmountWaterfall);
        PrintWaterfall("Waterfall, hospitals", benchmark.HospitalWaterfall);
        if (benchmark.Agreement is { Compared: { IsKnown: true, Value: > 0 } compared } agreement)
            Console.Out.WriteLine($"Agreement of payers and hospitals: {compared.Value} pairs, {agreement.ToTheCent.Value} equal to the cent, {agreement.Within10Percent.Value} within 10%, {agreement.Within20Percent.Value} within 20%");
        foreach (var file in benchmark.Files.Where(file => file.DateRemark is not null)) Console.Out.WriteLine($"{file.Source.Name}: {file.DateRemark}");
    }

    static void PrintSeries(List<RateSeries> series, bool withState)
    {
        var table = Terminal.Table([.. withState ? ["State"] : Array.Empty<string>(), "Payer", "For", "Type", ">Entities", ">Unresolved", ">P10", ">P25", ">P50", ">P75", ">P90", ">P50 % of Medicare"]);
        foreach (var one in series)
            table.Add(
            [
                .. withState ? [one.Key.State ?? ""] : Array.Empty<string>(),
                one.Key.Payer ?? (one.Key.NegotiatedType is SeriesKey.GrossCharge or SeriesKey.DiscountedCash ? "-" : "all payers"), DescribeService(one.Key), DescribeType(one.Key),
                Terminal.Number(one.Entities.Value), Terminal.Number(one.UnresolvedEntities.Value),
                Amount(one, one.P10), Amount(one, one.P25), Amount(one, one.P50), Amount(one, one.P75), Amount(one, one.P90),
                one.PercentOfMedicareP50.IsKnown ? one.PercentOfMedicareP50.Value.ToString("0", CultureInfo.InvariantCulture) + "%" : "-",
            ]);
        Terminal.Out.Write(table);
        foreach (var one in series.Where(one => one.WithImplausible is not null))
            Console.Out.WriteLine($"With implausible providers, {one.Key.Payer ?? "all payers"}, {DescribeService(one.Key)}, {DescribeType(one.Key)}: {one.WithImplausible!.Entities.Value} entities, median {Amount(one, one.WithImplausible.P50)}");
        foreach (var reason in series.Where(one => one.P50.IsKnown && !one.PercentOfMedicareP50.IsKnown).Select(one => one.PercentOfMedicareP50.Missing!).Distinct())
            Console.Out.WriteLine($"Against Medicare, not available: {reason.Reason}{(reason.FilledBy is { } filledBy ? $" (needs {filledBy})" : "")}");
    }

    static void PrintWaterfall(string title, IReadOnlyList<WaterfallStep> steps)
    {
        if (steps.Count == 0 || steps[0].Count.ValueOr(0) == 0) return;
        var table = Terminal.Table(title, ">Count", "Unit");
        foreach (var step in steps)
        {
            var sign = step.Kind switch { WaterfallKind.Removed => "  - ", WaterfallKind.Flagged => "  ! ", WaterfallKind.NotAvailable => "  ? ", _ => "" };
            table.Add(sign + step.Label, step.Count.IsKnown ? Terminal.Number(step.Count.Value) : "not available", step.Unit);
        }
        Terminal.Out.Write(table);
    }

    static string WhyNone(CodeBenchmark benchmark)
    {
        if (benchmark.Files.Count == 0) return "No payer file is loaded.";
        var notRead = benchmark.Presence.Count(presence => presence.Presence == Presence.NotRead);
        return benchmark.Headline is not null || benchmark.Presence.Any(presence => presence.Presence == Presence.Priced && presence.Entities.IsKnown) ? "No series is of this payer, setting and state. See which there are: leave the filters out, or print --csv."
            : benchmark.Waterfall[0].Count.ValueOr(0) > 0 ? "Every row that prices this code was rejected or set aside; see the waterfall."
            : notRead > 0 ? $"No loaded file prices this code; {notRead} of the payers' files were read for other codes only. Ingest them with this code."
            : $"{benchmark.Files.Count} payer {(benchmark.Files.Count == 1 ? "file was" : "files were")} read; none prices this code.";
    }

    internal static string DescribeMedicare(Codes.Medicare.MedicareAmount amount)
    {
        if (!amount.Amount.IsKnown) return $"not available: {amount.Amount.Missing.Reason}";
        var gap = amount.VintageGapDays.ValueOr(0);
        var nearest = gap == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; the nearest loaded schedule is {Math.Abs(gap)} days {(gap > 0 ? "after" : "before")} that day");
        return $"{amount.Amount.Value} ({amount.Schedule}, {amount.Basis}{nearest})";
    }

    static string DescribeService(SeriesKey key)
    {
        var parts = new List<string> { key.BillingClass };
        if (key.Setting is not null) parts.Add(key.Setting);
        if (key.PlaceOfServiceClass != PlaceOfServiceClass.NotStated) parts.Add(Places.NameOf(key.PlaceOfServiceClass));
        if (key.Component != Component.Global) parts.Add(key.Component == Component.Professional ? "26" : "TC");
        if (key.Modifiers.Length > 0) parts.Add(key.Modifiers);
        if (key.Network is not null) parts.Add(key.Network);
        return string.Join(", ", parts);
    }

    static string DescribeType(SeriesKey key) => key.Arrangement == "ffs" ? key.NegotiatedType : $"{key.NegotiatedType}, {key.Arrangement}";

    static string Amount(RateSeries series, Fact<double> fact) => !fact.IsKnown ? "-"
        : series.Key.Unit == "percent of billed charges" ? fact.Value.ToString("0.##", CultureInfo.InvariantCulture) + "%"
        : new Money((decimal)fact.Value).ToString();
}
