using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Codes.Providers;

/// <summary>Reads NUCC's Health Care Provider Taxonomy code set as CSV, which the user gets from NUCC under its terms.</summary>
public sealed class TaxonomyTitleReader(Stream stream, Source source, DiagnosticLog log)
    : DelimitedTableReader<TaxonomyTitle>(stream, source, log, "table of provider taxonomies", Headings)
{
    internal static readonly Heading[] Headings =
    [
        new(true, "CODE"), new(true, "GROUPING"), new(true, "CLASSIFICATION"), new(true, "SPECIALIZATION"), new(false, "DISPLAY NAME"),
    ];

    private protected override TaxonomyTitle Parse(TableCells cells)
    {
        var (classification, specialization) = (cells.Text(2), cells.Text(3));
        var name = cells.Text(4) is { Length: > 0 } display ? display : specialization.Length > 0 ? $"{classification}, {specialization}" : classification;
        return new(cells.Line, cells.Taxonomy(0), cells.Text(1), classification, specialization, name);
    }
}
