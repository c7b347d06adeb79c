using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Codes.Tables;
using Assayer.Evidence;
using Assayer.Rates.Files;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Reads a published table whole, and writes it to Parquet.</summary>
static class TableStage
{
    /// <summary>Reads a file that isn't JSON.</summary>
    /// <exception cref="DataFormatException">It is no table that is known.</exception>
    public static (SourceManifest, IReadOnlyList<Diagnostic>) Read(ReceivedFile file, DuckDBConnection connection, PartWriter parts, CancellationToken cancellation)
    {
        var table = MedicareTable.Detect(file.Peek(), file.Name) ?? throw new DataFormatException(new(
            "FILE007", Severity.Error, new(file.Name, ByteOffset: 0),
            "This is neither JSON nor a table that is known by its headings.",
            "Read are: payers' in-network files (JSON), and Medicare's CLFS, PFS relative values, GPCI, MUE and PTP tables and the ICD-10-CM code list."));
        var source = table.Describe(new() { Name = file.Name });
        var log = new DiagnosticLog();
        var (kind, accepted, rejected) = table.Kind switch
        {
            MedicareTableKind.ClinicalLaboratoryFees => Write(StoredTables.ClinicalLaboratoryFees, new ClinicalLaboratoryFeeReader(file.Content, source, log)),
            MedicareTableKind.RelativeValues => Write(StoredTables.RelativeValues, new RelativeValueReader(file.Content, source, log)),
            MedicareTableKind.PracticeCostIndices => Write(StoredTables.PracticeCostIndices, new PracticeCostIndexReader(file.Content, source, log)),
            MedicareTableKind.MedicallyUnlikelyEdits => Write(StoredTables.MedicallyUnlikelyEdits, new MedicallyUnlikelyEditReader(file.Content, source, log)),
            MedicareTableKind.ProcedurePairEdits => Write(StoredTables.ProcedurePairEdits, new ProcedurePairEditReader(file.Content, source, log)),
            _ => Write(StoredTables.Diagnoses, new Icd10Reader(file.Content, source, log)),
        };
        var identity = file.Finish(cancellation);
        return (SourceManifest.Of(kind, file.Name, identity, parts, log) with
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
            connection.Execute($"CREATE TABLE stored ({stored.Columns})");
            using (var appender = connection.CreateAppender("stored"))
                foreach (var row in reader.Rows(cancellation)) stored.Append(appender.CreateRow(), row);
            parts.Write(stored.Kind, "SELECT * FROM stored");
            return (stored.Kind, reader.Accepted, reader.Rejected);
        }
    }
}
