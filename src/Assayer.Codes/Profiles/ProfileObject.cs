using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assayer.Evidence;

namespace Assayer.Codes.Profiles;

/// <summary>A profile's complaints.</summary>
static class ProfileError
{
    internal static DataFormatException At(string file, string pointer, string code, string message, string? remedy, Exception? inner = null) =>
        new(new Diagnostic(code, Severity.Error, new Location(file, Address: pointer), message, remedy), inner);
}

/// <summary>
/// A JSON object of a profile, with its place. Members are taken out one by one; <see cref="End"/> complains of what nobody asked for.
/// </summary>
sealed class ProfileObject
{
    readonly string _file;
    readonly string _pointer;
    readonly Dictionary<string, JsonElement> _members;

    internal ProfileObject(string file, string pointer, JsonElement value)
    {
        (_file, _pointer) = (file, pointer);
        if (value.ValueKind != JsonValueKind.Object) throw Wrong(pointer, value, "an object");
        _members = value.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
    }

    internal bool Has(string name) => _members.ContainsKey(name);

    /// <summary>Text that isn't blank.</summary>
    internal string Text(string name) => OptionalText(name) ?? throw Missing(name);

    internal string? OptionalText(string name)
    {
        if (!Take(name, out var value)) return null;
        return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw Wrong(Below(name), value, "text");
    }

    /// <summary>Text of a given form, which the message calls <paramref name="form"/>.</summary>
    internal string Matching(string name, Regex pattern, string form)
    {
        var text = Text(name);
        return pattern.IsMatch(text) ? text : throw Malformed(name, text, form);
    }

    /// <summary>An absolute http or https address: reports make links of it.</summary>
    internal string? OptionalUrl(string name)
    {
        if (OptionalText(name) is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? text
            : throw Malformed(name, text, "an address that begins with https:// or http://");
    }

    internal int Number(string name)
    {
        if (!Take(name, out var value)) throw Missing(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0
            ? number
            : throw Wrong(Below(name), value, "a whole number, 0 or more,");
    }

    internal int Number(string name, params ReadOnlySpan<int> choices)
    {
        var number = Number(name);
        return choices.Contains(number)
            ? number
            : throw Error(Below(name), "PROF007", $"{number} is no {name}.", $"Choose from {string.Join(", ", choices.ToArray())}.");
    }

    internal bool? OptionalFlag(string name)
    {
        if (!Take(name, out var value)) return null;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(Below(name), value, "true or false");
    }

    internal bool Flag(string name) => OptionalFlag(name) ?? throw Missing(name);

    internal DateOnly? OptionalDay(string name)
    {
        if (OptionalText(name) is not { } text) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Malformed(name, text, "a day as 2025-01-31");
    }

    internal BillingCode Code(string name)
    {
        var text = Text(name);
        return BillingCode.TryParse(text, out var code) ? code : throw Malformed(name, text, "a billing code as 86353, J1234 or MS-DRG:001");
    }

    /// <summary>A choice, by the name of the enumeration's member in camel case.</summary>
    internal T Choice<T>(string name) where T : struct, Enum
    {
        var text = Text(name);
        foreach (var choice in Enum.GetValues<T>())
            if (CamelCase(choice) == text) return choice;
        throw Error(Below(name), "PROF007", $"\"{text}\" is no {name} of a profile.", $"Choose from {string.Join(", ", Enum.GetValues<T>().Select(CamelCase))}.");
    }

    internal Period Period(string name = "period")
    {
        if (!Has(name)) return default;
        var period = Object(name);
        var (first, last) = (period.OptionalDay("first"), period.OptionalDay("last"));
        period.End();
        return !(first > last) ? new(first, last) : throw Error(Below(name), "PROF009", $"The period ends ({last:yyyy-MM-dd}) before it starts ({first:yyyy-MM-dd}).", "Exchange the days.");
    }

    internal ProfileObject Object(string name) => Take(name, out var value) ? new(_file, Below(name), value) : throw Missing(name);

    /// <summary>The values of an object whose members' names are keys.</summary>
    internal IEnumerable<(string Key, ProfileObject Value)> Map(string name)
    {
        if (!Take(name, out var value)) throw Missing(name);
        if (value.ValueKind != JsonValueKind.Object) throw Wrong(Below(name), value, "an object");
        return value.EnumerateObject().Select(member => (member.Name, new ProfileObject(_file, Below(name, member.Name), member.Value)));
    }

    /// <summary>A list of at least one object.</summary>
    internal IReadOnlyList<T> ListOfSome<T>(string name, Func<ProfileObject, T> read) => List(name, read) is { Count: > 0 } list ? list : throw Missing(name);

    /// <summary>A list of objects; a list that isn't there is empty. No two of it may have the same key.</summary>
    internal IReadOnlyList<T> List<T>(string name, Func<ProfileObject, T> read, Func<T, object>? key = null)
    {
        var seen = new HashSet<object>();
        return [.. Items(name).Select(item =>
        {
            var entry = new ProfileObject(_file, item.Pointer, item.Value);
            var result = read(entry);
            entry.End();
            if (key?.Invoke(result) is { } given && !seen.Add(given))
                throw Error(item.Pointer, "PROF008", $"{given} stands twice in \"{name}\".", "Remove one, or say both in one entry.");
            return result;
        })];
    }

    /// <summary>A list of texts, each with its place; empty where it isn't there.</summary>
    internal IEnumerable<(string Text, string Pointer)> Texts(string name) => Items(name).Select(item =>
        item.Value.ValueKind == JsonValueKind.String ? (item.Value.GetString()!, item.Pointer) : throw Wrong(item.Pointer, item.Value, "text"));

    /// <summary>Nothing else may stand here.</summary>
    internal void End()
    {
        if (_members.Keys.FirstOrDefault() is { } name)
            throw Error(Below(name), "PROF003", $"No profile has a member \"{name}\" here.", "Correct its name by the schema, or remove it.");
    }

    internal DataFormatException Error(string pointer, string code, string message, string? remedy) => ProfileError.At(_file, pointer, code, message, remedy);

    internal DataFormatException Error(string code, string message, string? remedy) => Error(_pointer, code, message, remedy);

    (JsonElement Value, string Pointer)[] Items(string name)
    {
        if (!Take(name, out var value)) return [];
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select((item, index) => (item, Below(name, index.ToString(CultureInfo.InvariantCulture))))]
            : throw Wrong(Below(name), value, "a list");
    }

    bool Take(string name, out JsonElement value) => _members.Remove(name, out value);

    string Below(params ReadOnlySpan<string> names)
    {
        var pointer = _pointer;
        foreach (var name in names) // RFC 6901, section 3
            pointer += "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        return pointer;
    }

    DataFormatException Missing(string name) => Error("PROF002", $"\"{name}\" is missing.", "Add it.");

    DataFormatException Wrong(string pointer, JsonElement value, string expected)
    {
        var text = value.GetRawText();
        return Error(pointer, "PROF004", $"{(text.Length <= 40 ? text : text[..40] + "…")} stands where {expected} belongs.", null);
    }

    DataFormatException Malformed(string name, string text, string form) => Error(Below(name), "PROF004", $"\"{text}\" is not {form}.", null);

    static string CamelCase<T>(T choice) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(choice.ToString());
}
