using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Codes.Tables;
using Assayer.Evidence;
using Assayer.Lake.Optimized;
using Assayer.Rates.Benchmarks;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Reads a lake by code. SQL filters and joins here; what is made of the rows is Rates' business.</summary>
public sealed class LakeReader : IDisposable
{
    readonly LakeFolder _lake;
    readonly List<Diagnostic> _unreadable = [];
    readonly IReadOnlyList<ServedLayer> _layers;
    readonly List<SourceManifest> _payers, _hospitals, _uncovered;
    readonly Lazy<Dictionary<string, PriceFile>> _priceFiles;
    readonly Lazy<Dictionary<string, HospitalFile>> _hospitalFiles;
    readonly DuckDBConnection _connection = DuckDb.Open(null, null);

    /// <summary>Opens a lake as it is now. Sources that can't be read are left out, and named.</summary>
    /// <exception cref="DataFormatException">A source was written by another version.</exception>
    public LakeReader(LakeFolder lake)
    {
        ArgumentNullException.ThrowIfNull(lake);
        _lake = lake;
        Sources = lake.Sources(_unreadable.Add);
        _layers = ServedLayer.Of(lake, Sources);
        var covered = _layers.SelectMany(layer => layer.Sources.Values).ToHashSet<SourceManifest>(ReferenceEqualityComparer.Instance);
        _payers = [.. Sources.Where(source => source.Kind is SourceKind.InNetwork or SourceKind.AllowedAmounts)];
        _hospitals = [.. Sources.Where(source => source.Kind == SourceKind.Hospital)];
        _uncovered = [.. _payers.Concat(_hospitals).Where(source => !covered.Contains(source))];
        _priceFiles = new(() => _payers.ToDictionary(source => source.Sha256, PriceFileOf));
        _hospitalFiles = new(() => _hospitals.ToDictionary(source => source.Sha256, HospitalFileOf));
    }

    /// <summary>The sources.</summary>
    public IReadOnlyList<SourceManifest> Sources { get; }

    /// <summary>What is wrong with sources that can't be read; nothing here tells of their prices.</summary>
    public IReadOnlyList<Diagnostic> Unreadable => _unreadable;

    /// <summary>What payers' and hospitals' files say about a code, and what the registry knows about the providers.</summary>
    public CodeRates RatesOf(BillingCode code)
    {
        var gathered = new GatheredRates();
        foreach (var layer in _layers) new LayerTables(_connection, layer).Gather(code, gathered);
        new SourceTables(_connection, _lake, _uncovered).Gather(code, gathered);
        var npis = gathered.Npis.Concat(_hospitals.Where(source => gathered.ChargesOf(source.Sha256).Count > 0).SelectMany(source => source.Hospital!.Npis));
        return RatesOf(code, gathered, new RegistryTables(_connection, _lake, Sources).Of(npis));
    }

    /// <summary>
    /// What the files say about every code that one of them has, in the order of codes, in one pass. The providers of all codes are in memory meanwhile.
    /// What is not optimized is so first, in a temporary folder.
    /// </summary>
    public IEnumerable<CodeRates> AllRates(CancellationToken cancellation = default)
    {
        var temporary = _uncovered.Count == 0 ? null : Directory.CreateTempSubdirectory("assayer-rates-");
        try
        {
            var layers = temporary is null ? _layers : [.. _layers, LakeOptimizer.Cluster(_lake, _uncovered, temporary.FullName, cancellation)];
            foreach (var rates in AllRates(layers, cancellation)) yield return rates;
        }
        finally
        {
            temporary?.Delete(recursive: true);
        }
    }

