using System.Globalization;
using Assayer.Codes;
using Assayer.Rates.Benchmarks;
using DuckDB.NET.Data;

namespace Assayer.Lake.Optimized;

/// <summary>Reads what a layer's sources say about one code.</summary>
sealed class LayerTables(DuckDBConnection connection, ServedLayer served)
{
    readonly Layer _layer = served.Layer;

    public void Gather(BillingCode code, GatheredRates into)
    {
        int? rates = null, charges = null;
        foreach (var (source, rows, rejected, piece) in connection.Query(
            $"SELECT source, rows, rejected, piece FROM {_layer.Table("codes")} WHERE {SourceTables.Matches(code)}{served.AndServed}",
            reader => (served.Sources[reader.GetInt32(0)], reader.GetInt64(1), reader.GetInt64(2), reader.NumberOrNull(3))))
        {
            into.AddRejected(source.Sha256, rejected);
            if (rows == 0) continue;
            if (source.Kind == SourceKind.Hospital) charges = piece;
            else rates = piece;
        }
        if (rates is { } one) GatherRates(code, one, into);
        if (charges is { } other) GatherCharges(code, other, into);
    }

    // The files' order is the order of the rows.
    void GatherRates(BillingCode code, int piece, GatheredRates into)
    {
        var rows = new List<(int Source, int Terms, int Set, FiledAmount Amount)>();
        rows.AddRange(connection.Query(
            $"SELECT source, terms, {RateTables.Amounts} FROM {_layer.Table(string.Create(CultureInfo.InvariantCulture, $"rates-{piece}"))} WHERE {SourceTables.Matches(code)}{served.AndServed}",
            reader => (reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), RateTables.AmountOf(reader, 3))));
        var tables = new NumberedTables(connection, _layer);
        var terms = tables.Terms(rows.Select(row => row.Terms).ToHashSet());
        var providers = new LayerProviders(tables, rows.Select(row => row.Set).ToHashSet());
        foreach (var row in rows) into.Add(served.Sources[row.Source].Sha256, RateTables.RowOf(code, terms[row.Terms], providers.SetIds[row.Set], row.Amount));
        foreach (var (source, its) in providers.BySource()) into.AddProviders(served.Sources[source].Sha256, its);
    }

    void GatherCharges(BillingCode code, int piece, GatheredRates into)
    {
        foreach (var (source, charge) in connection.Query(
            $"SELECT source, {HospitalTables.Columns} FROM {_layer.Table(string.Create(CultureInfo.InvariantCulture, $"charges-{piece}"))} WHERE {SourceTables.Matches(code)}{served.AndServed}",
            reader => (reader.GetInt32(0), HospitalStage.ChargeOf(code, reader, 1))))
            into.Add(served.Sources[source].Sha256, charge);
    }
}
