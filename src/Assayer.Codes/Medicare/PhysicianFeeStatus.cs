namespace Assayer.Codes.Medicare;

/// <summary>What a status code of the physician fee schedule means for payment.</summary>
/// <remarks>CMS, relative value file documentation (RVUPUF), attachment A, status codes; the words are ours.</remarks>
public static class PhysicianFeeStatus
{
    static readonly (string Letter, string Meaning)[] Codes =
    [
        ("A", "paid by relative values"),
        ("B", "always bundled into other services, never paid apart"),
        ("C", "priced by each contractor"),
        ("D", "deleted"),
        ("E", "excluded from the schedule by regulation"),
        ("F", "deleted, without a grace period"),
        ("G", "not valid for Medicare, which uses another code"),
        ("H", "deleted modifier"),
        ("I", "not valid for Medicare, which uses another code"),
        ("J", "anesthesia, paid by time and base units instead of relative values"),
        ("M", "a code for reporting quality only"),
        ("N", "not covered by Medicare"),
        ("P", "bundled or excluded, never paid apart"),
        ("Q", "functional information of therapy, for reporting only"),
        ("R", "covered with restrictions, paid by relative values"),
        ("T", "paid by relative values only when nothing else is paid to the provider that day"),
        ("X", "outside the schedule by law, paid elsewhere if at all"),
    ];

    internal static readonly string[] Letters = [.. Codes.Select(code => code.Letter)];

    /// <summary>What the letter says: "paid by relative values".</summary>
    /// <exception cref="ArgumentException">There is no such status code.</exception>
    public static string Meaning(string letter) =>
        Array.Find(Codes, code => code.Letter == letter).Meaning ?? throw new ArgumentException($"There is no status code \"{letter}\".", nameof(letter));

    /// <summary>Whether the amount comes from relative values.</summary>
    public static bool IsPaidByRelativeValues(string letter) => letter is "A" or "R" or "T";

    /// <summary>Whether another schedule may price the code.</summary>
    public static bool IsPaidElsewhere(string letter) => letter is "X";
}
