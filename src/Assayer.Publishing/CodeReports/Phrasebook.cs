using Assayer.Codes;
using Assayer.Evidence;
using Assayer.Publishing.Documents;

namespace Assayer.Publishing.CodeReports;

/// <summary>Puts facts into print, with the ids of their sources.</summary>
sealed class Phrasebook(SourceRegister register)
{
    public Phrase Of(Fact<string> fact) => Of(fact, text => text);

    public Phrase Of(Fact<int> fact) => Number(fact, count => Amounts.Count(count));

    public Phrase Of(Fact<long> fact) => Number(fact, Amounts.Count);

    public Phrase Of(Fact<Money> fact) => Number(fact, money => money.ToString());

    public Phrase Of(Fact<DateOnly> fact) => Of(fact, Amounts.Day);

    public Phrase Of<T>(Fact<T> fact, Func<T, string> print) where T : notnull => fact.IsKnown
        ? new(print(fact.Value), register.IdsOf(fact.Sources)) { IsSynthetic = register.IsSynthetic(fact.Sources) }
        : new("") { Missing = fact.Missing };

    public Phrase Number<T>(Fact<T> fact, Func<T, string> print) where T : notnull => Of(fact, print) with { IsNumber = true };

    public Phrase Amount(Fact<double> fact, string unit) => Number(fact, amount => Amounts.InUnit(amount, unit));

    public Phrase Percent(Fact<double> fact) => Number(fact, Amounts.Percent);

    /// <summary>The ids alone, for the files of a row.</summary>
    public Phrase Files(IReadOnlyList<Source> sources) => new("", register.IdsOf(sources)) { IsSynthetic = register.IsSynthetic(sources) };

    public IEnumerable<Phrase> All(IEnumerable<Fact<string>> facts) => facts.Select(Of);

    public static Phrase Absent(Missing missing) => new("") { Missing = missing };
}
