using Assayer.Codes;

namespace Assayer.Rates.Benchmarks;

/// <summary>The class of a price's places of service: docs/benchmark-method.md, step 4.</summary>
public static class Places
{
    const string EveryPlace = "CSTM-00"; // Transparency in Coverage schema, service_code
    const string SurgicalCenter = "24";

    static readonly int Classed = PlaceOfService.All.Count(place => place.Payment is not null);

    /// <summary>The class of a row's service codes, as <see cref="Transparency.RateRow.ServiceCodes"/> has them.</summary>
    public static PlaceOfServiceClass ClassOf(string serviceCodes)
    {
        ArgumentNullException.ThrowIfNull(serviceCodes);
        if (serviceCodes.Length == 0) return PlaceOfServiceClass.NotStated;
        if (serviceCodes == SurgicalCenter) return PlaceOfServiceClass.AmbulatorySurgicalCenter;
        var codes = serviceCodes.Split(',');
        if (codes.Contains(EveryPlace)) return PlaceOfServiceClass.Any;
        int facility = 0, nonFacility = 0;
        foreach (var code in codes)
        {
            if (!PlaceOfService.TryParse(code, out var place)) continue;
            if (place.Payment == PaymentSetting.Facility) facility++;
            if (place.Payment == PaymentSetting.NonFacility) nonFacility++;
        }
        if (facility + nonFacility == Classed) return PlaceOfServiceClass.Any;
        return (facility, nonFacility) switch
        {
            (0, 0) => PlaceOfServiceClass.NotStated,
            (_, 0) => PlaceOfServiceClass.Facility,
            (0, _) => PlaceOfServiceClass.NonFacility,
            _ => PlaceOfServiceClass.Mixed,
        };
    }

    /// <summary>The class in words.</summary>
    public static string NameOf(PlaceOfServiceClass place) => place switch
    {
        PlaceOfServiceClass.Any => "any place",
        PlaceOfServiceClass.NonFacility => "non-facility",
        PlaceOfServiceClass.Facility => "facility",
        PlaceOfServiceClass.AmbulatorySurgicalCenter => "surgical center (POS 24)",
        PlaceOfServiceClass.Mixed => "facility and non-facility",
        _ => "place not stated",
    };
}
