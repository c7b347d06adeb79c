using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Assayer.Codes;
using Assayer.Codes.Profiles;
using Assayer.Evidence;
using Assayer.Tests.JsonSchema;
using CsCheck;

namespace Assayer.Tests.Codes.Profiles;

public sealed class CodeProfilesTests : IDisposable
{
    const string Smallest = """
        {
          "code": "84443", "version": "1", "period": { "first": "2025-01-01", "last": "2025-12-31" },
          "sources": { "a": { "name": "A", "vintage": "2025" } },
          "name": { "text": "Name", "sources": ["a#p. 3"] },
          "description": [{ "text": "What it is.", "confirmed": false }],
          "serviceType": { "text": "Laboratory test", "sources": ["a"] }
        }
        """;

    static readonly BillingCode Code = new(BillingCodeType.Cpt, "84443");
    static readonly Draft7Schema Schema = Draft7Schema.Parse(File.ReadAllText(Path.Combine(TestData.Repository, "docs", "schemas", "code-profile.schema.json")));

    readonly string _folder = Directory.CreateTempSubdirectory("profiles").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string Write(string json, string name = "own.json")
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, json);
        return path;
    }

    static string With(string member, string json)
    {
        var profile = JsonNode.Parse(Smallest)!.AsObject();
        profile[member] = JsonNode.Parse(json);
        return profile.ToJsonString();
    }

    [Fact]
    public void The_smallest_profile_is_read()
    {
        Assert.Empty(Schema.Check(Smallest));
        var profile = CodeProfiles.LoadFile(Write(Smallest));
        Assert.Equal(Code, profile.Code);
        Assert.Equal(new Source { Name = "A", Vintage = "2025", Locator = "p. 3" }, Assert.Single(profile.Name.Sources));
        Assert.Empty(profile.Modifiers);
        Assert.Null(profile.Medicare);
    }

    [Fact]
    public void What_is_not_confirmed_says_so_in_its_source() =>
        Assert.Equal("General knowledge, not confirmed in a source", Assert.Single(CodeProfiles.LoadFile(Write(Smallest)).Description[0].Sources).Name);

    [Fact]
    public void A_statements_period_replaces_that_of_its_source()
    {
        var path = Write(With("units", """[{ "text": "One.", "sources": ["a"], "period": { "last": "2016-12-31" } }]"""));
        Assert.Equal(new Period(null, new(2016, 12, 31)), CodeProfiles.LoadFile(path).Units[0].Sources[0].Period);
    }

    [Fact]
    public void What_a_profile_leaves_out_is_missing_with_a_reason()
    {
        var profile = CodeProfiles.LoadFile(Write(With("diagnoses", """[{ "code": "Z94.-", "description": "d", "group": "g", "confirmed": false }]""")));
        Assert.Equal("the ICD-10-CM code file", profile.Diagnoses[0].Billable.Missing?.FilledBy);
        Assert.Null(profile.Diagnoses[0].Remark);
    }

    // JSON that is broken here breaks the schema too, except where only the file as a whole is wrong: those are marked "file".
    [Theory]
    [InlineData("version", "1", "PROF004", "/version")]
    [InlineData("version", "\" \"", "PROF004", "/version", true)]
    [InlineData("code", "\"8435\"", "PROF004", "/code")]
    [InlineData("colour", "1", "PROF003", "/colour")]
    [InlineData("period", """{ "first": "2025-13-01" }""", "PROF004", "/period/first")]
    [InlineData("period", """{ "first": "2025-02-01", "last": "2025-01-01" }""", "PROF009", "/period", true)]
    [InlineData("sources", """{ "a": { "publisher": "B" } }""", "PROF002", "/sources/a")]
    [InlineData("name", """{ "text": "Name", "sources": ["b"] }""", "PROF005", "/name/sources/0", true)]
    [InlineData("name", """{ "text": "Name" }""", "PROF006", "/name")]
    [InlineData("name", """{ "text": "Name", "confirmed": true }""", "PROF006", "/name")]
    [InlineData("name", """{ "text": "Name", "sources": [] }""", "PROF006", "/name")]
    [InlineData("name", """{ "sources": ["a"] }""", "PROF002", "/name")]
    [InlineData("name", """{ "text": "Name", "source": "a", "confirmed": false }""", "PROF003", "/name/source")]
    [InlineData("name", "\"Name\"", "PROF004", "/name")]
    [InlineData("units", """{ "text": "One." }""", "PROF004", "/units")]
    [InlineData("sites", """[{ "placeOfService": "811", "remark": "r", "confirmed": false }]""", "PROF004", "/sites/0/placeOfService")]
    [InlineData("sites", """[{ "placeOfService": "81\n", "remark": "r", "confirmed": false }]""", "PROF004", "/sites/0/placeOfService")]
    [InlineData("description", "[]", "PROF002", "")]
    [InlineData("clinical", """[{ "heading": "h", "statements": [] }]""", "PROF002", "/clinical/0")]
    [InlineData("sources", """{ "a": { "name": "A", "url": "javascript:alert(1)" } }""", "PROF004", "/sources/a/url")]
    [InlineData("pairEdits", """[{ "column1": "86353", "column2": "80503", "modifierIndicator": 2, "setting": "s", "explanation": "e", "confirmed": false }]""", "PROF007", "/pairEdits/0/modifierIndicator")]
    [InlineData("unitEdits", """[{ "setting": "Practitioner", "units": -1, "adjudicationIndicator": 3, "rationale": "r", "confirmed": false }]""", "PROF004", "/unitEdits/0/units")]
    [InlineData("taxonomies", """[{ "code": "291U00000X", "name": "n", "role": "payer", "confirmed": false }]""", "PROF007", "/taxonomies/0/role")]
    [InlineData("modifiers", """[{ "modifier": "90", "status": "Valid", "description": "d", "whenToUse": "w", "confirmed": false }]""", "PROF007", "/modifiers/0/status")]
    [InlineData("diagnoses", """[{ "code": "D8130", "description": "d", "group": "g", "confirmed": false }]""", "PROF004", "/diagnoses/0/code")]
    [InlineData("diagnoses", """[{ "code": "D80", "description": "d", "group": "g", "billable": "no", "confirmed": false }]""", "PROF004", "/diagnoses/0/billable")]
    [InlineData("unitEdits", """[{ "setting": "Practitioner", "units": 1.5, "adjudicationIndicator": 3, "rationale": "r", "confirmed": false }]""", "PROF004", "/unitEdits/0/units")]
    [InlineData("revenueCodes", """[{ "code": "0302", "remark": "r", "confirmed": false }, { "code": "0302", "remark": "s", "confirmed": false }]""", "PROF008", "/revenueCodes/1", true)]
    public void A_faulty_profile_is_refused_with_the_place(string member, string json, string code, string at, bool beyondTheSchema = false)
    {
        var faulty = With(member, json);
        var diagnostic = Assert.Throws<DataFormatException>(() => CodeProfiles.LoadFile(Write(faulty))).Diagnostic;
        Assert.Equal((code, at), (diagnostic.Code, diagnostic.Location.Address));
        Assert.EndsWith("own.json", diagnostic.Location.File, StringComparison.Ordinal);
        Assert.Equal(beyondTheSchema, Schema.Check(faulty).Count == 0);
    }

    [Theory]
    [InlineData("code")]
    [InlineData("version")]
    [InlineData("sources")]
    [InlineData("name")]
    [InlineData("serviceType")]
    public void A_member_that_must_be_there_is_missed(string member)
    {
        var profile = JsonNode.Parse(Smallest)!.AsObject();
        profile.Remove(member);
        Assert.Equal("PROF002", Assert.Throws<DataFormatException>(() => CodeProfiles.LoadFile(Write(profile.ToJsonString()))).Diagnostic.Code);
        Assert.NotEmpty(Schema.Check(profile.ToJsonString()));
    }

    [Theory]
    [InlineData("{\n  \"code\": ,\n}", 2)]
    [InlineData("{\n  \"code\": \"84443\",\n  \"code\": \"84439\"\n}", null)]
    [InlineData("", 1)]
    public void What_is_not_JSON_is_refused_with_its_line(string json, int? line)
    {
        var diagnostic = Assert.Throws<DataFormatException>(() => CodeProfiles.LoadFile(Write(json))).Diagnostic;
        Assert.Equal("PROF001", diagnostic.Code);
        if (line is not null) Assert.Equal(line, diagnostic.Location.Line);
    }

    [Fact]
    public void Any_bytes_give_a_profile_or_a_diagnostic()
    {
        var whole = Encoding.UTF8.GetBytes(With("units", """[{ "text": "One \u00b5L.", "sources": ["a"] }]"""));
        var path = Path.Combine(_folder, "own.json");
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, 3]).Sample((at, value, removed) =>
        {
            File.WriteAllBytes(path, [.. whole[..at], value, .. whole[Math.Min(at + removed, whole.Length)..]]);
            try
            {
                return CodeProfiles.LoadFile(path).Name.IsKnown;
            }
            catch (DataFormatException problem)
            {
                return problem.Diagnostic.Code.StartsWith("PROF", StringComparison.Ordinal);
            }
        }, iter: 500, threads: 1);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_not_text() => Assert.Equal(
        "PROF001", Assert.Throws<DataFormatException>(() => CodeProfiles.LoadFile(Write(Smallest.Replace("\"Name\"", "\"\\ud800\"", StringComparison.Ordinal)))).Diagnostic.Code);

    [Fact]
    public void A_byte_order_mark_is_no_fault()
    {
        var path = Path.Combine(_folder, "bom.json");
        File.WriteAllText(path, Smallest, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(Code, CodeProfiles.LoadFile(path).Code);
    }

    [Fact]
    public void The_day_of_service_chooses_the_profile()
    {
        Write(Smallest);
        Write(With("period", """{ "first": "2026-01-01" }"""), "next.json");
        var profiles = CodeProfiles.Bundled.WithFolder(_folder);
        string? First(DateOnly? day) => profiles.TryGet(Code, day, out var profile) ? profile.Period.ToString() : null;

        Assert.Equal("2025-01-01 to 2025-12-31", First(new(2025, 12, 31)));
        Assert.Equal("from 2026-01-01", First(new(2026, 1, 1)));
        Assert.Equal("from 2026-01-01", First(null));
        Assert.Null(First(new(2024, 12, 31)));
        Assert.False(CodeProfiles.Bundled.TryGet(Code, null, out _));
    }

    [Fact]
    public void The_users_profile_goes_before_the_bundled_one_for_its_days()
    {
        var code = new BillingCode(BillingCodeType.Cpt, "86353");
        Write(With("code", "\"86353\""));
        var profiles = CodeProfiles.Bundled.WithFolder(_folder);
        string Version(DateOnly? day) => profiles.TryGet(code, day, out var profile) ? profile.Version : "";

        Assert.Equal("1", Version(null));
        Assert.Equal("1", Version(new(2025, 6, 1)));
        Assert.Equal("1.0.0", Version(new(2026, 6, 1)));
        Assert.Equal(CodeProfiles.Bundled.Codes, profiles.Codes);
    }

    [Fact]
    public void Two_profiles_of_a_folder_for_the_same_day_are_refused()
    {
        Write(Smallest);
        Write(With("period", """{ "first": "2025-12-31" }"""), "rival.json");
        var diagnostic = Assert.Throws<DataFormatException>(() => CodeProfiles.Bundled.WithFolder(_folder)).Diagnostic;
        Assert.Equal("PROF010", diagnostic.Code);
        Assert.EndsWith("rival.json", diagnostic.Location.File, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_in_the_documentation_is_a_profile()
    {
        var page = File.ReadAllText(Path.Combine(TestData.Repository, "docs", "code-profiles.md"));
        var example = Regex.Match(page, "```json\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        Assert.Empty(Schema.Check(example));
        Assert.Equal(Code, CodeProfiles.LoadFile(Write(example)).Code);
    }
}
