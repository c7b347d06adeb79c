namespace Assayer.Codes.Medicare;

/// <summary>How a code is paid to a hospital's outpatient department.</summary>
enum OutpatientPayment
{
    /// <summary>By itself, at the rate of its APC.</summary>
    Separately,

    /// <summary>Within the payment for other services.</summary>
    Packaged,

    /// <summary>Within other services' payment where they are billed together, else by itself.</summary>
    ConditionallyPackaged,

    /// <summary>A laboratory test: within other services' payment where they are billed together, else by the Clinical Laboratory Fee Schedule.</summary>
    ConditionallyPackagedLaboratory,

    /// <summary>By another schedule.</summary>
    Elsewhere,

    /// <summary>Not to this kind of provider, or not by Medicare.</summary>
    NotPaid,
}

/// <summary>What a status indicator of OPPS means.</summary>
/// <remarks>CMS, OPPS addendum D1; the words are ours.</remarks>
static class OutpatientStatus
{
    public static (OutpatientPayment Payment, string Meaning) Of(string indicator) => indicator switch
    {
        "A" => (OutpatientPayment.Elsewhere, "paid by another fee schedule"),
        "B" => (OutpatientPayment.NotPaid, "not recognized on outpatient bills; another code may be"),
        "C" => (OutpatientPayment.NotPaid, "paid only for inpatients"),
        "D" => (OutpatientPayment.NotPaid, "deleted"),
        "E1" or "E2" => (OutpatientPayment.NotPaid, "not paid by Medicare to outpatient departments"),
        "F" or "L" => (OutpatientPayment.Elsewhere, "paid at reasonable cost"),
        "G" or "K" or "R" or "U" or "P" or "S" or "T" or "V" => (OutpatientPayment.Separately, "paid separately"),
        "H" => (OutpatientPayment.Elsewhere, "a device paid at cost"),
        "J1" => (OutpatientPayment.Separately, "paid as a comprehensive service that covers nearly everything else on the bill"),
        "J2" => (OutpatientPayment.Separately, "paid as a comprehensive service under certain conditions, else separately"),
        "M" => (OutpatientPayment.NotPaid, "not billable to the contractor for hospital services"),
        "N" => (OutpatientPayment.Packaged, "packaged: never paid apart"),
        "Q1" or "Q2" or "Q3" => (OutpatientPayment.ConditionallyPackaged, "conditionally packaged: no payment of its own where it is billed with certain other services"),
        "Q4" => (OutpatientPayment.ConditionallyPackagedLaboratory, "a conditionally packaged laboratory test: no payment of its own where it is billed with other hospital services, else the laboratory fee schedule's"),
        "Y" => (OutpatientPayment.NotPaid, "equipment, billed to another contractor"),
        _ => (OutpatientPayment.NotPaid, "an indicator that is not known"),
    };
}

/// <summary>What a payment indicator of the surgical centres' system means.</summary>
/// <remarks>CMS, ASC addendum DD1; the words are ours.</remarks>
static class SurgicalCenterIndicator
{
    public static (bool IsPaid, string Meaning) Of(string indicator) => indicator switch
    {
        "A2" => (true, "a surgical procedure on the list since before 2008, paid by its relative weight"),
        "G2" => (true, "a surgical procedure that is not office-based, paid by its relative weight"),
        "H2" or "H8" => (true, "a device paid with the procedure"),
        "J7" or "J8" => (true, "a device-intensive procedure"),
        "K2" or "K7" => (true, "a drug or biological paid separately"),
        "P2" or "R2" => (true, "an office-based procedure, paid by its relative weight"),
        "P3" => (true, "an office-based procedure, paid by the physician schedule's practice expense"),
        "Z2" => (true, "a radiology service, paid by its relative weight"),
        "Z3" => (true, "a radiology service, paid by the physician schedule's practice expense"),
        "F4" => (true, "corneal tissue, paid at cost"),
        "L1" => (false, "packaged: an influenza or pneumococcal vaccine, paid elsewhere"),
        "L6" => (true, "a new technology lens, paid separately"),
        "N1" => (false, "packaged: never paid apart"),
        "B5" or "C5" or "D5" or "E5" or "M5" or "S1" or "X5" or "Y5" => (false, "not paid to surgical centers"),
        _ => (true, "an indicator that is not known"),
    };
}
