using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Codes.Providers;
using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Tests.Fuzzing;

/// <summary>Each reader of tables is given the others' files too.</summary>
public sealed class TableFuzzTests
{
    [Fact]
    public void Registrations_of_providers() => Fuzzer.Run("nppes", Fuzzer.Samples("*npidata*"), (bytes, cancellation) =>
        Read(new NpiRegistrationReader(new MemoryStream(bytes), File, new()), cancellation));

    [Fact]
    public void Fee_schedules() => Fuzzer.Run("fees", Fuzzer.Samples("*clfs*", "*gpci*", "*pprrvu*", "*asc_addendum*", "*opps_addendum*"), (bytes, cancellation) =>
    {
        Read(new ClinicalLaboratoryFeeReader(new MemoryStream(bytes), File, new()), cancellation);
        Read(new RelativeValueReader(new MemoryStream(bytes), File, new()), cancellation);
        Read(new PracticeCostIndexReader(new MemoryStream(bytes), File, new()), cancellation);
        Read(new SurgicalCenterFeeReader(new MemoryStream(bytes), File, new()), cancellation);
        Read(new OutpatientFeeReader(new MemoryStream(bytes), File, new()), cancellation);
    });

    [Fact]
    public void Edits_titles_and_places() => Fuzzer.Run("tables", Fuzzer.Samples("*ncci*", "*nucc*", "*zip5*"), (bytes, cancellation) =>
    {
        Read(new MedicallyUnlikelyEditReader(new MemoryStream(bytes), File, new()), cancellation);
        Read(new ProcedurePairEditReader(new MemoryStream(bytes), File, new()), cancellation);
        Read(new TaxonomyTitleReader(new MemoryStream(bytes), File, new()), cancellation);
        Read(new ZipLocalityReader(new MemoryStream(bytes), File, new()), cancellation);
        Read(new Icd10Reader(new MemoryStream(bytes), File, new()), cancellation);
    });

    static Source File => new() { Name = "file" };

    static void Read<TRow>(TableReader<TRow> reader, CancellationToken cancellation)
        where TRow : class, ITableRow
    {
        try
        {
            Assert.Equal(reader.Load(cancellation).Rows.Count, reader.Accepted);
        }
        catch (DataFormatException)
        {
            // no table that it reads
        }
    }
}
