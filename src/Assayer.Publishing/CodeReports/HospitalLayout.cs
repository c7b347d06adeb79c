using Assayer.Publishing.Documents;
using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.CodeReports;

/// <summary>Lays out what hospitals' files say, and how that agrees with payers' files.</summary>
static class HospitalLayout
{
    const int MostPairs = 40;

    public static IEnumerable<Block> Charges(BenchmarkSection section, Phrasebook book)
    {
        yield return new Table(
            "Hospitals' charges, one row for each hospital and set of conditions",
            ["Hospital", "Gross", "Cash", "Lowest negotiated", "Highest negotiated", "Plans", "Median of plans"],
            [.. section.Hospitals.Items.Select(prices => new[]
            {
                new Phrase(prices.Hospital) { Detail = string.Join("; ", new[] { prices.State, Conditions(prices.Component, prices.Modifiers, prices.BillingClass, prices.Setting) }.OfType<string>()) },
                book.Amount(prices.Gross, "USD"), book.Amount(prices.DiscountedCash, "USD"), book.Amount(prices.Minimum, "USD"), book.Amount(prices.Maximum, "USD"),
                book.Of(prices.Plans), book.Amount(prices.NegotiatedMedian, "USD"),
            })]);
        ReportSeries[] all = [.. section.HospitalCharges.Items.Where(entry => entry.Series.Key.Payer is null)];
        ReportSeries[] each = [.. section.HospitalCharges.Items.Except(all)];
        if (all.Length > 0) yield return new Fold("Across hospitals: gross, cash and negotiated", [.. BenchmarkLayout.Groups(all, book)]);
        if (each.Length > 0) yield return new Fold("What each payer pays, by the hospitals' files", [.. BenchmarkLayout.Groups(each, book)]);
    }

    public static IEnumerable<Block> Agreement(Agreement agreement, Phrasebook book)
    {
        if (agreement.Compared.Missing is { } missing)
        {
            yield return new Absence(null, missing);
            yield break;
        }
        yield return new Paragraph("Where a hospital's file and a payer's file price the same thing: the hospital's negotiated amount for a plan, and the nearest amount that the payer publishes for that hospital.");
        yield return new Table(
            "How often they agree", ["Pairs compared", "Equal to the cent", "Within 10%", "Within 20%", "Hospitals that can't be linked"],
            [[book.Of(agreement.Compared), Share(agreement.ToTheCent, agreement, book), Share(agreement.Within10Percent, agreement, book), Share(agreement.Within20Percent, agreement, book), book.Of(agreement.NotLinkable)]]);
        if (agreement.Pairs.Count == 0) yield break;
        yield return new Fold("The pairs",
        [
            new Table(
                agreement.Pairs.Count > MostPairs ? $"The first {MostPairs} of {Amounts.Count(agreement.Pairs.Count)} pairs; all are in the JSON of this report" : "The pairs",
                ["Hospital", "Payer and plan", "By the hospital", "By the payer", "Difference"],
                [.. agreement.Pairs.Take(MostPairs).Select(pair => new[]
                {
                    new Phrase(pair.Hospital) { Detail = Conditions(pair.Component, pair.Modifiers, pair.BillingClass, pair.Setting) }, new Phrase(pair.Payer) { Detail = pair.Plan },
                    book.Amount(pair.HospitalAmount, "USD"), book.Amount(pair.PayerAmount, "USD"),
                    new Phrase(FormattableString.Invariant($"{100 * (pair.PayerAmount.Value / pair.HospitalAmount.Value - 1):+0.0;-0.0;0}%")) { IsNumber = true },
                })]),
        ]);
    }

    static Phrase Share(Evidence.Fact<int> count, Agreement agreement, Phrasebook book) =>
        book.Number(count, pairs => agreement.Compared.Value == 0 ? "0" : FormattableString.Invariant($"{pairs:N0} ({100.0 * pairs / agreement.Compared.Value:0}%)"));

    static string Conditions(Component component, string modifiers, string billingClass, string? setting) => string.Join(", ", new[]
    {
        SeriesText.Component(component), modifiers.Length > 0 ? $"modifiers {modifiers}" : "", billingClass == "not stated" ? "" : billingClass, setting ?? "",
    }.Where(part => part.Length > 0));
}
