using System.Text.Json;
using Assayer.Evidence;

namespace Assayer.Tests.Fuzzing;

/// <summary>All that a reader handed on and said, to be compared with another reading of the same bytes.</summary>
sealed class Transcript
{
    readonly List<string> _lines = [];

    /// <summary>Whether the reader read to the end.</summary>
    public bool WasRead { get; private set; } = true;

    /// <summary>A row, or anything else.</summary>
    public void Add(object? value) => _lines.Add(JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object)));

    /// <summary>What there was to say, and that what was rejected was.</summary>
    public void Add(DiagnosticLog log, long rejected)
    {
        foreach (var diagnostic in log.Kept) Add(diagnostic);
        foreach (var (code, severity, count) in log.Counts) Add($"{code} {severity} {count}");
        Add(rejected);
        Assert.True(rejected == 0 || log.CountOf(Severity.Error) > 0, $"{rejected} were rejected without a word.");
    }

    /// <summary>The file was refused, or not recognised.</summary>
    public void Refuse(Diagnostic? diagnostic)
    {
        WasRead = false;
        Add(diagnostic);
    }

    /// <summary>The first line that another transcript has otherwise; null where both are the same.</summary>
    public string? Difference(Transcript other)
    {
        var at = _lines.Zip(other._lines).TakeWhile(pair => pair.First == pair.Second).Count();
        return at == _lines.Count && at == other._lines.Count ? null : $"{_lines.ElementAtOrDefault(at)}\nand\n{other._lines.ElementAtOrDefault(at)}";
    }
}
