using Assayer.Codes;
using Assayer.Lake.Parquet;
using Assayer.Rates.Transparency;

namespace Assayer.Lake;

/// <summary>Writes prices as they come, on a thread of its own where they are many, and counts them by code.</summary>
sealed class RateTable : IDisposable
{
    const int RowsInBatch = 1_024;

    readonly BatchThread<Batch> _thread;
    Batch _batch = new();
    readonly ParquetFile _file;
    readonly TextColumn _codeType, _code, _codeVersion, _severity, _arrangement, _contained, _negotiatedType, _amountText, _services, _billingClass, _setting, _modifiers, _remark;
    readonly UuidColumn _set;
    readonly AmountColumn _amount, _billed;
    readonly DateColumn _expiration;
    readonly BigIntColumn _offset;
    readonly Dictionary<BillingCode, long> _rowsByCode = [];
    BillingCode _last;
    long _rowsOfLast;

    public RateTable(string path)
    {
        _thread = new(Write);
        _file = new(path);
        _codeType = _file.Text("code_type");
        _code = _file.Text("code");
        _codeVersion = _file.Text("code_version");
        _severity = _file.Text("severity_of_illness");
        _arrangement = _file.Text("arrangement");
        _contained = _file.Text("contained_codes");
        _set = _file.Uuid("provider_set");
        _negotiatedType = _file.Text("negotiated_type");
        _amount = _file.Amount("amount");
        _amountText = _file.Text("amount_text");
        _expiration = _file.Date("expiration");
        _services = _file.Text("service_codes");
        _billingClass = _file.Text("billing_class");
        _setting = _file.Text("setting");
        _modifiers = _file.Text("modifiers");
        _remark = _file.Text("additional_information");
        _billed = _file.Amount("billed_charge");
        _offset = _file.BigInt("byte_offset");
    }

    public void Add(RateRow row)
    {
        _batch.Rows[_batch.Count].Filed = row;
        EndRow();
    }

    public void Add(in ScannedRow row)
    {
        ref var staged = ref _batch.Rows[_batch.Count];
        (staged.Filed, staged.Scanned) = (null, row);
        EndRow();
    }

    void EndRow()
    {
        if (++_batch.Count < RowsInBatch) return;
        _thread.Add(_batch);
        _batch = _thread.Empty() ?? new();
    }

    void Write(Batch batch)
    {
        foreach (ref readonly var row in batch.Rows.AsSpan(0, batch.Count))
        {
            if (row.Filed is { } filed) Write(filed);
            else Write(in row.Scanned);
        }
        batch.Count = 0;
    }

    void Write(RateRow row)
    {
        WriteItem(row.Code, row.CodeVersion, row.SeverityOfIllness, row.Arrangement, row.ContainedCodes);
        _amountText.Append(row.AmountText);
        _billed.Append(row.BilledCharge);
        WritePrice(row.ProviderSet, row.NegotiatedType, row.Amount, row.Expiration, row.ServiceCodes, row.BillingClass, row.Setting, row.Modifiers, row.AdditionalInformation, row.ByteOffset);
        _file.EndRow();
    }

    void Write(in ScannedRow row)
    {
        ref readonly var price = ref row.Price;
        WriteItem(row.Item.Code, row.Item.CodeVersion, row.Item.SeverityOfIllness, row.Item.Arrangement, row.Item.ContainedCodes);
        _billed.AppendNull();
        WritePrice(row.ProviderSet, price.NegotiatedType, price.Amount, price.Expiration, price.ServiceCodes, price.BillingClass, price.Setting, price.Modifiers, price.AdditionalInformation, row.ByteOffset);
        // Digits and a point: where the amount is the same, and as many digits are behind the point, the text is the same.
        _amountText.Append(price.AmountText.Text, _amount.Place, price.Amount.Scale);
        _file.EndRow();
    }

    void WriteItem(BillingCode code, string? version, string? severity, string? arrangement, string? contained)
    {
        if (code != _last)
        {
            CountLast();
            _last = code;
        }
        _rowsOfLast++;
        _codeType.Append(code.Type.Name);
        _code.Append(code.Value);
        _codeVersion.Append(version);
        _severity.Append(severity);
        _arrangement.Append(arrangement);
        _contained.Append(contained);
    }

    void WritePrice(Guid set, string? type, decimal amount, DateOnly? expiration, string services, string? billingClass, string? setting, string modifiers, string? remark, long offset)
    {
        _set.Append(set);
        _negotiatedType.Append(type);
        _amount.Append(amount);
        _expiration.Append(expiration);
        _services.Append(services);
        _billingClass.Append(billingClass);
        _setting.Append(setting);
        _modifiers.Append(modifiers);
        _remark.Append(remark);
        _offset.Append(offset);
    }

    /// <summary>Completes the file.</summary>
    public (Part, UInt128 Digest) Finish()
    {
        _thread.End();
        Write(_batch);
        return (_file.Finish(), _file.Digest);
    }

    /// <summary>Writes how many rows each code has, and how many were rejected.</summary>
    public (Part, UInt128 Digest) WriteCodes(string path, IReadOnlyDictionary<BillingCode, long> rejectedByCode)
    {
        CountLast();
        using var file = new ParquetFile(path);
        var (type, code, rows, rejected) = (file.Text("code_type"), file.Text("code"), file.BigInt("rows"), file.BigInt("rejected"));
        foreach (var one in _rowsByCode.Keys.Union(rejectedByCode.Keys).OrderBy(one => one.Type.Name, StringComparer.Ordinal).ThenBy(one => one.Value, StringComparer.Ordinal))
        {
            type.Append(one.Type.Name);
            code.Append(one.Value);
            rows.Append(_rowsByCode.GetValueOrDefault(one));
            rejected.Append(rejectedByCode.GetValueOrDefault(one));
            file.EndRow();
        }
        return (file.Finish(), file.Digest);
    }

    public void Dispose()
    {
        _thread.Dispose();
        _file.Dispose();
    }

    void CountLast()
    {
        if (_rowsOfLast > 0) _rowsByCode[_last] = _rowsByCode.GetValueOrDefault(_last) + _rowsOfLast;
        _rowsOfLast = 0;
    }

    sealed class Batch
    {
        public readonly StagedRow[] Rows = new StagedRow[RowsInBatch];
        public int Count;
    }

    /// <summary>A price, as an object or without one.</summary>
    struct StagedRow
    {
        public RateRow? Filed;
        public ScannedRow Scanned;
    }
}
