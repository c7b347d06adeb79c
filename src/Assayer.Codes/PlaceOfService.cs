using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Assayer.Evidence;

namespace Assayer.Codes;

/// <summary>Which of its two amounts the physician fee schedule pays.</summary>
public enum PaymentSetting
{
    /// <summary>The practitioner bears the practice's costs: an office, a patient's home.</summary>
    NonFacility,

    /// <summary>A facility bears them and is paid apart: a hospital, a surgical centre.</summary>
    Facility,
}

/// <summary>An assigned place of service code of a professional claim. Unassigned codes are not in the list and cannot be made.</summary>
public sealed class PlaceOfService
{
    // CMS, Place of Service Code Set (52 codes, with PACE centers); names are ours. Payment: Medicare Claims Processing Manual
    // (Pub. 100-04), chapter 26, section 10.5 and chapter 12, section 20.4.2. Code 31 is a resident under part A, 32 under part B.
    // 05 to 08 aren't adjudicated by Medicare, and 18 and 66 aren't in its list: unclassed.
    static readonly PlaceOfService[] Codes =
    [
        new("01", "Pharmacy", PaymentSetting.NonFacility),
        new("02", "Telehealth, patient not at home", PaymentSetting.Facility, new DateOnly(2017, 1, 1)),
        new("03", "School", PaymentSetting.NonFacility, new DateOnly(2003, 1, 1)),
        new("04", "Homeless shelter", PaymentSetting.NonFacility, new DateOnly(2003, 1, 1)),
        new("05", "Indian Health Service, free-standing", null, new DateOnly(2003, 1, 1)),
        new("06", "Indian Health Service, provider-based", null, new DateOnly(2003, 1, 1)),
        new("07", "Tribal 638, free-standing", null, new DateOnly(2003, 1, 1)),
        new("08", "Tribal 638, provider-based", null, new DateOnly(2003, 1, 1)),
        new("09", "Prison", PaymentSetting.NonFacility, new DateOnly(2006, 7, 1)),
        new("10", "Telehealth, patient at home", PaymentSetting.NonFacility, new DateOnly(2022, 1, 1)),
        new("11", "Office", PaymentSetting.NonFacility),
        new("12", "Home", PaymentSetting.NonFacility),
        new("13", "Assisted living", PaymentSetting.NonFacility, new DateOnly(2003, 10, 1)),
        new("14", "Group home", PaymentSetting.NonFacility),
        new("15", "Mobile unit", PaymentSetting.NonFacility, new DateOnly(2003, 1, 1)),
        new("16", "Temporary lodging", PaymentSetting.NonFacility),
        new("17", "Walk-in clinic in a store", PaymentSetting.NonFacility, new DateOnly(2010, 5, 1)),
        new("18", "Worksite", null, new DateOnly(2013, 5, 1)),
        new("19", "Hospital outpatient, off campus", PaymentSetting.Facility, new DateOnly(2016, 1, 1)),
        new("20", "Urgent care", PaymentSetting.NonFacility, new DateOnly(2003, 1, 1)),
        new("21", "Hospital inpatient", PaymentSetting.Facility),
        new("22", "Hospital outpatient, on campus", PaymentSetting.Facility),
        new("23", "Emergency room", PaymentSetting.Facility),
        new("24", "Ambulatory surgical center", PaymentSetting.Facility),
        new("25", "Birthing center", PaymentSetting.NonFacility),
        new("26", "Military treatment facility", PaymentSetting.Facility),
        new("27", "Street outreach", PaymentSetting.NonFacility, new DateOnly(2023, 10, 1)),
        new("31", "Skilled nursing facility", PaymentSetting.Facility),
        new("32", "Nursing facility", PaymentSetting.NonFacility),
        new("33", "Custodial care", PaymentSetting.NonFacility),
        new("34", "Hospice", PaymentSetting.Facility),
        new("41", "Ambulance, land", PaymentSetting.Facility),
        new("42", "Ambulance, air or water", PaymentSetting.Facility),
        new("49", "Independent clinic", PaymentSetting.NonFacility, new DateOnly(2003, 10, 1)),
        new("50", "Federally qualified health center", PaymentSetting.NonFacility),
        new("51", "Psychiatric hospital, inpatient", PaymentSetting.Facility),
        new("52", "Psychiatric facility, partial stay", PaymentSetting.Facility),
        new("53", "Community mental health center", PaymentSetting.Facility),
        new("54", "Intermediate care for intellectual disabilities", PaymentSetting.NonFacility),
        new("55", "Substance abuse treatment, residential", PaymentSetting.NonFacility),
        new("56", "Psychiatric residential treatment", PaymentSetting.Facility),
        new("57", "Substance abuse treatment, not residential", PaymentSetting.NonFacility, new DateOnly(2003, 10, 1)),
        new("58", "Opioid treatment, not residential", PaymentSetting.NonFacility, new DateOnly(2020, 1, 1)),
        new("60", "Mass immunization", PaymentSetting.NonFacility),
        new("61", "Inpatient rehabilitation", PaymentSetting.Facility),
        new("62", "Outpatient rehabilitation", PaymentSetting.NonFacility),
        new("65", "Dialysis", PaymentSetting.NonFacility),
        new("66", "PACE center", null, new DateOnly(2024, 8, 1)),
        new("71", "Public health clinic", PaymentSetting.NonFacility),
        new("72", "Rural health clinic", PaymentSetting.NonFacility),
        new("81", "Independent laboratory", PaymentSetting.NonFacility),
        new("99", "Elsewhere", PaymentSetting.NonFacility),
    ];

    static readonly FrozenDictionary<string, PlaceOfService> ByCode = Codes.ToFrozenDictionary(place => place.Code, StringComparer.Ordinal);

    PlaceOfService(string code, string name, PaymentSetting? payment, DateOnly? first = null) =>
        (Code, Name, Payment, Period) = (code, name, payment, new(first, null));

    /// <summary>Every assigned code, in order.</summary>
    public static IReadOnlyList<PlaceOfService> All => Codes;

    /// <summary>Two digits.</summary>
    public string Code { get; }

    /// <summary>A short name of our own.</summary>
    public string Name { get; }

    /// <summary>Which amount of the physician fee schedule Medicare pays there; null where its list gives the place no class.</summary>
    public PaymentSetting? Payment { get; }

    /// <summary>Days for which the code is assigned; open where the beginning isn't recorded here.</summary>
    public Period Period { get; }

    /// <summary>Finds an assigned code by its two digits; white space around them is allowed.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PlaceOfService? place)
    {
        place = null;
        return text is not null && ByCode.TryGetValue(text.Trim(), out place);
    }

    /// <summary>Finds an assigned code by its two digits.</summary>
    /// <exception cref="FormatException">There is no such code.</exception>
    public static PlaceOfService Parse(string text) =>
        TryParse(text, out var place) ? place : throw new FormatException($"\"{text}\" is not an assigned place of service code.");

    /// <summary>"11 Office".</summary>
    public override string ToString() => $"{Code} {Name}";
}
