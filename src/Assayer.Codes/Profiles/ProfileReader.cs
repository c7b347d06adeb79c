using System.Text.Json;
using System.Text.RegularExpressions;
using Assayer.Evidence;

namespace Assayer.Codes.Profiles;

/// <summary>Reads a profile by docs/schemas/code-profile.schema.json; the first thing wrong with it ends the reading.</summary>
sealed partial class ProfileReader
{
    /// <summary>The source of a statement that is marked as not confirmed.</summary>
    internal static readonly Source GeneralKnowledge = new() { Name = "General knowledge, not confirmed in a source" };

    readonly Dictionary<string, Source> _sources = new(StringComparer.Ordinal);

    ProfileReader()
    {
    }

    internal static CodeProfile Read(string file, ReadOnlyMemory<byte> json)
    {
        try
        {
            if (json.Span.StartsWith("\uFEFF"u8)) json = json[3..];
            using var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
            var root = new ProfileObject(file, "", document.RootElement);
            var profile = new ProfileReader().Profile(root);
            root.End();
            return profile;
        }
        catch (JsonException problem)
        {
            throw new DataFormatException(
                new("PROF001", Severity.Error, new(file, problem.LineNumber + 1), $"It is not JSON: {problem.Message}", "Correct it there."), problem);
        }
        catch (InvalidOperationException problem) // JsonElement finds broken UTF-8 and halves of surrogate pairs only when the text is asked for.
        {
            throw new DataFormatException(new("PROF001", Severity.Error, new(file), $"It holds text that is not Unicode: {problem.Message}", "Save it as UTF-8."), problem);
        }
    }

    CodeProfile Profile(ProfileObject root)
    {
        root.OptionalText("$schema");
        ReadSources(root);
        return new()
        {
            Code = root.Code("code"),
            Version = root.Text("version"),
            Period = root.Period(),
            Name = Statement(root, "name"),
            Description = root.ListOfSome("description", Statement),
            ServiceType = Statement(root, "serviceType"),
            Sites = root.List("sites", Site, site => site.PlaceOfService),
            Clinical = root.List("clinical", Section, section => section.Heading),
            Modifiers = root.List("modifiers", Modifier, use => (use.Modifier, use.Period)),
            Taxonomies = root.List("taxonomies", Taxonomy, use => (use.Code, use.Role)),
            Diagnoses = root.List("diagnoses", Diagnosis, use => use.Code),
            Related = root.List("related", Related, related => related.Code),
            Units = root.List("units", Statement),
            UnitEdits = root.List("unitEdits", UnitEdit, edit => edit.Setting),
            PairEdits = root.List("pairEdits", PairEdit, edit => (edit.Column1, edit.Column2, edit.Setting)),
            Medicare = root.Has("medicare") ? Medicare(root.Object("medicare")) : null,
            Rules = root.List("rules", Section, section => section.Heading),
            RevenueCodes = root.List("revenueCodes", RevenueCode, use => use.Code),
            Determinations = root.List("determinations", Policy, policy => (policy.Payer, policy.Id)),
            PayerPolicies = root.List("payerPolicies", Policy, policy => (policy.Payer, policy.Id)),
        };
    }

    void ReadSources(ProfileObject root)
    {
        foreach (var (key, source) in root.Map("sources"))
        {
            _sources[key] = new()
            {
                Name = source.Text("name"),
                Publisher = source.OptionalText("publisher"),
                Vintage = source.OptionalText("vintage"),
                Url = source.OptionalUrl("url"),
                Locator = source.OptionalText("locator"),
                Period = source.Period(),
            };
            source.End();
        }
    }

    Source[] Sources(ProfileObject entry) => Sources(entry, entry.Period());

    // A statement's own period replaces its sources': it is the days for which they hold here.
    Source[] Sources(ProfileObject entry, Period period)
    {
        var sources = entry.Texts("sources").Select(reference => Source(entry, reference)).ToArray();
        if (entry.OptionalFlag("confirmed") == false) sources = [.. sources, GeneralKnowledge];
        if (sources.Length == 0)
            throw entry.Error("PROF006", "The statement names no source.", "Name one in \"sources\", or say \"confirmed\": false.");
        return period == Period.Always ? sources : [.. sources.Select(source => source with { Period = period })];
    }

    Source Source(ProfileObject entry, (string Text, string Pointer) reference)
    {
        var (key, hash, place) = (reference.Text, reference.Text.IndexOf('#', StringComparison.Ordinal), "");
        if (hash >= 0) (key, place) = (key[..hash], key[(hash + 1)..]);
        if (!_sources.TryGetValue(key, out var source))
            throw entry.Error(reference.Pointer, "PROF005", $"There is no source \"{key}\".", "Add it to the file's \"sources\", or correct the key.");
        return place.Length == 0 ? source : source.At(place);
    }

