using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Assayer.Rates.Files;

namespace Assayer.Benchmarks;

/// <summary>
/// How fast a gzip file opens to nowhere, beside others, in rounds: by the clock, and by processor time, which other work on the machine disturbs
/// less. Ours checks, counts and digests as <see cref="ReceivedFile"/> does.
/// </summary>
static class InflateBenchmark
{
    public static int Run(string file, int rounds)
    {
        Rival[] rivals =
        [
            new("igzip -dc", () => OpenBy("igzip", file)),
            new("ours", () => OpenBlocks(file)),
            new("GZipStream", () => OpenStream(file)),
            new("gzip -dc", () => OpenBy("gzip", file)),
        ];
        var length = OpenBlocks(file);
        for (var round = -1; round < rounds; round++) // the first is to warm up
            foreach (var rival in rivals) rival.Run(isMeasured: round >= 0);
        Console.WriteLine($"{length / 1e6:F0} MB, {new FileInfo(file).Length / 1e6:F1} MB packed, {rounds} rounds; medians, and medians of each round's ratio to {rivals[0].Name}");
        Console.WriteLine($"{"",-12}{"MB/s",8}{"ratio",8}{"MB/s CPU",12}{"ratio",8}");
        foreach (var rival in rivals)
            Console.WriteLine($"{rival.Name,-12}{length / 1e6 / Median(rival.Seconds),8:F0}{Ratio(rivals[0].Seconds, rival.Seconds),8:F2}{length / 1e6 / Median(rival.Processor),12:F0}{Ratio(rivals[0].Processor, rival.Processor),8:F2}");
        return 0;
    }

    static long OpenBlocks(string path)
    {
        using var file = ReceivedFile.Open(path);
        return file.Finish(CancellationToken.None).ContentBytes;
    }

    static long OpenStream(string path)
    {
        using var stream = new GZipStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0), CompressionMode.Decompress);
        var buffer = new byte[1 << 18];
        var length = 0L;
        for (int read; (read = stream.Read(buffer)) > 0;) length += read;
        return length;
    }

    static long OpenBy(string program, string path)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" -dc \"$1\" > /dev/null", program, path]);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode == 0 ? 0 : throw new InvalidOperationException($"{program} has failed.");
    }

    static double Ratio(List<double> first, List<double> other) => Median(first.Zip(other, (one, another) => one / another));

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    sealed class Rival(string name, Func<long> open)
    {
        public string Name => name;

        public List<double> Seconds { get; } = [];

        public List<double> Processor { get; } = [];

        public void Run(bool isMeasured)
        {
            var (watch, before) = (Stopwatch.StartNew(), ProcessorSeconds());
            open();
            if (!isMeasured) return;
            Seconds.Add(watch.Elapsed.TotalSeconds);
            Processor.Add(ProcessorSeconds() - before);
        }

        // This process's, and that of the children that have ended (getrusage of Linux: seconds and microseconds, of the user and the system).
        static double ProcessorSeconds()
        {
            const int Self = 0, Children = -1;
            var sum = 0.0;
            var usage = new long[18];
            foreach (var who in (int[])[Self, Children])
            {
                if (GetUsage(who, usage) != 0) throw new InvalidOperationException("getrusage has failed.");
                sum += usage[0] + usage[2] + (usage[1] + usage[3]) / 1e6;
            }
            return sum;
        }

        [DllImport("libc", EntryPoint = "getrusage")]
        static extern int GetUsage(int who, long[] usage);
    }
}
