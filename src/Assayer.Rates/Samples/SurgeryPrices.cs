namespace Assayer.Rates.Samples;

/// <summary>Prices of a procedure that is done in offices, surgical centres and hospitals.</summary>
static class SurgeryPrices
{
    /// <summary>Adds the item.</summary>
    /// <param name="draft">The file.</param>
    /// <param name="hospitals">Hospitals and their references.</param>
    /// <param name="setting">Setting of outpatient prices; null in structure 1.</param>
    public static void Add(FileDraft draft, IReadOnlyList<(Contractor Contractor, ProviderReference Reference)> hospitals, string? setting)
    {
        var code = SampleCode.Endoscopy;
        var item = draft.Add(new(code));
        foreach (var (hospital, reference) in hospitals)
        {
            Price At(decimal medicare, string billingClass) => new(draft.Level(hospital, medicare)) { Setting = setting, Class = billingClass };
            item.Rate(
                reference,
                At(code.OutpatientFee!.Value, "institutional"),
                At(code.NonFacilityFee!.Value, "professional") with { Place = Place.Office },
                At(code.FacilityFee!.Value, "professional") with { Place = Place.Hospital });
        }
        foreach (var (hospital, reference) in hospitals.Take(6))
        {
            var center = new Price(draft.Level(hospital, code.SurgicalCenterFee!.Value)) { Setting = setting, Place = Place.SurgicalCenter };
            item.Rate(reference, center, center with { Class = "institutional", Amount = draft.OtherLevel(hospital, code.SurgicalCenterFee!.Value) });
        }
    }
}
