using System.Diagnostics;
using Assayer.Lake;
using Assayer.Rates.Files.Downloads;
using Spectre.Console;

namespace Assayer.Cli;

/// <summary>Shows on a terminal how far an ingest is: file, bytes, speed, rows, time left. Nothing where standard error is no terminal.</summary>
sealed class IngestDisplay(Ingester ingester, IngestRun run, Downloader? downloader)
{
    static readonly TimeSpan Often = TimeSpan.FromMilliseconds(200);

    /// <summary>Does a part of the work, and shows how far it is.</summary>
    public async Task<T> WhileAsync<T>(Func<Task<T>> work)
    {
        if (Console.IsErrorRedirected) return await work();
        var doing = Task.Run(work);
        await Terminal.Error.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 })
            .StartAsync(async context =>
            {
                var task = context.AddTask("Reading");
                var (name, clock) = ("", Stopwatch.StartNew());
                while (await Task.WhenAny(doing, Task.Delay(Often)) != doing)
                {
                    var (current, done, whole, rows) = Now();
                    if (current != name) (name, clock) = (current, Stopwatch.StartNew());
                    (task.MaxValue, task.Value, task.IsIndeterminate) = (Math.Max(1, whole), done, whole == 0);
                    task.Description = Markup.Escape(Describe(name, done, whole, rows, clock.Elapsed.TotalSeconds));
                }
            });
        return await doing;
    }

    (string Name, long Done, long Whole, long? Rows) Now()
    {
        if (run.Fetching is not { } address) return (ingester.Progress.Name, ingester.Progress.BytesReceived, ingester.Progress.Length, ingester.Progress.Rows);
        var download = downloader?.Running is [var first, ..] ? first : null;
        return (address, download?.Received ?? 0, download?.Total ?? 0, null);
    }

    string Describe(string name, long done, long whole, long? rows, double seconds)
    {
        const int LongestName = 48;
        var speed = seconds > 0 ? done / seconds : 0;
        var parts = new List<string> { name.Length <= LongestName ? name : "…" + name[^LongestName..], whole > 0 ? $"{Terminal.Bytes(done)} of {Terminal.Bytes(whole)}" : Terminal.Bytes(done), $"{Terminal.Bytes(speed)}/s" };
        if (rows is { } kept) parts.Add(Terminal.Counted(kept, "row"));
        if (whole > done && speed > 0) parts.Add($"{TimeSpan.FromSeconds(Math.Ceiling((whole - done) / speed)):hh\\:mm\\:ss} left");
        if (run.Waiting > 0) parts.Add($"{Terminal.Counted(run.Waiting, "file")} to go");
        return Terminal.Plain(string.Join("  ", parts));
    }
}
