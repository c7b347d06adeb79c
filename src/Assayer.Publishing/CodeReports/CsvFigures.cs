using Assayer.Evidence;
using Assayer.Publishing.Documents;

namespace Assayer.Publishing.CodeReports;

/// <summary>The figures of a CSV row, with the columns that say where they are from, whether they are synthetic, and why one is empty.</summary>
sealed class CsvFigures
{
    public static readonly string[] Columns = ["sources", "synthetic", "not_available"];

    public CsvFigures(SourceRegister register, IReadOnlyList<string> columns, IReadOnlyList<IFact?> facts)
    {
        Values = [.. facts.Select(fact => fact?.Value switch
        {
            null => null,
            double number => CsvTable.Text(number),
            var value => FormattableString.Invariant($"{value}"),
        })];
        var known = facts.Select((fact, column) => (Column: columns[column], Fact: fact)).Where(pair => pair.Fact?.IsKnown == true).ToArray();
        var sources = known.Select(pair => (pair.Column, Ids: string.Join(' ', register.IdsOf(pair.Fact!.Sources)))).ToArray();
        var common = sources.GroupBy(pair => pair.Ids).MaxBy(group => group.Count())?.Key;
        Evidence =
        [
            string.Join("; ", sources.Where(pair => pair.Ids != common).Select(pair => $"{pair.Column}: {pair.Ids}").Prepend(common)),
            known.Any(pair => register.IsSynthetic(pair.Fact!.Sources)) ? "true" : "false",
            string.Join("; ", facts.Select((fact, column) => fact?.Missing is { } missing ? $"{columns[column]}: {missing.Reason}" : null).OfType<string>()),
        ];
    }

    public IReadOnlyList<string?> Values { get; }

    public IReadOnlyList<string> Evidence { get; }
}
