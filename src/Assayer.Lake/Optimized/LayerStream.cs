using Assayer.Codes;
using Assayer.Evidence;
using Assayer.Rates.Benchmarks;
using Assayer.Rates.Hospital;
using Assayer.Rates.Transparency;
using DuckDB.NET.Data;

namespace Assayer.Lake.Optimized;

/// <summary>Reads what a layer's sources say about all codes, in the layer's order, each file once; its providers are read before.</summary>
sealed class LayerStream : IDisposable
{
    readonly ServedLayer _served;
    readonly DuckDBConnection[] _connections = [DuckDb.Open(null, null), DuckDb.Open(null, null), DuckDb.Open(null, null)];
    readonly IEnumerator<(string Type, string Code, SourceManifest Source, long Rows, long Rejected)> _codes;
    readonly IEnumerator<(SourceManifest Source, RateRow Row)> _rates;
    readonly IEnumerator<(SourceManifest Source, HospitalCharge Charge)> _charges;
    BillingCode _code;
    bool _isAtEnd;

    public LayerStream(ServedLayer served)
    {
        _served = served;
        var tables = new NumberedTables(_connections[0], served.Layer);
        var terms = tables.Terms(null);
        var providers = new LayerProviders(tables, null);
        Providers = [.. providers.BySource().Where(its => served.Sources.ContainsKey(its.Source)).Select(its => (served.Sources[its.Source].Sha256, its.Providers))];
        _codes = _connections[0].Query(
            $"SELECT code_type, code, source, rows, rejected FROM {served.Layer.Table("codes")} WHERE true{served.AndServed}",
            reader => (reader.GetString(0), reader.GetString(1), served.Sources[reader.GetInt32(2)], reader.GetInt64(3), reader.GetInt64(4))).GetEnumerator();
        _rates = Rows(_connections[1], "rates", $"terms, {RateTables.Amounts}", reader => RateTables.RowOf(_code, terms[reader.GetInt32(1)], providers.SetIds[reader.GetInt32(2)], RateTables.AmountOf(reader, 3)));
        _charges = Rows(_connections[2], "charges", HospitalTables.Columns, reader => HospitalStage.ChargeOf(_code, reader, 1));
        _isAtEnd = !_codes.MoveNext();
    }

    /// <summary>The providers of the sources, by their SHA-256.</summary>
    public IReadOnlyList<(string Sha256, SourceProviders Providers)> Providers { get; }

    /// <summary>Gathers what it has of a code: each of the lake's codes is asked for, in their order.</summary>
    public void Gather(string type, string code, BillingCode parsed, GatheredRates into)
    {
        _code = parsed;
        while (!_isAtEnd && _codes.Current.Code == code && _codes.Current.Type == type)
        {
            var (_, _, source, rows, rejected) = _codes.Current;
            into.AddRejected(source.Sha256, rejected);
            if (source.Kind == SourceKind.Hospital)
                for (; rows > 0; rows--) into.Add(source.Sha256, Next(_charges, source));
            else
                for (; rows > 0; rows--) into.Add(source.Sha256, Next(_rates, source));
            _isAtEnd = !_codes.MoveNext();
        }
    }

    T Next<T>(IEnumerator<(SourceManifest Source, T Row)> rows, SourceManifest source) => rows.MoveNext() && ReferenceEquals(rows.Current.Source, source)
        ? rows.Current.Row
        : throw new DataFormatException(new(
            "LAKE004", Severity.Error, new(_served.Layer.Folder), $"Its rows are not those that its codes count, at {_code} of {source.Name}.", "Delete this folder, and run assayer lake optimize."));

    // Pieces in their order, and the rows of each in its order.
    IEnumerator<(SourceManifest Source, T Row)> Rows<T>(DuckDBConnection connection, string prefix, string columns, Func<DuckDBDataReader, T> row)
    {
        var files = _served.Layer.PiecesOf(prefix);
        return (files.Count == 0 ? [] : connection.Query(
            $"SELECT source, {columns} FROM read_parquet({DuckDb.List(files)}) WHERE true{_served.AndServed}",
            reader => (_served.Sources[reader.GetInt32(0)], row(reader)))).GetEnumerator();
    }

    public void Dispose()
    {
        foreach (var rows in (IDisposable[])[_codes, _rates, _charges, .. _connections]) rows.Dispose();
    }
}
