using Assayer.Codes;
using Assayer.Rates.Benchmarks;

namespace Assayer.Tests.Rates.Benchmarks;

public class PlacesTests
{
    [Theory]
    [InlineData("", PlaceOfServiceClass.NotStated)]
    [InlineData("05", PlaceOfServiceClass.NotStated)]
    [InlineData("24", PlaceOfServiceClass.AmbulatorySurgicalCenter)]
    [InlineData("22,24", PlaceOfServiceClass.Facility)]
    [InlineData("11,81", PlaceOfServiceClass.NonFacility)]
    [InlineData("11,22", PlaceOfServiceClass.Mixed)]
    [InlineData("11,90", PlaceOfServiceClass.NonFacility)]
    [InlineData("CSTM-00", PlaceOfServiceClass.Any)]
    public void Classes_the_places_of_a_price(string serviceCodes, PlaceOfServiceClass expected) => Assert.Equal(expected, Places.ClassOf(serviceCodes));

    [Fact]
    public void Every_assigned_place_is_any_place() =>
        Assert.Equal(PlaceOfServiceClass.Any, Places.ClassOf(string.Join(',', PlaceOfService.All.Select(place => place.Code))));
}
