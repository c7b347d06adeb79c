using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Codes.Providers;
using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Tests.Fuzzing;

/// <summary>Published tables.</summary>
static class TableHarnesses
{
    static readonly string[] Words =
    [
        "SYNTHETIC", "\"", "YEAR", "HCPCS", "RATE", "MOD", "CY 2025", "2026 Clinical", "January 2025", "October Release", "20\u0662\u0665 Clinical", "CY 20\uff12\uff15",
        "NPI", "Entity Type Code", "Replacement NPI", "Healthcare Provider Taxonomy Code_1", "207KI0005X", "1234567893", "Y", "US", "20814-1234", "86353", "NA", "$1,234.56", "N/A", "20251001", "*",
    ];

    static readonly string[] Names = ["table.csv", "clfs_2025_q2.csv", "pprrvu_2025_oct.csv", "ncci_ptp_prac_20\u0662\u0665q4.csv", "nucc_taxonomy_251.csv", "npidata_pfile_20050523-20251399.csv", "icd10cm-codes-oct2025.txt"];

    public static IReadOnlyList<Harness> All { get; } =
    [
        new("registry of providers", () => Originals.Samples("*npidata*").FirstLines(24_000), Words, (input, transcript) => Read((stream, source, log) => new NpiRegistrationReader(stream, source, log), input, transcript)),
        new("other tables", () => Tables().FirstLines(8_000), Words, ReadDetected),
    ];

    static IEnumerable<byte[]> Tables() =>
        ((string[])["*asc*.csv", "*clfs*.csv", "*gpci*.csv", "*ncci*.csv", "*nucc*.csv", "*opps*.csv", "*pprrvu*.csv", "*zip5*.txt"]).SelectMany(Originals.Samples)
            .Append("D8131    Severe combined immunodeficiency due to adenosine deaminase deficiency\nD819     Combined immunodeficiency, unspecified\n"u8.ToArray())
            .Concat(((string[])["medicare", "edits", "codes"]).SelectMany(folder => Originals.Real(folder, "*.*")));

    static void ReadDetected(FuzzedInput input, Transcript transcript)
    {
        var table = MedicareTable.Detect(input.Start, Names[input.Bytes.Length % Names.Length]);
        transcript.Add(table);
        transcript.Add(MedicareTable.WhyNot(input.Start));
        switch (table?.Kind)
        {
            case MedicareTableKind.ClinicalLaboratoryFees: Read((stream, source, log) => new ClinicalLaboratoryFeeReader(stream, source, log), input, transcript); break;
            case MedicareTableKind.RelativeValues: Read((stream, source, log) => new RelativeValueReader(stream, source, log), input, transcript); break;
            case MedicareTableKind.PracticeCostIndices: Read((stream, source, log) => new PracticeCostIndexReader(stream, source, log), input, transcript); break;
            case MedicareTableKind.MedicallyUnlikelyEdits: Read((stream, source, log) => new MedicallyUnlikelyEditReader(stream, source, log), input, transcript); break;
            case MedicareTableKind.ProcedurePairEdits: Read((stream, source, log) => new ProcedurePairEditReader(stream, source, log), input, transcript); break;
            case MedicareTableKind.SurgicalCenterFees: Read((stream, source, log) => new SurgicalCenterFeeReader(stream, source, log), input, transcript); break;
            case MedicareTableKind.OutpatientFees: Read((stream, source, log) => new OutpatientFeeReader(stream, source, log), input, transcript); break;
            case MedicareTableKind.ZipLocalities: Read((stream, source, log) => new ZipLocalityReader(stream, source, log), input, transcript); break;
            case MedicareTableKind.Registrations: Read((stream, source, log) => new NpiRegistrationReader(stream, source, log), input, transcript); break;
            case MedicareTableKind.TaxonomyTitles: Read((stream, source, log) => new TaxonomyTitleReader(stream, source, log), input, transcript); break;
            case null: transcript.Refuse(null); break;
            case MedicareTableKind.Diagnoses: Read((stream, source, log) => new Icd10Reader(stream, source, log), input, transcript); break;
        }
    }

    static void Read<TRow>(Func<Stream, Source, DiagnosticLog, TableReader<TRow>> open, FuzzedInput input, Transcript transcript)
        where TRow : class, ITableRow
    {
        var log = new DiagnosticLog();
        var reader = open(input.Open(), new() { Name = "table" }, log);
        var (rows, line) = (0L, 0L);
        foreach (var row in reader.Rows(TestContext.Current.CancellationToken))
        {
            Assert.True(row.Line > line, $"Line {row.Line} comes behind line {line}.");
            (rows, line) = (rows + 1, row.Line);
            transcript.Add(row);
        }
        Assert.Equal((rows, log.CountOf(Severity.Error)), (reader.Accepted, reader.Rejected));
        transcript.Add(log, reader.Rejected);
    }
}
