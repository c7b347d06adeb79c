using Assayer.Codes;
using Assayer.Rates.Hospital;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Takes a hospital's charges into a temporary database, and then writes them to Parquet.</summary>
sealed class HospitalStage : IDisposable
{
    const string Columns = """
        code_type VARCHAR, code VARCHAR, other_codes VARCHAR, modifiers VARCHAR, setting VARCHAR, billing_class VARCHAR, drug_units DECIMAL(18,4), drug_unit_type VARCHAR,
        gross DECIMAL(18,4), discounted_cash DECIMAL(18,4), minimum DECIMAL(18,4), maximum DECIMAL(18,4), payer_name VARCHAR, plan_name VARCHAR,
        negotiated_dollar DECIMAL(18,4), negotiated_percentage DECIMAL(18,4), negotiated_algorithm VARCHAR, methodology VARCHAR, estimated_amount DECIMAL(18,4),
        median_amount DECIMAL(18,4), p10_amount DECIMAL(18,4), p90_amount DECIMAL(18,4), remittance_count VARCHAR, notes VARCHAR, sheet_row BIGINT, byte_offset BIGINT
        """;

    readonly DuckDBConnection _connection;
    readonly IngestProgress _progress;
    readonly DuckDBAppender _charges;
    bool _isOpen = true;

    public HospitalStage(DuckDBConnection connection, IngestProgress progress)
    {
        (_connection, _progress) = (connection, progress);
        connection.Execute($"CREATE TABLE charges ({Columns})");
        _charges = connection.CreateAppender("charges");
    }

    public void Add(HospitalCharge charge)
    {
        _progress.CountRow();
        _charges.CreateRow()
            .AppendValue(charge.Code.Type.Name).AppendValue(charge.Code.Value).AppendValue(charge.OtherCodes).AppendValue(charge.Modifiers)
            .AppendValue(charge.Setting).AppendValue(charge.BillingClass).AppendValue(charge.DrugUnits).AppendValue(charge.DrugUnitType)
            .AppendValue(charge.Gross).AppendValue(charge.DiscountedCash).AppendValue(charge.Minimum).AppendValue(charge.Maximum)
            .AppendValue(charge.PayerName).AppendValue(charge.PlanName).AppendValue(charge.NegotiatedDollar).AppendValue(charge.NegotiatedPercentage)
            .AppendValue(charge.NegotiatedAlgorithm).AppendValue(charge.Methodology).AppendValue(charge.EstimatedAmount).AppendValue(charge.MedianAmount)
            .AppendValue(charge.P10Amount).AppendValue(charge.P90Amount).AppendValue(charge.RemittanceCount).AppendValue(charge.Notes)
            .AppendValue(charge.Row).AppendValue(charge.ByteOffset).EndRow();
    }

    /// <summary>A charge, from the columns in their order.</summary>
    public static HospitalCharge ChargeOf(BillingCode code, DuckDBDataReader from, int first) => new()
    {
        Code = code,
        OtherCodes = from.GetString(first),
        Modifiers = from.GetString(first + 1),
        Setting = from.TextOrNull(first + 2),
        BillingClass = from.TextOrNull(first + 3),
        DrugUnits = from.DecimalOrNull(first + 4),
        DrugUnitType = from.TextOrNull(first + 5),
        Gross = from.DecimalOrNull(first + 6),
        DiscountedCash = from.DecimalOrNull(first + 7),
        Minimum = from.DecimalOrNull(first + 8),
        Maximum = from.DecimalOrNull(first + 9),
        PayerName = from.TextOrNull(first + 10),
        PlanName = from.TextOrNull(first + 11),
        NegotiatedDollar = from.DecimalOrNull(first + 12),
        NegotiatedPercentage = from.DecimalOrNull(first + 13),
        NegotiatedAlgorithm = from.TextOrNull(first + 14),
        Methodology = from.TextOrNull(first + 15),
        EstimatedAmount = from.DecimalOrNull(first + 16),
        MedianAmount = from.DecimalOrNull(first + 17),
        P10Amount = from.DecimalOrNull(first + 18),
        P90Amount = from.DecimalOrNull(first + 19),
        RemittanceCount = from.TextOrNull(first + 20),
        Notes = from.TextOrNull(first + 21),
        Row = from.IsDBNull(first + 22) ? null : from.GetInt64(first + 22),
        ByteOffset = from.GetInt64(first + 23),
    };

    /// <summary>Writes the Parquet files.</summary>
    public void Write(PartWriter parts, IReadOnlyDictionary<BillingCode, long> rejectedByCode, IReadOnlyList<ModifierRule> modifierRules)
    {
        Dispose();
        _connection.Execute("""
            CREATE TABLE modifier_rules (modifiers VARCHAR, setting VARCHAR, payer_name VARCHAR, plan_name VARCHAR, negotiated_dollar DECIMAL(18,4),
                negotiated_percentage DECIMAL(18,4), negotiated_algorithm VARCHAR, notes VARCHAR, sheet_row BIGINT)
            """);
        using (var rules = _connection.CreateAppender("modifier_rules"))
            foreach (var rule in modifierRules)
                rules.CreateRow()
                    .AppendValue(rule.Modifiers).AppendValue(rule.Setting).AppendValue(rule.PayerName).AppendValue(rule.PlanName).AppendValue(rule.NegotiatedDollar)
                    .AppendValue(rule.NegotiatedPercentage).AppendValue(rule.NegotiatedAlgorithm).AppendValue(rule.Notes).AppendValue(rule.Row).EndRow();
        parts.Write("modifier_rules", "SELECT * FROM modifier_rules");
        parts.Write("charges", "SELECT * FROM charges");
        CodeCounts.Write(_connection, parts, "charges", rejectedByCode);
    }

    public void Dispose()
    {
        if (_isOpen) _charges.Dispose();
        _isOpen = false;
    }
}
