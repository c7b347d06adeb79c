using Assayer.Codes.Tables;

namespace Assayer.Codes.Medicare;

/// <summary>A row of addendum B of the hospital outpatient prospective payment system (OPPS).</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Code">HCPCS code, five characters.</param>
/// <param name="StatusIndicator">One or two characters: "S", "T", "Q4", "N", "A", …</param>
/// <param name="Apc">Ambulatory payment classification, four digits; "" for none.</param>
/// <param name="RelativeWeight">Null for none.</param>
/// <param name="Rate">Dollars, national and unadjusted; null for none.</param>
/// <param name="Copayment">The patient's part of the rate, unadjusted: the national copayment, where none is given the minimum one; null for neither.</param>
public sealed record OutpatientFee(long Line, string Code, string StatusIndicator, string Apc, decimal? RelativeWeight, decimal? Rate, decimal? Copayment) : ITableRow;
