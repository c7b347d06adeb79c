using System.Diagnostics;
using System.IO.Compression;
using Assayer.Rates.Files;

namespace Assayer.Benchmarks;

/// <summary>How fast a gzip file opens to nowhere, beside others, in rounds.</summary>
static class InflateBenchmark
{
    public static int Run(string file, int rounds)
    {
        (string Name, Func<long> Open)[] rivals =
        [
            ("igzip -dc", () => OpenBy("igzip", file)),
            ("ours", () => OpenBlocks(file)),
            ("GZipStream", () => OpenStream(file)),
            ("gzip -dc", () => OpenBy("gzip", file)),
        ];
        var length = OpenBlocks(file);
        var seconds = rivals.Select(_ => new double[rounds]).ToArray();
        for (var round = -1; round < rounds; round++) // the first is to warm up
        {
            for (var rival = 0; rival < rivals.Length; rival++)
            {
                var watch = Stopwatch.StartNew();
                rivals[rival].Open();
                if (round >= 0) seconds[rival][round] = watch.Elapsed.TotalSeconds;
            }
        }
        Console.WriteLine($"{length / 1e6:F0} MB, {new FileInfo(file).Length / 1e6:F1} MB packed, {rounds} rounds");
        for (var rival = 0; rival < rivals.Length; rival++)
        {
            var times = seconds[rival];
            Console.WriteLine($"{rivals[rival].Name,-12}{length / 1e6 / Median(times),8:F0} MB/s{Median(times.Select((time, round) => seconds[0][round] / time)),8:F2} x {rivals[0].Name}");
        }
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

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
