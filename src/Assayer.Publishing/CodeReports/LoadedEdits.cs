using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Codes.Profiles;
using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Publishing.CodeReports;

/// <summary>Medicare's edits of a code from loaded tables; where there are some, they stand in place of the profile's.</summary>
/// <param name="Units">Medically unlikely edits.</param>
/// <param name="Pairs">Procedure-to-procedure edits in force.</param>
public sealed record LoadedEdits(IReadOnlyList<UnitEdit> Units, IReadOnlyList<PairEdit> Pairs)
{
    /// <summary>No table is loaded.</summary>
    public static LoadedEdits None { get; } = new([], []);

    /// <summary>The edits of a code on a day, of each setting from the table that covers the day, else from the nearest.</summary>
    /// <param name="code">The code.</param>
    /// <param name="day">The day; null: the newest tables.</param>
    /// <param name="unitTables">Tables of medically unlikely edits, with the code's rows.</param>
    /// <param name="pairTables">Tables of procedure-to-procedure edits, with the code's rows, and the setting that each is for.</param>
    public static LoadedEdits Of(
        BillingCode code, DateOnly? day, IReadOnlyList<LoadedTable<MedicallyUnlikelyEdit>> unitTables, IReadOnlyList<(string? Setting, LoadedTable<ProcedurePairEdit> Table)> pairTables)
    {
        var units =
            from table in unitTables
            from row in table.Rows
            where row.Code == code.Value
            group (table, row) by row.Setting into setting
            orderby setting.Key
            let nearest = setting.OrderBy(pair => Distance(pair.table.Source, day)).ThenByDescending(pair => pair.table.Source.Period.First).First()
            let source = nearest.table.At(nearest.row)
            select new UnitEdit(
                setting.Key.Length > 0 ? setting.Key : "setting not stated", Fact.Known(nearest.row.Units, source), Fact.Known(nearest.row.AdjudicationIndicator, source), Fact.Known(nearest.row.Rationale, source));
        var pairs =
            from setting in pairTables.GroupBy(pair => pair.Setting).OrderBy(one => one.Key)
            let table = setting.Select(pair => pair.Table).OrderBy(one => Distance(one.Source, day)).ThenByDescending(one => one.Source.Period.First).First()
            from row in table.Rows
            where (row.Column1 == code.Value || row.Column2 == code.Value) && row.ModifierIndicator != 9 && (row.Deleted is null || (day is { } given && row.IsInForce(given)))
            let source = table.At(row)
            select new PairEdit(CodeOf(row.Column1), CodeOf(row.Column2), Fact.Known(row.ModifierIndicator, source), setting.Key ?? "setting not stated", Fact.Known(Explain(row), source));
        return new([.. units], [.. pairs]);
    }

    static int Distance(Source source, DateOnly? day) => day is { } on ? Math.Abs(source.Period.DaysFrom(on)) : 0;

    static BillingCode CodeOf(string text) => BillingCode.TryParse(text, out var code) ? code : new(BillingCodeType.Hcpcs, text);

    static string Explain(ProcedurePairEdit edit)
    {
        var rule = edit.ModifierIndicator == 0 ? "Never both on a day." : "Both on a day only with a modifier, where the circumstances allow.";
        return edit.Rationale.Length > 0 ? $"{rule} CMS's reason: {edit.Rationale}." : rule;
    }
}
