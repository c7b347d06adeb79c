using System.Globalization;
using System.Text.Json;

namespace Assayer.Rates.Samples;

/// <summary>Writes a payer file as Transparency in Coverage in-network JSON, one item at a time.</summary>
sealed class InNetworkWriter : IDisposable
{
    /// <summary>The end of <c>reporting_entity_name</c> that says that a file was made up.</summary>
    public const string Marker = " (SYNTHETIC)";

    readonly PayerFile _file;
    readonly Utf8JsonWriter _json;

    public InNetworkWriter(Stream stream, PayerFile file)
    {
        _file = file;
        _json = new(stream, new() { Indented = Has(Layout.Indented), NewLine = "\n" });
    }

    /// <summary>Bytes of JSON so far.</summary>
    long Bytes => _json.BytesCommitted + _json.BytesPending;

    /// <summary>Writes the file.</summary>
    public void Write(Filler filler, CancellationToken cancellation)
    {
        _json.WriteStartObject();
        WriteHead();
        if (!Has(Layout.ReferencesLast)) WriteReferences(filler, cancellation);
        _json.WriteStartArray("in_network");
        for (var index = 0; index < _file.Items.Count; index++)
        {
            Write(_file.Items[index]);
            while (Bytes < filler.Bytes * (index + 1) / _file.Items.Count)
            {
                cancellation.ThrowIfCancellationRequested();
                Write(filler.NextItem());
            }
        }
        _json.WriteEndArray();
        if (Has(Layout.ReferencesLast)) WriteReferences(filler, cancellation);
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    bool Has(Layout layout) => (_file.Layout & layout) != 0;

    void WriteHead()
    {
        _json.WriteString("reporting_entity_name", _file.Payer.Name + Marker);
        _json.WriteString("reporting_entity_type", "health insurance issuer");
        _json.WriteString("plan_name", _file.Plan.Name);
        if (_file.IsStructure2) _json.WriteString("issuer_name", _file.Payer.Name + Marker);
        _json.WriteString("plan_id_type", _file.IsStructure2 ? "hios" : "HIOS");
        _json.WriteString("plan_id", _file.Plan.Id);
        _json.WriteString("plan_market_type", "group");
        _json.WriteString("last_updated_on", _file.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        _json.WriteString("version", _file.Version);
    }

    void WriteReferences(Filler filler, CancellationToken cancellation)
    {
        var references = _file.References.Where(reference => reference.IsDeclared).Concat(filler.References());
        _json.WriteStartArray("provider_references");
        foreach (var reference in references)
        {
            cancellation.ThrowIfCancellationRequested();
            _json.WriteStartObject();
            WriteRaw("provider_group_id", reference.Id);
            if (reference.Networks.Count > 0) WriteStrings("network_name", reference.Networks);
            if (reference.Location is { } location) _json.WriteString("location", location);
            else WriteGroups(reference.Groups);
            _json.WriteEndObject();
            FlushWhenFull();
        }
        _json.WriteEndArray();
    }

    void WriteGroups(IReadOnlyList<ProviderGroup> groups)
    {
        _json.WriteStartArray("provider_groups");
        foreach (var group in groups)
        {
            _json.WriteStartObject();
            _json.WriteStartArray("npi");
            foreach (var npi in group.Npis) _json.WriteNumberValue(npi);
            if (group.Npis.Count == 0 && _file.IsStructure2) _json.WriteNumberValue(0);
            _json.WriteEndArray();
            _json.WriteStartObject("tin");
            _json.WriteString("type", group.TinType);
            var hyphen = Has(Layout.HyphenatedEins) && group.TinType == "ein";
            _json.WriteString("value", hyphen ? group.Tin.Insert(2, "-") : group.Tin);
            if (_file.IsStructure2 && group.TinType == "ein") _json.WriteString("business_name", group.Contractor.Name);
            _json.WriteEndObject();
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }

    void Write(Item item)
    {
        _json.WriteStartObject();
        _json.WriteString("negotiation_arrangement", item.Arrangement);
        if (Has(Layout.CodeLast)) WriteRates(item.Rates);
        _json.WriteString("name", item.Code.Name);
        WriteCode(item.Code, item.TypeAsFiled);
        if (item.Arrangement == "bundle") WriteContained("bundled_codes", item.Contained);
        if (item.Arrangement == "capitation") WriteContained("covered_services", item.Contained);
        if (!Has(Layout.CodeLast)) WriteRates(item.Rates);
        _json.WriteEndObject();
        FlushWhenFull();
    }

    void WriteCode(SampleCode code, string? typeAsFiled = null)
    {
        _json.WriteString("billing_code_type", typeAsFiled ?? code.Type);
        _json.WriteString("billing_code_type_version", "2025");
        _json.WriteString("billing_code", code.Value);
        _json.WriteString("description", $"Synthetic: {code.Name}");
    }

    void WriteContained(string member, IReadOnlyList<SampleCode> codes)
    {
        _json.WriteStartArray(member);
        foreach (var code in codes)
        {
            _json.WriteStartObject();
            WriteCode(code);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }

    void WriteRates(List<Rate> rates)
    {
        _json.WriteStartArray("negotiated_rates");
        foreach (var rate in rates)
        {
            _json.WriteStartObject();
            if (rate.Groups.Count > 0)
            {
                WriteGroups(rate.Groups);
            }
            else
            {
                _json.WriteStartArray("provider_references");
                foreach (var reference in rate.References) _json.WriteRawValue(reference.Id);
                _json.WriteEndArray();
            }
            _json.WriteStartArray("negotiated_prices");
            foreach (var price in rate.Prices) Write(price);
            _json.WriteEndArray();
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }

    void Write(Price price)
    {
        var amount = price.Written ?? price.Amount.ToString(CultureInfo.InvariantCulture);
        _json.WriteStartObject();
        if (Has(Layout.RateFirst)) WriteRaw("negotiated_rate", amount);
        else _json.WriteString("negotiated_type", price.Type);
        _json.WriteString("billing_class", price.Class);
        if (price.Setting is { } setting) _json.WriteString("setting", setting);
        if (!Has(Layout.RateFirst)) WriteRaw("negotiated_rate", amount);
        _json.WriteString("expiration_date", price.Expires);
        if (price.Place.Codes.Length > 0) WriteStrings("service_code", price.Place.Codes);
        if (price.Part.Filed.Length > 0) WriteStrings("billing_code_modifier", price.Part.Filed);
        if (price.Remark is { } remark) _json.WriteString("additional_information", remark);
        if (Has(Layout.RateFirst)) _json.WriteString("negotiated_type", price.Type);
        _json.WriteEndObject();
    }

    void WriteRaw(string member, string value)
    {
        _json.WritePropertyName(member);
        _json.WriteRawValue(value);
    }

    void WriteStrings(string member, IEnumerable<string> values)
    {
        _json.WriteStartArray(member);
        foreach (var value in values) _json.WriteStringValue(value);
        _json.WriteEndArray();
    }

    void FlushWhenFull()
    {
        if (_json.BytesPending > 1 << 16) _json.Flush();
    }
}
