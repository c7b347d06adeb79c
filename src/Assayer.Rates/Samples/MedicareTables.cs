namespace Assayer.Rates.Samples;

/// <summary>
/// Medicare's tables in the layout in which CMS publishes them, cut down to the sample's codes. The numbers are CMS's; a row before the
/// header says that the file is a sample. Columns for CPT descriptors are there and empty.
/// </summary>
static class MedicareTables
{
    /// <summary>What that row says.</summary>
    public const string Marker = "SYNTHETIC: cut down for a sample; not for payment";

    /// <summary>File names and contents, lines ended as CMS ends them (CR LF).</summary>
    public static IReadOnlyList<(string Name, string Text)> All() =>
    [
        ("synthetic_clfs_2025_q2.csv", LaboratoryFees()),
        ("synthetic_pprrvu_2025_oct.csv", RelativeValues()),
        ("synthetic_gpci_2025.csv", GeographicIndices()),
        ("synthetic_asc_addendum_aa_2025_q4.csv", SurgicalCenterFees()),
        ("synthetic_opps_addendum_b_2025_q4.csv", OutpatientFees()),
        ("synthetic_zip5_oct2025.txt", ZipCodes()),
        ("synthetic_ncci_mue_prac.csv", EditTables.Units("Practitioner")),
        ("synthetic_ncci_mue_out.csv", EditTables.Units("Outpatient Hospital")),
        ("synthetic_ncci_ptp_prac.csv", EditTables.Pairs()),
    ];

    static string LaboratoryFees()
    {
        var rows = SampleCode.LaboratoryCodes.Select(code => FormattableString.Invariant($"2025,{code.Value},,20250101,N,{code.LaboratoryFee:00000.00},,,"));
        return Lines(
        [
            "2025 Clinical Diagnostic Laboratory Fee Schedule ,,,,,,,,",
            "\"CPT codes, descriptions and other data only are copyright 2025 American Medical Association. All rights reserved. CPT is a registered trademark of the American Medical Association.\",,,,,,,,",
            $"{Marker},,,,,,,,",
            ",,,,,,,,",
            "YEAR,HCPCS,MOD,EFF_DATE,INDICATOR,RATE,SHORTDESC,LONGDESC,EXTENDED LONGDESC",
            .. rows,
        ]);
    }

    static string RelativeValues() => Lines(
    [
        ",,2025 National Physician Fee Schedule Relative Value File October Release,,,,,,,,,,,,,,,,,,,,,,,,,,,,",
        ",,CPT codes and descriptions only are copyright 2024 American Medical Association.  All Rights Reserved.  Applicable FARS/DFARS Apply. ,,,,,,,,,,,,,,,,,,,,,,,,,,,,",
        $",,{Marker},,,,,,,,,,,,,,,,,,,,,,,,,,,,",
        ",, ,,,,,,,,,,,,,,,,,,,,,,,,,,,,",
        ",,RELEASED 09/11/2025,,,,,,,,,,,,,,,,,,,,,,,,,,,,",
        ",, , ,,,,,,,,,,,,,,,,,,,,,,,,,NON-FACILITY,FACILITY,",
        ",,,,NOT USED,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED",
        ",,,,FOR,,,NON-FAC,,FACILITY ,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS",
        ",,,STATUS,MEDICARE ,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT",
        "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT",
        PaidElsewhere("36415"),
        RelativeValue("43239,", 'A', "2.39,8.36,,1.42,,0.29,11.04,4.10,0,000"),
        RelativeValue("80503,", 'A', "0.43,0.36,,0.20,,0.02,0.81,0.65,0,XXX"),
        RelativeValue("80504,", 'A', "0.91,0.62,,0.44,,0.04,1.57,1.39,0,XXX"),
        RelativeValue("80505,", 'A', "1.71,1.06,,0.84,,0.10,2.87,2.65,0,XXX"),
        RelativeValue("80506,", 'A', "0.80,0.42,,0.42,NA,0.04,1.26,1.26,1,ZZZ"),
        .. SampleCode.LaboratoryCodes.Skip(1).Select(code => PaidElsewhere(code.Value)),
        RelativeValue("88184,", 'A', "0.00,2.31,,2.31,NA,0.03,2.34,2.34,3,XXX"),
        RelativeValue("88185,", 'A', "0.00,0.68,,0.68,NA,0.00,0.68,0.68,3,ZZZ"),
        RelativeValue("88187,", 'A', "0.74,0.29,,0.29,,0.03,1.06,1.06,2,XXX"),
        RelativeValue("88188,", 'A', "1.20,0.55,,0.55,,0.05,1.80,1.80,2,XXX"),
        RelativeValue("88189,", 'A', "1.70,0.68,,0.68,,0.07,2.45,2.45,2,XXX"),
        RelativeValue("88305,", 'A', "0.75,1.38,,1.38,NA,0.02,2.15,2.15,1,XXX"),
        RelativeValue("88305,26", 'A', "0.75,0.32,,0.32,,0.01,1.08,1.08,1,XXX"),
        RelativeValue("88305,TC", 'A', "0.00,1.06,,1.06,NA,0.01,1.07,1.07,1,XXX"),
    ]);

