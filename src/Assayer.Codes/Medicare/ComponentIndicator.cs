namespace Assayer.Codes.Medicare;

/// <summary>What a PC/TC indicator of the physician fee schedule means for modifiers 26 and TC.</summary>
/// <remarks>CMS, relative value file documentation (RVUPUF), "PC/TC indicator"; the words are ours.</remarks>
public static class ComponentIndicator
{
    /// <summary>What the digit says: "a technical component only".</summary>
    /// <exception cref="ArgumentException">There is no such indicator.</exception>
    public static string Meaning(string digit) => digit switch
    {
        "0" => "a practitioner's service without components",
        "1" => "a diagnostic test with components",
        "2" => "a professional component only",
        "3" => "a technical component only",
        "4" => "only the whole of a test whose components have codes of their own",
        "5" => "incident to a practitioner's service",
        "6" => "interpretation of a laboratory test",
        "7" => "therapy by a therapist in private practice",
        "8" => "a physician's interpretation of a laboratory test, for inpatients",
        "9" => "no components",
        _ => throw new ArgumentException($"There is no PC/TC indicator \"{digit}\".", nameof(digit)),
    };
}
