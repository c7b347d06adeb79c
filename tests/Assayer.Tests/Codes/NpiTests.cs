using Assayer.Codes;
using CsCheck;

namespace Assayer.Tests.Codes;

public class NpiTests
{
    // The worked example of CMS's "Requirements for NPI and NPI Check Digit": 123456789 has check digit 3.
    [Fact]
    public void Accepts_the_example_of_the_specification()
    {
        Assert.True(Npi.TryParse(" 1234567893 ", out var npi));
        Assert.Equal("1234567893", npi.ToString());
        Assert.Equal(1234567893, npi.Number);
    }

    [Theory]
    [InlineData("1234567890")]
    [InlineData("3234567899")] // A valid check digit, but identifiers begin with 1 or 2.
    [InlineData("123456789")]
    [InlineData("12345678930")]
    [InlineData("12345x7893")]
    [InlineData("")]
    [InlineData(null)]
    public void Rejects_what_is_no_identifier(string? text) => Assert.False(Npi.TryParse(text, out _));

    [Fact]
    public void Names_the_text_that_it_cannot_parse() =>
        Assert.Contains("1234567890", Assert.Throws<FormatException>(() => Npi.Parse("1234567890")).Message, StringComparison.Ordinal);

    // Luhn detects every wrong single digit: of ten last digits exactly one is right. Written out with the prefix, against our constant 24.
    [Fact]
    public void Exactly_one_check_digit_is_valid_and_it_is_the_one_of_the_prefixed_number() =>
        Gen.Int[100_000_000, 299_999_999].Sample(number =>
        {
            var valid = Enumerable.Range(0, 10).Where(digit => Npi.HasValidCheckDigit($"{number}{digit}")).ToArray();
            Assert.Equal([LuhnDigit($"80840{number}")], valid);
        });

    [Fact]
    public void The_default_prints_as_nothing() => Assert.Equal("", default(Npi).ToString());

    static int LuhnDigit(string digits)
    {
        var sum = digits.Reverse().Select((character, index) => (character - '0') * (index % 2 == 0 ? 2 : 1)).Sum(product => product / 10 + product % 10);
        return (10 - sum % 10) % 10;
    }
}
