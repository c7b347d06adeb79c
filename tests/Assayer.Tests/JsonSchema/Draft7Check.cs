using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Assayer.Tests.JsonSchema;

/// <summary>Checks instances against the schemas of one document.</summary>
sealed class Draft7Check(Draft7Schema document)
{
    /// <summary>The formats that are asserted (draft-07, 7.3): RFC 3339 full-date and date-time, RFC 3986 URI.</summary>
    internal static readonly Dictionary<string, Func<string, bool>> Formats = new(StringComparer.Ordinal)
    {
        ["date"] = text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ["date-time"] = text => text.Contains('T', StringComparison.OrdinalIgnoreCase)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ["uri"] = text => Uri.TryCreate(text, UriKind.Absolute, out _),
    };

    internal IEnumerable<Violation> Violations(JsonElement schema, JsonElement instance, string pointer)
    {
        if (schema.ValueKind == JsonValueKind.True) return [];
        if (schema.ValueKind == JsonValueKind.False) return [new(pointer, "false", "nothing may stand here")];
        // 8.3: "All other properties in a "$ref" object MUST be ignored."
        if (schema.TryGetProperty("$ref", out var reference)) return Violations(document.Resolve(reference.GetString()!), instance, pointer);
        return schema.EnumerateObject().SelectMany(property => Check(property.Name, property.Value, schema, instance, pointer));
    }

    bool IsValid(JsonElement schema, JsonElement instance) => !Violations(schema, instance, "").Any();

