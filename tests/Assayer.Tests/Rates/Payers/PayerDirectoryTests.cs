using Assayer.Rates.Payers;

namespace Assayer.Tests.Rates.Payers;

public class PayerDirectoryTests
{
    static readonly PayerDirectory Directory = PayerDirectory.Default;

    [Theory]
    [InlineData("Aetna", "aetna")]
    [InlineData("Aetna Life Insurance Company", "aetna")]
    [InlineData("Aetna Health of California Inc.", "aetna")]
    [InlineData("Meritain Health", "meritain")]
    [InlineData("Cigna Health and Life Insurance Company", "cigna")]
    [InlineData("Cigna Healthcare", "cigna")]
    [InlineData("THE CIGNA GROUP", "cigna")]
    [InlineData("Allegiance Benefit Plan Management, Inc.", "allegiance")]
    [InlineData("UHC", "unitedhealthcare")]
    [InlineData("U.H.C.", "unitedhealthcare")]
    [InlineData("United Healthcare", "unitedhealthcare")]
    [InlineData("UnitedHealth Group", "unitedhealthcare")]
    [InlineData("UnitedHealthcare of Texas, Inc.", "unitedhealthcare")]
    [InlineData("UMR, Inc.", "umr")]
    [InlineData("UnitedHealthcare Oxford", "oxford")]
    [InlineData("Golden Rule Insurance Company", "golden-rule")]
    [InlineData("Humana Insurance Company of Kentucky", "humana")]
    [InlineData("Humana Military East", "humana-military")]
    [InlineData("Kaiser Foundation Health Plan of the Northwest", "kaiser")]
    [InlineData("Kaiser HMO", "kaiser")]
    [InlineData("Original Medicare", "medicare")]
    [InlineData("Medicare Part B", "medicare")]
    [InlineData("CareFirst BlueCross BlueShield", "carefirst")]
    [InlineData("Blue Cross & Blue Shield of Mississippi", "bcbs-ms")]
    [InlineData("Bluecross Blueshield of Tennessee", "bcbs-tn")]
    [InlineData("Blue Cross and Blue Shield of Texas, a Division of Health Care Service Corporation", "bcbs-tx")]
    [InlineData("BCBSTX", "bcbs-tx")]
    [InlineData("BC/BS of Illinois", "bcbs-il")]
    [InlineData("Texas Blue Cross Blue Shield PPO", "bcbs-tx")]
    [InlineData("Blue Cross Blue Shield of Kansas City", "bcbs-kc")]
    [InlineData("Blue Cross Blue Sheild of Alabama", "bcbs-al")]
    [InlineData("Blue Cross Blue Shield of Georgia", "anthem-ga")]
    [InlineData("Anthem Blue Cross and Blue Shield of Ohio", "anthem-oh")]
    [InlineData("Blue Cross of California", "anthem-ca")]
    [InlineData("Empire BlueCross BlueShield", "anthem-ny")]
    [InlineData("Blue Cross of Northeastern Pennsylvania", "highmark-pa")]
    [InlineData("Regence BlueShield of Idaho", "regence-id")]
    [InlineData("Texas Medicaid", "medicaid-tx")]
    [InlineData("Medi-Cal", "medicaid-ca")]
    [InlineData("Baylor Scott & White Health Plan", "scott-white")]
    [InlineData("Texas Children's Health Plan", "texas-childrens")]
    [InlineData("Delaware First Health", "delaware-first-health")]
    [InlineData("Select Health of South Carolina", "amerihealth-caritas")]
    [InlineData("Meritain Health, an Aetna Company", "meritain")]
    [InlineData("Ambetter from Superior HealthPlan", "ambetter")]
    [InlineData("Blue Cross Blue Shield of Washington, D.C.", "carefirst")]
    [InlineData("Medica HealthCare Plans, Inc.", "unitedhealthcare")]
    public void Resolves_a_name(string name, string id) => Assert.Equal(id, Directory.Resolve(name).Payer?.Id);

    [Theory]
    [InlineData("BCBS", "TX", "bcbs-tx")]
    [InlineData("Blue Cross Blue Shield", "dc", "carefirst")]
    [InlineData("Blue Cross", "CA", "anthem-ca")]
    [InlineData("Blue Shield", "CA", "blue-shield-ca")]
    [InlineData("Blue Cross", "ID", "blue-cross-id")]
    [InlineData("Blue Shield", "ID", "regence-id")]
    [InlineData("Blue Shield", "PA", "highmark-pa")]
    [InlineData("Anthem", "CA", "anthem-ca")]
    [InlineData("Anthem", "VA", "anthem-va")]
    [InlineData("Anthem Blue Cross", "OH", "anthem-oh")]
    [InlineData("Anthem, Inc.", "MO", "anthem-mo")]
    [InlineData("Regence", "UT", "regence-ut")]
    [InlineData("Highmark", "WV", "highmark-wv")]
    [InlineData("Medicaid", "OH", "medicaid-oh")]
    [InlineData("BCBS TX", "OK", "bcbs-tx")]
    public void Resolves_a_shared_name_by_its_state(string name, string state, string id)
    {
        var match = Directory.Resolve(name, state);
        Assert.Equal(id, match.Payer?.Id);
        Assert.Equal(PayerRule.SharedNameInState, match.Rule);
    }

