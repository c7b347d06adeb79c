using Assayer.Rates.Payers;
using Microsoft.VisualBasic.FileIO;

namespace Assayer.Tests.Rates.Payers;

/// <summary>Our table against one that others made from names in hospitals' price files.</summary>
public class PayerComparisonTests
{
    // Their id, and what a name of it may resolve to here: the names of families or of payers.
    static readonly Dictionary<string, string[]> Ours = new(StringComparer.Ordinal)
    {
        ["aetna"] = ["Aetna"],
        ["cigna"] = ["Cigna"],
        ["unitedhealthcare"] = ["UnitedHealthcare"],
        ["umr"] = ["UMR"],
        ["surest"] = ["Surest"],
        // Optum administers Veterans Affairs' community care, whose prices aren't Optum's.
        ["optum"] = ["Optum", "Veterans Affairs"],
        // Humana Military administers TRICARE in the east, whose prices aren't Humana's.
        ["humana"] = ["Humana", "Humana Military"],
        ["kaiser_permanente"] = ["Kaiser Permanente"],
        ["molina"] = ["Molina Healthcare"],
        ["wellcare"] = ["Wellcare"],
        ["ambetter"] = ["Ambetter"],
        ["amerigroup"] = ["Wellpoint"],
        ["wellpoint"] = ["Wellpoint"],
        ["health_net"] = ["Health Net"],
        ["tricare"] = ["TRICARE"],
        ["multiplan"] = ["MultiPlan"],
        ["phcs"] = ["PHCS"],
        ["first_health"] = ["First Health"],
        ["anthem_blue_cross_california"] = ["Anthem Blue Cross"],
        ["anthem_bcbs_wisconsin"] = ["Anthem Blue Cross and Blue Shield Wisconsin"],
        ["bcbs_georgia"] = ["Anthem Blue Cross and Blue Shield Georgia"],
        ["bcbs_michigan"] = ["Blue Cross Blue Shield of Michigan"],
        ["bcbs_tennessee"] = ["BlueCross BlueShield of Tennessee"],
        ["blue_cross_idaho"] = ["Blue Cross of Idaho"],
        ["blue_shield_california"] = ["Blue Shield of California"],
        ["regence_blueshield_idaho"] = ["Regence BlueShield of Idaho"],
    };

    static readonly string[] National = [.. Payer.KeyFamilies, "Humana", "Kaiser Permanente", "Molina Healthcare", "Wellcare", "TRICARE"];

    [Fact]
    public void No_name_resolves_to_another_national_payer_than_theirs()
    {
        foreach (var (id, match) in Theirs().Select(row => (row.Id, row.Match)))
        {
            if (match.Payer is null) continue;
            if (Ours.TryGetValue(id, out var expected)) Assert.True(expected.Contains(match.Payer.Name) || expected.Contains(match.Family), $"{match.NameAsFiled}: {id}, not {match.Name}");
            else Assert.False(National.Contains(match.Family), $"{match.NameAsFiled}: {id}, not {match.Name}");
        }
    }

    // Two of the others are dental insurers, which the table leaves out. Who wrote our table had read theirs, so that this is no
    // measure of names never seen before.
    [Fact]
    public void Most_of_their_names_resolve()
    {
        var all = Theirs().ToList();
        var exact = all.Where(row => row.Validation == "manual_exact").ToList();
        Assert.Equal((32, 148), (exact.Count, all.Count));
        Assert.InRange(exact.Count(row => row.Match.IsResolved), 25, 32);
        Assert.InRange(all.Count(row => row.Match.IsResolved), 95, 148);
    }

    static IEnumerable<(string Id, string Validation, PayerMatch Match)> Theirs()
    {
        using var table = new TextFieldParser(TestData.Path("payers/payer_aliases.csv")) { Delimiters = [","], HasFieldsEnclosedInQuotes = true };
        var header = table.ReadFields()!;
        int Column(string name) => Array.IndexOf(header, name);
        while (table.ReadFields() is { } row)
        {
            var state = row[Column("canonical_state")];
            yield return (row[Column("canonical_payer_id")], row[Column("validation_status")],
                PayerDirectory.Default.Resolve(row[Column("example_raw_payer_name")], state == "NA" ? null : state));
        }
    }
}
