using System.Globalization;
using System.Text.Json;
using Assayer.Evidence;
using Assayer.Rates.Transparency;

namespace Assayer.Rates.Hospital;

/// <summary>Reads the JSON, members in any order. One item is held at a time.</summary>
sealed class HospitalJson
{
    readonly HospitalRows _rows;
    readonly ReadingLog _log;
    readonly JsonCursor _cursor;
    HospitalHeader _header = new();
    bool _hasItems, _isVersion3;

    public HospitalJson(HospitalRows rows, Stream content, CancellationToken cancellation)
    {
        _rows = rows;
        _log = new(rows.File, rows.Diagnostics);
        _cursor = new(_log, content, 0, cancellation);
    }

    public HospitalHeader Read()
    {
        _cursor.Read();
        while (_cursor.Read() && _cursor.Token == JsonTokenType.PropertyName)
        {
            var name = _cursor.GetString();
            _cursor.Read();
            ReadRootMember(name);
        }
        _cursor.Read(); // anything after the root is a syntax error, thrown here
        if (!_hasItems)
            throw new DataFormatException(new("HOSP010", Severity.Error, new(_rows.File), "The JSON has no standard_charge_information list.", "Ask the hospital for a file by the template."));
        return _header with { Structure = _isVersion3 ? "JSON 3" : "JSON 2" };
    }

    void ReadRootMember(string name)
    {
        switch (name)
        {
            case "standard_charge_information":
                _hasItems = true;
                _cursor.ReadList(_log, "/standard_charge_information", "a list of items", ReadItem);
                break;
            case "modifier_information": _cursor.ReadList(_log, "/modifier_information", "a list of modifiers", ReadModifier); break;
            case "hospital_name":
                var text = _cursor.ReadText() ?? "";
                var isSynthetic = text.EndsWith(InNetworkHeader.SyntheticMark, StringComparison.Ordinal);
                _header = _header with { HospitalName = isSynthetic ? text[..^InNetworkHeader.SyntheticMark.Length] : text, Synthetic = isSynthetic };
                break;
            case "last_updated_on": _header = _header with { LastUpdatedOn = JsonValues.TryDate(_cursor.ReadText(), out var date) ? date : null }; break;
            case "version": _header = _header with { Version = _cursor.ReadText() }; break;
            case "location_name":
                _isVersion3 = true;
                _header = _header with { Locations = Texts() };
                break;
            case "hospital_location": _header = _header with { Locations = Texts() }; break;
            case "hospital_address": _header = _header with { Addresses = Texts() }; break;
            case "type_2_npi":
                _isVersion3 = true;
                _header = _header with { Npis = Texts() };
                break;
            case "license_information": ReadObject(ReadLicense); break;
            case "attestation":
                _isVersion3 = true;
                ReadObject(ReadAttestation);
                break;
            case "affirmation": ReadObject(ReadAttestation); break;
            case "general_contract_provisions": ReadProvisions(); break;
            default: _cursor.Skip(); break;
        }
    }

    void ReadLicense(string name)
    {
        var text = _cursor.ReadText();
        if (name == "state") _header = _header with { LicenseState = text?.ToUpperInvariant() };
        if (name == "license_number") _header = _header with { LicenseNumber = text };
    }

    void ReadAttestation(string name)
    {
        switch (name)
        {
            case "confirm_attestation" or "confirm_affirmation":
                _header = _header with { Attested = _cursor.Token switch { JsonTokenType.True => true, JsonTokenType.False => false, _ => null } };
                _cursor.Skip();
                break;
            case "attester_name": _header = _header with { AttesterName = _cursor.ReadText() }; break;
            default: _cursor.Skip(); break;
        }
    }

    void ReadProvisions()
    {
        if (_cursor.Token != JsonTokenType.StartArray)
        {
            if (_cursor.ReadText() is { } text) _header = _header with { ContractProvisions = [text] };
            return;
        }
        var provisions = new List<string>();
        _cursor.ReadList(_log, "/general_contract_provisions", "a list of provisions", _ => ReadObject(name =>
        {
            var text = _cursor.ReadText();
            if (name == "provisions" && text is not null) provisions.Add(text);
        }));
        _header = _header with { ContractProvisions = provisions };
    }

    void ReadItem(string address)
    {
        var item = new Item();
        var rows = new List<Charges>();
        var mayBeWanted = true;
        ReadObject(name =>
        {
            switch (name)
            {
                case "code_information":
                    _cursor.ReadList(_log, address + "/code_information", "a list of codes", _ => ReadCode(item));
                    mayBeWanted = _rows.IsWanted(item);
                    break;
                case "drug_information":
                    ReadObject(member =>
                    {
                        var text = _cursor.ReadText();
                        if (member == "unit") item.DrugUnits = text;
                        if (member == "type") item.DrugUnitType = text;
                    });
                    break;
                case "standard_charges" when mayBeWanted: _cursor.ReadList(_log, address + "/standard_charges", "a list of charges", at => ReadCharges(at, rows)); break;
                default: _cursor.Skip(); break; // a description may be CPT text: not kept
            }
        });
        foreach (var row in rows) _rows.Add(item, row);
    }

    void ReadCode(Item item)
    {
        string? value = null, type = null;
        ReadObject(name =>
        {
            var text = _cursor.ReadText();
            if (name == "code") value = text;
            if (name == "type") type = text;
        });
        if (value is not null) item.Codes.Add((type, value));
    }

