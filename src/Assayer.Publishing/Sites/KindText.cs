using Assayer.Codes;

namespace Assayer.Publishing.Sites;

/// <summary>What a kind of code is for, in our own words.</summary>
static class KindText
{
    public static string? Of(BillingCodeType kind) => kind.Name switch
    {
        "CPT" => "Services and procedures of physicians, laboratories and other providers. The code set is the American Medical Association's, whose descriptions are not shown: names are ours.",
        "HCPCS" => "Level II: drugs, supplies, ambulance and other services that CPT doesn't cover.",
        "MS-DRG" => "Inpatient stays, grouped as Medicare does.",
        "MS-LTC-DRG" => "Stays in long-term care hospitals, grouped as Medicare does.",
        "APR-DRG" or "AP-DRG" or "APS-DRG" or "R-DRG" or "S-DRG" or "TRIS-DRG" => "Inpatient stays, in groups of another system than Medicare's.",
        "APC" or "EAPG" => "Outpatient visits, grouped by what they take.",
        "ICD" => "Diagnoses and inpatient procedures.",
        "NDC" => "Drugs, by maker, product and package.",
        "CDT" => "Dental services.",
        "RC" => "Revenue codes: where in a hospital a charge arises.",
        "HIPPS" or "CMG" => "Patients' case mix, in facilities that are paid for it.",
        "CDM" or "LOCAL" => "A hospital's or a payer's own codes: the same code may mean another thing elsewhere.",
        "CSTM-ALL" => "A price for every code at once.",
        _ => null,
    };
}
