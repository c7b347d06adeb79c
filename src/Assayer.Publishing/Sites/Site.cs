using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using Assayer.Codes;
using Assayer.Evidence;
using Assayer.Publishing.CodeReports;
using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.Sites;

/// <summary>Makes a static site of reports, or brings one up to date. See docs/site.md.</summary>
public static class Site
{
    // A run that is killed loses the knowledge of at most so much of its work; the work itself stays.
    static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    /// <summary>Makes the site: reads on this thread, makes reports on as many more as there are processors.</summary>
    /// <param name="folder">The site's folder.</param>
    /// <param name="codes">The codes, in order.</param>
    /// <param name="rates">What is known of the codes, read as it is asked for; others than <paramref name="codes"/> are passed over.</param>
    /// <param name="report">Makes a code's report; called by several threads.</param>
    /// <param name="options">What the site is asked to be.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops it; what is finished is kept.</param>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public static SiteResult Make(
        string folder, IReadOnlyList<BillingCode> codes, IEnumerable<CodeRates> rates, Func<CodeRates, SiteReport> report, SiteOptions options, SiteProgress? progress = null, CancellationToken cancellation = default)
    {
        options = options with { Inputs = InputsOf(options, codes) };
        var site = new SiteFolder(folder);
        var plan = new SitePlan(codes, options);
        var old = SiteManifest.Load(site) ?? new();
        var made = UpToDate(site, old, codes.ToHashSet(), options.Inputs, cancellation);
        var waiting = codes.Where(code => !made.ContainsKey(code)).ToHashSet();
        var failed = new ConcurrentDictionary<BillingCode, string>();
        var count = waiting.Count;
        progress ??= new();
        progress.Total = count;
        if (count > 0)
        {
            string[] planned = [.. codes.SelectMany(code => CodePages.FilesOf(ReportName.Of(code), options)), .. SiteIndex.FilesOf(plan)];
            void Save() => Unfinished(old, made, planned).Save(site);
            Save();
            try
            {
                MakeAll(site, plan, options, rates, report, waiting, made, failed, progress, Save, cancellation);
            }
            catch
            {
                Save();
                throw;
            }
        }
        foreach (var code in waiting.Where(code => !made.ContainsKey(code))) failed.TryAdd(code, "it was not read");
        // Of a code that failed, the report that was there before stays.
        foreach (var before in old.Codes.Where(before => failed.ContainsKey(before.Entry.Code))) made.TryAdd(before.Entry.Code, before);

        List<MadeCode> all = [.. codes.Where(made.ContainsKey).Select(code => made[code])];
        List<SiteFile> pages = [.. SiteIndex.Write(site, plan, [.. all.Select(code => code.Entry)]), .. Sitemap.Write(site, plan, [.. all.Select(code => code.Entry.Code)])];
        var removed = Remove(site, old, [.. all.SelectMany(code => code.Files), .. pages]);
        new SiteManifest { Codes = all, Pages = pages }.Save(site);
        site.Finish();
        return new(all.Count, count - failed.Count, site.Written, removed, [.. failed.OrderBy(one => one.Key).Select(one => (one.Key, one.Value))], all.Exists(code => code.Entry.IsSynthetic));
    }

    // All that a code's files depend on: the program, what the caller knows of, and the site around the code.
    static string InputsOf(SiteOptions options, IReadOnlyList<BillingCode> codes)
    {
        var program = new[] { typeof(Site), typeof(CodeRates), typeof(BillingCode), typeof(Source) }.Select(type => type.Assembly.ManifestModule.ModuleVersionId.ToString());
        string[] parts = [options.Inputs, .. program, options.Address?.AbsoluteUri ?? "", .. options.Formats.Keys, options.WithCsv ? "csv" : "", .. codes.Select(code => code.ToString())];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }

    static ConcurrentDictionary<BillingCode, MadeCode> UpToDate(SiteFolder site, SiteManifest old, HashSet<BillingCode> codes, string inputs, CancellationToken cancellation)
    {
        var made = new ConcurrentDictionary<BillingCode, MadeCode>();
        Parallel.ForEach(
            old.Codes.Where(code => code.Inputs == inputs && codes.Contains(code.Entry.Code)), new ParallelOptions { CancellationToken = cancellation },
            code =>
            {
                if (code.Files.All(site.Holds)) made[code.Entry.Code] = code;
            });
        return made;
    }

    // One reader, a renderer for each processor, and between them no more than a few codes.
    static void MakeAll(
        SiteFolder site, SitePlan plan, SiteOptions options, IEnumerable<CodeRates> rates, Func<CodeRates, SiteReport> report, HashSet<BillingCode> waiting,
        ConcurrentDictionary<BillingCode, MadeCode> made, ConcurrentDictionary<BillingCode, string> failed, SiteProgress progress, Action save, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var queue = new BlockingCollection<CodeRates>(2 * Environment.ProcessorCount);
        Exception? fatal = null;
        void Work()
        {
            using var pages = new CodePages(site, plan, options);
            try
            {
                foreach (var code in queue.GetConsumingEnumerable(stop.Token))
                {
                    try
                    {
                        made[code.Code] = pages.Make(report(code));
                    }
                    // One code's trouble is not the others'; what is wrong with the disk or the memory is everybody's.
                    catch (Exception exception) when (exception is not (IOException or UnauthorizedAccessException or OutOfMemoryException or OperationCanceledException))
                    {
                        failed[code.Code] = $"{exception.GetType().Name}: {exception.Message}";
                    }
                    progress.Advance();
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref fatal, exception, null);
                stop.Cancel();
            }
        }
        Task[] workers = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        var clock = Stopwatch.StartNew();
        try
        {
            foreach (var code in rates)
            {
                stop.Token.ThrowIfCancellationRequested();
                if (waiting.Contains(code.Code)) queue.Add(code, stop.Token);
                if (clock.Elapsed < Between) continue;
                save();
                clock.Restart();
            }
            queue.CompleteAdding();
        }
        catch (OperationCanceledException) when (fatal is not null)
        {
        }
        catch
        {
            stop.Cancel();
            throw;
        }
        finally
        {
            Task.WaitAll(workers, CancellationToken.None);
        }
        if (fatal is not null) ExceptionDispatchInfo.Throw(fatal);
        cancellation.ThrowIfCancellationRequested();
    }

    // What was made by this run, else before it; and what this run may make without coming to say so.
    static SiteManifest Unfinished(SiteManifest old, ConcurrentDictionary<BillingCode, MadeCode> made, string[] planned)
    {
        var finished = made.ToDictionary();
        return old with
        {
            Codes = [.. old.Codes.Where(code => !finished.ContainsKey(code.Entry.Code)), .. finished.Values],
            Planned = [.. planned.Union(old.Planned)],
        };
    }

    // Only what a run made: a file that was changed since is somebody else's.
    static int Remove(SiteFolder site, SiteManifest old, HashSet<SiteFile> files)
    {
        var kept = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var removed = 0;
        foreach (var file in old.Codes.SelectMany(code => code.Files).Concat(old.Pages).Where(file => !kept.Contains(file.Path)))
        {
            if (!site.Holds(file)) continue;
            site.Remove(file.Path);
            removed++;
        }
        foreach (var path in old.Planned.Where(path => !kept.Contains(path)))
            if (site.Remove(path)) removed++;
        return removed;
    }
}
