using Assayer.Codes;
using Assayer.Rates.Hospital;

namespace Assayer.Rates.Benchmarks;

/// <summary>How a contracting entity is known.</summary>
public enum EntityKind
{
    /// <summary>By its employer identification number.</summary>
    Ein,

    /// <summary>By its NPI, given in place of a social security number.</summary>
    Npi,

    /// <summary>By a tax identifier of another kind.</summary>
    Other,

    /// <summary>Only by a reference that couldn't be resolved.</summary>
    Unresolved,

    /// <summary>A hospital without NPIs: by its licence, or its name.</summary>
    Hospital,
}

/// <summary>Who contracted for a price: docs/benchmark-method.md, step 4.</summary>
/// <param name="Kind">How it is known.</param>
/// <param name="Id">Digits of an EIN, an NPI, or for an unresolved reference the first 12 digits of the file's SHA-256, a colon and the reference.</param>
public readonly record struct Entity(EntityKind Kind, string Id)
{
    /// <summary>The entity of a provider group.</summary>
    public static Entity Of(ContractingGroup group)
    {
        if (group.JoinedEin is { } joined) return new(EntityKind.Ein, joined);
        if (Tin.TryParse(group.TinType, group.Tin, out var tin)) return new(tin.Type == TinType.Ein ? EntityKind.Ein : EntityKind.Npi, tin.Value);
        if (group.Tin.Length > 0) return new(EntityKind.Other, $"{group.TinType}:{group.Tin}");
        return group.Npis.Count > 0 ? new(EntityKind.Npi, group.Npis[0]) : new(EntityKind.Other, "");
    }

    /// <summary>The entity that a hospital's file is of.</summary>
    public static Entity Of(HospitalHeader hospital) =>
        hospital.Npis.Count > 0 ? new(EntityKind.Npi, hospital.Npis[0])
        : hospital.LicenseNumber is { } license ? new(EntityKind.Hospital, $"licence {hospital.LicenseState} {license}")
        : new(EntityKind.Hospital, hospital.HospitalName);

    /// <summary>The entity that an unresolved reference stands for.</summary>
    public static Entity Unresolved(PriceFile file, string reference) => new(EntityKind.Unresolved, $"{file.Source.Sha256?[..12]}:{reference}");

    /// <summary>"EIN 12-3456789", "NPI 1234567893", "unresolved reference 690.64462".</summary>
    public override string ToString() => Kind switch
    {
        EntityKind.Ein when Id.Length == 9 => $"EIN {Id[..2]}-{Id[2..]}",
        EntityKind.Ein => $"EIN {Id}",
        EntityKind.Npi => $"NPI {Id}",
        EntityKind.Unresolved => $"unresolved reference {Id[(Id.IndexOf(':', StringComparison.Ordinal) + 1)..]}",
        _ => Id,
    };
}
