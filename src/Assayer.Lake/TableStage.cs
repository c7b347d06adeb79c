using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Codes.Providers;
using Assayer.Codes.Tables;
using Assayer.Evidence;
using Assayer.Rates.Files;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Reads a published table whole, and writes it to Parquet.</summary>
static class TableStage
{
    /// <summary>What table a file is.</summary>
    /// <exception cref="DataFormatException">It is none that is known.</exception>
    public static MedicareTable Detect(ReceivedFile file) => MedicareTable.Detect(file.Peek(), file.Name) ?? throw new DataFormatException(new(
        "FILE007", Severity.Error, new(file.Name, ByteOffset: 0),
        MedicareTable.WhyNot(file.Peek()) ?? "This is neither a price file nor a table that is known by its headings.",
        "Read are: payers' in-network, allowed-amounts and table-of-contents files (JSON); hospitals' standard charges (CSV, JSON); Medicare's CLFS, PFS, GPCI, ASC, OPPS, MUE, PTP and ZIP code tables; the ICD-10-CM code list; NPPES; NUCC's taxonomies."));

    /// <summary>The kind of source that a table becomes.</summary>
    public static string KindOf(MedicareTable table) => table.Kind switch
    {
        MedicareTableKind.ClinicalLaboratoryFees => StoredTables.ClinicalLaboratoryFees.Kind,
        MedicareTableKind.RelativeValues => StoredTables.RelativeValues.Kind,
        MedicareTableKind.PracticeCostIndices => StoredTables.PracticeCostIndices.Kind,
        MedicareTableKind.MedicallyUnlikelyEdits => StoredTables.MedicallyUnlikelyEdits.Kind,
        MedicareTableKind.ProcedurePairEdits => StoredTables.ProcedurePairEdits.Kind,
        MedicareTableKind.SurgicalCenterFees => StoredTables.SurgicalCenterFees.Kind,
        MedicareTableKind.OutpatientFees => StoredTables.OutpatientFees.Kind,
        MedicareTableKind.ZipLocalities => StoredTables.ZipLocalities.Kind,
        MedicareTableKind.Registrations => StoredTables.Registrations.Kind,
        MedicareTableKind.TaxonomyTitles => StoredTables.TaxonomyTitles.Kind,
        _ => StoredTables.Diagnoses.Kind,
    };

    /// <summary>Reads a file that is a table.</summary>
    /// <exception cref="DataFormatException">It is no table that is known.</exception>
    public static (SourceManifest, IReadOnlyList<Diagnostic>) Read(ReceivedFile file, DuckDBConnection connection, PartWriter parts, IngestProgress progress, CancellationToken cancellation)
    {
        var table = Detect(file);
        var source = table.Describe(new() { Name = file.Name });
        var log = new DiagnosticLog();
        var (kind, accepted, rejected) = table.Kind switch
        {
            MedicareTableKind.ClinicalLaboratoryFees => Write(StoredTables.ClinicalLaboratoryFees, new ClinicalLaboratoryFeeReader(file.Content, source, log)),
            MedicareTableKind.RelativeValues => Write(StoredTables.RelativeValues, new RelativeValueReader(file.Content, source, log)),
            MedicareTableKind.PracticeCostIndices => Write(StoredTables.PracticeCostIndices, new PracticeCostIndexReader(file.Content, source, log)),
            MedicareTableKind.MedicallyUnlikelyEdits => Write(StoredTables.MedicallyUnlikelyEdits, new MedicallyUnlikelyEditReader(file.Content, source, log)),
            MedicareTableKind.ProcedurePairEdits => Write(StoredTables.ProcedurePairEdits, new ProcedurePairEditReader(file.Content, source, log)),
            MedicareTableKind.SurgicalCenterFees => Write(StoredTables.SurgicalCenterFees, new SurgicalCenterFeeReader(file.Content, source, log)),
            MedicareTableKind.OutpatientFees => Write(StoredTables.OutpatientFees, new OutpatientFeeReader(file.Content, source, log)),
            MedicareTableKind.ZipLocalities => Write(StoredTables.ZipLocalities, new ZipLocalityReader(file.Content, source, log)),
            MedicareTableKind.Registrations => Write(StoredTables.Registrations, new NpiRegistrationReader(file.Content, source, log)),
            MedicareTableKind.TaxonomyTitles => Write(StoredTables.TaxonomyTitles, new TaxonomyTitleReader(file.Content, source, log)),
            _ => Write(StoredTables.Diagnoses, new Icd10Reader(file.Content, source, log)),
        };
        var identity = file.Finish(cancellation);
        return (SourceManifest.Of(kind, file.Name, identity, parts, [kind], log) with
        {
            Vintage = table.Vintage,
            FirstDay = table.Period.First,
            LastDay = table.Period.Last,
            Setting = table.Setting,
            Synthetic = table.Synthetic,
            Accepted = accepted,
            Rejected = rejected,
        }, log.Kept);

        (string, long, long) Write<TRow>(StoredTable<TRow> stored, TableReader<TRow> reader)
            where TRow : class, ITableRow
        {
            connection.Execute($"CREATE TABLE stored ({stored.Columns})", cancellation);
            using (var appender = connection.CreateAppender("stored"))
                foreach (var row in reader.Rows(cancellation))
                {
                    progress.CountRow();
                    stored.Append(appender.CreateRow(), row);
                }
            parts.Write(stored.Kind, "SELECT * FROM stored");
            return (stored.Kind, reader.Accepted, reader.Rejected);
        }
    }
}
