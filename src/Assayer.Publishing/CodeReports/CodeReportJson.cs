using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Assayer.Codes;
using Assayer.Codes.Profiles;
using Assayer.Evidence;
using Assayer.Rates.Benchmarks;

namespace Assayer.Publishing.CodeReports;

/// <summary>
/// Writes a report as JSON, docs/schemas/code-report.schema.json. A fact is { "value", "sources" } with "synthetic": true where it
/// is, or { "value": null, "reason", "filledBy" }; numbers are not rounded; a source stands as its id.
/// </summary>
public static class CodeReportJson
{
    /// <summary>Writes the report, indented, in UTF-8.</summary>
    public static void Write(CodeReport report, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(report);
        _register = report.Sources;
        JsonSerializer.Serialize(stream, report, Types.CodeReport);
        _register = null;
        stream.WriteByte((byte)'\n');
    }

    // The register of the report that this thread is writing. Options of a report's own, with converters that know its register, would
    // have .NET work out how to write every type again, which takes longer than writing.
    [ThreadStatic]
    static SourceRegister? _register;

    static void WriteDay(Utf8JsonWriter writer, DateOnly? day)
    {
        if (day is { } known) writer.WriteStringValue(known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        else writer.WriteNullValue();
    }

    static string IdOf(Source source) => _register!.IdOf(source);

    /// <summary>How each type of a report is written, worked out when this is built.</summary>
    internal static ReportJson Types { get; } = new(new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters =
        {
            new FactConverter(), new SourceConverter(), new RegisterConverter(), new CodeConverter(), new ModifierConverter(), new PeriodConverter(),
            new NameConverter<Component>(), new NameConverter<ModifierStatus>(), new NameConverter<PaymentSetting>(), new NameConverter<PlaceOfServiceClass>(),
            new NameConverter<Presence>(), new NameConverter<TaxonomyRole>(), new NameConverter<WaterfallKind>(), new NameConverter<Weighting>(),
        },
    });

    // Of an enumeration's value, its name.
    sealed class NameConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase) where T : struct, Enum;

    sealed class FactConverter : WriteOnly<IFact>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(IFact).IsAssignableFrom(typeToConvert);

        public override void Write(Utf8JsonWriter writer, IFact value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("value");
            WriteValue(writer, value.Value);
            if (value.Missing is { } missing)
            {
                writer.WriteString("reason", missing.Reason);
                writer.WriteString("filledBy", missing.FilledBy);
            }
            else
            {
                writer.WriteStartArray("sources");
                foreach (var id in _register!.IdsOf(value.Sources)) writer.WriteStringValue(id);
                writer.WriteEndArray();
                if (_register.IsSynthetic(value.Sources)) writer.WriteBoolean("synthetic", true);
            }
            writer.WriteEndObject();
        }

        static void WriteValue(Utf8JsonWriter writer, object? value)
        {
            switch (value)
            {
                case null: writer.WriteNullValue(); break;
                case string text: writer.WriteStringValue(text); break;
                case bool truth: writer.WriteBooleanValue(truth); break;
                case int number: writer.WriteNumberValue(number); break;
                case long number: writer.WriteNumberValue(number); break;
                case double number: writer.WriteNumberValue(number); break;
                case Money money: writer.WriteNumberValue(money.Dollars); break;
                case DateOnly day: WriteDay(writer, day); break;
                default: throw new NotSupportedException($"A report's JSON has no form for a {value.GetType()}.");
            }
        }
    }

    sealed class SourceConverter : WriteOnly<Source>
    {
        public override void Write(Utf8JsonWriter writer, Source value, JsonSerializerOptions options) => writer.WriteStringValue(IdOf(value));
    }

    sealed class RegisterConverter : WriteOnly<SourceRegister>
    {
        public override void Write(Utf8JsonWriter writer, SourceRegister value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Entries, Types.IReadOnlyListSourceEntry);
    }

    sealed class ModifierConverter : WriteOnly<Modifier>
    {
        public override void Write(Utf8JsonWriter writer, Modifier value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    sealed class CodeConverter : WriteOnly<BillingCode>
    {
        public override void Write(Utf8JsonWriter writer, BillingCode value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("type", value.Type.Name);
            writer.WriteString("value", value.Value);
            writer.WriteEndObject();
        }
    }

    sealed class PeriodConverter : WriteOnly<Period>
    {
        public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("first");
            WriteDay(writer, value.First);
            writer.WritePropertyName("last");
            WriteDay(writer, value.Last);
            writer.WriteEndObject();
        }
    }

    abstract class WriteOnly<T> : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Reports are written, not read back.");
    }
}

/// <summary>The types of a report: each that can be reached from it through public properties.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CodeReport))]
[JsonSerializable(typeof(IReadOnlyList<SourceEntry>))]
sealed partial class ReportJson : JsonSerializerContext;
