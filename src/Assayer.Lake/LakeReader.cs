using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Codes.Tables;
using Assayer.Evidence;
using Assayer.Rates.Benchmarks;
using Assayer.Rates.Transparency;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Reads a lake by code. SQL filters and joins here; what is made of the rows is Rates' business.</summary>
public sealed class LakeReader : IDisposable
{
    readonly LakeFolder _lake;
    readonly IReadOnlyList<SourceManifest> _sources;
    readonly DuckDBConnection _connection = DuckDb.Open(null, null);

    /// <summary>Opens a lake as it is now.</summary>
    /// <exception cref="DataFormatException">A source's manifest is damaged or too new.</exception>
    public LakeReader(LakeFolder lake) => (_lake, _sources) = (lake, lake.Sources());

    /// <summary>The sources.</summary>
    public IReadOnlyList<SourceManifest> Sources => _sources;

    /// <summary>What payers' and hospitals' files say about a code, and what the registry knows about the providers.</summary>
    public CodeRates RatesOf(BillingCode code)
    {
        List<SourceManifest> Loaded(params ReadOnlySpan<string> kinds)
        {
            var loaded = new List<SourceManifest>();
            foreach (var source in _sources)
                if (kinds.Contains(source.Kind)) loaded.Add(source);
            return loaded;
        }
        var (payers, hospitals) = (Loaded(SourceKind.InNetwork, SourceKind.AllowedAmounts), Loaded(SourceKind.Hospital));
        var counts = CountsOf(code, [.. payers, .. hospitals]);
        var pricing = payers.FindAll(source => counts.GetValueOrDefault(source.Sha256).Rows > 0);
        var rows = RowsOf(code, pricing);
        var providers = new ProviderTables(_connection, _lake, pricing);
        var charges = HospitalTables.ChargesOf(code, _connection, _lake, hospitals.FindAll(source => counts.GetValueOrDefault(source.Sha256).Rows > 0));
        var npis = providers.Npis.Concat(hospitals.Where(source => charges.Contains(source.Sha256)).SelectMany(source => source.Hospital!.Npis)).ToHashSet(StringComparer.Ordinal);
        return new(code, [.. payers.Select(source => new FileRates
        {
            File = PriceFileOf(source),
            Rejected = counts.GetValueOrDefault(source.Sha256).Rejected,
            Rows = rows.GetValueOrDefault(source.Sha256) ?? [],
            ProviderSets = providers.SetsOf(source.Sha256),
            References = providers.ReferencesOf(source.Sha256),
            Groups = providers.GroupsOf(source.Sha256),
        })])
        {
            Hospitals = [.. hospitals.Select(source => new HospitalRates
            {
                File = new() { Source = SourceOf(source), Header = source.Hospital!, NameDate = source.NameDate, Codes = source.Filter },
                Rejected = counts.GetValueOrDefault(source.Sha256).Rejected,
                Charges = [.. charges[source.Sha256]],
            })],
            Providers = new RegistryTables(_connection, _lake, _sources).Of(npis),
        };
    }

    /// <summary>The codes that payers' and hospitals' files price, in order.</summary>
    public IReadOnlyList<BillingCode> Codes()
    {
        var pricing = _sources.Where(source => source.Kind is SourceKind.InNetwork or SourceKind.AllowedAmounts or SourceKind.Hospital).ToList();
        return pricing.Count == 0 ? [] : [.. _connection.Query(
            $"SELECT DISTINCT code_type, code FROM {_lake.Parts(pricing, "codes")} WHERE rows > 0",
            reader => new BillingCode(BillingCodeType.From(reader.GetString(0)), reader.GetString(1))).Distinct().Order()];
    }

    /// <summary>What the files say about each of their codes, in order.</summary>
    public IEnumerable<CodeRates> AllRates() => Codes().Select(RatesOf);

    /// <summary>The loaded fee schedules, with the rows of some codes; null: of all.</summary>
    public MedicareSchedules MedicareOf(IReadOnlyCollection<BillingCode>? codes = null)
    {
        var filter = codes is null ? "true" : In("code", codes);
        return new(
            Load(StoredTables.ClinicalLaboratoryFees, filter),
            Load(StoredTables.RelativeValues, filter),
            Load(StoredTables.PracticeCostIndices, "true"),
            Load(StoredTables.SurgicalCenterFees, filter),
            Load(StoredTables.OutpatientFees, filter));
    }

    /// <summary>The loaded tables of edits, read once for every code.</summary>
    public MedicareEdits Edits() => new(
        Load(StoredTables.MedicallyUnlikelyEdits, "true"),
        [.. _sources.Where(source => source.Kind == StoredTables.ProcedurePairEdits.Kind)
            .Select(source => new PairEditTable(SourceOf(source), source.Setting, Rows(source, StoredTables.ProcedurePairEdits, "true")))]);

    /// <summary>The loaded tables of medically unlikely edits, with the rows of a code.</summary>
    public IReadOnlyList<LoadedTable<MedicallyUnlikelyEdit>> UnitEditsOf(BillingCode code) => Load(StoredTables.MedicallyUnlikelyEdits, In("code", [code]));

