namespace Assayer.Evidence;

/// <summary>Counts every diagnostic by code and keeps the first few of each, so that a file with a million bad rows stays readable.</summary>
public sealed class DiagnosticLog(int keepPerCode = 5)
{
    readonly Dictionary<string, (Severity Severity, long Count)> _counts = new(StringComparer.Ordinal);
    readonly List<Diagnostic> _kept = [];

    /// <summary>The first few of each code, in the order they came.</summary>
    public IReadOnlyList<Diagnostic> Kept => _kept;

    /// <summary>How many of each code, kept or not, by code.</summary>
    public IEnumerable<(string Code, Severity Severity, long Count)> Counts =>
        _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value.Severity, pair.Value.Count));

    /// <summary>How many of a severity.</summary>
    public long CountOf(Severity severity) => _counts.Values.Where(value => value.Severity == severity).Sum(value => value.Count);

    /// <summary>How many of a code.</summary>
    public long CountOf(string code) => _counts.TryGetValue(code, out var value) ? value.Count : 0;

    /// <summary>Adds one, building its text only where it will be kept.</summary>
    public void Add(string code, Severity severity, Func<Diagnostic> diagnostic)
    {
        var count = CountOf(code);
        _counts[code] = (severity, count + 1);
        if (count < keepPerCode) _kept.Add(diagnostic());
    }

    /// <summary>Adds one.</summary>
    public void Add(Diagnostic diagnostic) => Add(diagnostic.Code, diagnostic.Severity, () => diagnostic);
}
