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
    // What is asked for each cell of a report, made once. The second finds a source by its reference: comparing those made from a thousand
    // files would take long.
    sealed record Named(string Id, string[] Alone, bool IsSynthetic);

    readonly Dictionary<Source, Named> _sources = [];
    readonly Dictionary<Source, Named> _byReference = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<string, string> _files = [];

    internal SourceRegister(params IEnumerable<object> sections)
    {
        foreach (var leaf in ReportWalk.Leaves(sections))
            foreach (var source in SourcesOf(leaf)) Add(source);
        Entries = [.. _sources.Select(pair => Describe(pair.Key, pair.Value))];
    }

    /// <summary>The sources, by id.</summary>
    public IReadOnlyList<SourceEntry> Entries { get; }

    /// <summary>The id of a source that the report names.</summary>
    /// <exception cref="KeyNotFoundException">The report doesn't name it.</exception>
    public string IdOf(Source source) => Of(source).Id;

    /// <summary>The id of the file with that SHA-256.</summary>
    public bool TryGetFile(string sha256, [NotNullWhen(true)] out string? id) => _files.TryGetValue(sha256, out id);

    /// <summary>The ids of sources, each once.</summary>
    internal string[] IdsOf(IReadOnlyList<Source> sources) => sources switch
    {
        [] => [],
        [var one] => Of(one).Alone,
        _ => [.. sources.Select(IdOf).Distinct()],
    };

    /// <summary>Whether any of the sources, or what it was made from, was made up.</summary>
    internal bool IsSynthetic(IReadOnlyList<Source> sources)
    {
        for (var index = 0; index < sources.Count; index++)
            if (Of(sources[index]).IsSynthetic) return true;
        return false;
    }

    Named Of(Source source) => _byReference.TryGetValue(source, out var named) ? named : _sources[source];

    static IReadOnlyList<Source> SourcesOf(object leaf) => leaf switch
    {
        IFact fact => fact.Sources,
        Source source => [source],
        _ => [],
    };

    void Add(Source source)
    {
        if (_byReference.ContainsKey(source)) return;
        if (_sources.TryGetValue(source, out var equal))
        {
            _byReference.Add(source, equal);
            return;
        }
        var id = "S" + (_sources.Count + 1).ToString(CultureInfo.InvariantCulture);
        var named = new Named(id, [id], source.IsSynthetic);
        _sources.Add(source, named);
        _byReference.Add(source, named);
        if (source.Sha256 is { } digest && (source.Locator is null || !_files.ContainsKey(digest))) _files[digest] = id;
        foreach (var input in source.Inputs) Add(input);
    }

    SourceEntry Describe(Source source, Named named) => new(
        named.Id, source.Name, source.Publisher, source.Vintage, source.Period, source.Sha256, source.Locator, source.Url, named.IsSynthetic, IdsOf(source.Inputs));
}
