using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Codes.Tables;

namespace Assayer.Lake;

/// <summary>Medicare's edits of every code, from one reading of the tables. For use by several threads.</summary>
public sealed class MedicareEdits
{
    readonly (LoadedTable<MedicallyUnlikelyEdit> Table, ILookup<string, MedicallyUnlikelyEdit> Rows)[] _units;
    readonly IReadOnlyList<PairEditTable> _pairs;

    internal MedicareEdits(IReadOnlyList<LoadedTable<MedicallyUnlikelyEdit>> units, IReadOnlyList<PairEditTable> pairs) =>
        (_units, _pairs) = ([.. units.Select(table => (table, table.Rows.ToLookup(row => row.Code, StringComparer.Ordinal)))], pairs);

    /// <summary>As <see cref="LakeReader.UnitEditsOf"/>.</summary>
    public IReadOnlyList<LoadedTable<MedicallyUnlikelyEdit>> UnitsOf(BillingCode code) =>
        [.. _units.Select(units => new LoadedTable<MedicallyUnlikelyEdit>(units.Table.Source, [.. units.Rows[code.Value]]))];

    /// <summary>As <see cref="LakeReader.PairEditsOf"/>.</summary>
    public IReadOnlyList<(string? Setting, LoadedTable<ProcedurePairEdit> Table)> PairsOf(BillingCode code) =>
        [.. _pairs.Select(table => (table.Setting, new LoadedTable<ProcedurePairEdit>(table.Source, table.RowsOf(code.Value))))];
}
