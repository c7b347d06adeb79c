using System.Runtime.InteropServices;
using Assayer.Codes.Medicare;
using Assayer.Evidence;

namespace Assayer.Lake;

/// <summary>
/// A whole table of procedure-to-procedure edits in memory, rows by code. A national one has millions of rows: they are kept as numbers,
/// and texts once.
/// </summary>
sealed class PairEditTable
{
    readonly record struct Row(int Line, int Column1, int Column2, int Effective, int Deleted, int ModifierIndicator, int Rationale);

    const int NoDay = -1;

    readonly List<Row> _rows = [];
    readonly List<string> _texts = [];
    readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    // The rows of the text numbered n: _byCode[_starts[n].._starts[n + 1]].
    readonly int[] _starts;
    readonly int[] _byCode;

    public PairEditTable(Source source, string? setting, IEnumerable<ProcedurePairEdit> rows)
    {
        (Source, Setting) = (source, setting);
        foreach (var row in rows)
            _rows.Add(new(checked((int)row.Line), Number(row.Column1), Number(row.Column2), Day(row.Effective), Day(row.Deleted), row.ModifierIndicator, Number(row.Rationale)));
        _rows.TrimExcess();
        _starts = new int[_texts.Count + 1];
        foreach (var row in _rows)
        {
            _starts[row.Column1 + 1]++;
            if (row.Column2 != row.Column1) _starts[row.Column2 + 1]++;
        }
        for (var number = 1; number < _starts.Length; number++) _starts[number] += _starts[number - 1];
        _byCode = new int[_starts[^1]];
        var next = _starts.ToArray();
        for (var index = 0; index < _rows.Count; index++)
        {
            _byCode[next[_rows[index].Column1]++] = index;
            if (_rows[index].Column2 != _rows[index].Column1) _byCode[next[_rows[index].Column2]++] = index;
        }
    }

    /// <summary>The file.</summary>
    public Source Source { get; }

    /// <summary>The setting that it is for; null where its name doesn't say.</summary>
    public string? Setting { get; }

    /// <summary>The rows in which a code stands, by line.</summary>
    public ProcedurePairEdit[] RowsOf(string code) =>
        _numbers.TryGetValue(code, out var number) ? [.. _byCode[_starts[number].._starts[number + 1]].Select(index => Edit(_rows[index]))] : [];

    ProcedurePairEdit Edit(Row row) => new(row.Line, _texts[row.Column1], _texts[row.Column2], Day(row.Effective), Day(row.Deleted), row.ModifierIndicator, _texts[row.Rationale]);

    int Number(string text)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, text, out var isKnown);
        if (isKnown) return number;
        _texts.Add(text);
        return number = _texts.Count - 1;
    }

    static int Day(DateOnly? day) => day?.DayNumber ?? NoDay;

    static DateOnly? Day(int number) => number == NoDay ? null : DateOnly.FromDayNumber(number);
}
