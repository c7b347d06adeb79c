using System.Text;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads provider references, and lists of provider groups, as nearly all files write them, from what is in memory. What it doesn't know is left to
/// <see cref="ProviderParser"/>, which gives the same for what it does know.
/// </summary>
sealed class ProviderScanner
{
    readonly GroupParser _parser;
    readonly Memo<string> _types = new(type => Encoding.UTF8.GetString(type).Trim().ToLowerInvariant(), 1 << 12);
    readonly Memo<string> _networks = new(network => Encoding.UTF8.GetString(network).Trim(), 1 << 16);
    readonly List<Group> _groups = [];
    readonly List<string> _networkNames = [];
    readonly List<Guid> _ids = [];
    long[] _npis = new long[256];

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

    /// <summary>The reference's number.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The reference's networks.</summary>
    public IReadOnlyList<string> Networks => _networkNames;

    bool TryRead(ref PlainJson json)
    {
        Id = "";
        _groups.Clear();
        _networkNames.Clear();
        var isFirst = true;
        while (!json.Passes('}'))
        {
            if (!isFirst && !json.Passes(',')) return false;
            isFirst = false;
            if (!json.Name(out var name)) return false;
            if (name.SequenceEqual("provider_group_id"u8))
            {
                if (Id.Length > 0 || !json.Number(out var number) || number.Contains((byte)'.')) return false;
                Id = Encoding.ASCII.GetString(number);
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
        return Id.Length > 0 && _groups.Count > 0;
    }

    /// <summary>Reads a list of groups, for <see cref="TakeGroups"/>. False where that is left to others.</summary>
    public bool TryReadGroups(ref PlainJson json)
    {
        _groups.Clear();
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
            if (!group.IsClean)
            {
                var address = $"{list}/{index}/provider_groups/{i}";
                _parser.Check(new TinAsFiled(group.TinType, group.Tin, group.BusinessName), offset + group.At, address + "/tin");
                _parser.Check(group.Npis.Select(NpiList.TextOf).ToList(), offset + group.At, address + "/npi");
            }
            var made = ProviderGroup.Of(group.TinType, group.Tin, group.BusinessName, NpiList.Of(group.Npis));
            sink.Add(made);
            _ids.Add(made.Id);
        }
    }

    bool TryReadNetworks(ref PlainJson json)
    {
        if (!json.Passes('[')) return false;
        do
        {
            if (!json.Text(out var text) || !Ascii.IsValid(text)) return false;
            if (_networks.Of(text) is not { Length: > 0 } network) return false;
            _networkNames.Add(network);
        } while (json.Passes(','));
        return json.Passes(']');
    }

    bool TryReadGroup(ref PlainJson json)
    {
        if (!json.Passes('{')) return false;
        var group = new Group { At = json.At - 1 };
        var (hasTin, hasNpis, isFirst) = (false, false, true);
        while (!json.Passes('}'))
        {
            if (!isFirst && !json.Passes(',')) return false;
            isFirst = false;
            if (!json.Name(out var name)) return false;
            if (name.SequenceEqual("npi"u8) && !hasNpis) hasNpis = TryReadNpis(ref json, ref group);
            else if (name.SequenceEqual("tin"u8) && !hasTin) hasTin = TryReadTin(ref json, ref group);
            else return false;
            if (!(name[0] == 'n' ? hasNpis : hasTin)) return false;
        }
        if (!hasTin || group.Tin.Length == 0) return false;
        _groups.Add(group);
        return true;
    }

    bool TryReadTin(ref PlainJson json, ref Group group)
    {
        if (!json.Passes('{')) return false;
        var isFirst = true;
        while (!json.Passes('}'))
        {
            if (!isFirst && !json.Passes(',')) return false;
            isFirst = false;
            if (!json.Name(out var name)) return false;
            if (!json.Text(out var text) || !Ascii.IsValid(text)) return false;
            if (name.SequenceEqual("type"u8)) group.TinType = _types.Of(text);
            else if (name.SequenceEqual("value"u8)) group.Tin = Encoding.ASCII.GetString(text).Trim();
            else if (name.SequenceEqual("business_name"u8)) group.BusinessName = Encoding.ASCII.GetString(text).Trim() is { Length: > 0 } known ? known : null;
            else return false;
        }
        group.IsClean &= Codes.Tin.TryParse(group.TinType, group.Tin, out var tin) && tin.IsWellFormed;
        return true;
    }

    bool TryReadNpis(ref PlainJson json, ref Group group)
    {
        var count = 0;
        if (!json.Passes('[')) return false;
        do
        {
            if (json.PassesZero()) continue; // only the TIN is known
            if (count == _npis.Length) Array.Resize(ref _npis, count * 2);
            if (!json.Npi(out _npis[count], out var isValid)) return false;
            group.IsClean &= isValid;
            count++;
        } while (json.Passes(','));
        group.Npis = _npis.AsSpan(0, count).ToArray();
        return json.Passes(']');
    }

    struct Group()
    {
        public required int At;
        public string TinType = "", Tin = "";
        public string? BusinessName;
        public long[] Npis = [];
        public bool IsClean = true;
    }
}
