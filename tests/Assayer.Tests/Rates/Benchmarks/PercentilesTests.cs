using Assayer.Rates.Benchmarks;
using CsCheck;

namespace Assayer.Tests.Rates.Benchmarks;

public class PercentilesTests
{
    // R: quantile(c(1, 2, 4, 8, 16), c(.1, .25, .5, .75, .9)), type 7, gives 1.4, 2, 4, 8, 12.8.
    [Theory]
    [InlineData(0.1, 1.4)]
    [InlineData(0.25, 2)]
    [InlineData(0.5, 4)]
    [InlineData(0.75, 8)]
    [InlineData(0.9, 12.8)]
    [InlineData(0, 1)]
    [InlineData(1, 16)]
    public void Interpolates_between_closest_ranks(double q, double expected) =>
        Assert.Equal(expected, new Percentiles([(16, 1), (4, 1), (1, 1), (8, 1), (2, 1)]).At(q), 1e-12);

    [Fact]
    public void The_median_of_amounts_is_of_those_in_the_middle() => Assert.Equal(2.5, Percentiles.MedianOf([1m, 2m, 3m, 100m]));

    /// <summary>A weight is so many votes of the same value.</summary>
    [Fact]
    public void A_weighted_value_counts_as_often_as_its_weight() =>
        Gen.Select(Gen.Double[-1000, 1000], Gen.Long[1, 9]).Array[1, 20].Select(Gen.Double[0, 1]).Sample((votes, q) =>
        {
            var weighted = new Percentiles(votes);
            var repeated = new Percentiles(votes.SelectMany(vote => Enumerable.Repeat((vote.Item1, 1L), (int)vote.Item2)));
            return weighted.Count == repeated.Count && Math.Abs(weighted.At(q) - repeated.At(q)) < 1e-9 && Math.Abs(weighted.Mean - repeated.Mean) < 1e-9;
        });
}
