namespace Assayer.Rates.Payers;

/// <summary>Which payer a name in a price file means. It never guesses: a name that it doesn't know stays as filed. See docs/payers.md.</summary>
public sealed class PayerDirectory
{
    static readonly Lazy<PayerDirectory> Bundled = new(ReadBundled);

    readonly IReadOnlyDictionary<string, PayerAlias> _aliases;

    PayerDirectory(TextReader table) => (Payers, _aliases) = PayerTable.Read(table);

    /// <summary>The table that comes with the program.</summary>
    public static PayerDirectory Default => Bundled.Value;

    /// <summary>Every payer, in the table's order.</summary>
    public IReadOnlyList<Payer> Payers { get; }

    /// <summary>A directory of another table of the same columns.</summary>
    /// <exception cref="InvalidDataException">A line breaks a rule of the table.</exception>
    public static PayerDirectory Read(TextReader table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new(table);
    }

    /// <summary>What a name means.</summary>
    /// <param name="nameAsFiled">The reporting entity's or the payer's name in a price file.</param>
    /// <param name="state">USPS code of the state that the file is about, in any case; null or anything else: not known. A state in the name counts more.</param>
    public PayerMatch Resolve(string nameAsFiled, string? state = null)
    {
        ArgumentNullException.ThrowIfNull(nameAsFiled);
        state = UspsState.FromCode(state);
        var words = PayerName.Words(nameAsFiled);
        if (Match(nameAsFiled, words, state, sharedOnly: false) is { } match) return match;
        // "Texas Medicaid", "Illinois BCBS": a state before a shared name says whose it is.
        var (leading, length) = UspsState.At(words, afterOf: false);
        return leading is not null && Match(nameAsFiled, words.AsSpan(length), leading, sharedOnly: true) is { } inState
            ? inState
            : new(nameAsFiled, nameAsFiled, PayerRule.None, null, null);
    }

    // The longest alias that the name starts with, word by word, if what follows it is allowed to.
    PayerMatch? Match(string nameAsFiled, ReadOnlySpan<string> words, string? state, bool sharedOnly)
    {
        for (var count = words.Length; count > 0; count--)
        {
            if (!_aliases.TryGetValue(PayerName.Key(words[..count]), out var alias) || (sharedOnly && !alias.IsShared)) continue;
            var remainder = Remainder.Of(words[count..]);
            if (alias.Rule(words[count..], remainder) is not { } rule || !alias.HoldsIn(remainder.State ?? state)) continue;
            var payer = alias.Payers[0];
            if (rule == PayerRule.AliasAsPrefix && NamesAnother(payer, words[count..])) return null;
            if (!alias.IsShared) return new(nameAsFiled, payer.Name, rule, payer, payer.Family);
            return rule == PayerRule.AliasAsPrefix
                ? new(nameAsFiled, nameAsFiled, PayerRule.FamilyOnly, null, payer.Family)
                : Among(alias, nameAsFiled, remainder.State ?? state);
        }
        return null;
    }

    // "Aetna, Cigna, Humana" is a list of payers; "Meritain Health, an Aetna company" is not.
    bool NamesAnother(Payer payer, ReadOnlySpan<string> words)
    {
        for (var start = 0; start < words.Length; start++)
            for (var count = 1; start + count <= words.Length; count++)
                if (_aliases.TryGetValue(PayerName.Key(words.Slice(start, count)), out var alias) && alias.Reach == AliasReach.Prefix
                    && alias.Payers[0].Family != payer.Family && alias.Payers[0].Parent != payer.Parent) return true;
        return false;
    }

    static PayerMatch Among(PayerAlias alias, string nameAsFiled, string? state)
    {
        var family = alias.Payers[0].Family;
        if (state is null) return new(nameAsFiled, $"{alias.Text} (state unknown)", PayerRule.FamilyOnly, null, family);
        var there = alias.Payers.Where(payer => payer.States.Contains(state)).ToList();
        return there.Count == 1
            ? new(nameAsFiled, there[0].Name, PayerRule.SharedNameInState, there[0], family)
            : new(nameAsFiled, $"{alias.Text} ({(there.Count == 0 ? "none" : "several")} in {state})", PayerRule.FamilyOnly, null, family);
    }

    static PayerDirectory ReadBundled()
    {
        using var stream = typeof(PayerDirectory).Assembly.GetManifestResourceStream("payers.csv")
            ?? throw new InvalidOperationException("The payer table is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return new(reader);
    }
}
