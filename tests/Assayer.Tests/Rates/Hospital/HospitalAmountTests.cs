using System.Globalization;
using System.Text;
using Assayer.Rates.Hospital;
using CsCheck;

namespace Assayer.Tests.Rates.Hospital;

public class HospitalAmountTests
{
    static HospitalAmount Parse(string text) => HospitalAmount.Parse(Encoding.UTF8.GetBytes(text));

    static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("12.5", "12.5")]
    [InlineData(" $1,234.50 ", "1234.50")]
    [InlineData("$ 12", "12")]
    [InlineData("1,234,567", "1234567")]
    [InlineData(".5", "0.5")]
    [InlineData("1.2E3", "1200")]
    [InlineData("99999999999999.9999", "99999999999999.9999")]
    [InlineData("99999.99", "99999.99")]
    public void Reads_what_hospitals_write(string text, string value) => Assert.Equal(Number(value), Parse(text).Value);

    [Theory]
    [InlineData("N/A")]
    [InlineData("12,50")]
    [InlineData("1234,567")]
    [InlineData("1,23,456")]
    [InlineData("1,")]
    [InlineData(",123")]
    [InlineData("1.5,000")]
    [InlineData("$")]
    [InlineData("12 34")]
    [InlineData("80%")]
    [InlineData("+5")]
    [InlineData("#REF!")]
    [InlineData("Infinity")]
    public void Refuses_what_is_no_number(string text) => Assert.Equal(new(null, AmountRemark.NotANumber), Parse(text));

    [Theory]
    [InlineData("-1")]
    [InlineData("-$1,000.00")]
    [InlineData("$-0.01")]
    public void Refuses_negative_amounts(string text) => Assert.Equal(new(null, AmountRemark.Negative), Parse(text));

    [Theory]
    [InlineData("100000000000000")]
    [InlineData("1e40")]
    public void Refuses_what_does_not_fit(string text) => Assert.Equal(new(null, AmountRemark.TooLarge), Parse(text));

    [Theory]
    [InlineData("0.00015", "0.0002")]
    [InlineData("1.00025", "1.0002")]
    [InlineData("1.0002500001", "1.0003")]
    public void Rounds_half_to_even_at_four_decimals(string text, string value) => Assert.Equal(new(Number(value), AmountRemark.Rounded), Parse(text));

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("0.00005")]
    public void Knows_nothing_from_something(string text)
    {
        Assert.Equal(new(0m, AmountRemark.Zero), Parse(text));
        Assert.Equal(new(1.25m, AmountRemark.None), Parse("1.250000"));
    }

    [Theory]
    [InlineData("999999999", true)]
    [InlineData("999999999.99", true)]
    [InlineData("99999999", true)]
    [InlineData("999,999,999.00", true)]
    [InlineData("9999999999", true)]
    [InlineData("9999999", false)]
    [InlineData("999999998", false)]
    [InlineData("199999999", false)]
    public void Knows_nine_nines(string text, bool isOne) => Assert.Equal(isOne, Parse(text).Remark == AmountRemark.NineNines);

    [Fact]
    public void An_empty_cell_is_no_amount() => Assert.Equal(default, Parse("  "));

    [Fact]
    public void Any_amount_is_read_with_and_without_its_signs() => Gen.Long[0, 999_999_999_999].Sample(cents =>
    {
        var amount = cents / 100m;
        Assert.Equal(amount, Parse(amount.ToString(CultureInfo.InvariantCulture)).Value);
        Assert.Equal(amount, Parse(amount.ToString("$#,0.00", CultureInfo.InvariantCulture)).Value);
    });

    [Fact]
    public void Any_bytes_are_an_amount_or_none() => Gen.Byte.Array[0, 80].Sample(bytes =>
    {
        var (value, remark) = HospitalAmount.Parse(bytes);
        Assert.True(value is >= 0 || remark is AmountRemark.NotANumber or AmountRemark.Negative or AmountRemark.TooLarge || bytes.AsSpan().Trim(" \t\r\n"u8).IsEmpty);
    });
}
