#pragma warning disable
using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Evidence;
namespace Assayer.Rates.Benchmarks;
sealed class Comparator(BillingCode code, DateOnly? day, MedicareSchedules schedules)
{
    public IReadOnlyList<MedicareAmount> Amounts { get; } = schedules.AllOn(code, day ?? default);
    public (double Low, double High)? Bounds => null;
    public Fact<Money> AmountFor(SeriesKey key) => Fact.NotAvailable<Money>("x");
}