    [Theory]
    [InlineData("BCBS", null, "Blue Cross Blue Shield (state unknown)")]
    [InlineData("BCBS", "Texas?", "Blue Cross Blue Shield (state unknown)")]
    [InlineData("Anthem PPO", null, "Anthem (state unknown)")]
    [InlineData("Anthem", "TX", "Anthem (none in TX)")]
    [InlineData("Blue Shield", "NY", "Blue Shield (several in NY)")]
    [InlineData("Highmark", "NY", "Highmark (several in NY)")]
    [InlineData("Health Care Service Corporation", null, "Health Care Service Corporation (state unknown)")]
    public void Keeps_the_family_when_the_state_does_not_decide(string name, string? state, string printed)
    {
        var match = Directory.Resolve(name, state);
        Assert.False(match.IsResolved);
        Assert.True(match.IsKey);
        Assert.Equal((PayerRule.FamilyOnly, Payer.BlueCrossBlueShield, printed), (match.Rule, match.Family, match.Name));
    }

    [Theory]
    [InlineData("CA")]
    [InlineData("ID")]
    [InlineData("KS")]
    [InlineData("MO")]
    [InlineData("NY")]
    [InlineData("PA")]
    [InlineData("VA")]
    [InlineData("WA")]
    public void Does_not_guess_between_several_licensees(string state) =>
        Assert.Equal($"Blue Cross Blue Shield (several in {state})", Directory.Resolve("BCBS", state).Name);

    [Fact]
    public void Keeps_a_blue_name_with_unknown_words_as_filed_in_the_family()
    {
        var match = Directory.Resolve("BCBS of Eastern Texas", "TX");
        Assert.Equal((PayerRule.FamilyOnly, "BCBS of Eastern Texas", true), (match.Rule, match.Name, match.IsKey));
    }

    [Theory]
    [InlineData("Bluestone")]
    [InlineData("Anthem Foods")]
    [InlineData("Blue Cross Animal Hospital")]
    [InlineData("Kaiser Aluminum")]
    [InlineData("Oscar Mayer")]
    [InlineData("Medicare Advantage")]
    [InlineData("Medicare HMO")]
    [InlineData("Medicare MA")]
    [InlineData("Medicaid HMO")]
    [InlineData("United Airlines")]
    [InlineData("United Concordia")]
    [InlineData("The Health Plan")]
    [InlineData("Health Plans Inc.")]
    [InlineData("My Aetna")]
    [InlineData("Aetna, Cigna and Humana")]
    [InlineData("BCBS/UHC")]
    [InlineData("Inc.")]
    [InlineData("")]
    public void Leaves_what_it_does_not_know_under_its_own_name(string name) =>
        Assert.Equal(new(name, name, PayerRule.None, null, null), Directory.Resolve(name));

    [Theory]
    [InlineData("HealthPartners", "MN", "healthpartners")]
    [InlineData("HealthPartners", null, "healthpartners")]
    [InlineData("HealthPartners", "GA", null)]
    [InlineData("HealthPartners of Georgia", null, null)]
    [InlineData("Harvard Pilgrim Health Care", "GA", "harvard-pilgrim")]
    [InlineData("Anthem Blue Cross and Blue Shield Ohio", "KY", "anthem-oh")]
    [InlineData("SoonerCare", "TX", "medicaid-ok")]
    public void A_name_of_ordinary_words_holds_only_in_its_payers_states(string name, string? state, string? id) =>
        Assert.Equal(id, Directory.Resolve(name, state).Payer?.Id);

    [Theory]
    [InlineData("Cigna", PayerRule.Alias)]
    [InlineData("Kaiser of Oregon", PayerRule.Alias)]
    [InlineData("Kaiser HMO", PayerRule.AliasAndPlanWords)]
    [InlineData("Cigna Surefit", PayerRule.AliasAsPrefix)]
    [InlineData("BCBS of Utah", PayerRule.SharedNameInState)]
    [InlineData("BCBS", PayerRule.FamilyOnly)]
    [InlineData("Nobody", PayerRule.None)]
    public void Says_which_rule_resolved_a_name(string name, PayerRule rule) => Assert.Equal(rule, Directory.Resolve(name).Rule);

    [Theory]
    [InlineData("BCBS MA")]
    [InlineData("BCBS in network")]
    public void Reads_MA_and_in_as_states_only_after_of(string name)
    {
        Assert.Equal("bcbs-tx", Directory.Resolve(name, "TX").Payer?.Id);
        Assert.Equal("bcbs-ma", Directory.Resolve("BCBS of MA", "TX").Payer?.Id);
    }

    [Theory]
    [InlineData("Meritain Health", "Aetna")]
    [InlineData("Allegiance", "Cigna")]
    [InlineData("UMR", "UnitedHealthcare")]
    [InlineData("Florida Blue", "Blue Cross Blue Shield")]
    [InlineData("Medicare", "Medicare")]
    public void Groups_brands_under_the_payers_that_readers_look_for(string name, string family)
    {
        var match = Directory.Resolve(name);
        Assert.Equal(family, match.Family);
        Assert.True(match.IsKey);
        Assert.True(match.Payer?.IsKey);
    }

    [Fact]
    public void Other_payers_are_not_key() => Assert.False(Directory.Resolve("Humana").IsKey);
}
