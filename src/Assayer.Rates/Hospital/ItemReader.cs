using System.Text;
using System.Text.Json;
using Assayer.Rates.Transparency;

namespace Assayer.Rates.Hospital;

/// <summary>
/// Reads the items and the modifiers of a hospital's JSON. An item's charges are held until its codes and its drug are known: as they stand
/// while its codes are not, so that nothing is said about items that nobody wants.
/// </summary>
sealed class ItemReader(ReadingLog log, ChargeLedger ledger, CancellationToken cancellation)
{
    readonly List<(HospitalCharge Charge, bool IsSpoiled, Place Place)> _charges = [];
    readonly List<(HospitalCharge Charge, bool IsSpoiled, Place Place)> _payers = [];
    ItemCodes _codes = new();
    decimal? _drugUnits;
    string? _drugUnitType;

    /// <summary>Whether a member was there that version 3 brought.</summary>
    public bool IsVersion3 { get; private set; }

    public void ReadItems(JsonCursor cursor)
    {
        foreach (var index in cursor.Elements(log, () => "/standard_charge_information")) ReadItem(cursor, new(index));
    }

    public void ReadModifiers(JsonCursor cursor)
    {
        foreach (var index in cursor.Elements(log, () => "/modifier_information")) ReadModifier(cursor, index);
    }

    void ReadItem(JsonCursor cursor, ItemPointer item)
    {
        (_codes, _drugUnits, _drugUnitType) = (new(), null, null);
        _charges.Clear();
        var offset = cursor.Offset;
        var held = new List<HeldValue>();
        try
        {
            cursor.Members((at, name) =>
            {
                if (name == "code_information") ReadCodes(at, item);
                else if (name == "drug_information") ReadDrug(at, item);
                else if (name != "standard_charges") at.Skip(); // the description is the AMA's, or nobody's business
                else if (_codes.IsEmpty) held.Add(new(at));
                else if (!ledger.Wants(_codes)) at.Skip();
                else ReadCharges(at, item);
            });
            if (!ledger.Wants(_codes)) return;
            foreach (var charges in held)
            {
                var reopened = charges.Reopen(log, cancellation);
                reopened.Read();
                ReadCharges(reopened, item);
            }
        }
        finally
        {
            held.ForEach(value => value.Dispose());
        }
        ledger.CheckCodes(_codes, Place.Member(offset, item, "code_information"));
        foreach (var (charge, isSpoiled, place) in _charges)
            ledger.Post(_codes, charge with { DrugUnits = _drugUnits, DrugUnitType = _drugUnitType }, isSpoiled, place);
    }

    void ReadCodes(JsonCursor cursor, ItemPointer item)
    {
        foreach (var index in cursor.Elements(log, () => $"{item}/code_information"))
        {
            string? type = null, value = null;
            var place = Place.Member(cursor.Offset, item, $"code_information/{index}");
            cursor.Members((at, name) =>
            {
                if (name == "code") value = at.ReadText();
                else if (name == "type") type = at.ReadText();
                else at.Skip();
            });
            ledger.AddCode(_codes, type ?? "", value ?? "", place);
        }
    }

    void ReadDrug(JsonCursor cursor, ItemPointer item) => cursor.Members((at, name) =>
    {
        var isSpoiled = false; // no amount
        if (name == "unit") _drugUnits = Amount(at, item, "drug_information/unit", ref isSpoiled);
        else if (name == "type") _drugUnitType = at.ReadText();
        else at.Skip();
    });

    void ReadCharges(JsonCursor cursor, ItemPointer item)
    {
        foreach (var index in cursor.Elements(log, () => $"{item}/standard_charges")) ReadCharge(cursor, item with { Charge = index });
    }

    void ReadCharge(JsonCursor cursor, ItemPointer pointer)
    {
        _payers.Clear();
        var place = Place.Member(cursor.Offset, pointer);
        var charge = new HospitalCharge { Code = default, ByteOffset = cursor.Offset };
        var isSpoiled = false;
        cursor.Members((at, name) =>
        {
            var value = Place.Member(at.Offset, pointer, name);
            var isOdd = false;
            switch (name)
            {
                case "setting": charge = charge with { Setting = ledger.Word(FiledWords.Settings, at.ReadText(), "HOSP008", "setting", value) }; break;
                case "billing_class": charge = charge with { BillingClass = ledger.Word(FiledWords.BillingClasses, at.ReadText(), "HOSP009", "billing class", value) }; break;
                case "gross_charge": charge = charge with { Gross = Amount(at, pointer, name, ref isSpoiled) }; break;
                case "discounted_cash": charge = charge with { DiscountedCash = Amount(at, pointer, name, ref isSpoiled) }; break;
                case "minimum": charge = charge with { Minimum = Amount(at, pointer, name, ref isSpoiled) }; break;
                case "maximum": charge = charge with { Maximum = Amount(at, pointer, name, ref isSpoiled) }; break;
                case "modifier_code" or "modifiers": charge = charge with { Modifiers = FiledWords.Modifiers(at.ReadTexts(ref isOdd)) }; break;
                case "additional_generic_notes": charge = charge with { Notes = at.ReadText() }; break;
                case "payers_information": ReadPayers(at, pointer); break;
                default: at.Skip(); break;
            }
        });
        if (_payers.Count == 0) _charges.Add((charge, isSpoiled, place));
        foreach (var (payer, isPayerSpoiled, payerPlace) in _payers)
        {
            var whole = payer with
            {
                Setting = charge.Setting,
                BillingClass = charge.BillingClass,
                Modifiers = charge.Modifiers,
                Gross = charge.Gross,
                DiscountedCash = charge.DiscountedCash,
                Minimum = charge.Minimum,
                Maximum = charge.Maximum,
                Notes = FiledWords.Notes(payer.Notes, charge.Notes),
            };
            _charges.Add((whole, isSpoiled || isPayerSpoiled, payerPlace));
        }
    }

