using System.Diagnostics;
using System.Globalization;
using Assayer.Rates.Transparency;

namespace Assayer.Benchmarks;

/// <summary>
/// What each writer takes for the same rows: its own process for each, processor time (a noisy neighbour doesn't change it much), the kernel's peak of
/// resident memory, and the file's size. What making the rows takes is taken off; so is the peak of a process that only makes them.
/// </summary>
static class Writers
{
    const int Rounds = 3;

    public static int Run(string[] args)
    {
        if (args is ["one", var writer, var source, var folder]) return One(writer, source, folder);
        var rows = args.Length > 0 ? args[0] : "8320131";
        var names = args.Length > 1 ? args[1..] : [.. PriceWriters.All.Keys];
        if (!names.Contains("none")) names = ["none", .. names];
        var count = Rows(rows).Count();
        var data = Directory.CreateTempSubdirectory("assayer-writers").FullName;
        try
        {
            Console.WriteLine(FormattableString.Invariant($"{count:N0} rows, {Rounds} rounds, medians; .NET {Environment.Version}, {Environment.ProcessorCount} cores"));
            Console.WriteLine("writer         ns/row  CPU s   rows/s (CPU)  peak MiB above rows alone  file MB   first ten rows, CPU ms  ten again");
            var measured = names.ToDictionary(name => name, _ => new List<double[]>());
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var name in names) measured[name].Add(Child(name, rows, data));
            }
            double Median(string name, int of) => measured[name].Select(figures => figures[of]).Order().ElementAt(Rounds / 2);
            foreach (var name in names)
            {
                var cpu = Median(name, 0) - (name == "none" ? 0 : Median("none", 0));
                var peak = Median(name, 1) - (name == "none" ? 0 : Median("none", 1));
                Console.WriteLine(FormattableString.Invariant($"{name,-12} {cpu * 1e9 / count,8:F0} {cpu,6:F2} {count / cpu,14:N0} {peak,26:F0} {Median(name, 2) / 1e6,8:F1} {Median(name, 3),23:F1} {Median(name, 4),10:F1}"));
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
        return 0;
    }

    static double[] Child(string writer, string rows, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["writers", "one", writer, rows, folder]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{writer} failed.");
        return [.. output.Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];
    }

    // Ten rows first, twice: what starting costs, with and without the runtime's compilation of the writer.
    static int One(string writer, string rows, string folder)
    {
        var write = PriceWriters.All[writer];
        var path = Path.Combine(folder, writer + ".parquet");
        var (few, source) = (PriceRows.Make(10).ToList(), Rows(rows));
        var first = Processor(() => write(few, path), path);
        var again = Processor(() => write(few, path), path);
        var cpu = Processor(() => write(source, path), path);
        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        var bytes = File.Exists(path) ? new FileInfo(path).Length : 0;
        Console.Write(FormattableString.Invariant($"{cpu.TotalSeconds} {double.Parse(peak, CultureInfo.InvariantCulture) / 1024} {bytes} {first.TotalMilliseconds} {again.TotalMilliseconds}"));
        return 0;
    }

    static TimeSpan Processor(Action action, string path)
    {
        foreach (var file in (string[])[path, path + ".db", path + ".db.wal"]) File.Delete(file);
        var before = Environment.CpuUsage.TotalTime;
        action();
        return Environment.CpuUsage.TotalTime - before;
    }

    static IEnumerable<RateRow> Rows(string rows) =>
        int.TryParse(rows, CultureInfo.InvariantCulture, out var count) ? PriceRows.Make(count) : StoredRows.Repeat(StoredRows.Read(rows), times: 10);
}
