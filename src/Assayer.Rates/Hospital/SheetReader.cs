using Assayer.Codes.Tables;
using Assayer.Evidence;
using Assayer.Rates.Transparency;

namespace Assayer.Rates.Hospital;

/// <summary>Reads a tall or a wide sheet.</summary>
sealed class SheetReader
{
    const int MostRowsAbove = 12;

    readonly CsvRecords _record;
    readonly ReadingLog _log;
    readonly ChargeLedger _ledger;
    readonly CancellationToken _cancellation;
    readonly ItemCodes _codes = new();
    readonly SheetColumns _columns;
    readonly HospitalHeader _header;
    int _width; // of a row, once one has been read

    /// <exception cref="DataFormatException">It has no row of charge headings.</exception>
    public SheetReader(ReadingLog log, Stream content, ChargeLedger ledger, CancellationToken cancellation)
    {
        (_record, _log, _ledger, _cancellation) = (new(content, log.File), log, ledger, cancellation);
        (_header, _columns) = ReadHeadings();
    }

    public HospitalHeader Read()
    {
        while (_record.Read())
        {
            _cancellation.ThrowIfCancellationRequested();
            if (!_record.IsBlank) ReadRow();
        }
        return _header;
    }

    (HospitalHeader Header, SheetColumns Columns) ReadHeadings()
    {
        List<string>? names = null;
        HospitalHeader? header = null;
        for (var row = 0; row < MostRowsAbove && _record.Read();)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (_record.IsBlank) continue;
            row++;
            List<string> fields = [.. Enumerable.Range(0, _record.Count).Select(_record.Text)];
            if (SheetColumns.Find(fields) is { } columns)
            {
                CheckHeadings(columns);
                header ??= ReadHeader([], []);
                var version = columns.IsVersion3 || SheetHeader.IsVersion3(names ?? []) ? 3 : 2;
                return (header with { Structure = $"CSV {(columns.IsWide ? "wide" : "tall")} {version}" }, columns);
            }
            if (names is not null) header ??= ReadHeader(names, fields);
            else if (SheetHeader.Fits(fields)) names = fields;
        }
        throw new DataFormatException(new(
            "HOSP001", Severity.Error, new(_log.File, 1), "There is no row of charge headings, with description and code|1, among the first rows.",
            "Give a hospital's standard-charges file, tall or wide, as CMS's template has it."));
    }

    HospitalHeader ReadHeader(List<string> names, List<string> values)
    {
        var header = SheetHeader.Read(names, values);
        var day = names.FindIndex(name => SheetColumns.Key(name) == "lastupdatedon");
        _ledger.CheckDay(header, day >= 0 && day < values.Count ? values[day] : null, At(day));
        _ledger.CheckAttestation(header, At(names.FindIndex(SheetHeader.IsStatement)));
        return header;
    }

    void CheckHeadings(SheetColumns columns)
    {
        if (_record.Number != 3) Report("HOSP021", Severity.Warning, 0, () => "The headings of the charges stand here, and not in the third row.", null);
        if (columns.Unknown.Count == 0) return;
        Report("HOSP018", Severity.Information, 0, () => $"Columns that the data dictionary doesn't know, left out: {string.Join(", ", columns.Unknown.Take(5))}{(columns.Unknown.Count > 5 ? ", …" : "")}.", null);
    }

    void ReadRow()
    {
        if (_record.Faults.HasFlag(CsvFaults.UnclosedQuote))
        {
            Report("HOSP007", Severity.Error, 0, () => "A quotation mark opens in this row and never closes. The row was rejected.", "Close it, or remove it.");
            _ledger.RejectWithoutCode();
            return;
        }
        if (!_record.IsEnded && _record.Count < _columns.Count)
        {
            Report("HOSP025", Severity.Error, _record.Count - 1, () => "The file ends within this row: it has fewer cells than there are headings, and no line end. The row was rejected.", "The file was cut short: fetch it again.");
            _ledger.RejectWithoutCode();
            return;
        }
        if (ShiftedCell() is { } shifted)
        {
            Report("HOSP024", Severity.Error, shifted, () => "The row has more cells than there are headings: a comma outside quotation marks may have shifted its amounts. The row was rejected.", "Put the cell with the comma in quotation marks.");
            _ledger.RejectWithoutCode();
            return;
        }
        _codes.Clear();
        foreach (var (value, type) in _columns.Codes) _ledger.AddCode(_codes, Text(type), Text(value), At(value < 0 ? type : value));
        if (!_ledger.Wants(_codes)) return;
        _ledger.CheckCodes(_codes, At(_columns.Codes[0].Type));
        CheckRecord();

        var isSpoiled = false;
        var item = new HospitalCharge
        {
            Code = default,
            Modifiers = FiledWords.Modifiers(Text(ItemColumn.Modifiers)),
            Setting = Word(FiledWords.Settings, _columns[ItemColumn.Setting], "HOSP008", "setting"),
            BillingClass = Word(FiledWords.BillingClasses, _columns[ItemColumn.BillingClass], "HOSP009", "billing class"),
            DrugUnits = DrugUnits(),
            DrugUnitType = FiledWords.Presence(Text(ItemColumn.DrugUnitType)),
            Gross = Amount(_columns[ItemColumn.Gross], ref isSpoiled),
            DiscountedCash = Amount(_columns[ItemColumn.DiscountedCash], ref isSpoiled),
            Minimum = Amount(_columns[ItemColumn.Minimum], ref isSpoiled),
            Maximum = Amount(_columns[ItemColumn.Maximum], ref isSpoiled),
            PayerName = FiledWords.Presence(Text(ItemColumn.PayerName)),
            PlanName = FiledWords.Presence(Text(ItemColumn.PlanName)),
            Notes = FiledWords.Presence(Text(ItemColumn.Notes)),
            Row = _record.Number,
            ByteOffset = _record.Offset,
        };
        var hasPlan = false;
        foreach (var plan in _columns.Plans)
        {
            if (_columns.IsWide && !IsFiled(plan)) continue;
            hasPlan = true;
            Post(item, plan, isSpoiled);
        }
        if (!hasPlan) _ledger.Post(_codes, item, isSpoiled, At(0));
    }

    void Post(HospitalCharge item, PlanColumns plan, bool isSpoiled)
    {
        var charge = item with
        {
            PayerName = plan.PayerName ?? item.PayerName,
            PlanName = plan.PlanName ?? item.PlanName,
            NegotiatedDollar = Amount(plan[PlanColumn.Dollar], ref isSpoiled),
            NegotiatedPercentage = Amount(plan[PlanColumn.Percentage], ref isSpoiled),
            NegotiatedAlgorithm = FiledWords.Presence(Text(plan[PlanColumn.Algorithm])),
            Methodology = Word(FiledWords.Methodologies, plan[PlanColumn.Methodology], "HOSP011", "methodology"),
            EstimatedAmount = Amount(plan[PlanColumn.Estimated], ref isSpoiled),
            MedianAmount = Amount(plan[PlanColumn.Median], ref isSpoiled),
            P10Amount = Amount(plan[PlanColumn.P10], ref isSpoiled),
            P90Amount = Amount(plan[PlanColumn.P90], ref isSpoiled),
            RemittanceCount = _ledger.Count(Text(plan[PlanColumn.Count]), At(plan[PlanColumn.Count])),
            Notes = FiledWords.Notes(Text(plan[PlanColumn.Notes]), item.Notes),
        };
        _ledger.Post(_codes, charge, isSpoiled, At(Math.Max(plan[PlanColumn.Dollar], 0)));
    }

    // A wide sheet has columns for every plan in every row; a methodology alone says nothing.
    bool IsFiled(PlanColumns plan)
    {
        for (var column = PlanColumn.Dollar; column <= PlanColumn.Notes; column++)
        {
            if (column != PlanColumn.Methodology && !Cell(plan[column]).Trim(" \t\r\n"u8).IsEmpty) return true;
        }
        return false;
    }

    void CheckRecord()
    {
        if (_record.Faults.HasFlag(CsvFaults.StrayQuote))
            Report("HOSP022", Severity.Warning, 0, () => "A quotation mark stands where none may. It was kept as part of its cell.", null);
        if (!_record.IsUtf8)
            Report("HOSP023", Severity.Warning, 0, () => "The row holds bytes that are not UTF-8; these are read as U+FFFD.", null);
    }

    // The first cell too many, if any. Some files end every row with a comma or more; the first row tells.
    int? ShiftedCell()
    {
        for (var field = _columns.Count; field < _record.Count; field++)
            if (!Cell(field).Trim(" \t"u8).IsEmpty) return field;
        if (_width == 0) _width = Math.Max(_columns.Count, _record.Count);
        return _record.Count > _width ? _width : null;
    }

    decimal? DrugUnits()
    {
        var isSpoiled = false; // no amount
        return Amount(_columns[ItemColumn.DrugUnits], ref isSpoiled);
    }

    decimal? Amount(int field, ref bool isSpoiled) => field < 0 ? null : _ledger.Amount(Cell(field), At(field), ref isSpoiled);

    string? Word(string[] words, int field, string diagnostic, string what) => _ledger.Word(words, Text(field), diagnostic, what, At(field));

    string Text(ItemColumn column) => Text(_columns[column]);

    string Text(int field) => Cell(field).IsEmpty ? "" : _record.Text(field).Trim();

    ReadOnlySpan<byte> Cell(int field) => field < 0 ? [] : _record[field];

    Place At(int field) => Place.Cell(_record, field);

    void Report(string code, Severity severity, int field, Func<string> message, string? remedy) => _ledger.Report(code, severity, At(field), message, remedy);
}
