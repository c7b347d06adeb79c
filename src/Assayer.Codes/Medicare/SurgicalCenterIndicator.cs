namespace Assayer.Codes.Medicare;

/// <summary>What a payment indicator of the ambulatory surgical centres' (ASC) payment system means.</summary>
/// <remarks>
/// CMS, OPPS/ASC final rule, addendum DD1 (indicators of addenda AA and BB) and Medicare Claims Processing Manual, chapter 14 (indicators that
/// are refused); the words are ours.
/// </remarks>
static class SurgicalCenterIndicator
{
    const string ByWeight = "a surgical procedure, paid by the weight of the hospital outpatient system";
    const string Office = "a surgical procedure mostly done in offices";
    const string Ancillary = "paid apart when it is an integral part of a covered surgical procedure";

    static readonly (string Indicator, MedicarePayment Payment, string Meaning)[] Indicators =
    [
        ("A2", MedicarePayment.Separate, ByWeight),
        ("B5", MedicarePayment.None, "not paid, another code may be"),
        ("C5", MedicarePayment.None, "not paid, a procedure for inpatients only"),
        ("D1", MedicarePayment.Packaged, "a dental service, packaged into the procedure"),
        ("D2", MedicarePayment.Separate, "a dental procedure, paid by the weight of the hospital outpatient system"),
        ("D5", MedicarePayment.None, "deleted"),
        ("E5", MedicarePayment.None, "not paid, a code that isn't valid for surgical centers or not covered"),
        ("F4", MedicarePayment.Elsewhere, "paid at reasonable cost"),
        ("G2", MedicarePayment.Separate, ByWeight),
        ("H2", MedicarePayment.Separate, $"a brachytherapy source, {Ancillary}"),
        ("J7", MedicarePayment.Elsewhere, $"a pass-through device, {Ancillary}, at a price that the contractor sets"),
        ("J8", MedicarePayment.Separate, "a procedure with a costly device, paid at a rate made for it"),
        ("K2", MedicarePayment.Separate, $"a drug or biological, {Ancillary}"),
        ("K5", MedicarePayment.None, "not paid, there is no price yet"),
        ("K7", MedicarePayment.Elsewhere, "a drug without a class, at a price that the contractor sets"),
        ("L1", MedicarePayment.Packaged, "a vaccine, packaged"),
        ("L6", MedicarePayment.Separate, "an intraocular lens or other device with a special payment"),
        ("M5", MedicarePayment.None, "a code for reporting quality only"),
        ("M6", MedicarePayment.Elsewhere, "not paid to the center, but by another fee schedule"),
        ("N1", MedicarePayment.Packaged, "packaged into the procedure, never paid apart"),
        ("P2", MedicarePayment.Separate, $"{Office}, paid by the weight of the hospital outpatient system"),
        ("P3", MedicarePayment.Separate, $"{Office}, paid by the practice expense of the physician fee schedule"),
        ("R2", MedicarePayment.Separate, $"{Office}, for which the physician fee schedule has no practice expense, paid by the weight of the hospital outpatient system"),
        ("S1", MedicarePayment.Packaged, "not surgical, packaged"),
        ("U5", MedicarePayment.None, "not paid, a surgical service without a code of its own"),
        ("X5", MedicarePayment.None, "not paid, not safe enough in a surgical center"),
        ("Y5", MedicarePayment.None, "not paid, not surgical and not covered"),
        ("Z2", MedicarePayment.Separate, $"a radiological or diagnostic service, {Ancillary}, by the weight of the hospital outpatient system"),
        ("Z3", MedicarePayment.Separate, $"a radiological or diagnostic service, {Ancillary}, by the practice expense of the physician fee schedule"),
    ];

    /// <summary>What the indicator says, and how it pays; for one that isn't known, <see cref="MedicarePayment.Unknown"/>.</summary>
    public static (MedicarePayment Payment, string Meaning) Of(string indicator) =>
        Array.Find(Indicators, row => row.Indicator == indicator) is { Meaning: { } meaning } row ? (row.Payment, meaning) : (MedicarePayment.Unknown, "not an indicator that is known here");
}
