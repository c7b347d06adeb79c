using Assayer.Codes;
using Assayer.Evidence;
using Assayer.Rates.Transparency;

namespace Assayer.Lake;

/// <summary>
/// Takes what the reader finds: writes prices to Parquet as they come, and keeps providers until it is known which of them a price uses. Nothing here
/// grows with the file but what is on disk.
/// </summary>
sealed class InNetworkStage : IInNetworkSink, IDisposable
{
    const int MostKeys = 500_000, MostKeysOfAll = 5_000_000;

    readonly string _folder;
    readonly IngestProgress _progress;
    readonly RateTable _rates;
    readonly StagedProviders _providers;
    readonly RecentIds _seenSets = new(), _seenGroups = new();

    /// <param name="folder">Where the Parquet files are written.</param>
    /// <param name="stageFolder">A place for what is needed in between.</param>
    /// <param name="isOfAllCodes">Whether prices of all codes come: memory may then hold more.</param>
    /// <param name="progress">Told of each price.</param>
    public InNetworkStage(string folder, string stageFolder, bool isOfAllCodes, IngestProgress progress)
    {
        (_folder, _progress) = (folder, progress);
        _rates = new(Path.Combine(folder, "rates.parquet"));
        _providers = new(Path.Combine(folder, "provider_sets.parquet"), stageFolder, isOfAllCodes ? MostKeysOfAll : MostKeys);
    }

    public void Add(RateRow row)
    {
        _progress.CountRow();
        _rates.Add(row);
    }

    void IInNetworkSink.Add(in ScannedRow row)
    {
        _progress.CountRow();
        _rates.Add(in row);
    }

    public void Add(ProviderSet providers)
    {
        if (_seenSets.IsNew(providers.Id)) _providers.Add(providers);
    }

    public void Add(FiledReference reference) => _providers.Add(reference);

    public void Add(ProviderGroup group)
    {
        if (_seenGroups.IsNew(group.Id)) _providers.Add(group);
    }

    void IInNetworkSink.Add(Guid id, ReadOnlySpan<byte> group)
    {
        if (_seenGroups.IsNew(id)) _providers.Add(id, group);
    }

    void IInNetworkSink.AddSet(Guid id, ReadOnlySpan<byte> providers)
    {
        if (_seenSets.IsNew(id)) _providers.Sets.Add(id, providers);
    }

    void IInNetworkSink.AddReference(ReadOnlySpan<byte> reference, ReadOnlySpan<byte> groups) => _providers.AddReference(reference, groups);

    /// <summary>The places outside the file that references of prices point at. When it has been asked, the groups found there may be added.</summary>
    public IReadOnlyList<string> RemoteLocations() => _providers.RemoteLocations();

    /// <summary>Adds the groups that were found outside the file; none of a place where one of them can't be read.</summary>
    public void AddRemote(string location, Action<Action<ProviderGroup>> groups)
    {
        var found = new List<Guid>();
        groups(group =>
        {
            _providers.Add(group);
            found.Add(group.Id);
        });
        _providers.Fetched[location] = found;
    }

    /// <summary>Notes why nothing was found at a place outside the file.</summary>
    public void AddFailure(string location, Diagnostic why) => _providers.Failures[location] = why;

    /// <summary>Writes what is left: of the providers, those that a price uses.</summary>
    public StagedParts Write(IReadOnlyDictionary<BillingCode, long> rejectedByCode)
    {
        // Through to the disk takes a while, in which the providers are written.
        var prices = Task.Run(() => (Rates: _rates.Finish(), Codes: _rates.WriteCodes(Path.Combine(_folder, "codes.parquet"), rejectedByCode)));
        var tables = new ProviderTableWriter(_providers, _folder);
        UInt128 setsDigest;
        try
        {
            setsDigest = tables.Write();
        }
        finally
        {
            Task.WaitAny(prices);
        }
        var ((rates, ratesDigest), (codes, codesDigest)) = prices.GetAwaiter().GetResult();
        return new([rates, codes, .. tables.Parts], $"rates:{ratesDigest:x} provider_sets:{setsDigest:x} codes:{codesDigest:x}", tables.UnresolvedRemote, tables.Undefined);
    }

    public void Dispose()
    {
        _rates.Dispose();
        _providers.Dispose();
    }
}

/// <summary>
/// Remembers some of the sets and groups that were seen, each until another takes its place: most repeats are noticed, and the others are made one at the end.
/// </summary>
sealed class RecentIds
{
    readonly Guid[] _ids = new Guid[1 << 12];

    public bool IsNew(Guid id)
    {
        ref var place = ref _ids[id.GetHashCode() & (_ids.Length - 1)];
        if (place == id) return false;
        place = id;
        return true;
    }
}

/// <summary>What was written of a payer's file.</summary>
/// <param name="Parts">The Parquet files.</param>
/// <param name="Digest">A digest of the rows that are the file's own, whatever their order.</param>
/// <param name="Remote">Used references that point outside the file and weren't resolved.</param>
/// <param name="Undefined">Used references whose providers the file doesn't give.</param>
sealed record StagedParts(IReadOnlyList<Part> Parts, string Digest, long Remote, long Undefined);
