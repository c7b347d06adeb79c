using System.Text;

namespace Assayer.Rates.Payers;

/// <summary>How names are made comparable: words in lower case, without legal forms, with one spelling of the Blue marks.</summary>
static class PayerName
{
    static readonly HashSet<string> Dropped = new(StringComparer.Ordinal)
    {
        "and", "the", "inc", "incorporated", "llc", "corp", "corporation", "company", "ltd", "limited", "lp",
    };

    static readonly Dictionary<string, string[]> Respelled = new(StringComparer.Ordinal)
    {
        ["bluecross"] = ["blue", "cross"],
        ["blueshield"] = ["blue", "shield"],
        ["bluesheild"] = ["blue", "shield"],
        ["sheild"] = ["shield"],
        ["assn"] = ["association"],
        ["bluecrossblueshield"] = ["blue", "cross", "blue", "shield"],
        ["bluecrossandblueshield"] = ["blue", "cross", "blue", "shield"],
    };

    static readonly string[] BlueCrossBlueShield = ["blue", "cross", "blue", "shield"];
    static readonly string[] BcBs = ["bc", "bs"];

    /// <summary>
    /// The words of a name. "Blue Cross &amp; Blue Shield", "BC/BS" and the like become "bcbs"; "BCBSTX" becomes "bcbs of tx".
    /// The words of joined words are the same words.
    /// </summary>
    public static string[] Words(string name)
    {
        var words = new List<string>();
        foreach (var word in Split(name))
        {
            if (Dropped.Contains(word) || (word == "co" && words.LastOrDefault() != "of")) continue;
            if (Respelled.TryGetValue(word, out var respelled)) words.AddRange(respelled);
            else if (word.Length == 6 && word.StartsWith("bcbs", StringComparison.Ordinal) && UspsState.FromCode(word[4..]) is not null) words.AddRange(["bcbs", "of", word[4..]]);
            else words.Add(word);
        }
        Join(words, BlueCrossBlueShield);
        Join(words, BcBs);
        return [.. words];
    }

    /// <summary>The key of some words: where a name is spaced makes no difference ("Health Net", "HealthNet").</summary>
    public static string Key(ReadOnlySpan<string> words) => string.Concat(words);

    // Periods and apostrophes vanish ("U.H.C.", "Children's"); whatever else is no letter or digit separates.
    static string[] Split(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (char.IsLetterOrDigit(character)) text.Append(char.ToLowerInvariant(character));
            else if (character is not ('.' or '\'' or '’')) text.Append(' ');
        }
        return text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    static void Join(List<string> words, string[] sequence)
    {
        for (var start = 0; start + sequence.Length <= words.Count; start++)
        {
            if (!words.GetRange(start, sequence.Length).SequenceEqual(sequence)) continue;
            words.RemoveRange(start, sequence.Length);
            words.Insert(start, "bcbs");
        }
    }
}
