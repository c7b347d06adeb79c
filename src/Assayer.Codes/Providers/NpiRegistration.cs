using Assayer.Codes.Tables;

namespace Assayer.Codes.Providers;

/// <summary>A provider in the National Plan and Provider Enumeration System (NPPES).</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Npi">Ten digits.</param>
/// <param name="EntityType">1 an individual, 2 an organization; 0 where the registration was deactivated, and nothing else is published.</param>
/// <param name="PrimaryTaxonomy">The taxonomy whose primary switch is Y, ten characters; "" for none.</param>
/// <param name="OtherTaxonomies">The others, in the file's order, each once, joined by commas; "" for none.</param>
/// <param name="ZipCode">The practice location's first five digits; "" for none, or for an address outside the United States.</param>
/// <param name="State">The practice location's state, two letters; "" for none, or for an address outside the United States.</param>
public sealed record NpiRegistration(
    long Line, string Npi, int EntityType, string PrimaryTaxonomy, string OtherTaxonomies, string ZipCode, string State) : ITableRow;
