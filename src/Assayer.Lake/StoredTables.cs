using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Codes.Providers;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>The published tables that a lake keeps. Their columns are documented in docs/lake.md.</summary>
static class StoredTables
{
    public static StoredTable<ClinicalLaboratoryFee> ClinicalLaboratoryFees { get; } = new(
        "clfs",
        "line BIGINT, code VARCHAR, modifier VARCHAR, effective DATE, indicator VARCHAR, rate DECIMAL(18,4)",
        (to, row) => to.AppendValue(row.Line).AppendValue(row.Code).AppendValue(row.Modifier).AppendValue(row.Effective).AppendValue(row.Indicator).AppendValue(row.Rate).EndRow(),
        from => new(from.GetInt64(0), from.GetString(1), from.GetString(2), from.GetFieldValue<DateOnly>(3), from.GetString(4), from.DecimalOrNull(5)));

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

    public static StoredTable<SurgicalCenterFee> SurgicalCenterFees { get; } = new(
        "asc",
        "line BIGINT, code VARCHAR, payment_indicator VARCHAR, is_discounted BOOLEAN, rate DECIMAL(18,4)",
        (to, row) => to.AppendValue(row.Line).AppendValue(row.Code).AppendValue(row.PaymentIndicator).AppendValue(row.IsDiscounted).AppendValue(row.Rate).EndRow(),
        from => new(from.GetInt64(0), from.GetString(1), from.GetString(2), from.GetBoolean(3), from.DecimalOrNull(4)));

    public static StoredTable<OutpatientFee> OutpatientFees { get; } = new(
        "opps",
        "line BIGINT, code VARCHAR, status_indicator VARCHAR, apc VARCHAR, relative_weight DECIMAL(18,4), rate DECIMAL(18,4), copayment DECIMAL(18,4)",
        (to, row) => to
            .AppendValue(row.Line).AppendValue(row.Code).AppendValue(row.StatusIndicator).AppendValue(row.Apc)
            .AppendValue(row.RelativeWeight).AppendValue(row.Rate).AppendValue(row.Copayment).EndRow(),
        from => new(from.GetInt64(0), from.GetString(1), from.GetString(2), from.GetString(3), from.DecimalOrNull(4), from.DecimalOrNull(5), from.DecimalOrNull(6)));

    public static StoredTable<ZipLocality> ZipLocalities { get; } = new(
        "zip-locality",
        "line BIGINT, state VARCHAR, zip_code VARCHAR, contractor VARCHAR, locality VARCHAR, rural_indicator VARCHAR, needs_plus_four BOOLEAN",
        (to, row) => to
            .AppendValue(row.Line).AppendValue(row.State).AppendValue(row.ZipCode).AppendValue(row.Contractor).AppendValue(row.Number)
            .AppendValue(row.RuralIndicator).AppendValue(row.NeedsPlusFour).EndRow(),
        from => new(from.GetInt64(0), from.GetString(1), from.GetString(2), from.GetString(3), from.GetString(4), from.GetString(5), from.GetBoolean(6)));

    public static StoredTable<NpiRegistration> Registrations { get; } = new(
        "nppes",
        "line BIGINT, npi VARCHAR, entity_type INTEGER, primary_taxonomy VARCHAR, other_taxonomies VARCHAR, zip_code VARCHAR, state VARCHAR",
        (to, row) => to
            .AppendValue(row.Line).AppendValue(row.Npi).AppendValue(row.EntityType).AppendValue(row.PrimaryTaxonomy).AppendValue(row.OtherTaxonomies)
            .AppendValue(row.ZipCode).AppendValue(row.State).EndRow(),
        from => new(from.GetInt64(0), from.GetString(1), from.GetInt32(2), from.GetString(3), from.GetString(4), from.GetString(5), from.GetString(6)));

    public static StoredTable<TaxonomyTitle> TaxonomyTitles { get; } = new(
        "nucc",
        "line BIGINT, code VARCHAR, \"grouping\" VARCHAR, classification VARCHAR, specialization VARCHAR, display_name VARCHAR",
        (to, row) => to
            .AppendValue(row.Line).AppendValue(row.Code).AppendValue(row.Grouping).AppendValue(row.Classification).AppendValue(row.Specialization)
            .AppendValue(row.DisplayName).EndRow(),
        from => new(from.GetInt64(0), from.GetString(1), from.GetString(2), from.GetString(3), from.GetString(4), from.GetString(5)));

    static DateOnly? DayOrNull(DuckDBDataReader from, int column) => from.IsDBNull(column) ? null : from.GetFieldValue<DateOnly>(column);
}
