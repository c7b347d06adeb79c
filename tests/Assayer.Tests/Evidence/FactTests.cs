using Assayer.Evidence;

namespace Assayer.Tests.Evidence;

public class FactTests
{
    static readonly Source File = new() { Name = "prices.json", Sha256 = new string('a', 64) };

    [Fact]
    public void A_known_fact_needs_a_source() => Assert.Throws<ArgumentException>(() => Fact.Known(1));

    [Fact]
    public void A_missing_fact_has_a_reason_and_no_value()
    {
        var fact = Fact.NotAvailable<int>("no schedule is loaded", "a CLFS file");
        Assert.False(fact.IsKnown);
        Assert.Equal("no schedule is loaded", fact.Missing.Reason);
        Assert.Throws<InvalidOperationException>(() => fact.Value);
        Assert.Null(((IFact)fact).Value);
    }

    [Fact]
    public void A_mapped_fact_keeps_its_sources() => Assert.Equal([File], Fact.Known(2, File).Select(value => value * 2).Sources);

    [Fact]
    public void The_mark_of_synthetic_input_travels_through_series()
    {
        var series = new Source { Name = "Series 1", Inputs = [File, File with { Synthetic = true }] };
        Assert.True(Fact.Known(1.5, series).IsSynthetic);
        Assert.False(Fact.Known(1.5, File).IsSynthetic);
    }
}
