#pragma warning disable
using Assayer.Evidence;
namespace Assayer.Codes.Medicare
{
    public sealed class MedicareSchedules { public DateOnly? NewestFirstDay => null; public IReadOnlyList<MedicareAmount> AllOn(BillingCode c, DateOnly d) => [new MedicareAmount { Amount = Fact.NotAvailable<Money>("x"), VintageGapDays = Fact.NotAvailable<int>("x") }]; }
}
