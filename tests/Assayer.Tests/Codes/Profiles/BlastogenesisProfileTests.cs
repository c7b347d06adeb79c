using Assayer.Codes.Profiles;
using Assayer.Evidence;

namespace Assayer.Tests.Codes.Profiles;

/// <summary>The profile of 86353 covers what a coder, a biller and a clinician ask about it.</summary>
public class BlastogenesisProfileTests
{
    static readonly CodeProfile Profile = ProfileFiles.Profile("86353");

    static string Section(string heading) =>
        string.Join(' ', Profile.Clinical.Concat(Profile.Rules).Single(section => section.Heading == heading).Statements.Select(statement => statement.Value));

    [Theory]
    [InlineData("90", ModifierStatus.Valid)]
    [InlineData("91", ModifierStatus.Valid)]
    [InlineData("59", ModifierStatus.Situational)]
    [InlineData("XE", ModifierStatus.Situational)]
    [InlineData("XS", ModifierStatus.Situational)]
    [InlineData("XP", ModifierStatus.Situational)]
    [InlineData("XU", ModifierStatus.Situational)]
    [InlineData("76", ModifierStatus.Invalid)]
    [InlineData("77", ModifierStatus.Invalid)]
    [InlineData("26", ModifierStatus.Invalid)]
    [InlineData("TC", ModifierStatus.Invalid)]
    [InlineData("QW", ModifierStatus.Invalid)]
    [InlineData("92", ModifierStatus.Invalid)]
    [InlineData("GA", ModifierStatus.Situational)]
    [InlineData("GZ", ModifierStatus.Situational)]
    [InlineData("GY", ModifierStatus.Situational)]
    [InlineData("GX", ModifierStatus.Situational)]
    [InlineData("CR", ModifierStatus.Situational)]
    [InlineData("GW", ModifierStatus.Situational)]
    [InlineData("Q0", ModifierStatus.Situational)]
    [InlineData("Q1", ModifierStatus.Situational)]
    [InlineData("L1", ModifierStatus.Ended)]
    public void Every_modifier_has_its_status(string modifier, ModifierStatus status) =>
        Assert.Equal(status, Profile.Modifiers.Single(use => use.Modifier == modifier).Status);

    [Fact]
    public void L1_ended_with_2016() =>
        Assert.Equal(new Period(null, new(2016, 12, 31)), Profile.Modifiers.Single(use => use.Modifier == "L1").Period);