    Fact<string> Statement(ProfileObject entry) => Fact.Known(entry.Text("text"), Sources(entry));

    Fact<string> Statement(ProfileObject parent, string name)
    {
        var entry = parent.Object(name);
        var statement = Statement(entry);
        entry.End();
        return statement;
    }

    ProfileSection Section(ProfileObject entry) => new(entry.Text("heading"), entry.ListOfSome("statements", Statement));

    SiteOfService Site(ProfileObject entry) =>
        new(entry.Matching("placeOfService", TwoDigits(), "a place of service of two digits"), Fact.Known(entry.Text("remark"), Sources(entry)));

    ModifierUse Modifier(ProfileObject entry)
    {
        var (modifier, status) = (entry.Matching("modifier", TwoCharacters(), "a modifier of two capitals or digits"), entry.Choice<ModifierStatus>("status"));
        var period = entry.Period();
        var sources = Sources(entry, period);
        return new(modifier, status, Fact.Known(entry.Text("description"), sources), Fact.Known(entry.Text("whenToUse"), sources), period);
    }

    TaxonomyUse Taxonomy(ProfileObject entry) =>
        new(entry.Matching("code", TaxonomyCode(), "a taxonomy code of ten characters"), Fact.Known(entry.Text("name"), Sources(entry)), entry.Choice<TaxonomyRole>("role"));

    DiagnosisUse Diagnosis(ProfileObject entry)
    {
        var sources = Sources(entry);
        return new(
            entry.Matching("code", DiagnosisCode(), "an ICD-10-CM code with its point"),
            Fact.Known(entry.Text("description"), sources),
            entry.Text("group"),
            entry.OptionalFlag("billable") is { } billable
                ? Fact.Known(billable, sources)
                : Fact.NotAvailable<bool>("no table that the profile was checked against lists it", "the ICD-10-CM code file"),
            entry.OptionalText("remark") is { } remark ? Fact.Known(remark, sources) : null);
    }

    RelatedCode Related(ProfileObject entry) => new(entry.Code("code"), entry.Text("relation"), Fact.Known(entry.Text("explanation"), Sources(entry)));

    UnitEdit UnitEdit(ProfileObject entry)
    {
        var sources = Sources(entry);
        return new(
            entry.Text("setting"),
            Fact.Known(entry.Number("units"), sources),
            Fact.Known(entry.Number("adjudicationIndicator", 1, 2, 3), sources),
            Fact.Known(entry.Text("rationale"), sources));
    }

    PairEdit PairEdit(ProfileObject entry)
    {
        var sources = Sources(entry);
        return new(
            entry.Code("column1"), entry.Code("column2"), Fact.Known(entry.Number("modifierIndicator", 0, 1, 9), sources), entry.Text("setting"),
            Fact.Known(entry.Text("explanation"), sources));
    }

    MedicareStatus Medicare(ProfileObject entry)
    {
        var sources = Sources(entry);
        var status = new MedicareStatus(
            Fact.Known(entry.Matching("feeScheduleStatus", Letter(), "a status letter"), sources),
            Fact.Known(entry.Number("professionalTechnicalIndicator", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), sources),
            Fact.Known(entry.Flag("onLaboratoryFeeSchedule"), sources),
            Fact.Known(entry.Text("explanation"), sources));
        entry.End();
        return status;
    }

    RevenueCodeUse RevenueCode(ProfileObject entry) =>
        new(entry.Matching("code", FourDigits(), "a revenue code of four digits"), Fact.Known(entry.Text("remark"), Sources(entry)));

    CoveragePolicy Policy(ProfileObject entry)
    {
        var sources = Sources(entry);
        return new(
            entry.Text("payer"), entry.Text("id"), entry.Text("title"), entry.OptionalUrl("url"),
            entry.OptionalDay("effective") is { } day ? Fact.Known(day, sources) : Fact.NotAvailable<DateOnly>("the profile gives no first day", "the policy itself"),
            entry.OptionalText("stance") is { } stance ? Fact.Known(stance, sources) : Fact.NotAvailable<string>("the profile names the policy, not what it says", "the policy itself"));
    }

    [GeneratedRegex(@"^[A-Z]\z")]
    private static partial Regex Letter();

    [GeneratedRegex(@"^[0-9]{2}\z")]
    private static partial Regex TwoDigits();

    [GeneratedRegex(@"^[0-9]{4}\z")]
    private static partial Regex FourDigits();

    [GeneratedRegex(@"^[0-9A-Z]{2}\z")]
    private static partial Regex TwoCharacters();

    [GeneratedRegex(@"^[0-9A-Z]{9}X\z")]
    private static partial Regex TaxonomyCode();

    [GeneratedRegex(@"^[A-Z][0-9][0-9A-Z](\.([0-9A-Z]{1,4}|[0-9A-Z]{0,3}-))?\z")]
    private static partial Regex DiagnosisCode();
}
