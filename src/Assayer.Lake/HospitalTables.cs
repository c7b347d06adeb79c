namespace Assayer.Lake;

/// <summary>Hospitals' charges, as the lake's tables have them.</summary>
static class HospitalTables
{
    /// <summary>What a charge has besides its source and its code, in the order of <see cref="HospitalStage.ChargeOf"/>.</summary>
    public const string Columns = """
        other_codes, modifiers, setting, billing_class, drug_units, drug_unit_type, gross, discounted_cash, minimum, maximum, payer_name, plan_name,
        negotiated_dollar, negotiated_percentage, negotiated_algorithm, methodology, estimated_amount, median_amount, p10_amount, p90_amount,
        remittance_count, notes, sheet_row, byte_offset
        """;

    /// <summary>The file's order, by payer and plan within a place; then as <see cref="RateTables.Tie"/>.</summary>
    public const string Order = $"byte_offset, payer_name, plan_name, hash({Columns})";
}
