using System.CommandLine;
using System.Globalization;
using Assayer.Rates.Samples;

namespace Assayer.Cli;

/// <summary><c>assayer sample</c>.</summary>
static class SampleCommand
{
    public static Command Create()
    {
        var seed = new Option<ulong>("--seed") { Description = "Equal seeds give equal files.", DefaultValueFactory = _ => 1, HelpName = "N" };
        var scale = new Option<long>("--scale")
        {
            Description = "About so much JSON in each payer file, filled with other codes: 200MB, 1.5GB. (default: no filling)",
            HelpName = "SIZE",
            CustomParser = result => Size(result.Tokens[0].Value, result.AddError),
        };
        var single = new Option<bool>("--single") { Description = "Only one payer file, to measure with." };
        var output = new Option<string>("--out") { Description = "The folder for the files.", Required = true, HelpName = "DIR" };
        var command = new Command("sample", "Make synthetic price files of any size, with the answers that a right benchmark gives.") { seed, scale, single, output };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new SampleOptions { Seed = parsed.GetValue(seed), BytesPerFile = parsed.GetValue(scale) };
            var folder = parsed.GetValue(output)!;
            foreach (var path in Write(folder, options, parsed.GetValue(single), cancellation)) Console.Out.WriteLine(path);
            return Task.FromResult(0);
        });
        return command;
    }

    static IReadOnlyList<string> Write(string folder, SampleOptions options, bool single, CancellationToken cancellation)
    {
        if (!single) return SampleGenerator.Write(folder, options, cancellation);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "synthetic_single.json.gz");
        SampleGenerator.WriteFile(path, options, cancellation);
        return [path];
    }

    static long Size(string text, Action<string> addError)
    {
        foreach (var (unit, bytes) in new[] { ("GB", 1e9), ("MB", 1e6), ("KB", 1e3), ("", 1.0) })
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * bytes < 1e15)
                return (long)(number * bytes);
        addError($"'{text}' is not a size such as 200MB or 1.5GB.");
        return 0;
    }
}
