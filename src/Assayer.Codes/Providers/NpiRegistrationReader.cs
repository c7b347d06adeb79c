using System.Text;
using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Codes.Providers;

/// <summary>
/// Reads the NPPES data dissemination file (CMS, "NPPES Data Dissemination – Readme", versions 1 and 2): some 330 quoted columns, of which
/// seven kinds are kept. Columns are found by their headings.
/// </summary>
public sealed class NpiRegistrationReader(Stream stream, Source source, DiagnosticLog log) : TableReader<NpiRegistration>(stream, source, log)
{
    const int MostTaxonomies = 15;
    const string State = "Provider Business Practice Location Address State Name";
    const string PostalCode = "Provider Business Practice Location Address Postal Code";
    const string Country = "Provider Business Practice Location Address Country Code (If outside U.S.)";

    readonly Stream _stream = stream;

    /// <summary>Whether a file is one, by its first bytes.</summary>
    internal static bool Recognises(string start) =>
        start.Contains("Entity Type Code", StringComparison.OrdinalIgnoreCase) && start.Contains("Replacement NPI", StringComparison.OrdinalIgnoreCase)
        && start.Contains("Healthcare Provider Taxonomy Code_1", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override IEnumerable<NpiRegistration> Rows(CancellationToken cancellationToken = default)
    {
        var records = new CsvRecords(_stream);
        var columns = ReadHeader(records);
        while (records.Read())
        {
            if (records.Number % 4096 == 0) cancellationToken.ThrowIfCancellationRequested();
            if (records.IsBlank) continue;
            if (records.IsUnclosed)
            {
                Reject("MED004", records.Line, null, "A quotation mark is opened and never closed.", "Close it, or remove it. The line was left out.");
                continue;
            }
            var npi = records.Text(columns.Npi);
            if (npi.Length != 10 || !npi.All(char.IsAsciiDigit))
            {
                Reject("MED001", records.Line, CellName.Of(columns.Npi, records.Number), $"\"{npi}\" is not an NPI of ten digits.", "Correct the cell. The row was left out.");
                continue;
            }
            if (!Npi.HasValidCheckDigit(npi)) Warn("MED005", records.Line, CellName.Of(columns.Npi, records.Number), $"NPI {npi} has a wrong check digit; it was kept as it stands.");
            Accepted++;
            yield return Parse(records, columns, npi);
        }
    }

    Columns ReadHeader(CsvRecords records)
    {
        while (records.Read())
        {
            if (records.IsBlank || TableHeader.IsSyntheticMark(records.Text(0))) continue;
            string[] headings = [.. Enumerable.Range(0, records.Count).Select(records.Text)];
            int Find(string heading) => Array.FindIndex(headings, text => text.Equals(heading, StringComparison.OrdinalIgnoreCase));
            var columns = new Columns(
                Find("NPI"), Find("Entity Type Code"), Find(State), Find(PostalCode), Find(Country),
                [.. Enumerable.Range(1, MostTaxonomies).Select(number => (Find($"Healthcare Provider Taxonomy Code_{number}"), Find($"Healthcare Provider Primary Taxonomy Switch_{number}")))
                    .Where(pair => pair.Item1 >= 0)]);
            if (columns.Npi >= 0 && columns.EntityType >= 0 && columns.Taxonomies.Count > 0) return columns;
            break;
        }
        throw new DataFormatException(new("MED002", Severity.Error, At(records.Line), "There is no header of the NPPES data dissemination file.", "Give the file as CMS publishes it: npidata_pfile_….csv."));
    }

    static NpiRegistration Parse(CsvRecords records, Columns columns, string npi)
    {
        var isAbroad = columns.Country >= 0 && records.Text(columns.Country) is not ("" or "US");
        var (primary, others) = Taxonomies(records, columns);
        return new(
            records.Line, npi, records.Text(columns.EntityType) is ['1' or '2'] type ? type[0] - '0' : 0, primary, others,
            isAbroad ? "" : FiveDigits(records.Text(columns.PostalCode)), isAbroad ? "" : StateOf(records.Text(columns.State)));
    }

    static (string Primary, string Others) Taxonomies(CsvRecords records, Columns columns)
    {
        string primary = "", first = "";
        StringBuilder? others = null;
        foreach (var (code, isPrimary) in columns.Taxonomies)
        {
            if (records.Raw(code).Length <= 2) continue; // "" in quotation marks
            var taxonomy = records.Text(code).ToUpperInvariant();
            if (taxonomy.Length == 0) continue;
            if (primary.Length == 0 && records.Text(isPrimary) == "Y")
            {
                primary = taxonomy;
                continue;
            }
            if (first.Length == 0) first = taxonomy;
            else if (taxonomy != first && others?.ToString().Contains(taxonomy, StringComparison.Ordinal) != true) (others ??= new(first)).Append(',').Append(taxonomy);
        }
        return (primary, others?.ToString() ?? first);
    }

    static string FiveDigits(string postalCode)
    {
        var digits = postalCode.AsSpan(0, Math.Min(5, postalCode.Length));
        return digits.Length == 5 && !digits.ContainsAnyExceptInRange('0', '9') ? digits.ToString() : "";
    }

    static string StateOf(string text) => text.Length == 2 && text.All(char.IsAsciiLetter) ? text.ToUpperInvariant() : "";

    sealed record Columns(int Npi, int EntityType, int State, int PostalCode, int Country, IReadOnlyList<(int Code, int IsPrimary)> Taxonomies);
}
