using System.Text;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads provider references, and lists of provider groups, as nearly all files write them, from what is in memory and without making objects of them.
/// What it doesn't know is left to <see cref="ProviderParser"/>, which gives the same for what it does know.
/// </summary>
sealed class ProviderScanner
{
    readonly GroupParser _parser;
    readonly Memo<string> _networks = new(network => Encoding.UTF8.GetString(network).Trim(), 1 << 16);
    readonly List<Group> _groups = [];
    readonly List<string> _networkNames = []; // each once
    readonly RecordWriter _reference = new(), _sorted = new();
    readonly RecordWriter _records = new(); // of all groups, one behind the other, their NPIs as filed
    readonly byte[] _id = new byte[20];
    readonly List<Guid> _ids = [];
    uint[] _npis = new uint[256];
    int _idLength;

    /// <param name="parser">Says what there is to say about a group.</param>
    public ProviderScanner(GroupParser parser)
    {
        _parser = parser;
        Reference = TryRead;
    }

    /// <summary>Reads a reference from behind its opening bracket to behind its closing one. False where that is left to others; nothing was handed on.</summary>
    public PlainRead Reference { get; }

    /// <summary>The ids of the groups that were taken.</summary>
    public IReadOnlyList<Guid> Ids => _ids;

    /// <summary>Whether the reference that was read names a network.</summary>
    public bool HasNetworks => _networkNames.Count > 0;

    /// <summary>Hands on the reference that was read, with its groups.</summary>
    /// <param name="offset">Where in the file the bytes begin that it was read from.</param>
    /// <param name="list">The JSON Pointer of the list of references.</param>
    /// <param name="index">The reference in it.</param>
    /// <param name="sink">Takes it.</param>
    public void TakeReference(long offset, string list, long index, IInNetworkSink sink)
    {
        for (var i = 0; i < _groups.Count; i++)
            if (!_groups[i].IsClean) Check(_groups[i], offset, list, index, i);
        FiledReference.Write(_reference.Begin(), _id.AsSpan(0, _idLength), _networkNames, null, _groups.Count);
        sink.AddReference(_reference.Record, _records.Record);
    }

    /// <summary>Reads a list of groups, for <see cref="TakeGroups"/>. False where that is left to others.</summary>
    public bool TryReadGroups(ref PlainJson json)
    {
        _groups.Clear();
        _records.Begin();
        if (!json.Passes('[')) return false;
        do
        {
            if (!TryReadGroup(ref json)) return false;
        } while (json.Passes(','));
        return json.Passes(']');
    }

    /// <summary>Hands on the groups that were read, with what there is to say about them. Their ids are then in <see cref="Ids"/>.</summary>
    /// <param name="offset">Where in the file the bytes begin that they were read from.</param>
    /// <param name="list">The JSON Pointer of the list of references or rates.</param>
    /// <param name="index">The reference or rate in it.</param>
    /// <param name="sink">Takes each.</param>
    public void TakeGroups(long offset, string list, long index, IInNetworkSink sink)
    {
        _ids.Clear();
        for (var i = 0; i < _groups.Count; i++)
        {
            var group = _groups[i];
            var record = ProviderGroup.Sorted(_records.Record[group.Start..group.End], _sorted);
            var id = ContentHash.Of(record);
            if (!group.IsClean) Check(group, offset, list, index, i);
            sink.Add(id, record);
            _ids.Add(id);
        }
    }

    // In the order in which they were filed.
    void Check(Group group, long offset, string list, long index, int number)
    {
        var record = new RecordReader(_records.Record[group.Start..group.End]);
        var address = $"{list}/{index}/provider_groups/{number}";
        _parser.Check(new TinAsFiled(record.Text()!, record.Text()!, record.Text()), offset + group.At, address + "/tin");
        _parser.Check([.. record.Numbers().ToArray().Select(NpiList.TextOf)], offset + group.At, address + "/npi");
    }

