namespace Assayer.Rates.Samples;

/// <summary>The columns of the NPPES data dissemination file (CMS, "NPPES Data Dissemination – Readme").</summary>
static class NppesLayout
{
    const int Taxonomies = 15, OtherIdentifiers = 50;

    /// <summary>All columns, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "NPI", "Entity Type Code", "Replacement NPI", "Employer Identification Number (EIN)", "Provider Organization Name (Legal Business Name)", "Provider Last Name (Legal Name)",
        "Provider First Name", "Provider Middle Name", "Provider Name Prefix Text", "Provider Name Suffix Text", "Provider Credential Text", "Provider Other Organization Name",
        "Provider Other Organization Name Type Code", "Provider Other Last Name", "Provider Other First Name", "Provider Other Middle Name", "Provider Other Name Prefix Text",
        "Provider Other Name Suffix Text", "Provider Other Credential Text", "Provider Other Last Name Type Code",
        .. Address("Mailing"), .. Address("Practice Location"),
        "Provider Enumeration Date", "Last Update Date", "NPI Deactivation Reason Code", "NPI Deactivation Date", "NPI Reactivation Date", "Provider Sex Code",
        "Authorized Official Last Name", "Authorized Official First Name", "Authorized Official Middle Name", "Authorized Official Title or Position", "Authorized Official Telephone Number",
        .. Enumerable.Range(1, Taxonomies).SelectMany(number => (string[])
        [
            $"Healthcare Provider Taxonomy Code_{number}", $"Provider License Number_{number}", $"Provider License Number State Code_{number}", $"Healthcare Provider Primary Taxonomy Switch_{number}",
        ]),
        .. Enumerable.Range(1, OtherIdentifiers).SelectMany(number => (string[])
        [
            $"Other Provider Identifier_{number}", $"Other Provider Identifier Type Code_{number}", $"Other Provider Identifier State_{number}", $"Other Provider Identifier Issuer_{number}",
        ]),
        "Is Sole Proprietor", "Is Organization Subpart", "Parent Organization LBN", "Parent Organization TIN", "Authorized Official Name Prefix Text",
        "Authorized Official Name Suffix Text", "Authorized Official Credential Text",
        .. Enumerable.Range(1, Taxonomies).Select(number => $"Healthcare Provider Taxonomy Group_{number}"),
        "Certification Date",
    ];

    static IEnumerable<string> Address(string place) =>
    [
        $"Provider First Line Business {place} Address", $"Provider Second Line Business {place} Address", $"Provider Business {place} Address City Name",
        $"Provider Business {place} Address State Name", $"Provider Business {place} Address Postal Code", $"Provider Business {place} Address Country Code (If outside U.S.)",
        $"Provider Business {place} Address Telephone Number", $"Provider Business {place} Address Fax Number",
    ];
}
