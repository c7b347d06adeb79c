using Assayer.Codes;
using Assayer.Publishing.CodeReports;
using Assayer.Publishing.Documents;
using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.Sites;

/// <summary>What a site is asked to be.</summary>
public sealed record SiteOptions
{
    /// <summary>Formats beside HTML that are one file each, by their file ending, and how they are written.</summary>
    public IReadOnlyDictionary<string, Action<CodeReport, Document, Stream>> Formats { get; init; } = new Dictionary<string, Action<CodeReport, Document, Stream>>();

    /// <summary>Whether each report has a folder of CSV files.</summary>
    public bool WithCsv { get; init; }

    /// <summary>The address that the site will have, with a slash at its end; null: not known, and then there is no sitemap.</summary>
    public Uri? Address { get; init; }

    /// <summary>Our own name of a code, for links to it; null where there is none.</summary>
    public required Func<BillingCode, string?> NameOf { get; init; }

    /// <summary>
    /// Digest of everything that reports are made from besides the program and these options: sources, profiles, the day. Of a code that was
    /// made from the same, and whose files are still as they were made, nothing is made again.
    /// </summary>
    public required string Inputs { get; init; }
}

/// <summary>A report for a site.</summary>
/// <param name="Report">The report.</param>
/// <param name="Rows">The rows behind it, for CSV.</param>
public sealed record SiteReport(CodeReport Report, IEnumerable<BenchmarkRow> Rows);

/// <summary>What became of a site.</summary>
/// <param name="Codes">Codes in the index.</param>
/// <param name="Made">Codes whose files were made; the others were up to date.</param>
/// <param name="Written">Files written, since they were new or changed.</param>
/// <param name="Removed">Files taken away, since nothing makes them any more.</param>
/// <param name="Failed">Codes whose report could not be made, and why.</param>
/// <param name="IsSynthetic">Whether any figure is made up.</param>
public sealed record SiteResult(int Codes, int Made, int Written, int Removed, IReadOnlyList<(BillingCode Code, string Why)> Failed, bool IsSynthetic);

/// <summary>How far a site is; read by other threads while it is made.</summary>
public sealed class SiteProgress
{
    int _done;

    /// <summary>Reports to make.</summary>
    public int Total { get; internal set; }

    /// <summary>Reports made.</summary>
    public int Done => Volatile.Read(ref _done);

    internal void Advance() => Interlocked.Increment(ref _done);
}
