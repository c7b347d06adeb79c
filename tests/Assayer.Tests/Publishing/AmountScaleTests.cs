using Assayer.Publishing.Charts;
using CsCheck;

namespace Assayer.Tests.Publishing;

public class AmountScaleTests
{
    [Theory]
    [InlineData(10, 200, false)]
    [InlineData(10, 201, true)]
    [InlineData(0, 500, false)]
    [InlineData(49.03, 49.03, false)]
    public void Is_logarithmic_where_the_largest_is_over_20_times_the_smallest(double low, double high, bool isLogarithmic) =>
        Assert.Equal(isLogarithmic, AmountScale.Covering(low, high).IsLogarithmic);

    [Fact]
    public void Every_amount_and_tick_lies_within_the_ends_and_order_is_kept() =>
        Gen.OneOf(Gen.Double[0, 500], Gen.Double[0.0001, 99_999_999_999_999]).Array[1, 150].Sample(amounts =>
        {
            var scale = AmountScale.Covering(amounts);
            Assert.All(amounts.Concat(scale.Ticks()), amount => Assert.InRange(scale.Position(amount), -1e-9, 1 + 1e-9));
            Assert.InRange(scale.Ticks().Count, 1, 5);
            var positions = amounts.Order().Select(scale.Position).ToArray();
            Assert.Equal(positions.Order(), positions);
            Assert.Equal(scale.Ticks().Order().Distinct(), scale.Ticks());
        });

    [Fact]
    public void Refuses_what_has_no_place() => Assert.Throws<ArgumentException>(() => AmountScale.Covering(1, double.NaN));
}
