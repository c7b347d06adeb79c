using Assayer.Evidence;

namespace Assayer.Rates.Benchmarks;

/// <summary>How often hospitals' files and payers' files agree on what a payer pays a hospital: docs/benchmark-method.md, step 11.</summary>
/// <param name="Pairs">The pairs compared, by hospital, payer and plan.</param>
/// <param name="Compared">How many pairs.</param>
/// <param name="ToTheCent">Pairs with equal amounts, to the cent.</param>
/// <param name="Within10Percent">Pairs whose amounts differ by at most 10% of the hospital's.</param>
/// <param name="Within20Percent">Pairs whose amounts differ by at most 20% of the hospital's.</param>
/// <param name="NotLinkable">Hospitals that price the code and give no type-2 NPI.</param>
public sealed record Agreement(
    IReadOnlyList<AgreementPair> Pairs, Fact<int> Compared, Fact<int> ToTheCent, Fact<int> Within10Percent, Fact<int> Within20Percent, Fact<int> NotLinkable)
{
    /// <summary>There is nothing to compare.</summary>
    public static Agreement None(string reason, string? filledBy)
    {
        var none = Fact.NotAvailable<int>(reason, filledBy);
        return new([], none, none, none, none, none);
    }
}

/// <summary>A hospital's negotiated amount for a payer's plan, and the nearest amount that the payer publishes for that hospital.</summary>
/// <param name="Hospital">Name as filed.</param>
/// <param name="Payer">Resolved payer.</param>
/// <param name="Plan">Plan as the hospital files it; null when not stated.</param>
/// <param name="Component">Part of the service.</param>
/// <param name="Modifiers">Other modifiers, sorted and joined by commas.</param>
/// <param name="Setting">The hospital's setting; null when not stated.</param>
/// <param name="BillingClass">The hospital's billing class, "facility" read as "institutional".</param>
/// <param name="HospitalAmount">Dollars by the hospital's file.</param>
/// <param name="PayerAmount">Dollars by the payer's file.</param>
public sealed record AgreementPair(
    string Hospital, string Payer, string? Plan, Component Component, string Modifiers, string? Setting, string BillingClass,
    Fact<double> HospitalAmount, Fact<double> PayerAmount);
