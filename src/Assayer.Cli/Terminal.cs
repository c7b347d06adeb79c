using System.Globalization;
using Assayer.Evidence;
using Spectre.Console;

namespace Assayer.Cli;

/// <summary>The console: results on standard output, diagnostics and progress on standard error.</summary>
static class Terminal
{
    const int WidthOfFiles = 220;

    /// <summary>Standard output.</summary>
    public static IAnsiConsole Out { get; } = ConsoleOn(Console.Out, Console.IsOutputRedirected);

    /// <summary>Standard error.</summary>
    public static IAnsiConsole Error { get; } = ConsoleOn(Console.Error, Console.IsErrorRedirected);

    /// <summary>A table in this program's style.</summary>
    public static Table Table(params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            var isNumber = column.StartsWith('>');
            table.AddColumn(new TableColumn(Markup.Escape(column.TrimStart('>'))) { Alignment = isNumber ? Justify.Right : Justify.Left, NoWrap = isNumber });
        }
        return table;
    }

    /// <summary>A row of plain texts.</summary>
    public static void Add(this Table table, params IEnumerable<string> cells) => table.AddRow([.. cells.Select(cell => new Text(Plain(cell)))]);

    /// <summary>Says what is wrong, if anything, and returns the exit code.</summary>
    public static int Report(IReadOnlyCollection<Diagnostic> problems)
    {
        foreach (var problem in problems) Console.Error.WriteLine(problem);
        return problems.Count == 0 ? 0 : 1;
    }

    /// <summary>A text from a file without control characters, which a terminal would obey.</summary>
    public static string Plain(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character)) : text;

    /// <summary>"1 row", "1,234 rows".</summary>
    public static string Counted(long count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>"1,234".</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"523 B", "1.5 MB", "42.0 GB": decimal units.</summary>
    public static string Bytes(double bytes)
    {
        foreach (var (unit, size) in new[] { ("GB", 1e9), ("MB", 1e6), ("kB", 1e3) })
            if (bytes >= size) return string.Create(CultureInfo.InvariantCulture, $"{bytes / size:0.0} {unit}");
        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0} B");
    }

    static IAnsiConsole ConsoleOn(TextWriter writer, bool isFile)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer) });
        if (isFile) console.Profile.Width = WidthOfFiles;
        return console;
    }
}
