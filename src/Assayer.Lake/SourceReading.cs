using Assayer.Evidence;
using Assayer.Rates;
using Assayer.Rates.Benchmarks;
using Assayer.Rates.Files;
using Assayer.Rates.Hospital;
using Assayer.Rates.Transparency;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>Reads one file, whatever its content says that it is, and writes its Parquet files.</summary>
/// <param name="input">The file.</param>
/// <param name="file">The same, opened.</param>
/// <param name="wanted">The codes that are wanted.</param>
/// <param name="folder">Where the Parquet files are written.</param>
/// <param name="stageFolder">A place for what is needed in between.</param>
/// <param name="remote">Follows references to places outside the file; null: none is followed.</param>
/// <param name="progress">Told how far it is.</param>
sealed class SourceReading(InputFile input, ReceivedFile file, CodeFilter wanted, string folder, string stageFolder, RemoteReferences? remote, IngestProgress progress)
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
            throw new DataFormatException(exception.Diagnostic with { Location = WithLine(exception.Diagnostic.Location, cancellation) }, exception);
        }
    }

    (SourceManifest, IReadOnlyList<Diagnostic>) ReadContent(CancellationToken cancellation) => KindOf(file) switch
    {
        SourceKind.Hospital => Staged((connection, parts) => ReadHospital(connection, parts, cancellation), cancellation),
        SourceKind.InNetwork => ReadPayer(SourceKind.InNetwork, cancellation),
        SourceKind.AllowedAmounts => ReadPayer(SourceKind.AllowedAmounts, cancellation),
        TableOfContentsStage.Kind => Staged((connection, parts) => ReadTableOfContents(connection, parts, cancellation), cancellation),
        _ => Staged((connection, parts) => TableStage.Read(file, connection, parts, progress, cancellation), cancellation),
    };

    // Through a database of its own (docs/decisions/0002).
    (SourceManifest, IReadOnlyList<Diagnostic>) Staged(Func<DuckDBConnection, PartWriter, (SourceManifest, IReadOnlyList<Diagnostic>)> read, CancellationToken cancellation)
    {
        using var connection = DuckDb.Open(Path.Combine(stageFolder, "stage.duckdb"), Path.Combine(stageFolder, "spill"));
        return read(connection, new(connection, folder, cancellation));
    }

    // Nobody counts lines at the speed of reading: they are counted where they are needed.
    Location WithLine(Location location, CancellationToken cancellation)
    {
        if (location is not { ByteOffset: { } offset, Line: null }) return location;
        using var again = ReceivedFile.Open(input);
        var (line, lineStart) = (1L, 0L);
        while (again.Blocks.Offset + again.Blocks.Block.Length <= offset && again.Blocks.Next(out var block))
        {
            cancellation.ThrowIfCancellationRequested();
            block = block[..(int)Math.Min(block.Length, offset - again.Blocks.Offset)];
            line += block.Count((byte)'\n');
            if (block.LastIndexOf((byte)'\n') is >= 0 and var last) lineStart = again.Blocks.Offset + last + 1;
        }
        return location with { Line = line, Column = (int)Math.Min(int.MaxValue, offset - lineStart + 1) };
    }

    (SourceManifest, IReadOnlyList<Diagnostic>) ReadPayer(string kind, CancellationToken cancellation)
    {
        using var stage = new InNetworkStage(folder, stageFolder, progress);
        var result = kind == SourceKind.InNetwork
            ? InNetworkReader.Read(file, wanted, stage, cancellation)
            : AllowedAmountReader.Read(file, wanted, stage, cancellation);
        var identity = file.Finish(cancellation);
        var diagnostics = result.Diagnostics;
        if (remote is not null) remote.Resolve(stage, input, diagnostics, cancellation);
        var written = stage.Write(result.RejectedByCode);
        var (outside, undefined) = (written.Remote, written.Undefined);
        if (outside > 0)
            diagnostics.Add(new(
                "RATE021", Severity.Warning, new(file.Name, Address: "/provider_references"),
                $"{outside} provider references used by prices point outside the file, and {(remote is null ? "were not followed" : "could not be followed")}: each stands as an unresolved entity.",
                "Ingest the file again when the places that they name can be reached: it is then completed."));
        if (undefined > 0)
            diagnostics.Add(new("RATE020", Severity.Warning, new(file.Name, Address: "/provider_references"), $"{undefined} provider references used by prices are not defined in the file, or have no providers: each stands as an unresolved entity."));
        NoteDates(result.Header.LastUpdatedOn, "/last_updated_on", diagnostics);
        return (SourceManifest.Of(kind, file.Name, identity, written.Parts, written.Digest, diagnostics) with
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

    (SourceManifest, IReadOnlyList<Diagnostic>) ReadHospital(DuckDBConnection connection, PartWriter parts, CancellationToken cancellation)
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

    (SourceManifest, IReadOnlyList<Diagnostic>) ReadTableOfContents(DuckDBConnection connection, PartWriter parts, CancellationToken cancellation)
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
