namespace Assayer.Rates.Hospital;

/// <summary>The words that the data dictionaries allow, and texts that are made of several filed ones.</summary>
static class FiledWords
{
    // CMS, hospital price transparency data dictionary 3.0: valid values of setting, billing_class and methodology.
    public static string[] Settings { get; } = ["inpatient", "outpatient", "both"];

    public static string[] BillingClasses { get; } = ["professional", "facility", "both"];

    public static string[] Methodologies { get; } = ["case rate", "fee schedule", "percent of total billed charges", "per diem", "other"];

    /// <summary>The word in its official spelling, whatever its letter case; else the text as filed, and false.</summary>
    public static bool TryFind(string[] words, string text, out string word)
    {
        foreach (var known in words)
        {
            if (!known.Equals(text, StringComparison.OrdinalIgnoreCase)) continue;
            word = known;
            return true;
        }
        word = text;
        return false;
    }

    /// <summary>"50|62", "50, 62": sorted, each once, joined by commas.</summary>
    public static string Modifiers(string text) => text.Length == 0 ? "" : Modifiers([text]);

    public static string Modifiers(IEnumerable<string> texts) => string.Join(',', texts
        .SelectMany(text => text.ToUpperInvariant().Split(['|', ',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>The payer's notes, then the generic ones; null for none.</summary>
    public static string? Notes(string? ofPayer, string? generic) =>
        string.IsNullOrEmpty(ofPayer) ? Presence(generic) : string.IsNullOrEmpty(generic) || generic == ofPayer ? ofPayer : $"{ofPayer}; {generic}";

    /// <summary>The text; null for an empty one.</summary>
    public static string? Presence(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>"1 | 2 | 3": each without the spaces around it.</summary>
    public static IReadOnlyList<string> List(string text) => text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>"true" or "false"; null for anything else.</summary>
    public static bool? Truth(string text) => bool.TryParse(text, out var truth) ? truth : null;
}
