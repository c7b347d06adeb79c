using System.Diagnostics;
using System.Globalization;
using Assayer.Codes;
using Assayer.Lake;
using Assayer.Rates.Benchmarks;

namespace Assayer.Benchmarks;

/// <summary>
/// How fast a code is read from an optimized lake: <see cref="LakeReader"/> against hand-written SQL over the same files in the same process, and the
/// program's whole run. Figures are medians of single codes' ratios, rival and ours by turns, first one and then the other first.
/// </summary>
static class QueryBenchmark
{
    const int LargeSources = 10, SmallSources = 990;

    public static int Run(string[] arguments)
    {
        if (arguments.Length is < 2 or > 4) return Usage();
        var (path, program) = (arguments[0], arguments[1]);
        var prices = arguments.Length > 2 ? long.Parse(arguments[2], CultureInfo.InvariantCulture) : 100_000_000;
        var rounds = arguments.Length > 3 ? int.Parse(arguments[3], CultureInfo.InvariantCulture) : 40;
        var lake = new LakeFolder(path);
        SyntheticLake.Write(path, prices, LargeSources, SmallSources);
        var clock = Stopwatch.StartNew();
        var optimized = LakeOptimizer.Optimize(lake, progress => Console.Error.Write($"\roptimizing, piece {progress.Piece} of {progress.Pieces} "));
        Say($"optimized: {optimized.Rows} rows of {optimized.Sources} sources in {clock.Elapsed.TotalSeconds:0} s");

        clock.Restart();
        using var reader = new LakeReader(lake);
        using var rival = new HandWrittenQuery(path);
        Say($"opened: {reader.Sources.Count} sources in {clock.Elapsed.TotalMilliseconds:0} ms");
        var random = new Random(1);
        var codes = Enumerable.Range(0, rounds).Select(_ => new BillingCode(BillingCodeType.Cpt, (70_000 + random.Next(SyntheticLake.Codes)).ToString(CultureInfo.InvariantCulture))).ToList();
        foreach (var code in codes.Take(5)) Check(code, reader.RatesOf(code), rival);

        var (walls, processors, ours, theirs) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        foreach (var (round, code) in codes.Index())
        {
            Times our = default, their = default;
            for (var turn = 0; turn < 2; turn++)
                if (turn == round % 2) our = Measure(() => reader.RatesOf(code));
                else their = Measure(() => rival.Read(code));
            walls.Add(our.Wall / their.Wall);
            processors.Add(our.Processor / their.Processor);
            ours.Add(our.Wall);
            theirs.Add(their.Wall);
        }
        Say($"one code: LakeReader {Median(ours):0.0} ms, hand-written {Median(theirs):0.0} ms; ratio {Median(walls):0.00} of wall time, {Median(processors):0.00} of processor time");
        var benchmarked = codes.Take(20).Select(reader.RatesOf).Select(rates => Measure(() => Benchmark.Of(rates, reader.MedicareOf([rates.Code]))).Wall);
        Say($"the benchmark of what was read: {Median(benchmarked):0} ms");
        Say($"assayer rates CODE, the whole process: {Median(codes.Take(20).Select(code => RunProgram(program, code, path))):0} ms");

        clock.Restart();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var (all, rows, first) = (0, 0L, 0.0);
        foreach (var rates in reader.AllRates())
        {
            if (all++ == 0) first = clock.Elapsed.TotalSeconds;
            rows += rates.Files.Sum(file => file.Rows.Count);
        }
        var seconds = clock.Elapsed.TotalSeconds;
        Say($"all codes in one pass: {all} codes, {rows} rows in {seconds:0} s ({first:0} s to the first), {all / (seconds - first):0} codes/s, {rows / (seconds - first) / 1e6:0.00} million rows/s; {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:0} s of processor time; peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
        return 0;
    }

    readonly record struct Times(double Wall, double Processor);

    static int Usage()
    {
        Console.Error.WriteLine("Usage: query LAKE ASSAYER.DLL [PRICES [ROUNDS]]");
        return 2;
    }

    static void Say(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    static Times Measure(Action action)
    {
        var (wall, processor) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        action();
        return new(Stopwatch.GetElapsedTime(wall).TotalMilliseconds, (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMilliseconds);
    }

    static double RunProgram(string program, BillingCode code, string lake)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "rates", code.Value, "--lake", lake]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"assayer rates {code.Value} exited with {process.ExitCode}.");
        return clock.Elapsed.TotalMilliseconds;
    }

    // The sources themselves are the judge of both.
    static void Check(BillingCode code, CodeRates rates, HandWrittenQuery rival)
    {
        var rows = rates.Files.SelectMany(file => file.Rows.Select(row => (file, row))).ToList();
        var groups = rates.Files.SelectMany(file => file.Groups.Values).ToList();
        var ours = (Rows: rows.Count, rows.Sum(one => one.row.Amount), rows.Sum(one => one.row.ByteOffset), groups.Count, Npis: groups.Sum(group => group.Npis.Count));
        var (expected, read) = (rival.Expected(code), rival.Read(code));
        if (ours != expected || read != expected.Rows) throw new InvalidOperationException($"{code}: {ours} and {read} rows are not {expected}.");
        Say($"{code}: {ours.Rows} rows, {groups.Count} groups, {ours.Npis} NPIs, equal to the sources'");
    }

    static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