    // Addendum E, calendar year 2025: a locality without a floor, one with many counties, and the floors of Alaska and Wyoming.
    static string GeographicIndices() => Lines(
    [
        "ADDENDUM E. FINAL CY 2025 GEOGRAPHIC PRACTICE COST INDICES (GPCIs) BY STATE AND MEDICARE LOCALITY,,,,,,",
        $"{Marker},,,,,,",
        ",,,,,,",
        "Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,2025 PW GPCI (with 1.0 Floor),2025 PE GPCI,2025 MP GPCI",
        "10112,AL,00,ALABAMA,1,0.869,0.575",
        .. SampleSite.All.Select(site => site.IndexLine),
        "03602,WY,21,WYOMING**,1,1,0.739",
        "*Work GPCI reflects a 1.5 floor in Alaska established by the MIPPA.,,,,,,",
        "**PE GPCI reflects a 1.0 floor for frontier states established by the ACA.,,,,,,",
    ]);

    // Addendum AA in the layout of CMS's workbook saved as CSV; the numbers are made up.
    static string SurgicalCenterFees() => Lines(
    [
        "Addendum AA -- Final ASC Covered Surgical Procedures for CY 2025 (Including Surgical Procedures for Which Payment is Packaged),,,,,,",
        $"{Marker},,,,,,",
        "\"CPT codes and descriptions only are copyright 2024 American Medical Association. All Rights Reserved.\",,,,,,",
        "HCPCS Code,Short Descriptor,Subject to Multiple Procedure Discounting,October 2025 Comment Indicator,October 2025 Payment Indicator,October 2025 Payment Weight,October 2025 Payment Rate",
        FormattableString.Invariant($"43239,,Y,,A2,7.9162,${SampleCode.Endoscopy.SurgicalCenterFee:0.00}"),
        "88305,,N,,N1,,",
    ]);

    // Addendum B; the numbers are made up.
    static string OutpatientFees() => Lines(
    [
        "Addendum B.-Final OPPS Payment by HCPCS Code for CY 2025,,,,,,,,",
        $"{Marker},,,,,,,,",
        "\"CPT codes and descriptions only are copyright 2024 American Medical Association. All Rights Reserved.\",,,,,,,,",
        "HCPCS Code,Short Descriptor,SI,APC,Relative Weight,Payment Rate,National Unadjusted Copayment,Minimum Unadjusted Copayment,Note: Actual copayments would be lower due to the cap on copayments",
        .. SampleCode.LaboratoryCodes.Select(code => $"{code.Value},,Q4,,,,,,"),
        FormattableString.Invariant($"43239,,T,5301,9.7801,\"${SampleCode.Endoscopy.OutpatientFee:#,0.00}\",,$174.45,"),
        .. SampleCode.PhysicianCodes.Select(code => $"{code.Value},,{(code.Value is "88305" ? "Q1" : "N")},,,,,,"),
    ]);

    static string ZipCodes() => Lines([Marker, .. SampleSite.All.SelectMany(site => site.ZipLines)]);

    static string RelativeValue(string codeAndModifier, char status, string values)
    {
        var indicators = status == 'A' ? "0,0,0,0,0" : "9,9,9,9,9";
        return FormattableString.Invariant($"{codeAndModifier},,{status},,{values},0.00,0.00,0.00,{indicators},,{SampleCode.ConversionFactor},09,0,99,0.00,0.00,0.00");
    }

    static string PaidElsewhere(string code) => RelativeValue($"{code},", 'X', "0.00,0.00,,0.00,,0.00,0.00,0.00,9,XXX");

    internal static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\r\n"));
}
