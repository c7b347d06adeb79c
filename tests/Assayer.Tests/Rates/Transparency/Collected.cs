using System.Text;
using Assayer.Rates;
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

    public void Add(ProviderReference reference) => References.Add(reference);

    public void Add(ProviderGroup group) => Groups[group.Id] = group;

    public static Collected From(Stream content, CodeFilter? filter = null)
    {
        var collected = new Collected();
        collected.Result = InNetworkReader.Read("prices.json", content, filter ?? CodeFilter.All, collected, TestContext.Current.CancellationToken);
        return collected;
    }

    public static Collected From(string json, CodeFilter? filter = null) => From(new MemoryStream(Encoding.UTF8.GetBytes(json)), filter);

    /// <summary>From an allowed-amounts file.</summary>
    public static Collected FromAllowedAmounts(Stream content, CodeFilter? filter = null)
    {
        var collected = new Collected();
        collected.Result = AllowedAmountReader.Read("allowed.json", content, filter ?? CodeFilter.All, collected, TestContext.Current.CancellationToken);
        return collected;
    }

    /// <summary>From an allowed-amounts file.</summary>
    public static Collected FromAllowedAmounts(string json, CodeFilter? filter = null) => FromAllowedAmounts(new MemoryStream(Encoding.UTF8.GetBytes(json)), filter);

    /// <summary>Everything but where it stood, in an order of its own.</summary>
    public IEnumerable<string> Comparable() =>
        Rows.Select(row => (row with { ByteOffset = 0 }).ToString()).Order()
            .Concat(References.Select(reference => reference.ToString()).Order())
            .Concat(Groups.Values.Select(group => $"{group.Id} {string.Join(' ', group.Npis)}").Order());
}
