using System.CommandLine;
using System.Globalization;
using System.IO.Enumeration;
using Assayer.Codes;
using Assayer.Codes.Profiles;
using Assayer.Lake;
using Assayer.Rates;
using Assayer.Rates.Benchmarks;
using Assayer.Rates.Files.Downloads;

namespace Assayer.Cli;

/// <summary>What several commands take, and how it is read.</summary>
static class Arguments
{
    /// <summary>Where the lake is when nothing else is said.</summary>
    public const string DefaultLake = "lake";

    /// <summary><c>--lake DIR</c>.</summary>
    public static Option<string?> Lake() => new("--lake") { Description = $"The folder of the lake. (default: {DefaultLake})", HelpName = "DIR" };

    /// <summary><c>--as-of DAY</c>.</summary>
    public static Option<DateOnly?> AsOf() => new("--as-of")
    {
        Description = "The day that the benchmark holds for, as YYYY-MM-DD. (default: the newest date of the payer files)",
        HelpName = "DAY",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            result.AddError($"'{result.Tokens[0].Value}' is not a day as YYYY-MM-DD.");
            return null;
        },
    };

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON, for machines." };

    /// <summary>A lake that need not be there yet.</summary>
    public static LakeFolder LakeAt(string? path) =>
        File.Exists(path) ? throw new UsageException($"{path} is a file; --lake names a folder.") : new(path ?? DefaultLake);

    /// <summary>A lake that must be there.</summary>
    public static LakeFolder ExistingLake(string? path)
    {
        var lake = LakeAt(path);
        return lake.Exists ? lake : throw new UsageException($"There is no lake at {lake.Path}. Make one: assayer ingest FILE… --lake {path ?? DefaultLake}");
    }

    /// <summary>A code, or a usage error that says what codes look like.</summary>
    public static BillingCode Code(string text) => BillingCode.TryParse(text, out var code)
        ? code
        : throw new UsageException($"'{text}' is not a billing code. Write five digits for CPT (86353), a letter and four digits for HCPCS (J1234), or the kind and the code (MS-DRG:001).");

    /// <summary>What a code's benchmark is asked for, and its profile: that of the day, else one of another time, since the report says for which days it was written.</summary>
    public static (BenchmarkOptions Options, CodeProfile? Profile) OptionsFor(BillingCode code, CodeRates rates, CodeProfiles profiles, DateOnly? asOf)
    {
        if (!profiles.TryGet(code, asOf ?? Benchmark.DayOf(rates), out var profile)) profiles.TryGet(code, null, out profile);
        return (new() { AsOf = asOf, BillingTaxonomies = profile?.BillingTaxonomies }, profile);
    }

    /// <summary>The codes of <c>--codes</c>: a list with commas, or a file with codes separated by commas, spaces or lines; # starts a comment.</summary>
    public static CodeFilter Codes(string? text)
    {
        if (text is null) return CodeFilter.All;
        if (!File.Exists(text) && Path.HasExtension(text)) throw new UsageException($"There is no file {text}; --codes takes a file of codes, or codes with commas.");
        var list = File.Exists(text) ? string.Join('\n', File.ReadLines(text).Select(line => line.Split('#')[0])) : text;
        var codes = list.Split([',', ' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Code).ToList();
        return codes.Count > 0 ? CodeFilter.Of(codes) : throw new UsageException($"--codes {text} names no code.");
    }

    /// <summary>The files that a source names: a file, all files of a folder and its folders, or a pattern with * and ?. What isn't there is returned as it is.</summary>
    public static IEnumerable<string> Files(string source)
    {
        if (WebAddress.IsMeant(source)) return [source];
        if (Directory.Exists(source))
        {
            // Links are not followed: they may lead in a circle.
            var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.ReparsePoint };
            var files = Directory.EnumerateFiles(source, "*", options).Order(StringComparer.Ordinal).ToList();
            return files.Count > 0 ? files : [source];
        }
        var pattern = Path.GetFileName(source);
        var folder = Path.GetDirectoryName(source) is { Length: > 0 } named ? named : ".";
        if (File.Exists(source) || !pattern.AsSpan().ContainsAny('*', '?') || !Directory.Exists(folder)) return [source];
        var matching = Directory.EnumerateFiles(folder)
            .Where(file => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(file), ignoreCase: false))
            .Order(StringComparer.Ordinal).ToList();
        return matching.Count > 0 ? matching : [source];
    }
}
