using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;

namespace Assayer.Benchmarks;

/// <summary>
/// What reading price files costs, beside others that do the same, part of it, or only open the file: whole processes, in interleaved rounds after one
/// to warm up; medians of the ratios within a round. The rows that the tools find are compared.
/// </summary>
/// <param name="assayer">The native program.</param>
/// <param name="library">The same for the JIT, which can be told to leave instructions out.</param>
/// <param name="folder">Where files are made.</param>
/// <param name="rounds">How many rounds count.</param>
sealed class ReadingBenchmark(string assayer, string library, string folder, int rounds)
{
    const string Wanted = "86353,86352,86355,86357,86359,86360,86361";
    static readonly string[] Codes = Wanted.Split(',');

    readonly string _rivals = Path.Combine(AppContext.BaseDirectory, "rivals");
    readonly List<string> _failures = [];

    /// <summary>Runs all of it.</summary>
    /// <param name="size">About how much JSON the files hold: "1.5GB".</param>
    /// <param name="largeSize">The same of the one that shows what is left of the start-up.</param>
    public int Run(string size, string largeSize)
    {
        Directory.CreateDirectory(folder);
        var main = Sample(size);
        var large = Sample(largeSize);
        var bytes = long.Parse(size.Replace("GB", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * (size.Contains('.', StringComparison.Ordinal) ? 100_000_000L : 1_000_000_000L);

        Compare("One file, seven codes", main, [Igzip(main), Seven(main), Stream(main), Gzip(main), Tokens(main)]);
        CompareSlow(main);
        Compare($"A larger file, {largeSize}, seven codes", large, [Igzip(large), Seven(large), Stream(large)]);
        Compare("The same file with GZipStream inside, and by the JIT: with all instructions, without AVX-512, without any vectors", main,
        [
            Igzip(main), Seven(main),
            Seven(main) with { Name = "assayer, GZipStream", Variables = [("ASSAYER_INFLATE", "zlib")] },
            Jitted(main),
            Jitted(main) with { Name = "JIT, AVX2", Variables = [("DOTNET_EnableAVX512", "0")] },
            Jitted(main) with { Name = "JIT, no SIMD", Variables = [("DOTNET_EnableHWIntrinsic", "0")] },
        ]);
        Two(main);
        Compare("One file, all codes", main, [Stream(main), All(main)], least: 3);
        foreach (var shape in Enum.GetValues<Shape>())
        {
            var file = Path.Combine(folder, size, $"synthetic_{shape.ToString().ToLowerInvariant()}.json.gz");
            if (!File.Exists(file)) ShapedFile.Write(file, shape, shape == Shape.Providers ? 0 : bytes, Codes);
            Compare($"{shape}, seven codes", file, [Igzip(file), Seven(file), Stream(file)]);
        }
        if (Environment.GetEnvironmentVariable("ASSAYER_TEST_DATA") is { } data
            && Directory.EnumerateFiles(data, "*in-network-rates*.json.gz", SearchOption.AllDirectories).OrderByDescending(path => new FileInfo(path).Length).FirstOrDefault() is { } real)
            Compare($"A real file, {Path.GetFileName(real)}, seven codes", real, [Igzip(real), Seven(real), Stream(real)]);
        foreach (var failure in _failures) Console.WriteLine($"FAILED: {failure}");
        return _failures.Count == 0 ? 0 : 1;
    }

    string Sample(string size)
    {
        var file = Path.Combine(folder, size, "synthetic_single.json.gz");
        if (!File.Exists(file)) Measure(new("sample", assayer, ["sample", "--single", "--scale", size, "--out", Path.Combine(folder, size)]));
        return file;
    }

    static Tool Igzip(string file) => new("igzip -dc", "igzip", ["-dc", file]);

    static Tool Gzip(string file) => new("gzip -dc", "gzip", ["-dc", file]);

    static Tool Stream(string file) => Own("GZipStream", ["rival", "stream", file]);

    static Tool Tokens(string file) => Own("Utf8JsonReader tokens", ["rival", "tokens", file]);

    Tool Seven(string file) => new("assayer", assayer, ["ingest", file, "--lake", Lake, "--codes", Wanted]);

    Tool Jitted(string file) => new("JIT", "dotnet", [library, "ingest", file, "--lake", Lake, "--codes", Wanted]);

    Tool All(string file) => new("assayer, all codes", assayer, ["ingest", file, "--lake", Lake]);

    static Tool Own(string name, string[] arguments) => new(name, Environment.ProcessPath!, arguments);

    string Lake => Path.Combine(folder, "lake");

    void Compare(string title, string file, Tool[] tools, int? least = null)
    {
        var measured = tools.Select(_ => new List<Measured>()).ToArray();
        for (var round = -1; round < Math.Min(rounds, least ?? rounds); round++)
        {
            for (var tool = 0; tool < tools.Length; tool++)
            {
                var one = Measure(tools[tool]);
                if (round >= 0) measured[tool].Add(one);
            }
        }
        Print(title, file, tools, measured);
    }

    static void Print(string title, string file, Tool[] tools, List<Measured>[] measured)
    {
        var json = ContentLength(file);
        Console.WriteLine($"\n{title}: {json / 1e6:F0} MB of JSON, {json / (double)new FileInfo(file).Length:F1} times its gzip, {measured[0].Count} rounds");
        Console.WriteLine($"  {"",-24}{"seconds",9}{"MB/s",8}{"CPU s",8}{"peak MiB",10}   x {string.Join("   x ", tools.Select(tool => tool.Name))}");
        for (var tool = 0; tool < tools.Length; tool++)
        {
            var seconds = Median(measured[tool].Select(one => one.Seconds));
            var ratios = tools.Select((_, other) => Median(measured[tool].Zip(measured[other], (own, others) => others.Seconds / own.Seconds)).ToString("0.000", CultureInfo.InvariantCulture));
            Console.WriteLine($"  {tools[tool].Name,-24}{seconds,9:F3}{json / 1e6 / seconds,8:F0}{Median(measured[tool].Select(one => one.CpuSeconds)),8:F2}{measured[tool].Max(one => one.PeakBytes) / 1048576.0,10:F0}   {string.Join("   ", ratios)}");
        }
    }

    // Once each: they take minutes.
    void CompareSlow(string file)
    {
        var plain = Path.Combine(folder, "unpacked.json");
        var ours = Measure(Seven(file));
        var expected = RowsOfLake();
        Console.WriteLine($"\nThe same rows by others, once each; prices, sum of amounts, NPIs behind them: {expected}");
        Console.WriteLine($"  {"assayer",-24}{ours.Seconds,9:F3} s{ours.PeakBytes / 1048576.0,10:F0} MiB");
        Slow(Own("DuckDB read_json", ["rival", "duckdb", file, Wanted, Path.Combine(folder, "duckdb.parquet")]));
        Slow(new("ijson (yajl2_c)", "/usr/bin/python3", [Path.Combine(_rivals, "ijson_rates.py"), file, Wanted]));
        if (Succeeds("g++", "--version"))
        {
            var program = Path.Combine(folder, "simdjson_rates");
            if (!Succeeds("g++", "-O3", "-march=native", "-std=c++17", Path.Combine(_rivals, "simdjson_rates.cpp"), "-lsimdjson", "-o", program))
            {
                _failures.Add("simdjson's program can't be built");
            }
            else
            {
                Succeeds("/bin/sh", "-c", $"exec igzip -dc '{file}' > '{plain}'");
                Slow(new("simdjson, unpacked file", program, [plain, Wanted]));
                File.Delete(plain);
            }
        }

        void Slow(Tool tool)
        {
            var theirs = Measure(tool);
            var again = Measure(Seven(file));
            var rows = theirs.Output.Trim();
            if (rows != expected) _failures.Add($"{tool.Name} found '{rows}', not '{expected}'");
            Console.WriteLine($"  {tool.Name,-24}{theirs.Seconds,9:F3} s{theirs.PeakBytes / 1048576.0,10:F0} MiB   assayer is {theirs.Seconds / ((ours.Seconds + again.Seconds) / 2):F1} times as fast   {(rows == expected ? "same rows" : "OTHER ROWS: " + rows)}");
        }
    }

    string RowsOfLake()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        string Part(string name) => $"read_parquet('{Lake}/sources/*/{name}.parquet')";
        command.CommandText = $"""
            WITH n AS (SELECT s.provider_set, count(*) AS npis FROM {Part("provider_sets")} s JOIN {Part("references")} r USING (reference) JOIN {Part("npis")} n ON n.provider_group = r.provider_group GROUP BY ALL)
            SELECT concat_ws(' ', count(*), sum(amount)::DECIMAL(18,2), sum(coalesce(npis, 0))::BIGINT) FROM {Part("rates")} LEFT JOIN n USING (provider_set)
            """;
        return (string)command.ExecuteScalar()!;
    }

    void Two(string file)
    {
        // Another file with the same content, so that it is no copy of the first.
        var second = Path.Combine(Path.GetDirectoryName(file)!, "synthetic_second.json.gz");
        if (!File.Exists(second)) Measure(new("second", "/bin/sh", ["-c", $"igzip -dc '{file}' | sed 's/Synthetic Choice Plus/Synthetic Choice Prime/' | gzip -6 > '{second}'"]));
        var ratios = new List<double>();
        for (var round = -1; round < rounds; round++)
        {
            var one = Measure(Seven(file)).Seconds;
            var watch = Stopwatch.StartNew();
            Task.WaitAll(
                Task.Run(() => Measure(Seven(file) with { Arguments = ["ingest", file, "--lake", Lake + "1", "--codes", Wanted] })),
                Task.Run(() => Measure(Seven(second) with { Arguments = ["ingest", second, "--lake", Lake + "2", "--codes", Wanted] })));
            if (round >= 0) ratios.Add(2 * one / watch.Elapsed.TotalSeconds);
        }
        Console.WriteLine($"\nTwo files at once on two cores, against one: {Median(ratios):F2} x the throughput, {ratios.Count} rounds");
    }

    static long ContentLength(string file)
    {
        using var received = Rates.Files.ReceivedFile.Open(file);
        return received.Finish(CancellationToken.None).ContentBytes;
    }

    Measured Measure(Tool tool)
    {
        if (Array.IndexOf(tool.Arguments, "--lake") is >= 0 and var place && Directory.Exists(tool.Arguments[place + 1])) Directory.Delete(tool.Arguments[place + 1], recursive: true);
        var start = new ProcessStartInfo("/usr/bin/time", ["-f", "%e %U %S %M", "-o", Path.Combine(folder, $"time-{Guid.NewGuid():N}"), tool.Program, .. tool.Arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in tool.Variables ?? []) start.Environment[name] = value;
        var isToNowhere = tool.Program is "igzip" or "gzip";
        if (isToNowhere) start = new("/bin/sh", ["-c", "exec /usr/bin/time -f '%e %U %S %M' -o \"$0\" \"$@\" > /dev/null", start.ArgumentList[3], .. start.ArgumentList.Skip(4)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var report = start.ArgumentList[isToNowhere ? 2 : 3];
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{tool.Program} can't be started.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var seconds = watch.Elapsed.TotalSeconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"{tool.Name} has failed: {errors.Result}");
        var figures = File.ReadAllText(report).Split(' ');
        File.Delete(report);
        double Figure(int index) => double.Parse(figures[index], CultureInfo.InvariantCulture);
        return new(seconds, Figure(1) + Figure(2), (long)Figure(3) * 1024, output);
    }

    static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception) // it isn't there
        {
            return false;
        }
    }

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    sealed record Tool(string Name, string Program, string[] Arguments)
    {
        public (string, string)[]? Variables { get; init; }
    }

    sealed record Measured(double Seconds, double CpuSeconds, long PeakBytes, string Output);
}
