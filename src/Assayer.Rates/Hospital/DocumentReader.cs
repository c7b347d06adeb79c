using System.Text.Json;
using Assayer.Evidence;
using Assayer.Rates.Transparency;

namespace Assayer.Rates.Hospital;

/// <summary>Reads a hospital's JSON; members may come in any order.</summary>
sealed class DocumentReader(ReadingLog log, ChargeLedger ledger, CancellationToken cancellation)
{
    readonly ItemReader _items = new(log, ledger, cancellation);
    HospitalHeader _header = new();
    string? _day;
    bool _hasItems, _isVersion3;

    /// <exception cref="DataFormatException">It is no JSON, or has no <c>standard_charge_information</c>.</exception>
    public HospitalHeader Read(JsonCursor cursor)
    {
        if (!cursor.Read() || cursor.Token != JsonTokenType.StartObject) throw NotHospital("The JSON is not an object.");
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.GetString();
            cursor.Read();
            ReadMember(cursor, name);
        }
        cursor.Read(); // anything after the root is a syntax error, thrown here
        if (!_hasItems) throw NotHospital("It has no standard_charge_information list.");
        ledger.CheckDay(_header, _day, Place.Pointer(0, "/last_updated_on"));
        ledger.CheckAttestation(_header, Place.Pointer(0, _isVersion3 ? "/attestation" : "/affirmation"));
        return _header with { Structure = _isVersion3 || _items.IsVersion3 ? "JSON 3" : "JSON 2" };
    }

    void ReadMember(JsonCursor cursor, string name)
    {
        var isOdd = false;
        switch (name)
        {
            case "standard_charge_information":
                _hasItems = true;
                _items.ReadItems(cursor);
                break;
            case "modifier_information": _items.ReadModifiers(cursor); break;
            case "hospital_name": _header = _header.WithName(cursor.ReadText() ?? ""); break;
            case "last_updated_on":
                _day = cursor.ReadText();
                _header = _header with { LastUpdatedOn = SheetHeader.Day(_day) };
                break;
            case "version": _header = _header with { Version = cursor.ReadText() }; break;
            case "location_name" or "hospital_location":
                _isVersion3 |= name == "location_name";
                _header = _header with { Locations = cursor.ReadTexts(ref isOdd) };
                break;
            case "hospital_address": _header = _header with { Addresses = cursor.ReadTexts(ref isOdd) }; break;
            case "type_2_npi":
                _isVersion3 = true;
                _header = _header with { Npis = cursor.ReadTexts(ref isOdd) };
                break;
            case "license_information": ReadObject(cursor, ReadLicense); break;
            case "attestation":
                _isVersion3 = true;
                ReadObject(cursor, ReadStatement);
                break;
            case "affirmation": ReadObject(cursor, ReadStatement); break;
            case "general_contract_provisions": ReadProvisions(cursor); break;
            default: cursor.Skip(); break;
        }
        if (isOdd) log.Odd(cursor.Offset, $"/{name}", "a list of texts");
    }

    void ReadLicense(JsonCursor cursor, string name)
    {
        if (name == "license_number") _header = _header with { LicenseNumber = cursor.ReadText() };
        else if (name == "state") _header = _header.WithState(cursor.ReadText() ?? "");
        else cursor.Skip();
    }

    void ReadStatement(JsonCursor cursor, string name)
    {
        if (name is "confirm_attestation" or "confirm_affirmation")
            _header = _header with { Attested = cursor.Token is JsonTokenType.True or JsonTokenType.False ? cursor.Token == JsonTokenType.True : FiledWords.Truth(cursor.ReadText() ?? "") };
        else if (name == "attester_name") _header = _header with { AttesterName = cursor.ReadText() };
        else cursor.Skip();
    }

    // "Payer, plan: provisions", as far as they are there.
    void ReadProvisions(JsonCursor cursor)
    {
        var provisions = new List<string>();
        string? payer = null, plan = null, text = null;
        foreach (var _ in cursor.Elements(log, () => "/general_contract_provisions", isObject: false))
        {
            (payer, plan, text) = (null, null, null);
            if (cursor.Token == JsonTokenType.StartObject) ReadObject(cursor, ReadProvision);
            else text = cursor.ReadText();
            if (text is not null) provisions.Add(payer is null ? text : plan is null ? $"{payer}: {text}" : $"{payer}, {plan}: {text}");
        }
        _header = _header with { ContractProvisions = provisions };

        void ReadProvision(JsonCursor cursor, string name)
        {
            if (name == "payer_name") payer = cursor.ReadText();
            else if (name == "plan_name") plan = cursor.ReadText();
            else if (name == "provisions") text = cursor.ReadText();
            else cursor.Skip();
        }
    }

    void ReadObject(JsonCursor cursor, Action<JsonCursor, string> read)
    {
        if (!cursor.Members(read)) log.Odd(cursor.Offset, "", "an object");
    }

    DataFormatException NotHospital(string what) => new(
        new("HOSP001", Severity.Error, new(log.File, ByteOffset: 0), what, "Give a hospital's standard-charges file, as CMS's schema has it."));
}
