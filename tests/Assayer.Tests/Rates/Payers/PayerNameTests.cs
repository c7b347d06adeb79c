using Assayer.Rates.Payers;
using CsCheck;

namespace Assayer.Tests.Rates.Payers;

public class PayerNameTests
{
    static readonly Gen<string> Word = OneOf(
        "Blue", "Cross", "Shield", "BlueCross", "Blueshield", "BC", "BS", "BCBS", "BCBSTX", "BCBSCO", "Sheild", "and", "of", "the", "Inc", "Co", "Company",
        "Texas", "New", "York", "Anthem", "Kaiser", "Medicare", "MA", "PPO", "Health", "Plan", "Aetna", "Foods");

    static readonly Gen<string[]> Words = Word.Array[0, 8];

    static readonly Gen<string> Separator = OneOf(" ", "  ", ", ", " - ", "/", " & ", "™ ", " (", ") ", ". ");

    static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    [Fact]
    public void Resolving_does_not_depend_on_letter_case_or_punctuation() =>
        Gen.Select(Words, Separator, Gen.Bool, OneOf<string?>(null, "TX", "CA")).Sample((words, separator, upper, state) =>
        {
            var plain = string.Join(' ', words);
            var other = string.Join(separator, words);
            var expected = PayerDirectory.Default.Resolve(plain, state);
            var actual = PayerDirectory.Default.Resolve(upper ? other.ToUpperInvariant() : other.ToLowerInvariant(), state?.ToLowerInvariant());
            Assert.Equal((expected.Payer, expected.Rule, expected.Family), (actual.Payer, actual.Rule, actual.Family));
        });

    [Fact]
    public void Any_text_is_resolved_or_stands_as_filed() => Gen.String.Sample(text =>
    {
        var match = PayerDirectory.Default.Resolve(text);
        Assert.Equal(text, match.NameAsFiled);
        Assert.Equal(match.Rule == PayerRule.None, match.Family is null);
        if (match.Rule == PayerRule.None) Assert.Equal(text, match.Name);
    });

    [Fact]
    public void Normalising_words_again_changes_nothing() => Words.Sample(words =>
    {
        var once = PayerName.Words(string.Join(' ', words));
        Assert.Equal(once, PayerName.Words(string.Join(' ', once)));
    });

    [Theory]
    [InlineData("Blue Cross & Blue Shield of Rhode Island, Inc.", "bcbs of rhode island")]
    [InlineData("BC/BS", "bcbs")]
    [InlineData("BCBSTX", "bcbs of tx")]
    [InlineData("BCBSCO", "bcbs of co")]
    [InlineData("Aetna Life Insurance Co.", "aetna life insurance")]
    [InlineData("The U.H.C. Company", "uhc")]
    public void Normalises_a_name(string name, string words) => Assert.Equal(words, string.Join(' ', PayerName.Words(name)));
}
