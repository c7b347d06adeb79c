namespace Assayer.Rates.Payers;

/// <summary>What follows an alias in a name.</summary>
/// <param name="State">USPS code of the state it names; null: none, or several.</param>
/// <param name="IsStateOnly">Nothing but the name of one state, or nothing at all.</param>
/// <param name="IsPlan">Nothing but words that say what is insured and the name of at most one state.</param>
readonly record struct Remainder(string? State, bool IsStateOnly, bool IsPlan)
{
    static readonly HashSet<string> PlanWords = new(StringComparer.Ordinal)
    {
        // kinds of plan
        "ppo", "hmo", "epo", "pos", "hdhp", "hsa", "cdhp", "indemnity", "qhp", "aco", "aso",
        "medicare", "medicaid", "advantage", "adv", "mcr", "mcd", "chip", "snp", "dsnp", "dual", "ma", "mapd", "marketplace", "exchange", "hix", "aca",
        "commercial", "comm", "managed", "traditional", "supplement",
        // who is insured
        "individual", "family", "group", "groups", "small", "large", "employer", "employee", "employees", "federal", "state", "student", "senior", "seniors",
        // what an insurer calls itself and its products
        "health", "care", "healthcare", "plan", "plans", "insurance", "ins", "assurance", "life", "accident", "benefit", "benefits", "program", "programs", "maintenance",
        "organization", "product", "products", "coverage", "administrators", "national", "mutual", "legal", "reserve", "association",
        "network", "networks", "in", "out", "open", "access", "choice", "select", "plus", "premier", "preferred", "basic", "standard", "complete", "all", "other",
        "bronze", "silver", "gold", "platinum", "blue", "cross", "shield", "bluecard", "behavioral",
    };

    /// <summary>Reads the words that follow an alias.</summary>
    public static Remainder Of(ReadOnlySpan<string> words)
    {
        string? state = null;
        var (states, planWords, otherWords) = (0, 0, 0);
        for (var at = 0; at < words.Length;)
        {
            var (found, length) = UspsState.At(words[at..], afterOf: at > 0 && words[at - 1] == "of");
            if (found is not null)
            {
                if (found != state) states++;
                state = found;
                at += length;
                continue;
            }
            if (PlanWords.Contains(words[at])) planWords++;
            else if (words[at] != "of") otherWords++;
            at++;
        }
        return new(states == 1 ? state : null, states <= 1 && planWords + otherWords == 0, states <= 1 && otherWords == 0);
    }
}