    void ReadCharges(string address, List<Charges> rows)
    {
        var whole = New(address);
        var plans = new List<Charges>();
        ReadObject(name =>
        {
            switch (name)
            {
                case "payers_information": _cursor.ReadList(_log, address + "/payers_information", "a list of payers", at => plans.Add(ReadPlan(at))); break;
                case "gross_charge": whole.Amounts[(int)Amount.Gross] = _cursor.ReadText(); break;
                case "discounted_cash": whole.Amounts[(int)Amount.Cash] = _cursor.ReadText(); break;
                case "minimum": whole.Amounts[(int)Amount.Minimum] = _cursor.ReadText(); break;
                case "maximum": whole.Amounts[(int)Amount.Maximum] = _cursor.ReadText(); break;
                case "setting": whole.Setting = _cursor.ReadText(); break;
                case "billing_class": whole.BillingClass = _cursor.ReadText(); break;
                case "modifiers" or "modifier_code": whole.Modifiers = string.Join('|', Texts()); break;
                case "additional_generic_notes": whole.GenericNotes = _cursor.ReadText(); break;
                default: _cursor.Skip(); break;
            }
        });
        if (plans.Count == 0) plans.Add(whole);
        foreach (var plan in plans)
        {
            (plan.Setting, plan.BillingClass, plan.Modifiers, plan.GenericNotes) = (whole.Setting, whole.BillingClass, whole.Modifiers, whole.GenericNotes);
            whole.Amounts.AsSpan(0, (int)Amount.Dollar).CopyTo(plan.Amounts);
            rows.Add(plan);
        }
    }

    Charges ReadPlan(string address)
    {
        var plan = New(address);
        ReadObject(name =>
        {
            var text = _cursor.ReadText();
            switch (name)
            {
                case "payer_name": plan.Payer = text; break;
                case "plan_name": plan.Plan = text; break;
                case "standard_charge_dollar": plan.Amounts[(int)Amount.Dollar] = text; break;
                case "standard_charge_percentage": plan.Amounts[(int)Amount.Percentage] = text; break;
                case "standard_charge_algorithm": plan.Algorithm = text; break;
                case "methodology": plan.Methodology = text; break;
                case "estimated_amount": plan.Amounts[(int)Amount.Estimated] = text; break;
                case "median_amount": plan.Amounts[(int)Amount.Median] = text; break;
                case "10th_percentile": plan.Amounts[(int)Amount.P10] = text; break;
                case "90th_percentile": plan.Amounts[(int)Amount.P90] = text; break;
                case "count": plan.Count = text; break;
                case "additional_payer_notes": plan.PayerNotes = text; break;
            }
        });
        _isVersion3 |= plan.Count is not null || plan.Amounts[(int)Amount.Median] is not null;
        return plan;
    }

    void ReadModifier(string address)
    {
        string? modifiers = null, setting = null;
        var plans = new List<Charges>();
        ReadObject(name =>
        {
            switch (name)
            {
                case "code": modifiers = string.Join('|', Texts()); break;
                case "setting": setting = _cursor.ReadText(); break;
                case "modifier_payer_information":
                    _cursor.ReadList(_log, address + "/modifier_payer_information", "a list of payers", at =>
                    {
                        var plan = New(at);
                        ReadObject(member =>
                        {
                            var text = _cursor.ReadText();
                            if (member == "payer_name") plan.Payer = text;
                            if (member == "plan_name") plan.Plan = text;
                            if (member == "description") plan.PayerNotes = text;
                        });
                        plans.Add(plan);
                    });
                    break;
                default: _cursor.Skip(); break;
            }
        });
        if (plans.Count == 0) plans.Add(New(address));
        foreach (var plan in plans)
        {
            (plan.Modifiers, plan.Setting) = (modifiers, setting);
            if (modifiers is { Length: > 0 }) _rows.Add(new(), plan);
        }
    }

    Charges New(string address) => new()
    {
        Offset = _cursor.Offset,
        Address = address,
        AddressOf = field => string.Create(CultureInfo.InvariantCulture, $"{address}/{MemberOf(field)}"),
    };

    // Diagnostics name fields as the CSV templates do.
    static string MemberOf(string field) => field switch
    {
        "standard_charge|gross" => "gross_charge",
        "standard_charge|discounted_cash" => "discounted_cash",
        "standard_charge|min" => "minimum",
        "standard_charge|max" => "maximum",
        "standard_charge|negotiated_dollar" => "standard_charge_dollar",
        "standard_charge|negotiated_percentage" => "standard_charge_percentage",
        "standard_charge|methodology" => "methodology",
        _ => field,
    };

    List<string> Texts()
    {
        var isOdd = false;
        return _cursor.ReadTexts(ref isOdd);
    }

    /// <summary>Calls <paramref name="read"/> at the value of each member of an object; anything else is skipped.</summary>
    void ReadObject(Action<string> read)
    {
        if (_cursor.Token != JsonTokenType.StartObject)
        {
            _cursor.Skip();
            return;
        }
        while (_cursor.Read() && _cursor.Token == JsonTokenType.PropertyName)
        {
            var name = _cursor.GetString();
            _cursor.Read();
            read(name);
        }
    }
}
