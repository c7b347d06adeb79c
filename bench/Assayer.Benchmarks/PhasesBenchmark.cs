using System.Diagnostics;
using Assayer.Codes;
using Assayer.Lake;
using Assayer.Rates;
using Assayer.Rates.Files;
using Assayer.Rates.Transparency;

namespace Assayer.Benchmarks;

/// <summary>Where the time of reading a file goes: each phase with all before it, warm and in one process; seconds of the wall and of both cores.</summary>
static class PhasesBenchmark
{
    public static int Run(string path, string? codes, string? only, int rounds)
    {
        var filter = codes is null ? CodeFilter.All : CodeFilter.Of(codes.Split(',').Select(code => new BillingCode(BillingCodeType.Cpt, code)));
        (string Name, Action Run)[] phases =
        [
            ("received and digested", () => Receive(path)),
            ("inflated and summed", () => With(path, file => file.Finish(default))),
            ("sieved", () => With(path, file => SievedText.Read(file.Blocks, filter, "in_network", "negotiated_rates", Drain, default))),
            ("parsed", () => With(path, file => InNetworkReader.Read(file, filter, new Nowhere()))),
            ("in the lake", () => Ingest(path, filter)),
        ];
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, run) in phases)
            {
                if (only is not null && !name.Contains(only, StringComparison.Ordinal)) continue;
                GC.Collect();
                var (clock, cpu, collections, allocated) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, GC.CollectionCount(0), GC.GetTotalAllocatedBytes());
                run();
                if (round == 0 && rounds > 1) continue; // to warm up
                Console.WriteLine($"{name,-24}{clock.Elapsed.TotalSeconds,8:F3} s{(Environment.CpuUsage.TotalTime - cpu).TotalSeconds,8:F3} s CPU{GC.CollectionCount(0) - collections,6} collections{(GC.GetTotalAllocatedBytes() - allocated) / 1e6,8:F0} MB allocated");
            }
        }
        return 0;
    }

    static void Receive(string path) => ReceivedFile.Sha256Of(path, default);

    static void With(string path, Action<ReceivedFile> read)
    {
        using var file = ReceivedFile.Open(path);
        read(file);
    }

    static long Drain(SievedText text)
    {
        var buffer = new byte[1 << 18];
        var length = 0L;
        for (int read; (read = text.Read(buffer)) > 0;) length += read;
        return length;
    }

    static void Ingest(string path, CodeFilter filter)
    {
        var folder = Directory.CreateTempSubdirectory("assayer-phases-");
        new Ingester(new(folder.FullName), filter).Ingest(path);
        folder.Delete(recursive: true);
    }

    sealed class Nowhere : IInNetworkSink
    {
        public void Add(RateRow row)
        {
        }

        public void Add(ProviderSet providers)
        {
        }

        public void Add(FiledReference reference)
        {
        }

        public void Add(ProviderGroup group)
        {
        }
    }
}
