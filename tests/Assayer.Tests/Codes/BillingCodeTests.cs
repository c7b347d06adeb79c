using Assayer.Codes;
using CsCheck;

namespace Assayer.Tests.Codes;

public class BillingCodeTests
{
    [Theory]
    [InlineData("86353", "CPT", "86353")]
    [InlineData(" 0001u ", "CPT", "0001U")]
    [InlineData("0001A", "CPT", "0001A")]
    [InlineData("J1234", "HCPCS", "J1234")]
    [InlineData("ms-drg:001", "MS-DRG", "001")]
    [InlineData("HCPCS:86353", "CPT", "86353")]
    [InlineData("CPT: G0027", "HCPCS", "G0027")]
    [InlineData("RC:0302", "RC", "0302")]
    public void Reads_a_code_with_its_kind_or_by_its_form(string text, string type, string value)
    {
        Assert.True(BillingCode.TryParse(text, out var code));
        Assert.Equal((type, value), (code.Type.Name, code.Value));
    }

    [Theory]
    [InlineData("8635")]
    [InlineData("863533")]
    [InlineData("MS-DRG:")]
    [InlineData("NOSUCH:001")]
    [InlineData("001")]
    [InlineData("")]
    [InlineData(null)]
    public void Does_not_guess(string? text) => Assert.False(BillingCode.TryParse(text, out _));

    [Fact]
    public void Keeps_an_unknown_kind_under_its_name()
    {
        var type = BillingCodeType.From(" Bundle ");
        Assert.Equal(("BUNDLE", false), (type.Name, type.IsListed));
        Assert.True(BillingCodeType.All.IsListed);
        Assert.True(new BillingCode(BillingCodeType.All, "CSTM-00").IsEveryCode);
    }

    [Fact]
    public void Nothing_equals_nothing()
    {
        Assert.Equal(default, BillingCodeType.From(""));
        Assert.Equal(default, new BillingCode(default, " "));
    }

    [Fact]
    public void Sorts_by_kind_and_code()
    {
        string[] sorted = ["CPT:86352", "CPT:86353", "HCPCS:G0027", "MS-DRG:001"];
        Assert.Equal(sorted, sorted.Reverse().Select(Parse).Order().Select(code => $"{code.Type}:{code.Value}"));
    }

    [Fact]
    public void A_code_with_its_kind_reads_back_as_itself() =>
        Gen.Select(Gen.Int[0, 4], Gen.String[Gen.Char["019AGJTU"], 1, 6]).Sample((type, value) =>
        {
            var code = new BillingCode(BillingCodeType.From(new[] { "CPT", "HCPCS", "MS-DRG", "NDC", "RC" }[type]), value);
            Assert.Equal(code, Parse($"{code.Type}:{code.Value}"));
        });

    static BillingCode Parse(string text)
    {
        Assert.True(BillingCode.TryParse(text, out var code));
        return code;
    }
}
