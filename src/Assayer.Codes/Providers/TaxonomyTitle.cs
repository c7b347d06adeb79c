using Assayer.Codes.Tables;

namespace Assayer.Codes.Providers;

/// <summary>A taxonomy in the user's copy of NUCC's Health Care Provider Taxonomy code set.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Code">Ten characters.</param>
/// <param name="Grouping">The widest group.</param>
/// <param name="Classification">The service or occupation.</param>
/// <param name="Specialization">The narrower field; "" for none.</param>
/// <param name="DisplayName">The name to show; where the table has none, classification and specialization.</param>
public sealed record TaxonomyTitle(long Line, string Code, string Grouping, string Classification, string Specialization, string DisplayName) : ITableRow;
