using System.IO.Compression;
using Assayer.Rates;
using Assayer.Rates.Files;
using Assayer.Rates.Hospital;
using Assayer.Rates.Transparency;

namespace Assayer.Tests.Fuzzing;

public sealed class PriceFileFuzzTests
{
    [Fact]
    public void In_network_files() => Fuzzer.Run("in-network", Fuzzer.Samples("*aetna*in-network*", "*bcbstx*in-network*"), (bytes, cancellation) =>
    {
        var sink = new CountingSink();
        var result = InNetworkReader.Read("file", new MemoryStream(bytes), CodeFilter.All, sink, cancellation);
        Assert.Equal(sink.Rows, result.Accepted);
    });

    [Fact]
    public void Allowed_amount_files() => Fuzzer.Run("allowed-amounts", Fuzzer.Samples("*allowed-amounts*"), (bytes, cancellation) =>
    {
        var sink = new CountingSink();
        var result = AllowedAmountReader.Read("file", new MemoryStream(bytes), CodeFilter.All, sink, cancellation);
        Assert.Equal(sink.Rows, result.Accepted);
    });

    [Fact]
    public void Tables_of_contents() => Fuzzer.Run("table-of-contents", Fuzzer.Samples("*index.json"), (bytes, cancellation) =>
        TableOfContentsReader.Read("file", new MemoryStream(bytes), _ => { }, cancellation));

    [Fact]
    public void Hospital_sheets() => Fuzzer.Run("hospital-csv", Fuzzer.Samples("*standardcharges.csv"), ReadHospital);

    [Fact]
    public void Hospital_documents() => Fuzzer.Run("hospital-json", Fuzzer.Samples("*standardcharges.json"), ReadHospital);

    /// <summary>Archives, and gzip files within and without: unpacked, each entry to its end.</summary>
    [Fact]
    public void Packed_files()
    {
        var tables = Fuzzer.Samples("synthetic_clfs*", "synthetic_gpci*", "synthetic_ncci_mue_prac*");
        var path = Path.GetTempFileName();
        try
        {
            Fuzzer.Run("packed", [Zip(tables), .. tables.Select(Gzip)], (bytes, cancellation) =>
            {
                File.WriteAllBytes(path, bytes);
                foreach (var file in InputFile.At(path))
                {
                    using var received = ReceivedFile.Open(file);
                    received.Finish(cancellation);
                }
            });
        }
        finally
        {
            File.Delete(path);
        }
    }

    static void ReadHospital(byte[] bytes, CancellationToken cancellation)
    {
        var charges = 0;
        var result = HospitalReader.Read("file", new MemoryStream(bytes), CodeFilter.All, _ => charges++, cancellation);
        Assert.Equal(charges, result.Accepted);
    }

    static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

    static byte[] Zip(IReadOnlyList<byte[]> contents)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
            foreach (var (number, content) in contents.Index())
            {
                using var entry = archive.CreateEntry($"folder/{number}.csv").Open();
                entry.Write(content);
            }
        return packed.ToArray();
    }

    sealed class CountingSink : IInNetworkSink
    {
        public long Rows { get; private set; }

        public void Add(RateRow row) => Rows++;

        public void Add(ProviderSet providers)
        {
        }

        public void Add(ProviderReference reference)
        {
        }

        public void Add(ProviderGroup group)
        {
        }
    }
}
