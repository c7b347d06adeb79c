using Assayer.Codes;

namespace Assayer.Tests.Codes;

public class PlaceOfServiceTests
{
    // Medicare Claims Processing Manual, chapter 26, section 10.5, and chapter 12, section 20.4.2.
    const string NonFacility = "01 03 04 09 10 11 12 13 14 15 16 17 20 25 27 32 33 49 50 54 55 57 58 60 62 65 71 72 81 99";
    const string Facility = "02 19 21 22 23 24 26 31 34 41 42 51 52 53 56 61";

    [Theory]
    [InlineData(NonFacility, PaymentSetting.NonFacility)]
    [InlineData(Facility, PaymentSetting.Facility)]
    [InlineData("05 06 07 08 18 66", null)]
    public void Medicare_pays_by_class_of_place(string codes, PaymentSetting? setting) =>
        Assert.Equal(codes.Split(' '), PlaceOfService.All.Where(place => place.Payment == setting).Select(place => place.Code));

    [Fact]
    public void The_list_has_52_codes_in_order_with_names()
    {
        Assert.Equal(52, PlaceOfService.All.Count);
        Assert.Equal(PlaceOfService.All.Select(place => place.Code).Order(StringComparer.Ordinal), PlaceOfService.All.Select(place => place.Code));
        Assert.Equal(52, PlaceOfService.All.Select(place => place.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("28")]
    [InlineData("00")]
    [InlineData("1")]
    [InlineData("CSTM-00")]
    [InlineData(null)]
    public void Does_not_know_unassigned_codes(string? text) => Assert.False(PlaceOfService.TryParse(text, out _));

    [Fact]
    public void Knows_when_a_code_was_assigned()
    {
        Assert.False(PlaceOfService.Parse("19").Period.Contains(new(2015, 12, 31)));
        Assert.True(PlaceOfService.Parse("19").Period.Contains(new(2016, 1, 1)));
        Assert.Equal("11 Office", PlaceOfService.Parse(" 11 ").ToString());
    }
}
