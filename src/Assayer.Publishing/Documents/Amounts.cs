using System.Globalization;
using Assayer.Codes;

namespace Assayer.Publishing.Documents;

/// <summary>How numbers are printed. Rounded half to even; data formats carry them unrounded.</summary>
public static class Amounts
{
    /// <summary>"$1,234.50".</summary>
    public static string Dollars(double amount) => new Money((decimal)amount).ToString();

    /// <summary>"92%"; one decimal below 10%.</summary>
    public static string Percent(double percent) =>
        Math.Round((decimal)percent, Math.Abs(percent) < 10 ? 1 : 0, MidpointRounding.ToEven).ToString("#,##0.#", CultureInfo.InvariantCulture) + "%";

    /// <summary>"1,234".</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"2026-04-01".</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"1 entity", "42 entities".</summary>
    public static string Counted(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>An amount in the unit of a series: "USD", "USD per day" or "percent of billed charges".</summary>
    public static string InUnit(double amount, string unit) => unit == "percent of billed charges"
        ? ((decimal)amount).ToString("#,##0.##", CultureInfo.InvariantCulture) + "%"
        : Dollars(amount);
}
