using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.CodeReports;

/// <summary>What the prices of a series have in common, in words.</summary>
static class SeriesText
{
    /// <summary>"Aetna", or "All payers".</summary>
    public static string Payer(SeriesKey key) =>
        key.Payer ?? (key.NegotiatedType is SeriesKey.GrossCharge or SeriesKey.DiscountedCash ? "Hospitals" : "All payers");

    /// <summary>"Global, professional, non-facility, negotiated, network Choice": everything but the payer.</summary>
    public static string Conditions(SeriesKey key) => Join(
        Shared(key),
        NegotiatedType(key),
        key.Network switch { null => "", SeriesKey.AllNetworks => "all networks", var network => $"network {network}" },
        key.Weighting == Weighting.Npi ? "weighted by NPI" : "");

    /// <summary>What series of one table share: component, modifiers, billing class, setting and place.</summary>
    public static string Shared(SeriesKey key) => Join(
        Component(key.Component),
        key.Modifiers.Length > 0 ? $"modifiers {key.Modifiers}" : "",
        BillingClass(key.BillingClass),
        Setting(key.Setting),
        Place(key.PlaceOfServiceClass),
        key.Arrangement == "ffs" ? "" : key.Arrangement);

    /// <summary>What sets a payer's series apart within such a table.</summary>
    public static string Apart(SeriesKey key) => Join(
        NegotiatedType(key),
        key.Network is null or SeriesKey.AllNetworks ? "" : $"{(key.SourceKind == SourceKind.Hospital ? "plan" : "network")} {key.Network}",
        key.Weighting == Weighting.Npi ? "weighted by NPI" : "");

    /// <summary>"whole service", "professional part", "technical part".</summary>
    public static string Component(Component component) => component switch
    {
        Rates.Benchmarks.Component.Professional => "professional part (26)",
        Rates.Benchmarks.Component.Technical => "technical part (TC)",
        _ => "whole service",
    };

    /// <summary>"non-facility places", "place not stated", …</summary>
    public static string Place(PlaceOfServiceClass place) => place switch
    {
        PlaceOfServiceClass.Any => "any place",
        PlaceOfServiceClass.NonFacility => "non-facility places",
        PlaceOfServiceClass.Facility => "facility places",
        PlaceOfServiceClass.AmbulatorySurgicalCenter => "ambulatory surgical center",
        PlaceOfServiceClass.Mixed => "facility and non-facility places",
        _ => "place not stated",
    };

    static string BillingClass(string billingClass) => billingClass switch
    {
        "both" => "professional and institutional claims",
        "professional" or "institutional" => $"{billingClass} claims",
        _ => billingClass,
    };

    static string Setting(string? setting) => setting switch
    {
        null => "",
        "both" => "inpatient and outpatient",
        _ => setting,
    };

    static string NegotiatedType(SeriesKey key) => key.NegotiatedType switch
    {
        "negotiated" => "negotiated rates",
        "fee schedule" => "fee schedule",
        SeriesKey.NegotiatedAndFeeSchedule => "negotiated rates and fee schedules",
        "derived" => "derived prices",
        "percentage" => "percent of billed charges",
        "per diem" => "per day",
        SeriesKey.AllowedAmount => "paid out of network",
        SeriesKey.PercentageInDollars => "percent of the gross charge, in dollars",
        var other => other,
    };

    static string Join(params string[] parts) => string.Join(", ", parts.Where(part => part.Length > 0));
}
