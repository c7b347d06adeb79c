using Assayer.Codes;
using Assayer.Codes.Profiles;
using Assayer.Evidence;
using Assayer.Publishing.Documents;

namespace Assayer.Publishing.CodeReports;

/// <summary>Lays out the coding specifications.</summary>
static class CodingLayout
{
    public static Block[] Coding(CodingSection coding, Phrasebook book, Func<BillingCode, string?> pageOf)
    {
        Phrase Code(BillingCode code) => new(code.ToString()) { Page = pageOf(code) };
        return
    [
        .. ProfileLayout.TableOr(
            "Modifiers", coding.Modifiers, ["Modifier", "Description", "When to Use"],
            use => [new Phrase(use.Modifier) { Detail = Status(use) }, book.Of(use.Description), book.Of(use.WhenToUse)]),
        .. ProfileLayout.TableOr(
            "Provider taxonomies", coding.Taxonomies, ["Taxonomy", "Provider", "Role"],
            use => [use.Code, book.Of(use.Name), use.Role == TaxonomyRole.Billing ? "bills and performs" : "orders"]),
        .. Diagnoses(coding.Diagnoses, book),
        .. ProfileLayout.TableOr(
            "Related codes", coding.Related, ["Code", "Relation", "How it differs"],
            related => [Code(related.Code), related.Relation, book.Of(related.Explanation)]),
        .. coding.Units.Missing is { } noUnits
            ? new Block[] { new Subheading("Units"), new Absence(null, noUnits) }
            : [new Subheading("Units"), new Bullets([.. book.All(coding.Units.Items)])],
        .. ProfileLayout.TableOr(
            "Medically unlikely edits (MUE)", coding.UnitEdits, ["Setting", "Most units a day", "MAI", "Rationale"],
            edit => [edit.Setting, book.Of(edit.Units), book.Of(edit.AdjudicationIndicator), book.Of(edit.Rationale)]),
        .. ProfileLayout.TableOr(
            "Procedure-to-procedure edits (PTP)", coding.PairEdits, ["Paid", "Denied with it", "Modifier indicator", "Setting", "What that means"],
            edit => [Code(edit.Column1), Code(edit.Column2), book.Of(edit.ModifierIndicator), edit.Setting, book.Of(edit.Explanation)]),
        .. ProfileLayout.TableOr(
            "Medicare status, technical and professional components", coding.MedicareStatus,
            ["Fee schedule status", "PC/TC indicator", "On the laboratory fee schedule", "What that means"],
            status => [book.Of(status.FeeScheduleStatus), book.Of(status.ProfessionalTechnicalIndicator), book.Of(status.OnLaboratoryFeeSchedule, on => on ? "yes" : "no"), book.Of(status.Explanation)]),
        .. coding.Rules.Missing is { } noRules
            ? [new Subheading("CLIA, components and claim rules"), new Absence(null, noRules)]
            : ProfileLayout.Statements(coding.Rules, book),
        .. ProfileLayout.TableOr("Revenue codes", coding.RevenueCodes, ["Revenue code", "When it is used"], use => [use.Code, book.Of(use.Remark)]),
        .. ProfileLayout.TableOr("Places of service", coding.PlacesOfService, ["Place of service", "What is done there"], site => [site.PlaceOfService, book.Of(site.Remark)]),
    ];
    }

    static string Status(ModifierUse use)
    {
        var status = use.Status switch
        {
            ModifierStatus.Valid => "valid",
            ModifierStatus.Situational => "in rare situations",
            ModifierStatus.NoEffect => "no effect here",
            ModifierStatus.Invalid => "invalid here",
            _ => "ended",
        };
        return use.Period == Period.Always ? status : $"{status}, {use.Period}";
    }

    static IEnumerable<Block> Diagnoses(Listing<DiagnosisUse> diagnoses, Phrasebook book)
    {
        yield return new Subheading("Diagnoses");
        if (diagnoses.Missing is { } missing) yield return new Absence(null, missing);
        foreach (var group in diagnoses.Items.GroupBy(use => use.Group))
        {
            var withRemarks = group.Any(use => use.Remark is not null);
            yield return new Table(
                group.Key,
                ["ICD-10-CM", "Description", "On a claim", .. withRemarks ? ["Remark"] : Array.Empty<string>()],
                [.. group.Select(use => new Phrase[]
                {
                    use.Code, book.Of(use.Description), book.Of(use.Billable, billable => billable ? "billable" : "header, not billable"),
                    use.Remark is null ? "" : book.Of(use.Remark),
                }[..(withRemarks ? 4 : 3)])]);
        }
    }
}
