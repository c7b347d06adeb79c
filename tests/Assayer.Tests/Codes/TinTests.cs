using Assayer.Codes;

namespace Assayer.Tests.Codes;

public class TinTests
{
    [Theory]
    [InlineData("123456789")]
    [InlineData("12-3456789")]
    [InlineData(" 12 3456789 ")]
    public void An_ein_is_the_same_however_it_is_written(string filed)
    {
        Assert.True(Tin.TryParse("EIN", filed, out var tin));
        Assert.Equal(("123456789", "12-3456789", true), (tin.Value, tin.ToString(), tin.IsWellFormed));
    }

    [Theory]
    [InlineData("ein", "1234567890", "1234567890")]
    [InlineData("ein", "12-345678", "12345678")]
    [InlineData("ein", "PENDING", "PENDING")]
    [InlineData("npi", "1234567890", "1234567890")]
    public void Keeps_what_is_not_well_formed(string type, string filed, string value)
    {
        Assert.True(Tin.TryParse(type, filed, out var tin));
        Assert.Equal((value, value, false), (tin.Value, tin.ToString(), tin.IsWellFormed));
    }

    [Fact]
    public void An_npi_of_the_same_digits_is_another_identity()
    {
        Assert.True(Tin.TryParse("npi", "1234567893", out var npi));
        Assert.True(Tin.TryParse("ein", "1234567893", out var ein));
        Assert.True(npi.IsWellFormed);
        Assert.NotEqual(npi, ein);
    }

    [Theory]
    [InlineData("ssn", "123456789")]
    [InlineData(null, "123456789")]
    [InlineData("ein", " - ")]
    [InlineData("ein", null)]
    public void Refuses_other_types_and_empty_numbers(string? type, string? value) => Assert.False(Tin.TryParse(type, value, out _));
}
