using Assayer.Codes;
using CsCheck;

namespace Assayer.Tests.Codes;

public class IdentifierTests
{
    [Theory]
    [InlineData("qw", "QW")]
    [InlineData(" 26 ", "26")]
    public void Reads_a_modifier(string text, string expected) => Assert.Equal(expected, Modifier.Parse(text).ToString());

    [Theory]
    [InlineData("2")]
    [InlineData("261")]
    [InlineData("2-")]
    [InlineData("ÄÖ")]
    [InlineData(null)]
    public void Rejects_what_is_no_modifier(string? text) => Assert.False(Modifier.TryParse(text, out _));

    [Theory]
    [InlineData("291u00000x", "291U00000X")]
    [InlineData("2080P0201X", "2080P0201X")]
    public void Reads_a_taxonomy_code(string text, string expected) => Assert.Equal(expected, TaxonomyCode.Parse(text).ToString());

    [Theory]
    [InlineData("291U00000")]
    [InlineData("291U00000Y")]
    [InlineData("A91U00000X")]
    [InlineData("291U-0000X")]
    [InlineData(null)]
    public void Rejects_what_is_no_taxonomy_code(string? text) => Assert.False(TaxonomyCode.TryParse(text, out _));

    [Theory]
    [InlineData("0302")]
    [InlineData("302")]
    public void Puts_a_revenue_codes_leading_zero_back(string text) => Assert.Equal("0302", RevenueCode.Parse(text).ToString());

    [Theory]
    [InlineData("30")]
    [InlineData("03020")]
    [InlineData("030A")]
    [InlineData(null)]
    public void Rejects_what_is_no_revenue_code(string? text) => Assert.False(RevenueCode.TryParse(text, out _));

    [Theory]
    [InlineData("d8131", "D8131", "D81.31")]
    [InlineData("D81.31", "D8131", "D81.31")]
    [InlineData("D83", "D83", "D83")]
    [InlineData("C7A.00", "C7A00", "C7A.00")]
    [InlineData("S72.001A", "S72001A", "S72.001A")]
    public void Reads_a_diagnosis_with_and_without_its_point(string text, string value, string shown)
    {
        var code = Icd10Code.Parse(text);
        Assert.Equal((value, shown), (code.Value, code.ToString()));
    }

    [Theory]
    [InlineData("D8")]
    [InlineData("D81.")]
    [InlineData("D8.131")]
    [InlineData("8D1.3")]
    [InlineData("D81.31234")]
    [InlineData("D81-31")]
    [InlineData(null)]
    public void Rejects_what_is_no_diagnosis(string? text) => Assert.False(Icd10Code.TryParse(text, out _));

    [Fact]
    public void Whatever_is_read_reads_back_as_itself() =>
        Gen.String[Gen.Char["0123456789ABDQTWXdx.- "], 0, 11].Sample(text =>
        {
            if (Modifier.TryParse(text, out var modifier)) Assert.Equal(modifier, Modifier.Parse(modifier.ToString()));
            if (TaxonomyCode.TryParse(text, out var taxonomy)) Assert.Equal(taxonomy, TaxonomyCode.Parse(taxonomy.ToString()));
            if (RevenueCode.TryParse(text, out var revenue)) Assert.Equal(revenue, RevenueCode.Parse(revenue.ToString()));
            if (Icd10Code.TryParse(text, out var diagnosis)) Assert.Equal(diagnosis, Icd10Code.Parse(diagnosis.ToString()));
            if (Npi.TryParse(text, out var npi)) Assert.Equal(npi, Npi.Parse(npi.ToString()));
        }, iter: 20_000);

    [Fact]
    public void Defaults_print_as_nothing() =>
        Assert.Equal(["", "", "", ""], [default(Modifier).ToString(), default(TaxonomyCode).ToString(), default(RevenueCode).ToString(), default(Icd10Code).ToString()]);
}
