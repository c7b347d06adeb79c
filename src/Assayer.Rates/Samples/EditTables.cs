namespace Assayer.Rates.Samples;

/// <summary>
/// Medicare's National Correct Coding Initiative edits among the sample's codes, third quarter of 2024: most units in a day (MUE), and
/// pairs of codes (PTP, practitioner).
/// </summary>
static class EditTables
{
    static readonly (string Code, int Units, int Indicator, string Rationale)[] UnitEdits =
    [
        ("36415", 2, 3, "CMS Policy"),
        ("80503", 1, 2, "Code Descriptor / CPT Instruction"),
        ("80504", 1, 2, "Code Descriptor / CPT Instruction"),
        ("80505", 1, 2, "Code Descriptor / CPT Instruction"),
        ("86352", 1, 3, "Nature of Analyte"),
        ("86353", 7, 3, "Nature of Analyte"),
        ("86355", 1, 2, "Code Descriptor / CPT Instruction"),
        ("86356", 7, 3, "Clinical: Data"),
        ("86357", 1, 2, "Code Descriptor / CPT Instruction"),
        ("86359", 1, 2, "Code Descriptor / CPT Instruction"),
        ("86360", 1, 2, "Code Descriptor / CPT Instruction"),
        ("86361", 1, 2, "Code Descriptor / CPT Instruction"),
        ("88184", 2, 3, "Nature of Service/Procedure"),
        ("88185", 35, 3, "Clinical: Data"),
        ("88187", 2, 3, "Clinical: Data"),
        ("88188", 2, 3, "Clinical: Data"),
        ("88189", 2, 3, "Clinical: Data"),
        ("88305", 16, 3, "Clinical: Data"),
    ];

    static readonly (string Column1, int Indicator, string Rationale, string[] Column2)[] PairEdits =
    [
        ("80503", 0, "Misuse of Column Two code with Column One code", ["80506"]),
        ("80504", 0, "More extensive procedure", ["80503"]),
        ("80504", 0, "Misuse of Column Two code with Column One code", ["80506"]),
        ("80505", 0, "More extensive procedure", ["80503", "80504"]),
        ("86352", 0, "Standards of medical/surgical practice", ["86353", "86360"]),
        ("86353", 1, "Standards of medical/surgical practice", ["80503", "80504", "80505", "80506"]),
        ("86355", 1, "Standards of medical/surgical practice", ["80503", "80504", "80505", "80506"]),
        ("86356", 1, "Standards of medical/surgical practice", ["80503", "80504", "80505", "80506"]),
        ("86357", 1, "Standards of medical/surgical practice", ["80503", "80504", "80505", "80506"]),
        ("86359", 1, "Standards of medical/surgical practice", ["80503", "80504", "80505", "80506"]),
        ("86360", 1, "Standards of medical/surgical practice", ["80503", "80504", "80505", "80506"]),
        ("86360", 0, "HCPCS/CPT procedure code definition", ["86361"]),
        ("86361", 1, "Standards of medical/surgical practice", ["80503", "80504", "80505", "80506"]),
        ("88184", 1, "CPT Manual or CMS manual coding instruction", ["86355", "86356", "86357", "86359", "86360", "86361"]),
        ("88187", 1, "CPT Manual or CMS manual coding instruction", ["86355", "86356", "86357", "86359", "86360", "86361"]),
        ("88188", 1, "CPT Manual or CMS manual coding instruction", ["86355", "86356", "86357", "86359", "86360", "86361"]),
        ("88188", 1, "More extensive procedure", ["88187"]),
        ("88189", 1, "CPT Manual or CMS manual coding instruction", ["86355", "86356", "86357", "86359", "86360", "86361"]),
        ("88189", 1, "More extensive procedure", ["88187", "88188"]),
    ];

    /// <summary>The unit edits; practitioners and outpatient hospitals have the same ones for these codes.</summary>
    public static string Units(string service) => MedicareTables.Lines(
    [
        $"{MedicareTables.Marker},,,,",
        "hcpcs_code,mue_units,mue_mai,mue_rationale,mue_service",
        .. UnitEdits.Select(edit => $"{edit.Code},{edit.Units},{edit.Indicator},{edit.Rationale},{service}"),
    ]);

    /// <summary>The pair edits, none of them deleted.</summary>
    public static string Pairs() => MedicareTables.Lines(
    [
        $"{MedicareTables.Marker},,,,",
        "column1,column2,deletion_date,modifier_indicator,rationale",
        .. PairEdits.SelectMany(edit => edit.Column2.Select(code => $"{edit.Column1},{code},,{edit.Indicator},{edit.Rationale}")),
    ]);
}
