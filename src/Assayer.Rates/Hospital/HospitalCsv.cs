using System.Globalization;
using Assayer.Codes.Tables;
using Assayer.Evidence;
using Assayer.Rates.Transparency;

namespace Assayer.Rates.Hospital;

/// <summary>Reads the tall and the wide CSV: headings and values of the file itself, then the headings of the charges, then a row each.</summary>
sealed class HospitalCsv(HospitalRows rows, Stream content, CancellationToken cancellation)
{
    const int LastHeaderRow = 20;

    static readonly string[] Dates = ["yyyy-MM-dd", "M/d/yyyy", "M/d/yy", "yyyyMMdd"];

    readonly CsvRecords _records = new(content);

    public HospitalHeader Read()
    {
        List<string[]> above = [];
        HospitalColumns? columns = null;
        while (columns is null && _records.Number < LastHeaderRow && _records.Read())
        {
            if (_records.IsBlank) continue;
            string[] cells = [.. Enumerable.Range(0, _records.Count).Select(_records.Text)];
            columns = HospitalColumns.Of(cells);
            if (columns is null) above.Add(cells);
        }
        if (columns is null)
            throw new DataFormatException(new(
                "HOSP010", Severity.Error, new(rows.File, _records.Line), "There is no row of headings with code|1 and a standard charge, as CMS's templates have it in row 3.", "Ask the hospital for a file by the template."));
        foreach (var heading in columns.Unknown)
            rows.Diagnostics.Add("HOSP011", Severity.Information, () => new("HOSP011", Severity.Information, new(rows.File, _records.Line), $"No template has a column '{heading}'; it was left out."));

        while (_records.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            if (_records.IsUnclosed) rows.RejectUnclosed(_records.Line, _records.Offset);
            else if (!_records.IsBlank) ReadRow(columns);
        }
        var header = HeaderOf(above);
        var version = columns.HasVersion3 || header.Npis.Count > 0 || header.AttesterName is not null ? 3 : 2;
        return header with { Structure = $"CSV {(columns.IsTall ? "tall" : "wide")} {version}" };
    }

    void ReadRow(HospitalColumns columns)
    {
        var item = new Item { DrugUnits = Cell(columns["drug_unit_of_measurement"]), DrugUnitType = Cell(columns["drug_type_of_measurement"]) };
        foreach (var (code, type) in columns.Codes)
            if (Cell(code) is { } value) item.Codes.Add((Cell(type), value));
        if (!rows.IsWanted(item)) return;
        if (columns.IsTall)
        {
            rows.Add(item, ChargesOf(columns, columns.Plans.Count > 0 ? columns.Plans[0] : columns.Whole, Cell(columns["payer_name"]), Cell(columns["plan_name"])));
            return;
        }
        var isForPayers = false;
        foreach (var plan in columns.Plans)
        {
            var charges = ChargesOf(columns, plan, plan.Payer, plan.Plan);
            if (!charges.HasPayerCharge) continue;
            isForPayers = true;
            rows.Add(item, charges);
        }
        if (!isForPayers) rows.Add(item, ChargesOf(columns, columns.Whole, null, null));
    }

    Charges ChargesOf(HospitalColumns columns, PlanColumns plan, string? payer, string? planName)
    {
        var row = _records.Number;
        var charges = new Charges
        {
            Offset = _records.Offset,
            Line = _records.Line,
            Row = row,
            AddressOf = field => columns.Find(field, plan) is >= 0 and var column ? string.Create(CultureInfo.InvariantCulture, $"{HospitalColumns.NameOf(column)}{row}") : null,
            Modifiers = Cell(columns["modifiers"]),
            Setting = Cell(columns["setting"]),
            BillingClass = Cell(columns["billing_class"]),
            Payer = payer,
            Plan = planName is { Length: > 0 } ? planName : null,
            Algorithm = Cell(plan.Algorithm),
            Methodology = Cell(plan.Methodology),
            Count = Cell(plan.Count),
            PayerNotes = Cell(plan.Notes),
            GenericNotes = Cell(columns["additional_generic_notes"]),
        };
        for (var amount = 0; amount < charges.Amounts.Length; amount++)
            charges.Amounts[amount] = Cell(amount < (int)Amount.Dollar ? columns.Whole.Amounts[amount] : plan.Amounts[amount]);
        return charges;
    }

    string? Cell(int column) => _records.Text(column) is { Length: > 0 } text ? text : null;

    static HospitalHeader HeaderOf(List<string[]> above)
    {
        var headings = above.FindIndex(cells => cells.Any(cell => cell.Equals("hospital_name", StringComparison.OrdinalIgnoreCase)));
        if (headings < 0 || headings + 1 >= above.Count) return new();
        var header = new HospitalHeader();
        var values = above[headings + 1];
        for (var column = 0; column < above[headings].Length; column++)
            if (column < values.Length && values[column].Length > 0) header = With(header, above[headings][column], values[column]);
        return header;
    }

    static HospitalHeader With(HospitalHeader header, string heading, string value)
    {
        string[] parts = [.. heading.Split('|', StringSplitOptions.TrimEntries)];
        switch (parts[0].ToLowerInvariant())
        {
            case "hospital_name":
                var isSynthetic = value.EndsWith(InNetworkHeader.SyntheticMark, StringComparison.Ordinal);
                return header with { HospitalName = isSynthetic ? value[..^InNetworkHeader.SyntheticMark.Length] : value, Synthetic = isSynthetic };
            case "last_updated_on": return header with { LastUpdatedOn = DateOnly.TryParseExact(value, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null };
            case "version": return header with { Version = value };
            case "hospital_location" or "location_name": return header with { Locations = List(value) };
            case "hospital_address": return header with { Addresses = List(value) };
            case "license_number": return header with { LicenseNumber = value, LicenseState = parts.Length > 1 && parts[1].Length > 0 ? parts[1].ToUpperInvariant() : header.LicenseState };
            case "type_2_npi": return header with { Npis = List(value) };
            case "attester_name": return header with { AttesterName = value };
            case "general_contract_provisions": return header with { ContractProvisions = [value] };
            case var text when text.StartsWith("to the best of its knowledge", StringComparison.Ordinal):
                return header with { Attested = value.Equals("true", StringComparison.OrdinalIgnoreCase) ? true : value.Equals("false", StringComparison.OrdinalIgnoreCase) ? false : null };
            default: return header;
        }
    }

    static string[] List(string value) => value.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
