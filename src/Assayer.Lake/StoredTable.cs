using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Codes.Tables;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>How the rows of a published table are kept: the kind's name, its columns, and the way in and out.</summary>
/// <param name="Kind">The source's kind, and the Parquet file's name.</param>
/// <param name="Columns">The columns, in SQL.</param>
/// <param name="Append">Writes a row.</param>
/// <param name="Row">Reads a row, columns in order.</param>
sealed record StoredTable<TRow>(string Kind, string Columns, Action<IDuckDBAppenderRow, TRow> Append, Func<DuckDBDataReader, TRow> Row)
    where TRow : class, ITableRow;

/// <summary>The published tables that a lake keeps. Their columns are documented in docs/lake.md.</summary>
static class StoredTables
{
    public static StoredTable<ClinicalLaboratoryFee> ClinicalLaboratoryFees { get; } = new(
        "clfs",
        "line BIGINT, code VARCHAR, modifier VARCHAR, effective DATE, indicator VARCHAR, rate DECIMAL(18,4)",
        (to, row) => to.AppendValue(row.Line).AppendValue(row.Code).AppendValue(row.Modifier).AppendValue(row.Effective).AppendValue(row.Indicator).AppendValue(row.Rate).EndRow(),
        from => new(from.GetInt64(0), from.GetString(1), from.GetString(2), from.GetFieldValue<DateOnly>(3), from.GetString(4), from.IsDBNull(5) ? null : from.GetDecimal(5)));

    public static StoredTable<RelativeValue> RelativeValues { get; } = new(
        "pfs",
        """
        line BIGINT, code VARCHAR, modifier VARCHAR, status VARCHAR, component_indicator VARCHAR, work DECIMAL(18,4), non_facility_practice_expense DECIMAL(18,4),
        facility_practice_expense DECIMAL(18,4), malpractice DECIMAL(18,4), non_facility_total DECIMAL(18,4), facility_total DECIMAL(18,4),
        non_facility_not_applicable BOOLEAN, facility_not_applicable BOOLEAN, conversion_factor DECIMAL(18,4), cap_non_facility_practice_expense DECIMAL(18,4),
        cap_facility_practice_expense DECIMAL(18,4), cap_malpractice DECIMAL(18,4)
        """,
        (to, row) => to
            .AppendValue(row.Line).AppendValue(row.Code).AppendValue(row.Modifier).AppendValue(row.Status).AppendValue(row.ComponentIndicator)
            .AppendValue(row.Work).AppendValue(row.NonFacilityPracticeExpense).AppendValue(row.FacilityPracticeExpense).AppendValue(row.Malpractice)
            .AppendValue(row.NonFacilityTotal).AppendValue(row.FacilityTotal).AppendValue(row.NonFacilityNotApplicable).AppendValue(row.FacilityNotApplicable)
            .AppendValue(row.ConversionFactor).AppendValue(row.CapNonFacilityPracticeExpense).AppendValue(row.CapFacilityPracticeExpense).AppendValue(row.CapMalpractice).EndRow(),
        from => new()
        {
            Line = from.GetInt64(0),
            Code = from.GetString(1),
            Modifier = from.GetString(2),
            Status = from.GetString(3),
            ComponentIndicator = from.GetString(4),
            Work = from.GetDecimal(5),
            NonFacilityPracticeExpense = from.GetDecimal(6),
            FacilityPracticeExpense = from.GetDecimal(7),
            Malpractice = from.GetDecimal(8),
            NonFacilityTotal = from.GetDecimal(9),
            FacilityTotal = from.GetDecimal(10),
            NonFacilityNotApplicable = from.GetBoolean(11),
            FacilityNotApplicable = from.GetBoolean(12),
            ConversionFactor = from.GetDecimal(13),
            CapNonFacilityPracticeExpense = from.GetDecimal(14),
            CapFacilityPracticeExpense = from.GetDecimal(15),
            CapMalpractice = from.GetDecimal(16),
        });

    public static StoredTable<PracticeCostIndex> PracticeCostIndices { get; } = new(
        "gpci",
        "line BIGINT, contractor VARCHAR, state VARCHAR, locality VARCHAR, name VARCHAR, work DECIMAL(18,4), practice_expense DECIMAL(18,4), malpractice DECIMAL(18,4)",
        (to, row) => to
            .AppendValue(row.Line).AppendValue(row.Contractor).AppendValue(row.State).AppendValue(row.Number).AppendValue(row.Name)
            .AppendValue(row.Work).AppendValue(row.PracticeExpense).AppendValue(row.Malpractice).EndRow(),
        from => new(from.GetInt64(0), from.GetString(1), from.GetString(2), from.GetString(3), from.GetString(4), from.GetDecimal(5), from.GetDecimal(6), from.GetDecimal(7)));

    public static StoredTable<MedicallyUnlikelyEdit> MedicallyUnlikelyEdits { get; } = new(
        "mue",
        "line BIGINT, code VARCHAR, units INTEGER, adjudication_indicator INTEGER, rationale VARCHAR, setting VARCHAR",
        (to, row) => to.AppendValue(row.Line).AppendValue(row.Code).AppendValue(row.Units).AppendValue(row.AdjudicationIndicator).AppendValue(row.Rationale).AppendValue(row.Setting).EndRow(),
        from => new(from.GetInt64(0), from.GetString(1), from.GetInt32(2), from.GetInt32(3), from.GetString(4), from.GetString(5)));

    public static StoredTable<ProcedurePairEdit> ProcedurePairEdits { get; } = new(
        "ptp",
        "line BIGINT, column1 VARCHAR, column2 VARCHAR, effective DATE, deleted DATE, modifier_indicator INTEGER, rationale VARCHAR",
        (to, row) => to
            .AppendValue(row.Line).AppendValue(row.Column1).AppendValue(row.Column2).AppendValue(row.Effective).AppendValue(row.Deleted)
            .AppendValue(row.ModifierIndicator).AppendValue(row.Rationale).EndRow(),
        from => new(from.GetInt64(0), from.GetString(1), from.GetString(2), DayOrNull(from, 3), DayOrNull(from, 4), from.GetInt32(5), from.GetString(6)));

    public static StoredTable<Icd10Row> Diagnoses { get; } = new(
        "icd-10-cm",
        "line BIGINT, code VARCHAR, description VARCHAR",
        (to, row) => to.AppendValue(row.Line).AppendValue(row.Code).AppendValue(row.Description).EndRow(),
        from => new(from.GetInt64(0), from.GetString(1), from.GetString(2)));

    static DateOnly? DayOrNull(DuckDBDataReader from, int column) => from.IsDBNull(column) ? null : from.GetFieldValue<DateOnly>(column);
}
