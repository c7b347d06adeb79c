using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Assayer.Lake;
using Assayer.Rates.Payers;

namespace Assayer.Cli;

/// <summary><c>assayer lake list</c> and <c>assayer lake verify</c>.</summary>
static class LakeCommand
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create() => new("lake", "Look at a lake, or check it.") { List(), Verify() };

    static Command List()
    {
        var lake = Arguments.Lake();
        var json = Arguments.Json();
        var command = new Command("list", "What is in the lake.") { lake, json };
        command.SetAction(parsed =>
        {
            var folder = Arguments.ExistingLake(parsed.GetValue(lake));
            if (parsed.GetValue(json)) Console.Out.WriteLine(JsonSerializer.Serialize(folder.Sources(), Json));
            else Print(folder);
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

    static void Print(LakeFolder lake)
    {
        var sources = lake.Sources();
        var table = Terminal.Table("Source", "Kind", "Payer", "Vintage", "Codes", ">Rows", ">Rejected", ">Unresolved refs", "SHA-256");
        foreach (var source in sources)
            table.Add(
                source.Name + (source.Synthetic ? " (synthetic)" : ""),
                source.Header is { } header ? $"{source.Kind} {header.Structure}" : source.Kind,
                source.Header is { } words ? PayerDirectory.Default.Resolve(words.ReportingEntityName).Name : "Medicare",
                source.Vintage ?? (source.Header?.LastUpdatedOn ?? source.NameDate)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "not dated",
                Describe(source.Filter),
                Terminal.Number(source.Accepted),
                Terminal.Number(source.Rejected),
                Terminal.Number(source.RemoteReferences + source.UndefinedReferences),
                source.Sha256[..12]);
        Terminal.Out.Write(table);
        Console.Out.WriteLine($"{Terminal.Counted(sources.Count, "source")} in {lake.Path}");
    }

    static string Describe(Rates.CodeFilter filter) => filter.Codes switch
    {
        null => "all",
        { Count: <= 4 } few => string.Join(", ", few.Select(code => code.Value)),
        { } many => $"{many.Count} codes",
    };
}
