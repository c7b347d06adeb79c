using System.Text;
using Assayer.Evidence;
using Assayer.Rates;
using Assayer.Rates.Files;
using Assayer.Rates.Transparency;

namespace Assayer.Tests.Rates.Transparency;

/// <summary>What a reader found, in memory.</summary>
sealed class Collected : IInNetworkSink
{
    public List<RateRow> Rows { get; } = [];

    public Dictionary<Guid, ProviderSet> Sets { get; } = [];

    public List<ProviderReference> References { get; } = [];

    public Dictionary<Guid, ProviderGroup> Groups { get; } = [];

    public PriceFileResult? Result { get; private set; }

    public IEnumerable<string> Codes => Result!.Diagnostics.Counts.Select(count => count.Code);

    public void Add(RateRow row) => Rows.Add(row);

    public void Add(ProviderSet providers) => Sets[providers.Id] = providers;

    public void Add(FiledReference reference)
    {
        foreach (var group in reference.Groups) Add(group);
        var networks = reference.Networks.DefaultIfEmpty<string?>(null);
        var groups = reference.Groups.Select(group => (Guid?)group.Id).DefaultIfEmpty(null);
        References.AddRange(groups.SelectMany(group => networks.Select(network => new ProviderReference(reference.Id, network, group, reference.Location))));
    }


    public void Add(ProviderGroup group) => Groups[group.Id] = group;

    /// <summary>From an in-network file. Where the stream can be read again, it is also read plainly, and must come to the same.</summary>
    public static Collected From(Stream content, CodeFilter? filter = null, int piece = int.MaxValue) => From(content, filter, piece, InNetworkReader.Read, InNetworkReader.ReadPlainly);

    public static Collected From(string json, CodeFilter? filter = null) => From(new MemoryStream(Encoding.UTF8.GetBytes(json)), filter);

    /// <summary>From an allowed-amounts file, in the same way.</summary>
    public static Collected FromAllowedAmounts(Stream content, CodeFilter? filter = null, int piece = int.MaxValue) =>
        From(content, filter, piece, AllowedAmountReader.Read, AllowedAmountReader.ReadPlainly);

    /// <summary>From an allowed-amounts file.</summary>
    public static Collected FromAllowedAmounts(string json, CodeFilter? filter = null) => FromAllowedAmounts(new MemoryStream(Encoding.UTF8.GetBytes(json)), filter);

    static Collected From(
        Stream content, CodeFilter? filter, int piece,
        Func<string, ContentBlocks, CodeFilter, IInNetworkSink, CancellationToken, PriceFileResult> read,
        Func<string, Stream, CodeFilter, IInNetworkSink, CancellationToken, PriceFileResult> readPlainly)
    {
        var cancellation = TestContext.Current.CancellationToken;
        Collected Fast()
        {
            var collected = new Collected();
            collected.Result = read("prices.json", new(new Pieces(content, piece), _ => { }), filter ?? CodeFilter.All, collected, cancellation);
            return collected;
        }
        if (!content.CanSeek) return Fast();
        var plain = new Collected();
        try
        {
            plain.Result = readPlainly("prices.json", content, filter ?? CodeFilter.All, plain, cancellation);
        }
        catch (DataFormatException expected)
        {
            content.Position = 0;
            var refused = Assert.Throws<DataFormatException>(Fast);
            Assert.Equal(expected.Diagnostic, refused.Diagnostic);
            throw;
        }
        content.Position = 0;
        var fast = Fast();
        Assert.Equal(plain.Transcript(), fast.Transcript());
        return fast;
    }

    /// <summary>Everything.</summary>
    IEnumerable<string> Transcript() =>
        [
            .. Rows.Select(row => row.ToString()),
            .. Sets.Values.Select(set => $"{set.Id} {string.Join(' ', set.References)} {string.Join(' ', set.Groups)}"),
            .. References.Select(reference => reference.ToString()),
            .. Groups.Values.Select(group => $"{group} {string.Join(' ', group.Npis)}"),
            .. Result!.Diagnostics.Kept.Select(diagnostic => diagnostic.ToString()),
            .. Result.Diagnostics.Counts.Select(count => count.ToString()),
            Result.Header.ToString(),
            $"{Result.Accepted} {Result.Rejected} {Result.RejectedWithoutCode} {string.Join(' ', Result.RejectedByCode.OrderBy(pair => pair.Key))}",
        ];

    /// <summary>Content in pieces.</summary>
    sealed class Pieces(Stream content, int piece) : IContentSource
    {
        public uint Crc32 => 0;

        public void Fill(byte[] buffer, ref int end, int limit) => end += content.Read(buffer, end, Math.Min(piece, limit - end));

        public void Dispose()
        {
        }
    }

    /// <summary>Everything but where it stood, in an order of its own.</summary>
    public IEnumerable<string> Comparable() =>
        Rows.Select(row => (row with { ByteOffset = 0 }).ToString()).Order()
            .Concat(References.Select(reference => reference.ToString()).Order())
            .Concat(Groups.Values.Select(group => $"{group.Id} {string.Join(' ', group.Npis)}").Order());
}
