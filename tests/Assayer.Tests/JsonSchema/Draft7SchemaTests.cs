using System.Text.Json.Nodes;

namespace Assayer.Tests.JsonSchema;

public class Draft7SchemaTests
{
    static string Keyword(string schema, string instance) => Assert.Single(Draft7Schema.Parse(schema).Check(instance)).Keyword;

    [Theory]
    [InlineData("""{"type":"string"}""", "1", "\"a\"")]
    [InlineData("""{"type":"integer"}""", "1.5", "1.0")]
    [InlineData("""{"type":["string","null"]}""", "false", "null")]
    [InlineData("""{"enum":["a",1]}""", "\"b\"", "1")]
    [InlineData("""{"const":{"a":[1]}}""", """{"a":[2]}""", """{"a":[1.0]}""")]
    [InlineData("""{"minimum":2}""", "1.9", "2")]
    [InlineData("""{"maximum":2}""", "2.1", "2")]
    [InlineData("""{"exclusiveMinimum":0}""", "0", "0.01")]
    [InlineData("""{"exclusiveMaximum":0}""", "0", "-1")]
    [InlineData("""{"minLength":2}""", "\"a\"", "\"ab\"")]
    [InlineData("""{"maxLength":1}""", "\"ab\"", "\"😀\"")]
    [InlineData("""{"pattern":"^[0-9]{2}$"}""", "\"123\"", "\"12\"")]
    [InlineData("""{"pattern":"^[0-9]{2}$"}""", "\"12\\n\"", "\"12\"")]
    [InlineData("""{"format":"date"}""", "\"2025-02-29\"", "\"2024-02-29\"")]
    [InlineData("""{"format":"uri"}""", "\"not a uri\"", "\"https://example.org/a\"")]
    [InlineData("""{"minItems":1}""", "[]", "[1]")]
    [InlineData("""{"maxItems":1}""", "[1,2]", "[1]")]
    [InlineData("""{"uniqueItems":true}""", """[{"a":1,"b":2},{"b":2,"a":1.0}]""", """[1,"1",[1]]""")]
    [InlineData("""{"contains":{"const":1}}""", "[2]", "[2,1]")]
    [InlineData("""{"required":["a"]}""", """{"b":1}""", """{"a":null}""")]
    [InlineData("""{"minProperties":1}""", "{}", """{"a":1}""")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"b":1}""", """{"a":1}""")]
    [InlineData("""{"dependencies":{"a":["b"]}}""", """{"a":1}""", """{"b":1}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":5}]}""", "1", "5")]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", "2", "1")]
    [InlineData("""{"not":{"type":"null"}}""", "null", "0")]
    public void Each_keyword_tells_bad_from_good(string schema, string bad, string good)
    {
        var keywords = JsonNode.Parse(schema)!.AsObject().Select(member => member.Key);
        Assert.Contains(Keyword(schema, bad), keywords);
        Assert.Empty(Draft7Schema.Parse(schema).Check(good));
    }

    [Theory]
    [InlineData("""{"items":{"type":"string"}}""", """["a",1]""", "/1", "type")]
    [InlineData("""{"items":[{"type":"string"},{"type":"null"}]}""", """["a",1,2]""", "/1", "type")]
    [InlineData("""{"properties":{"a/b":{"type":"string"}}}""", """{"a/b":1}""", "/a~1b", "type")]
    [InlineData("""{"patternProperties":{"^x":{"type":"string"}}}""", """{"x1":1,"y":1}""", "/x1", "type")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"a":1}""", "/a", "type")]
    [InlineData("""{"propertyNames":{"pattern":"^[a-z]+$"}}""", """{"A":1}""", "/A", "pattern")]
    [InlineData("""{"dependencies":{"a":{"required":["b"]}}}""", """{"a":1}""", "", "required")]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":0}]}""", "1", "", "maximum")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", """{"a":1,"c":1}""", "", "required")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", """{"b":1}""", "", "required")]
    [InlineData("""{"definitions":{"n":{"properties":{"next":{"$ref":"#/definitions/n"}},"required":["v"]}},"$ref":"#/definitions/n"}""",
        """{"v":1,"next":{"v":2,"next":{}}}""", "/next/next", "required")]
    public void A_violation_is_located(string schema, string instance, string at, string keyword)
    {
        var violation = Assert.Single(Draft7Schema.Parse(schema).Check(instance));
        Assert.Equal((at, keyword), (violation.Pointer, violation.Keyword));
    }

    [Fact]
    public void What_stands_beside_a_reference_is_ignored() =>
        Assert.Empty(Draft7Schema.Parse("""{"definitions":{"any":{}},"properties":{"a":{"$ref":"#/definitions/any","type":"string"}}}""").Check("""{"a":1}"""));

    [Theory]
    [InlineData("""{"unevaluatedProperties":false}""")]
    [InlineData("""{"properties":{"a":{"items":{"multipleOf":2}}}}""")]
    [InlineData("""{"definitions":{"a":{"oneOf":[{"format":"email"}]}}}""")]
    [InlineData("""{"$ref":"https://example.org/other.json"}""")]
    [InlineData("""{"$ref":"#/definitions/absent"}""")]
    [InlineData("""{"items":1}""")]
    public void What_it_does_not_know_is_refused(string schema) => Assert.Throws<NotSupportedException>(() => Draft7Schema.Parse(schema));

    [Theory]
    [InlineData("v1", "allowed-amounts")]
    [InlineData("v1", "in-network-rates")]
    [InlineData("v1", "provider-reference")]
    [InlineData("v1", "table-of-contents")]
    [InlineData("v2", "allowed-amounts")]
    [InlineData("v2", "in-network-rates")]
    [InlineData("v2", "table-of-contents")]
    public void The_schemas_of_price_files_are_understood(string version, string name)
    {
        var schema = Draft7Schema.Parse(File.ReadAllText(TestData.Path($"transparency/{version}/schemas/{name}.json")));
        Assert.Contains(schema.Check("{}"), violation => violation.Keyword == "required");
    }
}
