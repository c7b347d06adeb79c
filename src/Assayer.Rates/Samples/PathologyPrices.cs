namespace Assayer.Rates.Samples;

/// <summary>Prices of the codes that Medicare's physician fee schedule covers, the same mix for every payer.</summary>
static class PathologyPrices
{
    /// <summary>Adds an item for each code.</summary>
    /// <param name="draft">The file.</param>
    /// <param name="groups">Pathology groups and their references; at least four.</param>
    /// <param name="hospital">A hospital.</param>
    /// <param name="setting">Setting of professional prices; null in structure 1.</param>
    public static void Add(FileDraft draft, IReadOnlyList<(Contractor Contractor, ProviderReference Reference)> groups, (Contractor Contractor, ProviderReference Reference) hospital, string? setting)
    {
        foreach (var code in SampleCode.PhysicianCodes)
        {
            var item = draft.Add(new(code));
            var (near, far) = (code.NonFacilityFee!.Value, code.FacilityFee!.Value);
            foreach (var (contractor, reference) in groups)
            {
                Price At(Place place, decimal medicare) => new(draft.Level(contractor, medicare)) { Place = place, Setting = setting };
                item.Rate(reference, [At(Place.OfficeOrLaboratory, near), .. ElsewherePrices(code.Value, At, near, far)]);
            }
            if (code.Value == "88305") AddParts(draft, item, groups, setting);
            item.Rate(hospital.Reference, new Price(draft.Level(hospital.Contractor, near * 1.4m)) { Class = "institutional", Setting = setting });
        }
    }

    // Technical services and 88305 as a whole have no facility amount of their own (indicator NA), so that they stand out of facilities only.
    static Price[] ElsewherePrices(string code, Func<Place, decimal, Price> at, decimal near, decimal far) => code switch
    {
        "80503" or "80505" => [at(Place.Hospital, far), at(Place.Mixed, near)],
        "88187" or "88188" or "88189" => [at(Place.HospitalOrSurgicalCenter, far), at(Place.Mixed, near), at(Place.Any, far)],
        _ => [],
    };

    static void AddParts(FileDraft draft, Item item, IReadOnlyList<(Contractor Contractor, ProviderReference Reference)> groups, string? setting)
    {
        var (professional, technical) = (SampleCode.Fee(1.08m), SampleCode.Fee(1.07m));
        foreach (var (contractor, reference) in groups)
        {
            var reading = new Price(draft.Level(contractor, professional)) { Part = Part.Professional, Setting = setting };
            var preparing = new Price(draft.Level(contractor, technical)) { Part = Part.Technical, Setting = setting };
            item.Rate(
                reference,
                reading with { Place = Place.OfficeOrLaboratory },
                reading with { Place = Place.Hospital, Amount = draft.OtherLevel(contractor, professional) },
                preparing with { Place = Place.Laboratory });
        }
        var (first, its) = groups[0];
        item.Rate(
            its,
            new Price(draft.Level(first, professional)) { Part = Part.Professional, Place = Place.Mixed, Setting = setting },
            new Price(draft.Level(first, technical)) { Part = Part.TechnicalDistinct, Place = Place.Laboratory, Setting = setting },
            new Price(draft.Level(first, 4 * professional)) { Place = Place.SurgicalCenter, Setting = setting, Remark = "Surgical centre alone." },
            new Price(draft.Level(first, 2 * professional)) { Part = Part.BothNamed, Class = "institutional", Setting = setting });
    }
}
