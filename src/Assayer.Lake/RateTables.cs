using Assayer.Codes;
using Assayer.Rates.Transparency;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Payers' prices, as the lake's tables have them.</summary>
static class RateTables
{
    /// <summary>What a price has besides its source and its code.</summary>
    public const string Columns = """
        code_version, severity_of_illness, arrangement, contained_codes, provider_set, negotiated_type, amount, amount_text, expiration,
        service_codes, billing_class, setting, modifiers, additional_information, billed_charge, byte_offset
        """;

    /// <summary>Those of <see cref="Columns"/> that few prices have alone: the conditions for which an amount holds.</summary>
    public const string Terms = """
        code_version, severity_of_illness, arrangement, contained_codes, negotiated_type, expiration, service_codes, billing_class, setting, modifiers,
        additional_information
        """;

    /// <summary>The other ones.</summary>
    public const string Amounts = "provider_set, amount, amount_text, billed_charge, byte_offset";

    /// <summary>What rows at one place in a file are ordered by: any order does, if equal rows make an equal report wherever they are read from.</summary>
    public const string Tie = $"hash({Columns})";

    /// <summary>A price's terms, from <see cref="Terms"/> in their order; the rest is still to be filled in.</summary>
    public static RateRow TermsOf(DuckDBDataReader from, int first) => new()
    {
        Code = default,
        CodeVersion = from.TextOrNull(first),
        SeverityOfIllness = from.TextOrNull(first + 1),
        Arrangement = from.TextOrNull(first + 2),
        ContainedCodes = from.TextOrNull(first + 3),
        ProviderSet = default,
        NegotiatedType = from.TextOrNull(first + 4),
        Amount = 0,
        AmountText = "",
        Expiration = from.IsDBNull(first + 5) ? null : from.GetFieldValue<DateOnly>(first + 5),
        ServiceCodes = from.GetString(first + 6),
        BillingClass = from.TextOrNull(first + 7),
        Setting = from.TextOrNull(first + 8),
        Modifiers = from.GetString(first + 9),
        AdditionalInformation = from.TextOrNull(first + 10),
        ByteOffset = 0,
    };

    /// <summary>A price's amount and place, from <see cref="Amounts"/> without the provider set, in their order.</summary>
    public static FiledAmount AmountOf(DuckDBDataReader from, int first) => new(from.GetDecimal(first), from.GetString(first + 1), from.DecimalOrNull(first + 2), from.GetInt64(first + 3));

    /// <summary>A price.</summary>
    public static RateRow RowOf(BillingCode code, RateRow terms, Guid providerSet, in FiledAmount filed) => terms with
    {
        Code = code,
        ProviderSet = providerSet,
        Amount = filed.Amount,
        AmountText = filed.Text,
        BilledCharge = filed.BilledCharge,
        ByteOffset = filed.ByteOffset,
    };
}

/// <summary>What a price has for itself.</summary>
readonly record struct FiledAmount(decimal Amount, string Text, decimal? BilledCharge, long ByteOffset);
