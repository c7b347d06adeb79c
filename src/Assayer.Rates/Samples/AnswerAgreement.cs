using System.Text.Json;
using Assayer.Rates.Benchmarks;

namespace Assayer.Rates.Samples;

/// <summary>How often hospitals' and payers' files should agree: docs/benchmark-method.md, step 11.</summary>
sealed record AnswerAgreement(int Pairs, int ToTheCent, int Within10, int Within20, int NotLinkable)
{
    /// <summary>The agreement on a code.</summary>
    public static AnswerAgreement Of(AnswerBook book, SampleModel model)
    {
        var pairs = new HashSet<(Contractor, string, string, Component, string, string, string, decimal Hospital, decimal Payer)>();
        var unlinked = new HashSet<Contractor>();
        foreach (var sheet in model.Hospitals.Where(sheet => !sheet.IsSuperseded))
            foreach (var item in sheet.Items.Where(item => item.Code.Value == book.Code.Value))
            {
                if (sheet.Npis.Count == 0)
                {
                    unlinked.Add(sheet.Hospital);
                    continue;
                }
                var billingClass = item.Class switch { "facility" => "institutional", null => "not stated", var other => other };
                foreach (var plan in item.Plans.Where(plan => plan.Dollars is not null && plan.Methodology is not ("case rate" or "per diem")))
                {
                    var amounts = book.InNetwork.Observations.Keys
                        .Where(observation => observation.Contractor == sheet.Hospital && observation.Payer!.Slug == plan.Payer.Slug)
                        .Where(observation => observation.Key is { Arrangement: "ffs", NegotiatedType: "negotiated" or "fee schedule" } key
                            && key.Component == item.Part.Component && key.Modifiers == item.Part.Others && Fits(key.Setting, item.Setting) && Fits(key.BillingClass, billingClass))
                        .Select(observation => observation.Amount).Distinct().ToList();
                    if (amounts.Count == 0) continue;
                    var nearest = amounts.Min(amount => (Math.Abs(amount - plan.Dollars!.Value), amount)).amount;
                    pairs.Add((sheet.Hospital, plan.Payer.Slug, plan.Plan, item.Part.Component, item.Part.Others, item.Setting, billingClass, plan.Dollars!.Value, nearest));
                }
            }
        int Within(decimal share) => pairs.Count(pair => Math.Abs(pair.Payer - pair.Hospital) <= share * pair.Hospital);
        return new(pairs.Count, Within(0), Within(0.1m), Within(0.2m), unlinked.Count);
    }

    /// <summary>Writes it.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("agreement");
        json.WriteNumber("pairs", Pairs);
        json.WriteNumber("toTheCent", ToTheCent);
        json.WriteNumber("within10Percent", Within10);
        json.WriteNumber("within20Percent", Within20);
        json.WriteNumber("notLinkable", NotLinkable);
        json.WriteEndObject();
    }

    static bool Fits(string? one, string? other) => one == other || one is null or "both" or "not stated" || other is null or "both" or "not stated";
}
