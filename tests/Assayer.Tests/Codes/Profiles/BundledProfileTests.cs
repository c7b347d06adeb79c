using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assayer.Codes.Profiles;
using Assayer.Tests.JsonSchema;

namespace Assayer.Tests.Codes.Profiles;

/// <summary>The bundled profiles against their schema and against CMS's and NCHS's own files.</summary>
public class BundledProfileTests
{
    static readonly Draft7Schema Schema = Draft7Schema.Parse(File.ReadAllText(Path.Combine(TestData.Repository, "docs", "schemas", "code-profile.schema.json")));

    public static TheoryData<string> Codes => [.. ProfileFiles.Codes];

    static IEnumerable<string[]> Rows(string file) => File.ReadLines(TestData.Path(file)).Select(line => line.Split(','));

    [Fact]
    public void The_blastogenesis_assay_and_its_neighbors_have_profiles() => Assert.Equal(
        ["86352", "86353", "86355", "86356", "86357", "86359", "86360", "86361", "88184", "88185", "88187", "88188", "88189"],
        CodeProfiles.Bundled.Codes.Select(code => code.Value));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_profile_is_valid_by_the_schema(string code) => Assert.Empty(Schema.Check(ProfileFiles.Text(code)));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_statement_has_a_source_and_every_source_a_statement(string code)
    {
        var facts = ProfileFiles.Facts(ProfileFiles.Profile(code)).ToList();
        Assert.True(facts.Count > 50, $"{facts.Count} facts were found.");
        Assert.All(facts, found => Assert.True(!found.Fact.IsKnown || found.Fact.Sources.Count > 0, found.Place));

        using var file = JsonDocument.Parse(ProfileFiles.Text(code));
        var named = file.RootElement.GetProperty("sources").EnumerateObject().Select(source => source.Value.GetProperty("name").GetString());
        Assert.Empty(named.Except(facts.SelectMany(found => found.Fact.Sources).Select(source => source.Name)));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Unit_edits_are_those_of_the_tables(string code)
    {
        foreach (var (setting, file) in new[] { ("Practitioner", "prac"), ("Outpatient hospital", "out") })
        {
            var row = Rows($"edits/ncci_mue_{file}.csv").Single(row => row[0] == code);
            var edit = ProfileFiles.Profile(code).UnitEdits.Single(edit => edit.Setting == setting);
            Assert.Equal((row[1], row[2], row[3]), (Text(edit.Units.Value), Text(edit.AdjudicationIndicator.Value), edit.Rationale.Value));
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Pair_edits_are_those_of_the_table_and_none_between_profiled_codes_is_left_out(string code)
    {
        var table = Rows("edits/ncci_ptp_prac_lab_subset.csv").Where(row => row[2].Length == 0 && (row[0] == code || row[1] == code))
            .ToDictionary(row => (row[0], row[1]), row => row[3]);
        var edits = ProfileFiles.Profile(code).PairEdits;
        Assert.All(edits, edit => Assert.Equal(table[(edit.Column1.Value, edit.Column2.Value)], Text(edit.ModifierIndicator.Value)));

        // For 86353 itself, every pair there is.
        var wanted = table.Keys.Where(pair => code == "86353" || (ProfileFiles.Codes.Contains(pair.Item1) && ProfileFiles.Codes.Contains(pair.Item2)));
        Assert.Empty(wanted.Except(edits.Select(edit => (edit.Column1.Value, edit.Column2.Value))));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Fee_schedule_status_is_that_of_the_schedules(string code)
    {
        var medicare = ProfileFiles.Profile(code).Medicare!;
        var row = Rows("edits/pfs_indicators_2024-07.csv").Single(row => row[0] == code && row[1].Length == 0);
        Assert.Equal((row[2], row[3]), (medicare.FeeScheduleStatus.Value, Text(medicare.ProfessionalTechnicalIndicator.Value)));

        var later = File.ReadLines(TestData.Path("medicare/pprrvu_2025_oct.csv")).Single(line => line.StartsWith(code + ",", StringComparison.Ordinal)).Split(',');
        Assert.Equal((later[3], later[13]), (medicare.FeeScheduleStatus.Value, Text(medicare.ProfessionalTechnicalIndicator.Value)));

        foreach (var schedule in new[] { "medicare/clfs_2025_q2v1.csv", "medicare/clfs_2026_q2v1.csv" })
        {
            var rows = Rows(schedule).Where(row => row.Length > 5 && row[1] == code).ToList();
            Assert.Equal(medicare.OnLaboratoryFeeSchedule.Value, rows.Count > 0);
            Assert.DoesNotContain(rows, row => row[2] == "QW");
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_that_is_not_split_refuses_26_and_TC(string code)
    {
        // PC/TC 2, 3 and 9: professional only, technical only, doesn't apply. None of them takes 26 or TC.
        var profile = ProfileFiles.Profile(code);
        Assert.Contains(profile.Medicare!.ProfessionalTechnicalIndicator.Value, new[] { 2, 3, 9 });
        Assert.All(new[] { "26", "TC" }, modifier => Assert.Equal(ModifierStatus.Invalid, profile.Modifiers.Single(use => use.Modifier == modifier).Status));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_diagnosis_is_billable_where_the_code_set_lists_it_and_a_header_where_it_lists_what_is_below(string code)
    {
        var table = File.ReadLines(TestData.Path("codes/icd10cm-codes-oct2025.D80-D89.excerpt.txt")).Select(line => line.Split(' ', 2)).ToDictionary(row => row[0], row => row[1].Trim());
        foreach (var use in ProfileFiles.Profile(code).Diagnoses)
        {
            var bare = use.Code.Replace(".", "", StringComparison.Ordinal);
            if (!use.Billable.IsKnown)
            {
                Assert.DoesNotContain(table.Keys, listed => listed.StartsWith(bare.TrimEnd('-'), StringComparison.Ordinal));
                continue;
            }
            Assert.Equal(use.Billable.Value, table.ContainsKey(bare));
            if (use.Billable.Value) Assert.Equal(table[bare], use.Description.Value);
            else Assert.Contains(table.Keys, listed => listed.StartsWith(bare, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Related_codes_do_not_include_the_code_itself(string code) =>
        Assert.DoesNotContain(ProfileFiles.Profile(code).Related, related => related.Code.Value == code);

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_related_code_said_to_have_no_edit_has_none(string code)
    {
        var table = Rows("edits/ncci_ptp_prac_lab_subset.csv").Where(row => row[2].Length == 0).Select(row => (row[0], row[1])).ToHashSet();
        foreach (var related in ProfileFiles.Profile(code).Related.Where(related => Regex.IsMatch(related.Explanation.Value, "[Nn]o edit pairs")))
            Assert.False(table.Contains((code, related.Code.Value)) || table.Contains((related.Code.Value, code)), $"{code} and {related.Code} have an edit.");
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
