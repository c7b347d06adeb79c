using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Assayer.Evidence;
using Assayer.Lake;
using Assayer.Rates.Payers;

namespace Assayer.Cli;

/// <summary><c>assayer lake list</c>, <c>verify</c>, <c>optimize</c> and <c>remove</c>.</summary>
static class LakeCommand
{
    public static Command Create() => new("lake", "Look at a lake, check it, make it fast, or take sources out of it.") { List(), Verify(), Optimize(), Remove() };

    static Command List()
    {
        var lake = Arguments.Lake();
        var json = Arguments.Json();
        var command = new Command("list", "What is in the lake.") { lake, json };
        command.SetAction(parsed =>
        {
            var folder = Arguments.ExistingLake(parsed.GetValue(lake));
            var unreadable = new List<Diagnostic>();
            var sources = folder.Sources(unreadable.Add);
            if (parsed.GetValue(json)) Console.Out.WriteLine(JsonSerializer.Serialize(sources, CommandJson.Default.IReadOnlyListSourceManifest));
            else Print(folder, sources);
            return Terminal.Report(unreadable);
        });
        return command;
    }

    static Command Verify()
    {
        var lake = Arguments.Lake();
        var command = new Command("verify", "Check that every source in the lake is what its manifest says.") { lake };
        command.SetAction((parsed, cancellation) =>
        {
            var folder = Arguments.ExistingLake(parsed.GetValue(lake));
            var problems = LakeVerifier.Verify(folder, cancellation);
            foreach (var problem in problems) Console.Error.WriteLine(problem);
            if (problems.Count == 0) Console.Out.WriteLine($"{Terminal.Counted(folder.Sources().Count, "source")} checked: all is as the manifests say.");
            return Task.FromResult(problems.Count == 0 ? 0 : 1);
        });
        return command;
    }

    static Command Optimize()
    {
        var lake = Arguments.Lake();
        var command = new Command("optimize", "Keep a second copy of all prices by code, so that a code is found fast. To be run again after ingest; deleting the lake's folder optimized undoes it.") { lake };
        command.SetAction((parsed, cancellation) =>
        {
            var result = LakeOptimizer.Optimize(Arguments.ExistingLake(parsed.GetValue(lake)), Console.IsErrorRedirected ? null : Show, cancellation);
            if (result.Sources > 0) Console.Out.WriteLine($"optimized   {Terminal.Counted(result.Sources, "source")}, {Terminal.Counted(result.Rows, "row")}");
            else Console.Out.WriteLine("unchanged   every source with prices is optimized.");
            return Task.FromResult(0);
        });
        return command;

        static void Show(OptimizeProgress progress)
        {
            Console.Error.Write($"\roptimizing  part {progress.Layer} of {progress.Layers}, piece {progress.Piece} of {progress.Pieces} ");
            if (progress.Piece == progress.Pieces) Console.Error.WriteLine();
        }
    }

    static Command Remove()
    {
        var sources = new Argument<string[]>("SOURCE") { Description = "Names of sources as 'lake list' shows them, or the first digits of their SHA-256.", Arity = ArgumentArity.OneOrMore };
        var lake = Arguments.Lake();
        var command = new Command("remove", "Take sources out of the lake. The files that they were read from are not touched.") { sources, lake };
        command.SetAction(parsed =>
        {
            var folder = Arguments.ExistingLake(parsed.GetValue(lake));
            var wanted = parsed.GetValue(sources)!.Select(text => TheOne(folder, text)).DistinctBy(source => source.Sha256).ToList(); // all are found before the first is removed
            foreach (var (sha256, name) in wanted.Where(source => folder.Remove(source.Sha256))) Console.Out.WriteLine($"removed     {Terminal.Plain(name)}, {sha256[..12]}");
        });
        return command;
    }

    // Digits first: they find a source whose manifest is damaged, in a lake where nothing can be found by name.
    static (string Sha256, string Name) TheOne(LakeFolder lake, string text) => lake.Digests(text) is [var only] ? (only, "source") : lake.Named(text) switch
    {
        [var one] => (one.Sha256, $"{one.Name} ({one.Kind})"),
        [] => throw new UsageException($"No source in {lake.Path} has the name or SHA-256 '{text}'. See them: assayer lake list"),
        var several => throw new UsageException($"'{text}' names {several.Count} sources; say which by SHA-256: {string.Join(", ", several.Select(source => $"{source.Sha256[..12]} ({source.Kind}, {source.Date:yyyy-MM-dd})"))}."),
    };

    static void Print(LakeFolder lake, IReadOnlyList<SourceManifest> sources)
    {
        var table = Terminal.Table("Source", "Kind", "Of", "Vintage", "Codes", ">Rows", ">Rejected", ">Unresolved refs", "SHA-256");
        foreach (var source in sources)
            table.Add(
                source.Name + (source.Synthetic ? " (synthetic)" : ""),
                source.Header is { } header ? $"{source.Kind} {header.Structure}" : source.Hospital is { } hospital ? $"{source.Kind}, {hospital.Structure}" : source.Kind,
                PublisherOf(source),
                source.Vintage ?? source.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "not dated",
                Describe(source.Filter),
                Terminal.Number(source.Accepted),
                Terminal.Number(source.Rejected),
                Terminal.Number(source.RemoteReferences + source.UndefinedReferences),
                source.Sha256[..12]);
        Terminal.Out.Write(table);
        var (optimized, priced) = LakeOptimizer.CoverageOf(lake, sources);
        Console.Out.WriteLine($"{Terminal.Counted(sources.Count, "source")} in {lake.Path}{(optimized == 0 ? "" : $"; {Terminal.Number(optimized)} of the {Terminal.Number(priced)} with prices are optimized")}");
    }

    static string PublisherOf(SourceManifest source) =>
        source.Header is { } header ? PayerDirectory.Default.Resolve(header.ReportingEntityName).Name
        : source.Hospital is { } hospital ? hospital.HospitalName
        : source.Kind == "nucc" ? "NUCC"
        : "Medicare";

    static string Describe(Rates.CodeFilter filter) => filter.Codes switch
    {
        null => "all",
        { Count: <= 4 } few => string.Join(", ", few.Select(code => code.Value)),
        { } many => $"{many.Count} codes",
    };
}
