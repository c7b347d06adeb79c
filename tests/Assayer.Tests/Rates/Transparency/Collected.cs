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

    public InNetworkResult? Result { get; private set; }

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
}
