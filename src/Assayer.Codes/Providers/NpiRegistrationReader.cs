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
    readonly Stream _stream = stream;
    readonly RepeatedTexts _texts = new();

    /// <summary>Whether a file is one, by its first bytes.</summary>
    internal static bool Recognises(string start) =>
        start.Contains("Entity Type Code", StringComparison.OrdinalIgnoreCase) && start.Contains("Replacement NPI", StringComparison.OrdinalIgnoreCase)
        && start.Contains("Healthcare Provider Taxonomy Code_1", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override IEnumerable<NpiRegistration> Rows(CancellationToken cancellationToken = default)
    {
        var records = new CsvRecords(_stream, Source.Name);
        var columns = ReadHeader(records);
        while (records.Read())
        {
            if (records.Number % 4096 == 0) cancellationToken.ThrowIfCancellationRequested();
            if (records.IsBlank) continue;
            if (records.Faults.HasFlag(CsvFaults.UnclosedQuote))
            {
                Reject("MED004", records.Line, null, "A quotation mark is opened and never closed.", "Close it, or remove it. The line was left out.");
                continue;
            }
            if (Parse(records, columns) is not { } row) continue;
            Accepted++;
            yield return row;
        }
    }

    RegistrationColumns ReadHeader(CsvRecords records)
    {
        while (records.Read())
        {
            if (records.IsBlank || TableHeader.IsSyntheticMark(records.Text(0))) continue;
            if (RegistrationColumns.Find(records) is { } columns) return columns;
            break;
        }
        throw new DataFormatException(new("MED002", Severity.Error, At(records.Line), "There is no header of the NPPES data dissemination file.", "Give the file as CMS publishes it: npidata_pfile_….csv."));
    }

    NpiRegistration? Parse(CsvRecords records, RegistrationColumns columns)
    {
        if (records.Count != columns.Count)
        {
            Reject("MED007", records.Line, null, $"The row has {records.Count} fields, the header {columns.Count}: which is which can't be told.", "Fetch the file again. The row was left out.");
            return null;
        }
        var digits = Content(records, columns.Npi);
        if (digits.Length != 10 || !IsDigits(digits)) return Unreadable(columns.Npi, "an NPI of ten digits");
        var type = Content(records, columns.EntityType);
        var isDeactivated = !Content(records, columns.Deactivated).IsEmpty && Content(records, columns.Reactivated).IsEmpty;
        if (!isDeactivated && type is not [(byte)'1' or (byte)'2']) return Unreadable(columns.EntityType, "an entity type, 1 or 2");

        var npi = Encoding.ASCII.GetString(digits);
        if (!Npi.HasValidCheckDigit(npi)) Warn("MED006", records.Line, CellName.Of(columns.Npi, records.Number), $"NPI {npi} has a wrong check digit; it was kept as it stands.");
        var isDomestic = IsDomestic(Content(records, columns.Country));
        var (primary, others) = Taxonomies(records, columns);
        return new(
            records.Line, npi, isDeactivated ? 0 : type[0] - '0', primary, others,
            isDomestic ? ZipCode(records, columns.PostalCode) : "", isDomestic ? State(records, columns.State) : "");

        NpiRegistration? Unreadable(int column, string expected)
        {
            var text = records.Text(column);
            Reject(
                "MED001", records.Line, CellName.Of(column, records.Number),
                text.Length > 0 ? $"\"{text}\" is not {expected}." : $"The cell is empty, where there should be {expected}.", "Correct the cell. The row was left out.");
            return null;
        }
    }

    // The territories have country codes of their own in ISO 3166, and are states to the post.
    static bool IsDomestic(ReadOnlySpan<byte> country) =>
        country.IsEmpty || country.SequenceEqual("US"u8) || country.SequenceEqual("PR"u8) || country.SequenceEqual("VI"u8)
        || country.SequenceEqual("GU"u8) || country.SequenceEqual("AS"u8) || country.SequenceEqual("MP"u8);

    string ZipCode(CsvRecords records, int column)
    {
        var text = Content(records, column);
        if (text.IsEmpty) return "";
        var isZip = text.Length is 5 or 9 ? IsDigits(text) : text.Length == 10 && text[5] == '-' && IsDigits(text[..5]) && IsDigits(text[6..]);
        return isZip ? _texts.Of(text[..5]) : LeftOut(records, column, "a ZIP code of five or nine digits");
    }

    string State(CsvRecords records, int column)
    {
        var text = Content(records, column);
        if (text.IsEmpty) return "";
        return text.Length == 2 && !text.ContainsAnyExceptInRange((byte)'A', (byte)'Z') ? _texts.Of(text) : LeftOut(records, column, "a state of two letters");
    }

    (string Primary, string Others) Taxonomies(CsvRecords records, RegistrationColumns columns)
    {
        string primary = "", others = "";
        var first = -1;
        foreach (var (code, isPrimary) in columns.Taxonomies)
        {
            if (Content(records, isPrimary) is not [(byte)'Y']) continue;
            (first, primary) = (code, Taxonomy(records, code));
            break;
        }
        foreach (var (code, _) in columns.Taxonomies)
        {
            if (code == first) continue;
            var other = Taxonomy(records, code);
            if (other.Length == 0 || other == primary || others.Contains(other, StringComparison.Ordinal)) continue;
            others = others.Length == 0 ? other : $"{others},{other}";
        }
        return (primary, others);
    }

    string Taxonomy(CsvRecords records, int column)
    {
        var text = Content(records, column);
        if (text.IsEmpty) return "";
        return TaxonomyCode.TryParse(_texts.Of(text), out var taxonomy) ? taxonomy.ToString() : LeftOut(records, column, "a taxonomy code of ten characters");
    }

    string LeftOut(CsvRecords records, int column, string expected)
    {
        Warn("MED008", records.Line, CellName.Of(column, records.Number), $"\"{records.Text(column)}\" is not {expected}. It was left out.");
        return "";
    }

    static bool IsDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    static ReadOnlySpan<byte> Content(CsvRecords records, int column) => column < 0 ? [] : records[column].Trim((byte)' ');
}
