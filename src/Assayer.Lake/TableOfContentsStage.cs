using Assayer.Rates.Benchmarks;
using Assayer.Rates.Transparency;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Takes the structures of a table of contents into a temporary database, and then writes them to Parquet: plans and files, many to many.</summary>
sealed class TableOfContentsStage : IDisposable
{
    readonly IngestProgress _progress;
    /// <summary>The kind of such a source.</summary>
    public const string Kind = "table-of-contents";

    readonly DuckDBAppender _plans, _files;
    bool _isOpen = true;

    public TableOfContentsStage(DuckDBConnection connection, IngestProgress progress)
    {
        _progress = progress;
        connection.Execute("""
            CREATE TABLE plans (structure BIGINT, plan_name VARCHAR, plan_id_type VARCHAR, plan_id VARCHAR, plan_market_type VARCHAR, issuer_name VARCHAR, plan_sponsor_name VARCHAR);
            CREATE TABLE files (structure BIGINT, kind VARCHAR, description VARCHAR, location VARCHAR);
            """);
        _plans = connection.CreateAppender("plans");
        _files = connection.CreateAppender("files");
    }

    public void Add(ReportingStructure structure)
    {
        _progress.CountRow();
        foreach (var plan in structure.Plans)
            _plans.CreateRow().AppendValue(structure.Index).AppendValue(plan.Name).AppendValue(plan.IdType).AppendValue(plan.Id)
                .AppendValue(plan.MarketType).AppendValue(plan.Issuer).AppendValue(plan.Sponsor).EndRow();
        foreach (var file in structure.Files)
            _files.CreateRow().AppendValue(structure.Index).AppendValue(file.Kind == TransparencyKind.AllowedAmounts ? SourceKind.AllowedAmounts : SourceKind.InNetwork).AppendValue(file.Description).AppendValue(file.Location).EndRow();
    }

    /// <summary>Writes the Parquet files.</summary>
    public void Write(PartWriter parts)
    {
        Dispose();
        parts.Write("plans", "SELECT * FROM plans");
        parts.Write("files", "SELECT * FROM files");
    }

    public void Dispose()
    {
        if (!_isOpen) return;
        _isOpen = false;
        _plans.Dispose();
        _files.Dispose();
    }
}
