using Assayer.Codes.Tables;

namespace Assayer.Codes.Providers;

/// <summary>Where the needed columns of an NPPES data file are, 0-based.</summary>
/// <param name="Count">All columns.</param>
/// <param name="Npi">The identifier.</param>
/// <param name="EntityType">1 or 2.</param>
/// <param name="Deactivated">Day of deactivation.</param>
/// <param name="Reactivated">Day of reactivation; -1 where there is no such column.</param>
/// <param name="State">Of the practice location, like the next two.</param>
/// <param name="PostalCode">ZIP code, where the country is the United States.</param>
/// <param name="Country">ISO code of two letters.</param>
/// <param name="Taxonomies">Up to 15, each with its primary switch.</param>
/// <remarks>CMS, NPPES Data Dissemination, Readme, file layout; the names of the columns are the file's own.</remarks>
sealed record RegistrationColumns(
    int Count, int Npi, int EntityType, int Deactivated, int Reactivated, int State, int PostalCode, int Country, IReadOnlyList<(int Code, int Switch)> Taxonomies)
{
    const string Address = "Provider Business Practice Location Address";
    const int MostTaxonomies = 15;

    /// <summary>Null when the record isn't the header, or a needed column is missing.</summary>
    public static RegistrationColumns? Find(CsvRecords header)
    {
        Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
        for (var field = 0; field < header.Count; field++) columns.TryAdd(header.Text(field).Trim(), field);
        RegistrationColumns found = new(
            header.Count, Column("NPI"), Column("Entity Type Code"), Column("NPI Deactivation Date"), Column("NPI Reactivation Date"),
            Column($"{Address} State Name"), Column($"{Address} Postal Code"), Column($"{Address} Country Code (If outside U.S.)"),
            [.. Enumerable.Range(1, MostTaxonomies)
                .Select(number => (Code: Column($"Healthcare Provider Taxonomy Code_{number}"), Switch: Column($"Healthcare Provider Primary Taxonomy Switch_{number}")))
                .Where(pair => pair is { Code: >= 0, Switch: >= 0 })]);
        return found is { Npi: >= 0, EntityType: >= 0, Deactivated: >= 0, State: >= 0, PostalCode: >= 0, Country: >= 0, Taxonomies.Count: > 0 } ? found : null;

        int Column(string heading) => columns.GetValueOrDefault(heading, -1);
    }
}
