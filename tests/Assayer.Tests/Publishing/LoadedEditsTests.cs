using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Codes.Tables;
using Assayer.Evidence;
using Assayer.Publishing.CodeReports;

namespace Assayer.Tests.Publishing;

public class LoadedEditsTests
{
    static readonly BillingCode Blastogenesis = new(BillingCodeType.Cpt, "86353");

    static LoadedTable<MedicallyUnlikelyEdit> Units(int year, int units) => new(
        new() { Name = $"mue {year}", Period = new(new(year, 1, 1), new(year, 12, 31)) },
        [new(2, "86353", units, 3, "Nature of Analyte", "Practitioner"), new(3, "86352", 1, 3, "Nature of Analyte", "Practitioner")]);

    [Fact]
    public void Units_are_those_of_the_table_that_covers_the_day()
    {
        var edits = LoadedEdits.Of(Blastogenesis, new(2024, 7, 1), [Units(2023, 5), Units(2024, 7), Units(2025, 8)], []);
        var edit = Assert.Single(edits.Units);
        Assert.Equal((7, "Practitioner", "line 2"), (edit.Units.Value, edit.Setting, edit.Units.Sources[0].Locator));
    }

    [Fact]
    public void Pairs_are_those_in_force_in_which_the_code_stands()
    {
        LoadedTable<ProcedurePairEdit> table = new(new() { Name = "ptp" },
        [
            new(2, "86352", "86353", null, null, 0, "Standards of medical/surgical practice"),
            new(3, "86353", "80500", null, new(2021, 12, 31), 1, ""),
            new(4, "86353", "80503", null, null, 1, ""),
            new(5, "86360", "86361", null, null, 0, ""),
        ]);
        var pairs = LoadedEdits.Of(Blastogenesis, new(2024, 7, 1), [], [("Practitioner", table)]).Pairs;
        Assert.Equal(["86352>86353=0", "86353>80503=1"], pairs.Select(pair => $"{pair.Column1.Value}>{pair.Column2.Value}={pair.ModifierIndicator.Value}"));
        Assert.StartsWith("Never both", pairs[0].Explanation.Value, StringComparison.Ordinal);
    }
}
