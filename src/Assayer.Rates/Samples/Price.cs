using Assayer.Rates.Benchmarks;

namespace Assayer.Rates.Samples;

/// <summary>What becomes of a price of a file that counts.</summary>
enum Fate
{
    /// <summary>It counts.</summary>
    Used,

    /// <summary>It ended before the as-of day.</summary>
    Expired,

    /// <summary>Its amount means nothing.</summary>
    Placeholder,
}

/// <summary>Places of service as filed, and the class they are meant to have.</summary>
sealed record Place(PlaceOfServiceClass Class, params string[] Codes)
{
    public static readonly Place None = new(PlaceOfServiceClass.NotStated);

    /// <summary>Place of employment: Medicare gives it no class.</summary>
    public static readonly Place Worksite = new(PlaceOfServiceClass.NotStated, "18");

    public static readonly Place Any = new(PlaceOfServiceClass.Any, "CSTM-00");

    /// <summary>Every assigned code by itself (the pattern of service_code in schema 2.2.0).</summary>
    public static readonly Place Everywhere = new(
        PlaceOfServiceClass.Any,
        [.. Enumerable.Range(1, 99).Where(code => code is <= 27 or (>= 31 and <= 34) or 41 or 42 or (>= 49 and <= 58) or (>= 60 and <= 62) or 65 or 66 or 71 or 72 or 81 or 99).Select(code => $"{code:00}")]);

    public static readonly Place Office = new(PlaceOfServiceClass.NonFacility, "11");
    public static readonly Place Laboratory = new(PlaceOfServiceClass.NonFacility, "81");
    public static readonly Place OfficeOrLaboratory = new(PlaceOfServiceClass.NonFacility, "81", "18", "11");
    public static readonly Place Hospital = new(PlaceOfServiceClass.Facility, "21", "22");
    public static readonly Place HospitalOrSurgicalCenter = new(PlaceOfServiceClass.Facility, "22", "24");
    public static readonly Place SurgicalCenter = new(PlaceOfServiceClass.AmbulatorySurgicalCenter, "24");
    public static readonly Place Mixed = new(PlaceOfServiceClass.Mixed, "11", "22", "81");
}

/// <summary>Modifiers as filed, and what they are meant to say.</summary>
/// <param name="Component">Which part of the service.</param>
/// <param name="Others">The other modifiers, sorted and joined by commas.</param>
/// <param name="Filed">All modifiers in the file's order.</param>
sealed record Part(Component Component, string Others, params string[] Filed)
{
    public static readonly Part Whole = new(Component.Global, "");
    public static readonly Part Professional = new(Component.Professional, "", "26");
    public static readonly Part Technical = new(Component.Technical, "", "TC");
    public static readonly Part TechnicalDistinct = new(Component.Technical, "59", "59", "TC");
    public static readonly Part BothNamed = new(Component.Global, "26,TC", "TC", "26");
    public static readonly Part ReferenceLaboratory = new(Component.Global, "90", "90");
    public static readonly Part ReferenceLaboratoryRepeat = new(Component.Global, "90,91", "91", "90");
}

/// <summary>A price of a file.</summary>
/// <param name="Amount">In the type's unit, with the decimals as filed.</param>
sealed record Price(decimal Amount)
{
    /// <summary>No end, as files write it.</summary>
    public const string Never = "9999-12-31";

    public string Type { get; init; } = "negotiated";
    public string Class { get; init; } = "professional";

    /// <summary>Null where it isn't stated: always in structure 1, never in structure 2.</summary>
    public string? Setting { get; init; }

    public Place Place { get; init; } = Place.None;
    public Part Part { get; init; } = Part.Whole;
    public string Expires { get; init; } = Never;
    public string? Remark { get; init; }

    /// <summary>The amount's text where it isn't the plain decimal: "5.5E1".</summary>
    public string? Written { get; init; }

    public Fate Fate { get; init; }

    public Price Expired(string on) => this with { Expires = on, Fate = Fate.Expired };

    public Price Placeholder(decimal amount) => this with { Amount = amount, Fate = Fate.Placeholder };
}