    [Theory]
    [InlineData("Covered indication (NCD 190.8)",
        "D80.0 D80.1 D80.2 D80.3 D80.4 D80.5 D80.6 D80.7 D80.8 D80.9 D81.0 D81.1 D81.2 D81.30 D81.31 D81.32 D81.39 D81.4 D81.5 D81.6 D81.7 "
        + "D81.82 D81.89 D81.9 D82.0 D82.1 D82.2 D82.3 D82.4 D82.8 D82.9 D83.0 D83.1 D83.2 D83.8 D83.9 D84.0 D84.1 D84.81 D84.821 D84.822 "
        + "D84.89 D84.9 D89.3 D89.810 D89.811 D89.812 D89.813 D89.82")]
    [InlineData("Seen as an indication, outside the NCD", "D72.810 R62.51 Z48.2- Z94.-")]
    [InlineData("Not an indication", "D81.810 D81.818 D81.819")]
    [InlineData("Header, not billable", "D81.3 D81.8 D81.81 D84.8 D84.82 D89.8 D89.81")]
    public void Every_diagnosis_is_in_its_group(string group, string codes) =>
        Assert.Equal(codes.Split(' ').Order(StringComparer.Ordinal), Profile.Diagnoses.Where(use => use.Group == group).Select(use => use.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void Laboratories_hospitals_pathologists_and_immunologists_bill_it()
    {
        var billing = Profile.Taxonomies.Where(use => use.Role == TaxonomyRole.Billing).Select(use => use.Code).ToList();
        string[] wanted = ["291U00000X", "282N00000X", "282NC2000X", "207ZP0101X", "207ZP0102X", "207ZP0105X", "207ZI0100X", "207K00000X", "207KI0005X"];
        Assert.Empty(wanted.Except(billing));
        Assert.DoesNotContain(billing, code => code.StartsWith("2085", StringComparison.Ordinal)); // radiology
    }

    [Fact]
    public void Those_who_order_it_are_listed()
    {
        string[] wanted =
        [
            "208000000X", "207RI0200X", "2080P0208X", "207RH0000X", "207K00000X", "207KI0005X", "207RI0001X", "2080P0201X", "2080I0007X",
            "207ZI0100X", "207RH0003X", "2080P0207X", "204F00000X",
        ];
        Assert.Empty(wanted.Except(Profile.Taxonomies.Where(use => use.Role == TaxonomyRole.Ordering).Select(use => use.Code)));
    }

    [Fact]
    public void Related_codes_are_all_there()
    {
        string[] wanted =
        [
            "86352", "86355", "86356", "86357", "86359", "86360", "86361", "88184", "88185", "88187", "88188", "88189", "86849", "36415",
            "80503", "80504", "80505", "80506",
        ];
        Assert.Empty(wanted.Except(Profile.Related.Select(related => related.Code.Value)));
    }

    [Fact]
    public void It_is_done_and_drawn_in_four_settings() => Assert.Equal(["11", "19", "22", "81"], Profile.Sites.Select(site => site.PlaceOfService).Order());

    [Fact]
    public void Seven_units_a_day_pass_in_both_settings() =>
        Assert.Equal([("Practitioner", 7, 3), ("Outpatient hospital", 7, 3)], Profile.UnitEdits.Select(edit => (edit.Setting, edit.Units.Value, edit.AdjudicationIndicator.Value)));

    [Fact]
    public void The_national_coverage_determination_is_cited()
    {
        var determination = Assert.Single(Profile.Determinations);
        Assert.Equal(("Medicare", "NCD 190.8", new DateOnly(1983, 5, 16)), (determination.Payer, determination.Id, determination.Effective.Value));
        Assert.Contains("Not covered to monitor the treatment of cancer", determination.Stance.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hospitals_revenue_code_is_immunology() => Assert.Equal("0302", Assert.Single(Profile.RevenueCodes).Code);

    [Theory]
    [InlineData("Who orders it, and why", "immunologist", "pediatrician", "infectious disease", "hematologist", "infections", "failure to thrive", "low lymphocyte count", "flow cytometry")]
    [InlineData("Drawing and sending the blood", "sodium heparin", "lithium heparin", "room temperature", "48 hours", "24 hours", "1 mL", "20 mL", "hemolyzed", "clotted")]
    [InlineData("The assay", "PHA", "concanavalin A", "pokeweed", "Candida", "tetanus", "thymidine", "EdU", "BrdU", "CFSE", "86352")]
    [InlineData("Reading the result", "history", "subset", "PHA below 10%", "2022", "exposure", "Newborn", "Corticosteroids", "does not make one")]
    [InlineData("What follows an abnormal result", "CD45RA", "TREC", "repertoire", "gene panel", "mother")]
    [InlineData("Where it is done", "hospital outpatient", "independent", "reference laboratory")]
    [InlineData("Technical and professional parts", "26 and TC are invalid", "80503 to 80506", "treating physician asked", "medical judgment", "separate written report", "indicator 1")]
    [InlineData("Date of service", "collected", "30 days", "the day it ended", "molecular")]
    [InlineData("Medicare, hospital outpatient", "Q4", "14X", "packages")]
    [InlineData("Hospital claim", "13X", "14X")]
    [InlineData("CLIA", "not waived", "X4", "F4")]
    [InlineData("Pair edits", "Indicator 0", "Indicator 1", "36415", "88184 to 88189")]
    [InlineData("Diagnoses", "no diagnosis codes", "fiscal year 2026")]
    [InlineData("Vintage of the edits", "effective date unknown", "Outpatient PTP not loaded")]
    public void Each_section_says_what_is_asked_of_it(string heading, params string[] words)
    {
        var text = Section(heading);
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public void One_unit_is_one_stimulant()
    {
        var text = string.Join(' ', Profile.Units.Select(unit => unit.Value));
        Assert.Contains("one stimulant", text, StringComparison.Ordinal);
        Assert.Contains("6 units", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_source_confirms_is_marked() => Assert.All(
        Profile.Diagnoses.Where(use => use.Group == "Seen as an indication, outside the NCD"),
        use => Assert.Contains(use.Description.Sources, source => source.Name == "General knowledge, not confirmed in a source"));
}
