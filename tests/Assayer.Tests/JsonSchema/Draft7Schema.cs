using System.Text.Json;

namespace Assayer.Tests.JsonSchema;

/// <summary>Where an instance breaks its schema.</summary>
/// <param name="Pointer">JSON Pointer into the instance; empty for the whole.</param>
/// <param name="Keyword">The keyword that it breaks; "false" for a schema that allows nothing.</param>
/// <param name="Message">How.</param>
sealed record Violation(string Pointer, string Keyword, string Message)
{
    public override string ToString() => $"{(Pointer.Length == 0 ? "(root)" : Pointer)}: {Keyword}: {Message}";
}

/// <summary>
/// A JSON Schema, draft-07 (draft-handrews-json-schema-validation-01), as far as the schemas that we test against use it. A keyword
/// outside that part is refused when the schema is read, so that nothing goes unchecked unseen. References stay within the document.
/// </summary>
sealed class Draft7Schema
{
    enum Holds { Nothing, Schema, SchemaList, SchemaMap, SchemaOrList, SchemaMapOrNames }

    // dependentRequired came with 2019-09; CMS's draft-07 files have it at their root. Draft-07 (6, "unknown keywords SHOULD be ignored")
    // gives it no effect.
    static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "$comment", "title", "description", "default", "examples", "dependentRequired",
    };

    static readonly Dictionary<string, Holds> Keywords = new(StringComparer.Ordinal)
    {
        ["definitions"] = Holds.SchemaMap,
        ["type"] = Holds.Nothing,
        ["enum"] = Holds.Nothing,
        ["const"] = Holds.Nothing,
        ["minimum"] = Holds.Nothing,
        ["maximum"] = Holds.Nothing,
        ["exclusiveMinimum"] = Holds.Nothing,
        ["exclusiveMaximum"] = Holds.Nothing,
        ["minLength"] = Holds.Nothing,
        ["maxLength"] = Holds.Nothing,
        ["pattern"] = Holds.Nothing,
        ["format"] = Holds.Nothing,
        ["minItems"] = Holds.Nothing,
        ["maxItems"] = Holds.Nothing,
        ["uniqueItems"] = Holds.Nothing,
        ["items"] = Holds.SchemaOrList,
        ["contains"] = Holds.Schema,
        ["required"] = Holds.Nothing,
        ["properties"] = Holds.SchemaMap,
        ["patternProperties"] = Holds.SchemaMap,
        ["additionalProperties"] = Holds.Schema,
        ["propertyNames"] = Holds.Schema,
        ["minProperties"] = Holds.Nothing,
        ["dependencies"] = Holds.SchemaMapOrNames,
        ["allOf"] = Holds.SchemaList,
        ["anyOf"] = Holds.SchemaList,
        ["oneOf"] = Holds.SchemaList,
        ["not"] = Holds.Schema,
        ["if"] = Holds.Schema,
        ["then"] = Holds.Schema,
        ["else"] = Holds.Schema,
    };

    readonly JsonElement _root;

    Draft7Schema(JsonElement root)
    {
        _root = root;
        Refuse(root, "#");
    }

    /// <summary>Reads a schema.</summary>
    /// <exception cref="NotSupportedException">It uses a keyword or a format that isn't checked here, or refers elsewhere.</exception>
    public static Draft7Schema Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new(document.RootElement.Clone());
    }

    /// <summary>Everything in which <paramref name="instance"/> breaks the schema; empty where it is valid.</summary>
    public IReadOnlyList<Violation> Check(JsonElement instance) => [.. new Draft7Check(this).Violations(_root, instance, "")];

    /// <summary>Everything in which a JSON text breaks the schema.</summary>
    public IReadOnlyList<Violation> Check(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Check(document.RootElement);
    }

    /// <summary>The schema at a reference such as "#/definitions/provider".</summary>
    internal JsonElement Resolve(string reference)
    {
        if (!reference.StartsWith('#')) throw new NotSupportedException($"$ref \"{reference}\" leaves the document.");
        var at = _root;
        foreach (var token in reference.Split('/')[1..])
        {
            var name = Uri.UnescapeDataString(token).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                throw new NotSupportedException($"$ref \"{reference}\" leads nowhere.");
        }
        return at;
    }

    void Refuse(JsonElement schema, string where)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False) return;
        if (schema.ValueKind != JsonValueKind.Object) throw new NotSupportedException($"{where} is no schema.");
        if (schema.TryGetProperty("$ref", out var reference)) Resolve(reference.GetString()!);
        foreach (var (keyword, value) in schema.EnumerateObject().Select(property => (property.Name, property.Value)))
        {
            if (keyword == "$ref" || Annotations.Contains(keyword)) continue;
            if (!Keywords.TryGetValue(keyword, out var holds)) throw new NotSupportedException($"{where}: the keyword \"{keyword}\" isn't checked here.");
            if (keyword == "format" && !Draft7Check.Formats.ContainsKey(value.GetString()!))
                throw new NotSupportedException($"{where}: the format \"{value}\" isn't checked here.");
            foreach (var (name, inner) in Inner(holds, value)) Refuse(inner, $"{where}/{keyword}{name}");
        }
    }

    static IEnumerable<(string Name, JsonElement Schema)> Inner(Holds holds, JsonElement value) => holds switch
    {
        Holds.Nothing => [],
        Holds.SchemaMap => value.EnumerateObject().Select(property => ("/" + property.Name, property.Value)),
        Holds.SchemaMapOrNames => value.EnumerateObject()
            .Where(property => property.Value.ValueKind != JsonValueKind.Array)
            .Select(property => ("/" + property.Name, property.Value)),
        Holds.SchemaList => value.EnumerateArray().Select((schema, index) => ($"/{index}", schema)),
        Holds.SchemaOrList when value.ValueKind == JsonValueKind.Array => Inner(Holds.SchemaList, value),
        _ => [("", value)],
    };
}