    IEnumerable<Violation> Check(string keyword, JsonElement value, JsonElement schema, JsonElement instance, string pointer)
    {
        Violation Broken(string message) => new(pointer, keyword, message);
        IEnumerable<Violation> Unless(bool holds, string message) => holds ? [] : [Broken(message)];

        switch (keyword)
        {
            case "type":
                return Unless(IsOfType(instance, value), $"{Short(instance)} is not of type {value}");
            case "enum":
                return Unless(value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, instance)), $"{Short(instance)} is none of the listed");
            case "const":
                return Unless(JsonElement.DeepEquals(value, instance), $"{Short(instance)} is not {value.GetRawText()}");
            case "allOf":
                return value.EnumerateArray().SelectMany(part => Violations(part, instance, pointer));
            case "anyOf":
                return value.EnumerateArray().Any(part => IsValid(part, instance)) ? [] : [Broken($"no branch holds ({Branches(value, instance)})")];
            case "oneOf":
                var holding = value.EnumerateArray().Count(part => IsValid(part, instance));
                return Unless(holding == 1, $"{holding} branches hold ({(holding == 0 ? Branches(value, instance) : Short(instance))})");
            case "not":
                return Unless(!IsValid(value, instance), $"{Short(instance)} is what may not stand here");
            case "if":
                return schema.TryGetProperty(IsValid(value, instance) ? "then" : "else", out var branch) ? Violations(branch, instance, pointer) : [];
        }
        return instance.ValueKind switch
        {
            JsonValueKind.Number => CheckNumber(keyword, value, instance, Unless),
            JsonValueKind.String => CheckString(keyword, value, instance.GetString()!, Unless),
            JsonValueKind.Array => CheckArray(keyword, value, instance, pointer, Unless),
            JsonValueKind.Object => CheckObject(keyword, value, schema, instance, pointer, Unless),
            _ => [],
        };
    }

    static IEnumerable<Violation> CheckNumber(
        string keyword, JsonElement value, JsonElement instance, Func<bool, string, IEnumerable<Violation>> unless) => keyword switch
        {
            "minimum" => unless(instance.GetDouble() >= value.GetDouble(), $"{instance} is less than {value}"),
            "maximum" => unless(instance.GetDouble() <= value.GetDouble(), $"{instance} is more than {value}"),
            "exclusiveMinimum" => unless(instance.GetDouble() > value.GetDouble(), $"{instance} is not more than {value}"),
            "exclusiveMaximum" => unless(instance.GetDouble() < value.GetDouble(), $"{instance} is not less than {value}"),
            _ => [],
        };

    static IEnumerable<Violation> CheckString(
        string keyword, JsonElement value, string instance, Func<bool, string, IEnumerable<Violation>> unless) => keyword switch
        {
            // 6.3.1: characters as RFC 8259 defines them, code points.
            "minLength" => unless(instance.EnumerateRunes().Count() >= value.GetInt32(), $"\"{instance}\" is shorter than {value}"),
            "maxLength" => unless(instance.EnumerateRunes().Count() <= value.GetInt32(), $"\"{instance}\" is longer than {value}"),
            "pattern" => unless(Matches(value.GetString()!, instance), $"\"{instance}\" doesn't match {value}"),
            "format" => unless(Formats[value.GetString()!](instance), $"\"{instance}\" is no {value}"),
            _ => [],
        };

    IEnumerable<Violation> CheckArray(
        string keyword, JsonElement value, JsonElement instance, string pointer, Func<bool, string, IEnumerable<Violation>> unless) => keyword switch
        {
            "minItems" => unless(instance.GetArrayLength() >= value.GetInt32(), $"{instance.GetArrayLength()} items are fewer than {value}"),
            "maxItems" => unless(instance.GetArrayLength() <= value.GetInt32(), $"{instance.GetArrayLength()} items are more than {value}"),
            "uniqueItems" => unless(!value.GetBoolean() || AreUnique(instance), "an item stands twice"),
            "contains" => unless(instance.EnumerateArray().Any(item => IsValid(value, item)), "no item is as it should be"),
            "items" when value.ValueKind == JsonValueKind.Array =>
                value.EnumerateArray().Zip(instance.EnumerateArray()).SelectMany((pair, index) => Violations(pair.First, pair.Second, $"{pointer}/{index}")),
            "items" => instance.EnumerateArray().SelectMany((item, index) => Violations(value, item, $"{pointer}/{index}")),
            _ => [],
        };

    IEnumerable<Violation> CheckObject(
        string keyword, JsonElement value, JsonElement schema, JsonElement instance, string pointer, Func<bool, string, IEnumerable<Violation>> unless) => keyword switch
        {
            "required" => value.EnumerateArray().SelectMany(name => unless(instance.TryGetProperty(name.GetString()!, out _), $"\"{name}\" is missing")),
            "minProperties" => unless(instance.GetPropertyCount() >= value.GetInt32(), $"fewer than {value} members"),
            "properties" => instance.EnumerateObject().SelectMany(member =>
                value.TryGetProperty(member.Name, out var inner) ? Violations(inner, member.Value, Below(pointer, member.Name)) : []),
            "patternProperties" => instance.EnumerateObject().SelectMany(member => value.EnumerateObject()
                .Where(pattern => Matches(pattern.Name, member.Name))
                .SelectMany(pattern => Violations(pattern.Value, member.Value, Below(pointer, member.Name)))),
            "additionalProperties" => instance.EnumerateObject().Where(member => !IsNamed(schema, member.Name))
                .SelectMany(member => Violations(value, member.Value, Below(pointer, member.Name))
                    .Select(violation => violation.Keyword == "false" ? violation with { Keyword = keyword, Message = "the schema doesn't know this member" } : violation)),
            "propertyNames" => instance.EnumerateObject().SelectMany(member =>
                Violations(value, JsonSerializer.SerializeToElement(member.Name), Below(pointer, member.Name))),
            "dependencies" => value.EnumerateObject().Where(dependency => instance.TryGetProperty(dependency.Name, out _)).SelectMany(dependency =>
                dependency.Value.ValueKind == JsonValueKind.Array
                    ? dependency.Value.EnumerateArray().SelectMany(name =>
                        unless(instance.TryGetProperty(name.GetString()!, out _), $"\"{dependency.Name}\" needs \"{name}\""))
                    : Violations(dependency.Value, instance, pointer)),
            _ => [],
        };

    static bool IsNamed(JsonElement schema, string member) =>
        (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member, out _))
        || (schema.TryGetProperty("patternProperties", out var patterns) && patterns.EnumerateObject().Any(pattern => Matches(pattern.Name, member)));

    // 6.3.3: ECMA 262 expressions, not anchored. There "$" is the very end; in .NET it also stands before a last line feed.
    static bool Matches(string pattern, string text) =>
        Regex.IsMatch(text, pattern.EndsWith('$') && !pattern.EndsWith(@"\$", StringComparison.Ordinal) ? pattern[..^1] + @"(?!\n)$" : pattern);

    static bool IsOfType(JsonElement instance, JsonElement types) => types.ValueKind == JsonValueKind.Array
        ? types.EnumerateArray().Any(type => IsOfType(instance, type.GetString()!))
        : IsOfType(instance, types.GetString()!);

    static bool IsOfType(JsonElement instance, string type) => (type, instance.ValueKind) switch
    {
        ("null", JsonValueKind.Null) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String)
            or ("number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => Math.Floor(instance.GetDouble()) == instance.GetDouble(),
        _ => false,
    };

    static bool AreUnique(JsonElement array)
    {
        var seen = new HashSet<JsonElement>(EqualityComparer<JsonElement>.Create(JsonElement.DeepEquals, Hash));
        return array.EnumerateArray().All(seen.Add);
    }

    static int Hash(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.GetHashCode(StringComparison.Ordinal),
        JsonValueKind.Number => value.GetDouble().GetHashCode(),
        JsonValueKind.Array => value.EnumerateArray().Aggregate(value.GetArrayLength(), (hash, item) => HashCode.Combine(hash, Hash(item))),
        JsonValueKind.Object => value.EnumerateObject().Aggregate(0, (hash, member) => hash ^ HashCode.Combine(member.Name, Hash(member.Value))),
        var kind => (int)kind,
    };

    string Branches(JsonElement branches, JsonElement instance) =>
        string.Join("; or ", branches.EnumerateArray().Select(branch => string.Join(", ", Violations(branch, instance, "").Take(2))));

    static string Below(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    static string Short(JsonElement instance)
    {
        var text = instance.GetRawText();
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
