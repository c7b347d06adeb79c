using System.Text;
using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Codes.Providers;
using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Tests.Codes.Medicare;

/// <summary>Damaged tables, 10,000 of them: whatever the damage, a reader gives rows that hold what their types say, and an error for each row left out.</summary>
public class MutatedTablesTests
{
    const int Mutations = 10_000;

    static readonly byte[] Marks = [.. "\",\n\r\t~\0$.-*09AZ"u8];

    static readonly (string Start, Func<Stream, Source, DiagnosticLog, (long Accepted, long Rejected)> Read)[] Readers =
    [
        (Sample("*clfs*"), (stream, source, log) => Drain(new ClinicalLaboratoryFeeReader(stream, source, log), row => IsCode(row.Code) && row.Rate is null or > 0)),
        (Sample("*pprrvu*"), (stream, source, log) => Drain(new RelativeValueReader(stream, source, log), row => IsCode(row.Code) && row.Work >= 0)),
        (Sample("*gpci*"), (stream, source, log) => Drain(new PracticeCostIndexReader(stream, source, log), row => IsDigits(row.Contractor, 5) && IsDigits(row.Number, 2))),
        (Sample("*mue_out*"), (stream, source, log) => Drain(new MedicallyUnlikelyEditReader(stream, source, log), row => IsCode(row.Code) && row.Units >= 0)),
        (Sample("*ptp*"), (stream, source, log) => Drain(new ProcedurePairEditReader(stream, source, log), row => IsCode(row.Column1) && IsCode(row.Column2))),
        (Sample("*asc_addendum*"), (stream, source, log) => Drain(new SurgicalCenterFeeReader(stream, source, log), row => IsCode(row.Code) && row.PaymentIndicator.Length is 1 or 2 && row.Rate is null or > 0)),
        (Sample("*opps_addendum*"), (stream, source, log) => Drain(new OutpatientFeeReader(stream, source, log), row => IsCode(row.Code) && row.Apc.Length is 0 or 4 && row.Rate is null or > 0)),
        (Sample("*zip5*"), (stream, source, log) => Drain(new ZipLocalityReader(stream, source, log), row => IsDigits(row.ZipCode, 5) && IsDigits(row.Contractor, 5) && IsDigits(row.Number, 2))),
        (Sample("*npidata*"), (stream, source, log) => Drain(new NpiRegistrationReader(stream, source, log), IsRegistration)),
        (Sample("*nucc*"), (stream, source, log) => Drain(new TaxonomyTitleReader(stream, source, log), row => TaxonomyCode.TryParse(row.Code, out _))),
        ("D800   Made up\nD801   Made up\nD8131  Made up\n", (stream, source, log) => Drain(new Icd10Reader(stream, source, log), row => row.Code.Length >= 3)),
    ];

    [Fact]
    public void Give_rows_or_diagnostics()
    {
        var random = new Random(20251124);
        var (accepted, rejected, refused) = (0L, 0L, 0L);
        for (var mutation = 0; mutation < Mutations; mutation++)
        {
            var (start, read) = Readers[mutation % Readers.Length];
            var bytes = Mutate(Encoding.UTF8.GetBytes(start), random);
            DiagnosticLog log = new(int.MaxValue);
            MedicareTable.Detect(bytes, "table.csv");
            MedicareTable.WhyNot(bytes);
            try
            {
                var counts = read(new MemoryStream(bytes), new() { Name = "table.csv" }, log);
                Assert.Equal(counts.Rejected, log.CountOf(Severity.Error));
                Assert.All(log.Kept, diagnostic => Assert.True(diagnostic.Location.Line > 0 && diagnostic.Message.Length > 0));
                (accepted, rejected) = (accepted + counts.Accepted, rejected + counts.Rejected);
            }
            catch (DataFormatException exception)
            {
                Assert.StartsWith("MED", exception.Diagnostic.Code, StringComparison.Ordinal);
                refused++;
            }
        }
        Assert.True(accepted > Mutations && rejected > Mutations / 10 && refused > 0, $"{accepted} accepted, {rejected} rejected, {refused} refused");
    }

    // The lines up to the first rows: damage falls on headings and rows alike.
    static string Sample(string pattern) => string.Join('\n', File.ReadLines(Directory.EnumerateFiles(Path.Combine(TestData.Repository, "samples"), pattern).First()).Take(14)) + '\n';

    static byte[] Mutate(byte[] bytes, Random random)
    {
        var list = bytes.ToList();
        for (var times = random.Next(1, 5); times > 0 && list.Count > 1; times--)
        {
            // Half of the damage behind the headings, which are most of some tables.
            var at = random.Next(2) == 0 ? random.Next(list.Count) : random.Next(list.Count / 2, list.Count);
            var length = Math.Min(random.Next(1, 40), list.Count - at);
            switch (random.Next(6))
            {
                case 0: list[at] = (byte)random.Next(256); break;
                case 1: list.RemoveRange(at, length); break;
                case 2: list.InsertRange(at, list.GetRange(at, length)); break;
                case 3: list.Insert(at, Marks[random.Next(Marks.Length)]); break;
                case 4: list.RemoveRange(at, random.Next(8) == 0 ? list.Count - at : 1); break;
                default: list[at] = Marks[random.Next(Marks.Length)]; break;
            }
        }
        return [.. list];
    }

    static (long, long) Drain<TRow>(TableReader<TRow> reader, Predicate<TRow> holds)
        where TRow : class, ITableRow
    {
        foreach (var row in reader.Rows(TestContext.Current.CancellationToken)) Assert.True(row.Line > 0 && holds(row), row.ToString());
        return (reader.Accepted, reader.Rejected);
    }

    static bool IsRegistration(NpiRegistration row) =>
        IsDigits(row.Npi, 10) && row.EntityType is 0 or 1 or 2 && row.ZipCode.Length is 0 or 5 && row.State.Length is 0 or 2
        && $"{row.PrimaryTaxonomy},{row.OtherTaxonomies}".Split(',', StringSplitOptions.RemoveEmptyEntries).All(code => TaxonomyCode.TryParse(code, out _));

    static bool IsCode(string code) => code.Length == 5 && code.All(char.IsAsciiLetterOrDigit);

    static bool IsDigits(string text, int length) => text.Length == length && text.All(char.IsAsciiDigit);
}
