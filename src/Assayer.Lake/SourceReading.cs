using Assayer.Evidence;
using Assayer.Rates;
using Assayer.Rates.Benchmarks;
using Assayer.Rates.Files;
using Assayer.Rates.Hospital;
using Assayer.Rates.Transparency;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Reads one file, whatever its content says that it is, and writes its Parquet files.</summary>
sealed class SourceReading(
    InputFile input, ReceivedFile file, CodeFilter wanted, DuckDBConnection connection, PartWriter parts, RemoteReferences? remote, IngestProgress progress)
{
    /// <summary>What a file is, by the beginning of its content.</summary>
    /// <exception cref="DataFormatException">It is nothing that is read.</exception>
    public static string KindOf(ReceivedFile file)
    {
        var start = file.Peek();
        if (HospitalReader.Recognises(start)) return SourceKind.Hospital;
        if (WithoutMark(start).TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..])
            return TableStage.KindOf(TableStage.Detect(file));
        return TransparencyKinds.KindOf(start) switch
        {
            TransparencyKind.AllowedAmounts => SourceKind.AllowedAmounts,
            TransparencyKind.TableOfContents => TableOfContentsStage.Kind,
            TransparencyKind.ProviderReference => throw new DataFormatException(new(
                "FILE009", Severity.Error, new(file.Name), "This is a provider-reference file, a part of an in-network file.", "Give the in-network file that names it: its references are followed.")),
            _ => SourceKind.InNetwork, // its reader says if it isn't
        };
    }

    static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> start) => start is [0xef, 0xbb, 0xbf, ..] ? start[3..] : start;

    /// <summary>Reads the file to its end.</summary>
    /// <exception cref="DataFormatException">It can't be read.</exception>
    public (SourceManifest, IReadOnlyList<Diagnostic>) Read(CancellationToken cancellation)
    {
        try
        {
            return ReadContent(cancellation);
        }
        catch (DataFormatException exception) when (exception.Diagnostic.Code == "FILE008")
        {
            file.Finish(cancellation); // where the packing is damaged, this says so: the content only follows it
            throw;
        }
    }

    (SourceManifest, IReadOnlyList<Diagnostic>) ReadContent(CancellationToken cancellation) => KindOf(file) switch
    {
        SourceKind.Hospital => ReadHospital(cancellation),
        SourceKind.InNetwork => ReadPayer(SourceKind.InNetwork, cancellation),
        SourceKind.AllowedAmounts => ReadPayer(SourceKind.AllowedAmounts, cancellation),
        TableOfContentsStage.Kind => ReadTableOfContents(cancellation),
        _ => TableStage.Read(file, connection, parts, progress, cancellation),
    };

    (SourceManifest, IReadOnlyList<Diagnostic>) ReadPayer(string kind, CancellationToken cancellation)
    {
        using var stage = new InNetworkStage(connection, progress);
        var result = kind == SourceKind.InNetwork
            ? InNetworkReader.Read(file, wanted, stage, cancellation)
            : AllowedAmountReader.Read(file, wanted, stage, cancellation);
        var identity = file.Finish(cancellation);
        var diagnostics = result.Diagnostics;
        if (remote is not null) remote.Resolve(stage, input, diagnostics, cancellation);
        var (outside, undefined) = stage.Write(parts, result.RejectedByCode);
        if (outside > 0)
            diagnostics.Add(new(
                "RATE021", Severity.Warning, new(file.Name, Address: "/provider_references"),
                $"{outside} provider references used by prices point outside the file, and {(remote is null ? "were not followed" : "could not be followed")}: each stands as an unresolved entity.",
                "Ingest the file again when the places that they name can be reached: it is then completed."));
        if (undefined > 0)
            diagnostics.Add(new("RATE020", Severity.Warning, new(file.Name, Address: "/provider_references"), $"{undefined} provider references used by prices are not defined in the file, or have no providers: each stands as an unresolved entity."));
        NoteDates(result.Header.LastUpdatedOn, "/last_updated_on", diagnostics);
        return (SourceManifest.Of(kind, file.Name, identity, parts, ["rates", "provider_sets", "codes"], diagnostics) with
        {
            Header = result.Header,
            NameDate = FileName.DateIn(file.Name),
            Synthetic = result.Header.Synthetic,
            Codes = Wanted,
            Accepted = result.Accepted,
            Rejected = result.Rejected,
            RejectedWithoutCode = result.RejectedWithoutCode,
            RemoteReferences = outside,
            UndefinedReferences = undefined,
        }, diagnostics.Kept);
    }

    (SourceManifest, IReadOnlyList<Diagnostic>) ReadHospital(CancellationToken cancellation)
    {
        using var stage = new HospitalStage(connection, progress);
        var result = HospitalReader.Read(file.Name, file.Content, wanted, stage.Add, cancellation);
        var identity = file.Finish(cancellation);
        stage.Write(parts, result.RejectedByCode, result.ModifierRules);
        NoteDates(result.Header.LastUpdatedOn, "last_updated_on", result.Diagnostics);
        return (SourceManifest.Of(SourceKind.Hospital, file.Name, identity, parts, ["charges", "codes", "modifier_rules"], result.Diagnostics) with
        {
            Hospital = result.Header,
            NameDate = FileName.DateIn(file.Name),
            Synthetic = result.Header.Synthetic,
            Codes = Wanted,
            Accepted = result.Accepted,
            Rejected = result.Rejected,
            RejectedWithoutCode = result.RejectedWithoutCode,
        }, result.Diagnostics.Kept);
    }

    (SourceManifest, IReadOnlyList<Diagnostic>) ReadTableOfContents(CancellationToken cancellation)
    {
        using var stage = new TableOfContentsStage(connection, progress);
        var result = TableOfContentsReader.Read(file.Name, file.Content, stage.Add, cancellation);
        var identity = file.Finish(cancellation);
        stage.Write(parts);
        return (SourceManifest.Of(TableOfContentsStage.Kind, file.Name, identity, parts, ["plans", "files"], result.Diagnostics) with
        {
            Header = result.Header,
            NameDate = FileName.DateIn(file.Name),
            Synthetic = result.Header.Synthetic,
            Accepted = progress.Rows,
        }, result.Diagnostics.Kept);
    }

    IReadOnlyList<string>? Wanted => wanted.Codes?.Select(code => $"{code.Type}:{code.Value}").ToList();

    void NoteDates(DateOnly? updated, string address, DiagnosticLog diagnostics)
    {
        if (updated is { } said && FileName.DateIn(file.Name) is { } named && said != named)
            diagnostics.Add(new("RATE026", Severity.Warning, new(file.Name, Address: address), $"The file says that it was last updated on {said:yyyy-MM-dd}; its name says {named:yyyy-MM-dd}. The former is used."));
    }
}