    IEnumerable<CodeRates> AllRates(IReadOnlyList<ServedLayer> layers, CancellationToken cancellation)
    {
        if (layers.Count == 0) yield break;
        var streams = new List<LayerStream>();
        try
        {
            foreach (var layer in layers) streams.Add(new(layer));
            var providers = streams.SelectMany(stream => stream.Providers).ToDictionary();
            var npis = providers.Values.SelectMany(its => its.Groups.Values).SelectMany(group => group.Npis).Concat(_hospitals.SelectMany(source => source.Hospital!.Npis));
            var directory = new RegistryTables(_connection, _lake, Sources).Of(npis);
            var codes = _connection.Query(
                $"SELECT DISTINCT code_type, code FROM ({string.Join(" UNION ALL ", layers.Select(layer => $"SELECT code_type, code FROM {layer.Layer.Table("codes")} WHERE true{layer.AndServed}"))}) ORDER BY ALL",
                reader => (reader.GetString(0), reader.GetString(1))).ToList(); // whoever takes a code's rates may use the connection meanwhile
            foreach (var (type, value) in codes)
            {
                cancellation.ThrowIfCancellationRequested();
                var (code, gathered) = (new BillingCode(BillingCodeType.From(type), value), new GatheredRates(providers));
                foreach (var stream in streams) stream.Gather(type, value, code, gathered);
                yield return RatesOf(code, gathered, directory);
            }
        }
        finally
        {
            foreach (var stream in streams) stream.Dispose();
        }
    }

    CodeRates RatesOf(BillingCode code, GatheredRates gathered, ProviderDirectory directory) => new(code, [.. _payers.Select(source =>
    {
        var providers = gathered.ProvidersOf(source.Sha256);
        return new FileRates
        {
            File = _priceFiles.Value[source.Sha256],
            Rejected = gathered.RejectedOf(source.Sha256),
            Rows = gathered.RatesOf(source.Sha256),
            ProviderSets = providers.Sets,
            References = providers.References,
            Groups = providers.Groups,
        };
    })])
    {
        Hospitals = [.. _hospitals.Select(source => new HospitalRates
        {
            File = _hospitalFiles.Value[source.Sha256],
            Rejected = gathered.RejectedOf(source.Sha256),
            Charges = gathered.ChargesOf(source.Sha256),
        })],
        Unreadable = [.. _unreadable.Select(problem => new Missing($"a source of the lake can't be read: {Path.GetFileName(Path.GetDirectoryName(problem.Location.File))}", "its file, ingested again"))],
        Providers = directory,
    };

    /// <summary>The codes that payers' and hospitals' files price, in order.</summary>
    public IReadOnlyList<BillingCode> Codes()
    {
        List<SourceManifest> pricing = [.. _payers, .. _hospitals];
        return pricing.Count == 0 ? [] : [.. _connection.Query(
            $"SELECT DISTINCT code_type, code FROM {_lake.Parts(pricing, "codes")} WHERE rows > 0",
            reader => new BillingCode(BillingCodeType.From(reader.GetString(0)), reader.GetString(1))).Distinct().Order()];
    }

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
        [.. Sources.Where(source => source.Kind == StoredTables.ProcedurePairEdits.Kind)
            .Select(source => new PairEditTable(SourceOf(source), source.Setting, Rows(source, StoredTables.ProcedurePairEdits, "true")))]);

    /// <summary>The loaded tables of medically unlikely edits, with the rows of a code.</summary>
    public IReadOnlyList<LoadedTable<MedicallyUnlikelyEdit>> UnitEditsOf(BillingCode code) => Load(StoredTables.MedicallyUnlikelyEdits, In("code", [code]));

    /// <summary>The loaded tables of procedure-to-procedure edits, with the rows in which a code stands, and the setting that each is for, where its name says it.</summary>
    public IReadOnlyList<(string? Setting, LoadedTable<ProcedurePairEdit> Table)> PairEditsOf(BillingCode code)
    {
        var settings = Sources.Where(source => source.Kind == StoredTables.ProcedurePairEdits.Kind).Select(source => source.Setting);
        return [.. settings.Zip(Load(StoredTables.ProcedurePairEdits, $"{DuckDb.Text(code.Value)} IN (column1, column2)"))];
    }

    static string In(string column, IEnumerable<BillingCode> codes) => $"list_contains({DuckDb.List(codes.Select(code => code.Value))}, {column})";

    IReadOnlyList<LoadedTable<TRow>> Load<TRow>(StoredTable<TRow> stored, string filter)
        where TRow : class, ITableRow =>
        [.. Sources.Where(source => source.Kind == stored.Kind).Select(source => new LoadedTable<TRow>(
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

    static HospitalFile HospitalFileOf(SourceManifest source) => new() { Source = SourceOf(source), Header = source.Hospital!, NameDate = source.NameDate, Codes = source.Filter };

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
}