    /// <summary>The loaded tables of procedure-to-procedure edits, with the rows in which a code stands, and the setting that each is for, where its name says it.</summary>
    public IReadOnlyList<(string? Setting, LoadedTable<ProcedurePairEdit> Table)> PairEditsOf(BillingCode code)
    {
        var settings = _sources.Where(source => source.Kind == StoredTables.ProcedurePairEdits.Kind).Select(source => source.Setting);
        return [.. settings.Zip(Load(StoredTables.ProcedurePairEdits, $"{DuckDb.Text(code.Value)} IN (column1, column2)"))];
    }

    static string In(string column, IEnumerable<BillingCode> codes) => $"list_contains({DuckDb.List(codes.Select(code => code.Value))}, {column})";

    IReadOnlyList<LoadedTable<TRow>> Load<TRow>(StoredTable<TRow> stored, string filter)
        where TRow : class, ITableRow =>
        [.. _sources.Where(source => source.Kind == stored.Kind).Select(source => new LoadedTable<TRow>(
            SourceOf(source),
            [.. Rows(source, stored, filter)]))];

    IEnumerable<TRow> Rows<TRow>(SourceManifest source, StoredTable<TRow> stored, string filter)
        where TRow : class, ITableRow =>
        _connection.Query($"SELECT * FROM read_parquet({DuckDb.Text(Path.Combine(_lake.FolderOf(source.Sha256), stored.Kind + ".parquet"))}) WHERE {filter} ORDER BY line", stored.Row);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    static PriceFile PriceFileOf(SourceManifest source) => new()
    {
        Source = SourceOf(source),
        Kind = source.Kind,
        Header = source.Header ?? new(),
        NameDate = source.NameDate,
        Codes = source.Filter,
        UnresolvedReferences = source.RemoteReferences + source.UndefinedReferences,
    };

    /// <summary>A source of the lake as the source of a figure.</summary>
    internal static Source SourceOf(SourceManifest source) => new()
    {
        Name = source.Name,
        Publisher = source.Header?.ReportingEntityName ?? source.Hospital?.HospitalName ?? "Centers for Medicare & Medicaid Services",
        Vintage = source.Vintage ?? source.Date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "not stated in the file",
        Period = new(source.FirstDay, source.LastDay),
        Sha256 = source.Sha256,
        Synthetic = source.Synthetic,
    };

    Dictionary<string, (long Rows, long Rejected)> CountsOf(BillingCode code, List<SourceManifest> sources)
    {
        if (sources.Count == 0) return [];
        return _connection.Query(
            $"SELECT {SourceColumn}, rows, rejected FROM {_lake.Parts(sources, "codes")} WHERE {Matches(code)}",
            reader => (Sha256: reader.GetString(0), Rows: reader.GetInt64(1), Rejected: reader.GetInt64(2)))
            .ToDictionary(row => row.Sha256, row => (row.Rows, row.Rejected));
    }

    Dictionary<string, List<RateRow>> RowsOf(BillingCode code, List<SourceManifest> sources)
    {
        var rows = new Dictionary<string, List<RateRow>>();
        if (sources.Count == 0) return rows;
        _connection.Execute($"CREATE OR REPLACE TEMP TABLE rows AS SELECT {SourceColumn} AS source, * EXCLUDE (filename) FROM {_lake.Parts(sources, "rates")} WHERE {Matches(code)}");
        var query = """
            SELECT source, code_version, severity_of_illness, arrangement, contained_codes, provider_set, negotiated_type, amount, amount_text, expiration,
                service_codes, billing_class, setting, modifiers, additional_information, billed_charge, byte_offset
            FROM rows ORDER BY source, byte_offset
            """;
        foreach (var (sha256, row) in _connection.Query(query, reader => (reader.GetString(0), RowOf(code, reader))))
        {
            if (!rows.TryGetValue(sha256, out var list)) rows.Add(sha256, list = []);
            list.Add(row);
        }
        return rows;
    }

    static RateRow RowOf(BillingCode code, DuckDBDataReader reader) => new()
    {
        Code = code,
        CodeVersion = reader.TextOrNull(1),
        SeverityOfIllness = reader.TextOrNull(2),
        Arrangement = reader.TextOrNull(3),
        ContainedCodes = reader.TextOrNull(4),
        ProviderSet = reader.GetGuid(5),
        NegotiatedType = reader.TextOrNull(6),
        Amount = reader.GetDecimal(7),
        AmountText = reader.GetString(8),
        Expiration = reader.IsDBNull(9) ? null : reader.GetFieldValue<DateOnly>(9),
        ServiceCodes = reader.GetString(10),
        BillingClass = reader.TextOrNull(11),
        Setting = reader.TextOrNull(12),
        Modifiers = reader.GetString(13),
        AdditionalInformation = reader.TextOrNull(14),
        BilledCharge = reader.DecimalOrNull(15),
        ByteOffset = reader.GetInt64(16),
    };

    /// <summary>The source's SHA-256, from the path of the file that a row came from.</summary>
    internal const string SourceColumn = "parse_path(filename)[-2]";

    internal static string Matches(BillingCode code) => $"code_type = {DuckDb.Text(code.Type.Name)} AND code = {DuckDb.Text(code.Value)}";
}
