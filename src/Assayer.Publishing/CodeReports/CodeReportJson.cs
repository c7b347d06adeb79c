using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Assayer.Codes;
using Assayer.Evidence;

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
        JsonSerializer.Serialize(stream, report, Options);
        _register = null;
        stream.WriteByte((byte)'\n');
    }

    // The register of the report that this thread is writing. Options of a report's own, with converters that know its register, would
    // have .NET work out how to write every type again, which takes longer than writing.
    [ThreadStatic]
    static SourceRegister? _register;

    static string IdOf(Source source) => _register!.IdOf(source);

    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters =
        {
            new FactConverterFactory(), new SourceConverter(), new RegisterConverter(), new CodeConverter(), new ModifierConverter(), new PeriodConverter(),
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
        },
    };

    sealed class FactConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeof(IFact).IsAssignableFrom(typeToConvert);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(FactConverter<>).MakeGenericType(typeToConvert))!;
    }

    sealed class FactConverter<TFact> : WriteOnly<TFact> where TFact : IFact
    {
        public override void Write(Utf8JsonWriter writer, TFact value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("value");
            JsonSerializer.Serialize(writer, value.Value is Money money ? money.Dollars : value.Value, options);
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
    }

    sealed class SourceConverter : WriteOnly<Source>
    {
        public override void Write(Utf8JsonWriter writer, Source value, JsonSerializerOptions options) => writer.WriteStringValue(IdOf(value));
    }

    sealed class RegisterConverter : WriteOnly<SourceRegister>
    {
        public override void Write(Utf8JsonWriter writer, SourceRegister value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Entries, options);
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
            JsonSerializer.Serialize(writer, value.First, options);
            writer.WritePropertyName("last");
            JsonSerializer.Serialize(writer, value.Last, options);
            writer.WriteEndObject();
        }
    }

    abstract class WriteOnly<T> : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Reports are written, not read back.");
    }
}