    bool TryRead(ref PlainJson json)
    {
        _groups.Clear();
        _networkNames.Clear();
        _idLength = 0;
        var isFirst = true;
        while (!json.Passes('}'))
        {
            if (!isFirst && !json.Passes(',')) return false;
            isFirst = false;
            if (!json.Name(out var name)) return false;
            if (name.SequenceEqual("provider_group_id"u8))
            {
                if (_idLength > 0 || !json.Number(out var number) || number.Length > _id.Length || number.Contains((byte)'.')) return false;
                number.CopyTo(_id);
                _idLength = number.Length;
            }
            else if (name.SequenceEqual("network_name"u8))
            {
                if (_networkNames.Count > 0 || !TryReadNetworks(ref json)) return false;
            }
            else if (!name.SequenceEqual("provider_groups"u8) || _groups.Count > 0 || !TryReadGroups(ref json))
            {
                return false;
            }
        }
        return _idLength > 0 && _groups.Count > 0;
    }

    bool TryReadNetworks(ref PlainJson json)
    {
        if (!json.Passes('[')) return false;
        do
        {
            if (!json.Text(out var text) || !Ascii.IsValid(text)) return false;
            if (_networks.Of(text) is not { Length: > 0 } network) return false;
            if (!_networkNames.Contains(network)) _networkNames.Add(network);
        } while (json.Passes(','));
        return json.Passes(']');
    }

    bool TryReadGroup(ref PlainJson json)
    {
        if (!json.Passes('{')) return false;
        var group = new Group { At = json.At - 1, Start = _records.Length };
        var tin = default(FiledTin);
        var (hasTin, npis, isFirst) = (false, -1, true);
        while (!json.Passes('}'))
        {
            if (!isFirst && !json.Passes(',')) return false;
            isFirst = false;
            if (!json.Name(out var name)) return false;
            if (name.SequenceEqual("npi"u8) && npis < 0)
            {
                if (!TryReadNpis(ref json, ref group, out npis)) return false;
            }
            else if (name.SequenceEqual("tin"u8) && !hasTin)
            {
                if (!TryReadTin(ref json, ref tin)) return false;
                hasTin = true;
            }
            else
            {
                return false;
            }
        }
        if (tin.Value.IsEmpty) return false;
        group.IsClean &= tin.IsWellFormed;
        _records.Text(tin.Type).Text(tin.Value);
        if (tin.BusinessName.IsEmpty) _records.Null();
        else _records.Text(tin.BusinessName);
        _records.Numbers(_npis.AsSpan(0, Math.Max(0, npis))).Number(0);
        group.End = _records.Length;
        _groups.Add(group);
        return true;
    }

    static bool TryReadTin(ref PlainJson json, ref FiledTin tin)
    {
        if (!json.Passes('{')) return false;
        var isFirst = true;
        while (!json.Passes('}'))
        {
            if (!isFirst && !json.Passes(',')) return false;
            isFirst = false;
            if (!json.Name(out var name)) return false;
            if (!json.Text(out var text) || !Ascii.IsValid(text)) return false;
            if (name.SequenceEqual("type"u8)) tin.Type = text;
            else if (name.SequenceEqual("value"u8)) tin.Value = text.Trim((byte)' ');
            else if (name.SequenceEqual("business_name"u8)) tin.BusinessName = text.Trim((byte)' ');
            else return false;
        }
        return tin.Type.SequenceEqual("ein"u8) || tin.Type.SequenceEqual("npi"u8);
    }

    bool TryReadNpis(ref PlainJson json, ref Group group, out int count)
    {
        count = 0;
        if (!json.Passes('[')) return false;
        do
        {
            if (json.PassesZero()) continue; // only the TIN is known
            if (count == _npis.Length) Array.Resize(ref _npis, count * 2);
            if (!json.Npi(out var number, out var isValid) || number is < 1_000_000_000 or > 3_999_999_999) return false;
            _npis[count++] = (uint)number;
            group.IsClean &= isValid;
        } while (json.Passes(','));
        return json.Passes(']');
    }

    struct Group
    {
        public required int At, Start;
        public int End;
        public bool IsClean = true;

        public Group() { }
    }

    ref struct FiledTin
    {
        public ReadOnlySpan<byte> Type, Value, BusinessName;

        /// <summary>Nine digits of an EIN, with a hyphen or without: what else may be well formed is looked at as text.</summary>
        public readonly bool IsWellFormed =>
            Type[0] == 'e' && (Value.Length == 9 ? IsDigits(Value) : Value.Length == 10 && Value[2] == '-' && IsDigits(Value[..2]) && IsDigits(Value[3..]));

        static bool IsDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }
}
