using System.Diagnostics;
using System.Globalization;
using Assayer.Publishing.Sites;
using Spectre.Console;

namespace Assayer.Cli;

/// <summary>Shows on a terminal how far a site is: reports, speed, time left. Nothing where standard error is no terminal.</summary>
sealed class SiteDisplay(SiteProgress progress)
{
    static readonly TimeSpan Often = TimeSpan.FromMilliseconds(200);

    /// <summary>Does the work, and shows how far it is.</summary>
    public async Task<SiteResult> WhileAsync(Func<SiteResult> work)
    {
        var doing = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (Console.IsErrorRedirected) return await doing;
        await Terminal.Error.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 })
            .StartAsync(async context =>
            {
                var task = context.AddTask("Publishing");
                var clock = Stopwatch.StartNew();
                while (await Task.WhenAny(doing, Task.Delay(Often)) != doing)
                {
                    (task.MaxValue, task.Value, task.IsIndeterminate) = (Math.Max(1, progress.Total), progress.Done, progress.Done == 0);
                    task.Description = Markup.Escape(Describe(progress.Done, progress.Total, clock.Elapsed.TotalSeconds));
                }
            });
        return await doing;
    }

    static string Describe(int done, int total, double seconds)
    {
        if (done == 0) return "Reading what all codes share";
        var speed = done / seconds;
        return string.Create(CultureInfo.InvariantCulture, $"{Terminal.Number(done)} of {Terminal.Counted(total, "report")}  {speed:0} a second  {TimeSpan.FromSeconds(Math.Ceiling((total - done) / speed)):hh\\:mm\\:ss} left");
    }
}
