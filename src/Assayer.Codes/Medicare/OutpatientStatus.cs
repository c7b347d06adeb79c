namespace Assayer.Codes.Medicare;

/// <summary>What a status indicator of the hospital outpatient prospective payment system (OPPS) means.</summary>
/// <remarks>CMS, OPPS/ASC final rule, addendum D1; Q4 also Medicare Claims Processing Manual, chapter 16, section 30.3. The words are ours.</remarks>
static class OutpatientStatus
{
    static readonly (string Indicator, MedicarePayment Payment, string Meaning)[] Indicators =
    [
        ("A", MedicarePayment.Elsewhere, "paid by another fee schedule"),
        ("B", MedicarePayment.None, "not paid on an outpatient hospital's claim, another code or type of bill may be"),
        ("C", MedicarePayment.None, "not paid, for inpatients only"),
        ("D", MedicarePayment.None, "deleted"),
        ("E1", MedicarePayment.None, "not covered for outpatients"),
        ("E2", MedicarePayment.None, "not paid, there is no price yet"),
        ("F", MedicarePayment.Elsewhere, "paid at reasonable cost"),
        ("G", MedicarePayment.Separate, "a pass-through drug or biological, paid apart"),
        ("H", MedicarePayment.Elsewhere, "a pass-through device, paid at the hospital's cost"),
        ("H1", MedicarePayment.Elsewhere, "a device for pain relief without opioids, paid apart at cost up to a limit"),
        ("J1", MedicarePayment.Separate, "the whole visit, paid at once: what else is on the claim is packaged into it"),
        ("J2", MedicarePayment.Conditional, "paid at once for the whole visit when the claim meets conditions, otherwise apart or packaged"),
        ("K", MedicarePayment.Separate, "a drug, biological or radiopharmaceutical, paid apart"),
        ("K1", MedicarePayment.Separate, "a drug or biological for pain relief without opioids, paid apart"),
        ("L", MedicarePayment.Elsewhere, "a vaccine, paid at reasonable cost"),
        ("M", MedicarePayment.None, "not billed to Medicare's contractor"),
        ("N", MedicarePayment.Packaged, "packaged, never paid apart"),
        ("P", MedicarePayment.Separate, "partial hospitalization or an intensive outpatient program, paid by the day"),
        ("Q1", MedicarePayment.Conditional, "packaged when billed on the day of a service of status S, T or V, otherwise paid apart"),
        ("Q2", MedicarePayment.Conditional, "packaged when billed on the day of a service of status T, otherwise paid apart"),
        ("Q3", MedicarePayment.Conditional, "part of a composite payment when billed with the others of its group, otherwise paid apart"),
        ("Q4", MedicarePayment.ConditionalLaboratory, "packaged when billed with other services of the hospital, otherwise paid by the Clinical Laboratory Fee Schedule"),
        ("R", MedicarePayment.Separate, "a blood product, paid apart"),
        ("S", MedicarePayment.Separate, "paid apart, without a discount for several"),
        ("T", MedicarePayment.Separate, "paid apart; of several in one visit, only the dearest is paid whole"),
        ("U", MedicarePayment.Separate, "a brachytherapy source, paid apart"),
        ("V", MedicarePayment.Separate, "a visit to a clinic or an emergency department, paid apart"),
        ("Y", MedicarePayment.Elsewhere, "durable equipment, billed to another contractor"),
    ];

    /// <summary>What the indicator says, and how it pays; for one that isn't known, <see cref="MedicarePayment.Unknown"/>.</summary>
    public static (MedicarePayment Payment, string Meaning) Of(string indicator) =>
        Array.Find(Indicators, row => row.Indicator == indicator) is { Meaning: { } meaning } row ? (row.Payment, meaning) : (MedicarePayment.Unknown, "not an indicator that is known here");
}
