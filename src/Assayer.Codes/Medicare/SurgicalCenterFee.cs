using Assayer.Codes.Tables;

namespace Assayer.Codes.Medicare;

/// <summary>A row of the ambulatory surgical centre (ASC) payment system: addendum AA, surgical procedures, or BB, ancillary services.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Code">HCPCS code, five characters.</param>
/// <param name="PaymentIndicator">Two characters, such as G2 or N1.</param>
/// <param name="IsDiscounted">Whether a second procedure on the same day is paid less.</param>
/// <param name="Rate">Dollars, national and unadjusted; null for none.</param>
public sealed record SurgicalCenterFee(long Line, string Code, string PaymentIndicator, bool IsDiscounted, decimal? Rate) : ITableRow;