    void ReadPayers(JsonCursor cursor, ItemPointer pointer)
    {
        foreach (var index in cursor.Elements(log, () => $"{pointer}/payers_information")) ReadPayer(cursor, pointer with { Payer = index });
    }

    void ReadPayer(JsonCursor cursor, ItemPointer pointer)
    {
        var place = Place.Member(cursor.Offset, pointer);
        var payer = new HospitalCharge { Code = default, ByteOffset = cursor.Offset };
        var isSpoiled = false;
        cursor.Members((at, name) =>
        {
            var value = Place.Member(at.Offset, pointer, name);
            IsVersion3 |= name is "median_amount" or "10th_percentile" or "90th_percentile" or "count";
            switch (name)
            {
                case "payer_name": payer = payer with { PayerName = at.ReadText() }; break;
                case "plan_name": payer = payer with { PlanName = at.ReadText() }; break;
                case "standard_charge_dollar": payer = payer with { NegotiatedDollar = Amount(at, pointer, name, ref isSpoiled) }; break;
                case "standard_charge_percentage": payer = payer with { NegotiatedPercentage = Amount(at, pointer, name, ref isSpoiled) }; break;
                case "standard_charge_algorithm": payer = payer with { NegotiatedAlgorithm = at.ReadText() }; break;
                case "methodology": payer = payer with { Methodology = ledger.Word(FiledWords.Methodologies, at.ReadText(), "HOSP011", "methodology", value) }; break;
                case "estimated_amount": payer = payer with { EstimatedAmount = Amount(at, pointer, name, ref isSpoiled) }; break;
                case "median_amount": payer = payer with { MedianAmount = Amount(at, pointer, name, ref isSpoiled) }; break;
                case "10th_percentile": payer = payer with { P10Amount = Amount(at, pointer, name, ref isSpoiled) }; break;
                case "90th_percentile": payer = payer with { P90Amount = Amount(at, pointer, name, ref isSpoiled) }; break;
                case "count": payer = payer with { RemittanceCount = ledger.Count(at.ReadText(), value) }; break;
                case "additional_payer_notes": payer = payer with { Notes = at.ReadText() }; break;
                default: at.Skip(); break;
            }
        });
        _payers.Add((payer, isSpoiled, place));
    }

    void ReadModifier(JsonCursor cursor, long index)
    {
        string? modifiers = null, setting = null;
        var payers = new List<(string? Payer, string? Plan, string? Notes)>();
        var place = Place.Pointer(cursor.Offset, $"/modifier_information/{index}");
        cursor.Members((at, name) =>
        {
            if (name == "code") modifiers = at.ReadText();
            else if (name == "setting") setting = ledger.Word(FiledWords.Settings, at.ReadText(), "HOSP008", "setting", place);
            else if (name == "modifier_payer_information") payers.AddRange(ReadModifierPayers(at, index));
            else at.Skip();
        });
        if (payers.Count == 0) payers.Add(default);
        foreach (var (payer, plan, notes) in payers)
            ledger.Post(new ModifierRule { Modifiers = FiledWords.Modifiers(modifiers ?? ""), Setting = setting, PayerName = payer, PlanName = plan, Notes = notes }, place);
    }

    List<(string? Payer, string? Plan, string? Notes)> ReadModifierPayers(JsonCursor cursor, long index)
    {
        var payers = new List<(string?, string?, string?)>();
        foreach (var _ in cursor.Elements(log, () => $"/modifier_information/{index}/modifier_payer_information"))
        {
            string? payer = null, plan = null, notes = null;
            cursor.Members((at, name) =>
            {
                if (name == "payer_name") payer = at.ReadText();
                else if (name == "plan_name") plan = at.ReadText();
                else if (name == "description") notes = at.ReadText();
                else at.Skip();
            });
            payers.Add((payer, plan, notes));
        }
        return payers;
    }

    decimal? Amount(JsonCursor cursor, ItemPointer element, string member, ref bool isSpoiled)
    {
        var (place, offset) = (Place.Member(cursor.Offset, element, member), cursor.Offset);
        var isOdd = cursor.Token is not (JsonTokenType.Number or JsonTokenType.String or JsonTokenType.Null);
        if (cursor.ReadText() is { } text) return ledger.Amount(Encoding.UTF8.GetBytes(text), place, ref isSpoiled);
        isSpoiled |= isOdd;
        if (isOdd) log.Odd(offset, $"{element}/{member}", "a number");
        return null;
    }
}
