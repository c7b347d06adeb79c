namespace Assayer.Rates.Payers;

/// <summary>The states, the District of Columbia, Puerto Rico and the Virgin Islands in names of payers.</summary>
static class UspsState
{
    const int LongestName = 3;

    // USPS Publication 28, appendix B.
    const string NamesAndCodes =
        "alabama AL, alaska AK, arizona AZ, arkansas AR, california CA, colorado CO, connecticut CT, delaware DE, "
        + "district of columbia DC, florida FL, georgia GA, hawaii HI, idaho ID, illinois IL, indiana IN, iowa IA, kansas KS, "
        + "kentucky KY, louisiana LA, maine ME, maryland MD, massachusetts MA, michigan MI, minnesota MN, mississippi MS, missouri MO, "
        + "montana MT, nebraska NE, nevada NV, new hampshire NH, new jersey NJ, new mexico NM, new york NY, north carolina NC, "
        + "north dakota ND, ohio OH, oklahoma OK, oregon OR, pennsylvania PA, puerto rico PR, rhode island RI, south carolina SC, "
        + "south dakota SD, tennessee TN, texas TX, utah UT, vermont VT, virgin islands VI, virginia VA, washington WA, washington dc DC, "
        + "west virginia WV, wisconsin WI, wyoming WY";

    static readonly Dictionary<string, string> CodeByName = NamesAndCodes.Split(", ")
        .ToDictionary(state => state[..^3], state => state[^2..], StringComparer.Ordinal);

    static readonly HashSet<string> Codes = new(CodeByName.Values, StringComparer.OrdinalIgnoreCase);

    // They also mean company, Medicare Advantage and "in network": read as a state only after "of".
    static readonly string[] WordsToo = ["co", "ma", "in"];

    /// <summary>The code in upper case; null for anything else.</summary>
    public static string? FromCode(string? text) => text?.Trim() is { } code && Codes.Contains(code) ? code.ToUpperInvariant() : null;

    /// <summary>The state whose name or code starts at a word, and how many words that takes; null and 0 where there is none.</summary>
    public static (string? State, int Words) At(ReadOnlySpan<string> words, bool afterOf)
    {
        for (var count = Math.Min(LongestName, words.Length); count > 0; count--)
            if (CodeByName.TryGetValue(string.Join(' ', words[..count]), out var code)) return (code, count);
        var isCode = words.Length > 0 && Codes.Contains(words[0]) && (afterOf || Array.IndexOf(WordsToo, words[0]) < 0);
        return isCode ? (words[0].ToUpperInvariant(), 1) : (null, 0);
    }
}
