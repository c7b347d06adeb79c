using System.Text;

namespace Assayer.Tests.Codes.Providers;

/// <summary>A made-up NPPES data dissemination file: the true 330 headings, every field in quotation marks.</summary>
sealed class NppesFile
{
    const string Practice = "Provider Business Practice Location Address";

    // CMS, NPPES Data Dissemination, Readme, file layout.
    static readonly string[] Version1 =
    [
        "NPI", "Entity Type Code", "Replacement NPI", "Employer Identification Number (EIN)", "Provider Organization Name (Legal Business Name)",
        "Provider Last Name (Legal Name)", "Provider First Name", "Provider Middle Name", "Provider Name Prefix Text", "Provider Name Suffix Text",
        "Provider Credential Text", "Provider Other Organization Name", "Provider Other Organization Name Type Code", "Provider Other Last Name",
        "Provider Other First Name", "Provider Other Middle Name", "Provider Other Name Prefix Text", "Provider Other Name Suffix Text",
        "Provider Other Credential Text", "Provider Other Last Name Type Code",
        .. Address("Business Mailing Address"), .. Address("Business Practice Location Address"),
        "Provider Enumeration Date", "Last Update Date", "NPI Deactivation Reason Code", "NPI Deactivation Date", "NPI Reactivation Date", "Provider Gender Code",
        "Authorized Official Last Name", "Authorized Official First Name", "Authorized Official Middle Name", "Authorized Official Title or Position",
        "Authorized Official Telephone Number",
        .. Numbered(15, "Healthcare Provider Taxonomy Code", "Provider License Number", "Provider License Number State Code", "Healthcare Provider Primary Taxonomy Switch"),
        .. Numbered(50, "Other Provider Identifier", "Other Provider Identifier Type Code", "Other Provider Identifier State", "Other Provider Identifier Issuer"),
        "Is Sole Proprietor", "Is Organization Subpart", "Parent Organization LBN", "Parent Organization TIN", "Authorized Official Name Prefix Text",
        "Authorized Official Name Suffix Text", "Authorized Official Credential Text", .. Numbered(15, "Healthcare Provider Taxonomy Group"), "Certification Date",
    ];

    readonly string[] _headings;
    readonly StringBuilder _text = new();

    public NppesFile(params string[] headings)
    {
        _headings = headings.Length > 0 ? headings : Version1;
        Line([.. _headings]);
    }

    public static IReadOnlyList<string> Headings => Version1;

    public string Text => _text.ToString();

    /// <summary>A laboratory in Bethesda; <paramref name="changes"/> replace fields by heading, of which these have short names: type, state, zip, country, off, on, code1…, switch1….</summary>
    public NppesFile Row(string npi, params (string Heading, string Value)[] changes)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal)
        {
            ["NPI"] = npi,
            [Long("type")] = "2",
            [Long("state")] = "MD",
            [Long("zip")] = "208141234",
            [Long("country")] = "US",
            [Long("code1")] = "291U00000X",
            [Long("switch1")] = "Y",
        };
        foreach (var (heading, value) in changes) fields[Long(heading)] = value;
        return Line([.. _headings.Select(heading => fields.GetValueOrDefault(heading, ""))]);
    }

    /// <summary>A registration that was deactivated: nothing but its number and the day.</summary>
    public NppesFile Deactivated(string npi) => Line([.. _headings.Select(heading => heading == "NPI" ? npi : heading == Long("off") ? "05/17/2021" : "")]);

    public NppesFile Line(params string[] fields)
    {
        _text.AppendJoin(',', fields.Select(field => $"\"{field}\"")).Append('\n');
        return this;
    }

    static string Long(string heading) => heading switch
    {
        "type" => "Entity Type Code",
        "state" => $"{Practice} State Name",
        "zip" => $"{Practice} Postal Code",
        "country" => $"{Practice} Country Code (If outside U.S.)",
        "off" => "NPI Deactivation Date",
        "on" => "NPI Reactivation Date",
        _ when heading.StartsWith("code", StringComparison.Ordinal) => $"Healthcare Provider Taxonomy Code_{heading[4..]}",
        _ when heading.StartsWith("switch", StringComparison.Ordinal) => $"Healthcare Provider Primary Taxonomy Switch_{heading[6..]}",
        _ => heading,
    };

    static IEnumerable<string> Address(string which) =>
    [
        $"Provider First Line {which}", $"Provider Second Line {which}", $"Provider {which} City Name", $"Provider {which} State Name", $"Provider {which} Postal Code",
        $"Provider {which} Country Code (If outside U.S.)", $"Provider {which} Telephone Number", $"Provider {which} Fax Number",
    ];

    static IEnumerable<string> Numbered(int count, params string[] headings) =>
        Enumerable.Range(1, count).SelectMany(number => headings.Select(heading => $"{heading}_{number}"));
}
