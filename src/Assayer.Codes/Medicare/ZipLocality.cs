using Assayer.Codes.Tables;

namespace Assayer.Codes.Medicare;

/// <summary>The payment locality of a ZIP code.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="State">Two letters.</param>
/// <param name="ZipCode">Five digits.</param>
/// <param name="Contractor">Medicare administrative contractor, five digits.</param>
/// <param name="Number">Locality, two digits.</param>
/// <param name="RuralIndicator">"" urban, "R" rural, "B" super rural.</param>
/// <param name="NeedsPlusFour">Whether the ZIP code lies in several localities, so that only nine digits decide.</param>
public sealed record ZipLocality(long Line, string State, string ZipCode, string Contractor, string Number, string RuralIndicator, bool NeedsPlusFour) : ITableRow
{
    /// <summary>The locality.</summary>
    public Locality Locality => new(Contractor, Number);
}
