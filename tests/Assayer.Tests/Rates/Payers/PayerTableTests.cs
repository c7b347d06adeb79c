using Assayer.Rates.Payers;

namespace Assayer.Tests.Rates.Payers;

public class PayerTableTests
{
    const string Header = "id,name,parent,family,marks,states,note,aliases\n";

    static readonly PayerDirectory Directory = PayerDirectory.Default;
    static readonly IReadOnlyList<Payer> Licensees = [.. Directory.Payers.Where(payer => payer.IsBlueLicensee)];

    [Fact]
    public void Every_payer_resolves_by_its_own_name()
    {
        foreach (var payer in Directory.Payers)
            Assert.Equal(payer, Directory.Resolve(payer.Name).Payer);
    }

    [Fact]
    public void Every_state_has_a_licensee_and_a_Medicaid_agency()
    {
        // USPS Publication 28, appendix B: fifty states, the District of Columbia, Puerto Rico.
        var states = ("AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD "
            + "TN TX UT VT VA WA WV WI WY").Split(' ');
        Assert.Equal(52, states.Length);
        Assert.Empty(states.Except(Licensees.SelectMany(payer => payer.States)));
        foreach (var state in states)
            Assert.Equal($"medicaid-{state.ToLowerInvariant()}", Directory.Resolve("Medicaid", state).Payer?.Id);
    }

    // GuideWell owns two of them, Florida Blue and Triple-S, and Michigan's company is affiliated with Vermont's. The Association
    // speaks of 33 independent companies (2025), which is one more: presumably Vermont's.
    [Fact]
    public void The_licensees_belong_to_32_owners()
    {
        Assert.Equal(32, Licensees.Select(payer => payer.Parent).Distinct().Count());
        Assert.All(Licensees, payer => Assert.True(payer is { Family: Payer.BlueCrossBlueShield, States.Count: > 0 }));
    }

    [Fact]
    public void A_state_with_several_licensees_says_in_the_notes_how_they_divide_it()
    {
        var shared = Licensees.SelectMany(payer => payer.States).GroupBy(state => state).Where(state => state.Count() > 1).Select(state => state.Key).ToHashSet();
        Assert.Equal(["CA", "ID", "KS", "MO", "NY", "PA", "VA", "WA"], shared.Order());
        foreach (var state in shared)
            Assert.Contains(Licensees, payer => payer.States.Contains(state) && payer.Note is not null);
    }

    [Theory]
    [InlineData("name,id\n", "line 1: expected the header")]
    [InlineData(Header + "a,A,P\n", "line 2: 3 cells")]
    [InlineData(Header + "a,A,P,F,,,,\"A\"\n", "quotation mark")]
    [InlineData(Header + "a,A,P,,,,,\n", "can't be empty")]
    [InlineData(Header + "a,A,P,F,,XX,,\n", "XX is no USPS code")]
    [InlineData(Header + "a,A,P,F,BCBS,,,\n", "BC+BS, not BCBS")]
    [InlineData(Header + "a,A,P,F,,,,Inc.\n", "\"Inc.\" has no word of its own")]
    [InlineData(Header + "a,A,P,F,,,,\na,B,P,F,,,,\n", "line 3: the id a is taken")]
    [InlineData(Header + "a,A,P,F,,,,Alpha\nb,B,P,G,,,,ALPHA\n", "a uses \"ALPHA\" too")]
    public void Refuses_a_table_that_breaks_a_rule(string table, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => PayerDirectory.Read(new StringReader(table))).Message, StringComparison.Ordinal);
}
