using Assayer.Codes;
using CsCheck;

namespace Assayer.Tests.Codes;

public class MoneyTests
{
    [Theory]
    [InlineData("0.125", "0.12", "0.13")]
    [InlineData("0.135", "0.14", "0.14")]
    [InlineData("88.952875", "88.95", "88.95")]
    [InlineData("-0.125", "-0.12", "-0.13")]
    public void Rounds_half_even_for_reports_and_half_up_for_Medicare(string dollars, string halfEven, string halfUp)
    {
        Money money = new(Parse(dollars));
        Assert.Equal((Parse(halfEven), Parse(halfUp)), (money.ToCents().Dollars, money.RoundHalfUp().Dollars));
    }

    [Theory]
    [InlineData("1234.5", "$1,234.50")]
    [InlineData("0", "$0.00")]
    [InlineData("-49.03", "-$49.03")]
    [InlineData("-0.001", "$0.00")]
    public void Prints_dollars_and_cents(string dollars, string expected) => Assert.Equal(expected, new Money(Parse(dollars)).ToString());

    [Fact]
    public void Adds_and_takes_away_exactly() =>
        Gen.Select(Gen.Int, Gen.Int).Sample((a, b) =>
        {
            Money left = new(a / 10_000m), right = new(b / 10_000m);
            Assert.Equal(left, left + right - right);
            Assert.Equal(left < right, right - left > default(Money));
        });

    [Fact]
    public void Divides_into_a_ratio_but_not_by_nothing()
    {
        Assert.Equal(0.5m, new Money(24.515m) / new Money(49.03m));
        Assert.Equal(new Money(98.06m), new Money(49.03m) * 2);
        Assert.Throws<DivideByZeroException>(() => new Money(1) / new Money(0));
    }

    static decimal Parse(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
