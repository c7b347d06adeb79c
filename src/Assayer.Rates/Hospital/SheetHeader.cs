using System.Globalization;
using Assayer.Rates.Transparency;

namespace Assayer.Rates.Hospital;

/// <summary>The first two rows of a sheet: what it says about itself.</summary>
static class SheetHeader
{
    // Both statements begin with it: the affirmation of version 2, the attestation of version 3 (45 CFR 180.50(a)(3)).
    const string Statement = "tothebestofitsknowledgeandbelief";

    static readonly string[] Days = ["yyyy-MM-dd", "M/d/yyyy"];

    public static bool Fits(IEnumerable<string> names)
    {
        var keys = names.Select(SheetColumns.Key).ToList();
        return keys.Contains("hospitalname") && keys.Contains("lastupdatedon");
    }

    /// <summary>Whether this is the heading of the affirmation or the attestation.</summary>
    public static bool IsStatement(string name) => SheetColumns.Key(name).StartsWith(Statement, StringComparison.Ordinal);

    /// <summary>Whether the names have one that version 3 brought.</summary>
    public static bool IsVersion3(IEnumerable<string> names) => names.Any(name => SheetColumns.Key(name) is "type2npi" or "attestername" or "locationname");

    public static HospitalHeader Read(IReadOnlyList<string> names, IReadOnlyList<string> values)
    {
        var header = new HospitalHeader();
        for (var field = 0; field < names.Count && field < values.Count; field++)
        {
            var value = values[field].Trim();
            if (value.Length > 0) header = With(header, names[field], value);
        }
        return header;
    }

    public static HospitalHeader WithName(this HospitalHeader header, string name)
    {
        var isSynthetic = name.EndsWith(InNetworkHeader.SyntheticMark, StringComparison.Ordinal);
        return header with { HospitalName = isSynthetic ? name[..^InNetworkHeader.SyntheticMark.Length] : name, Synthetic = isSynthetic };
    }

    public static HospitalHeader WithState(this HospitalHeader header, string state)
    {
        state = state.Trim(' ', '[', ']').ToUpperInvariant();
        return state.Length == 2 ? header with { LicenseState = state } : header;
    }

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    static HospitalHeader With(HospitalHeader header, string name, string value)
    {
        if (IsStatement(name)) return header with { Attested = FiledWords.Truth(value) };
        var key = SheetColumns.Key(name);
        if (key.StartsWith("licensenumber", StringComparison.Ordinal))
            return (header with { LicenseNumber = value }).WithState(name[(name.IndexOf('|', StringComparison.Ordinal) + 1)..]);
        return key switch
        {
            "hospitalname" => header.WithName(value),
            "lastupdatedon" => header with { LastUpdatedOn = Day(value) },
            "version" => header with { Version = value },
            "locationname" or "hospitallocation" => header with { Locations = FiledWords.List(value) },
            "hospitaladdress" => header with { Addresses = FiledWords.List(value) },
            "type2npi" => header with { Npis = FiledWords.List(value) },
            "attestername" => header with { AttesterName = value },
            "generalcontractprovisions" => header with { ContractProvisions = [value] },
            _ => header,
        };
    }
}
