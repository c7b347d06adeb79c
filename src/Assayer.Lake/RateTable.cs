using Assayer.Codes;
using Assayer.Lake.Parquet;
using Assayer.Rates.Transparency;

namespace Assayer.Lake;

/// <summary>Writes prices as they come, and counts them by code.</summary>
sealed class RateTable : IDisposable
{
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
        if (row.Code != _last)
        {
            CountLast();
            _last = row.Code;
        }
        _rowsOfLast++;
        _codeType.Append(row.Code.Type.Name);
        _code.Append(row.Code.Value);
        _codeVersion.Append(row.CodeVersion);
        _severity.Append(row.SeverityOfIllness);
        _arrangement.Append(row.Arrangement);
        _contained.Append(row.ContainedCodes);
        _set.Append(row.ProviderSet);
        _negotiatedType.Append(row.NegotiatedType);
        _amount.Append(row.Amount);
        _amountText.Append(row.AmountText);
        _expiration.Append(row.Expiration);
        _services.Append(row.ServiceCodes);
        _billingClass.Append(row.BillingClass);
        _setting.Append(row.Setting);
        _modifiers.Append(row.Modifiers);
        _remark.Append(row.AdditionalInformation);
        _billed.Append(row.BilledCharge);
        _offset.Append(row.ByteOffset);
        _file.EndRow();
    }

    /// <summary>Completes the file.</summary>
    public (Part, UInt128 Digest) Finish() => (_file.Finish(), _file.Digest);

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

    public void Dispose() => _file.Dispose();

    void CountLast()
    {
        if (_rowsOfLast > 0) _rowsByCode[_last] = _rowsByCode.GetValueOrDefault(_last) + _rowsOfLast;
        _rowsOfLast = 0;
    }
}
