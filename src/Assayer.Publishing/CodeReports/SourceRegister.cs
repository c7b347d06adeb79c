using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Assayer.Evidence;

namespace Assayer.Publishing.CodeReports;

/// <summary>A source in the register.</summary>
/// <param name="Id">"S1", "S2", …</param>
/// <param name="Name">What it is.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="Vintage">Edition.</param>
/// <param name="Period">Days for which it holds; <see cref="Evidence.Period.Always"/> where it doesn't say.</param>
/// <param name="Sha256">Digest of the bytes received; null for what is not a file.</param>
/// <param name="Locator">Place inside.</param>
/// <param name="Url">Where it can be found.</param>
/// <param name="IsSynthetic">Whether it, or anything it was made from, was made up.</param>
/// <param name="Inputs">Ids of the sources it was made from, each once.</param>
public sealed record SourceEntry(
    string Id, string Name, string? Publisher, string? Vintage, Period Period, string? Sha256, string? Locator, string? Url, bool IsSynthetic,
    IReadOnlyList<string> Inputs);

/// <summary>Gives each different source of a report an id, in the order in which the report names them.</summary>
public sealed class SourceRegister
{
    readonly Dictionary<Source, string> _ids = [];
    readonly Dictionary<string, string> _files = [];

    internal SourceRegister(params IEnumerable<object> sections)
    {
        foreach (var source in sections.SelectMany(ReportWalk.Leaves).SelectMany(SourcesOf)) Add(source);
        Entries = [.. _ids.Select(pair => Describe(pair.Key, pair.Value))];
    }

    /// <summary>The sources, by id.</summary>
    public IReadOnlyList<SourceEntry> Entries { get; }

    /// <summary>The id of a source that the report names.</summary>
    /// <exception cref="KeyNotFoundException">The report doesn't name it.</exception>
    public string IdOf(Source source) => _ids[source];

    /// <summary>The id of the file with that SHA-256.</summary>
    public bool TryGetFile(string sha256, [NotNullWhen(true)] out string? id) => _files.TryGetValue(sha256, out id);

    static IEnumerable<Source> SourcesOf(object leaf) => leaf switch
    {
        IFact fact => fact.Sources,
        Source source => [source],
        _ => [],
    };

    void Add(Source source)
    {
        if (!_ids.TryAdd(source, "S" + (_ids.Count + 1).ToString(CultureInfo.InvariantCulture))) return;
        if (source.Sha256 is { } digest && (source.Locator is null || !_files.ContainsKey(digest))) _files[digest] = _ids[source];
        foreach (var input in source.Inputs) Add(input);
    }

    SourceEntry Describe(Source source, string id) => new(
        id, source.Name, source.Publisher, source.Vintage, source.Period, source.Sha256, source.Locator, source.Url, source.IsSynthetic,
        [.. source.Inputs.Select(IdOf).Distinct()]);
}
