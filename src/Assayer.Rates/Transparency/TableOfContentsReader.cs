using System.Text.Json;
using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Reads tables of contents of the Transparency in Coverage rule, schema 1.x and 2.x, of any size: one structure is held at a time, and plans
/// and files are never multiplied out.
/// </summary>
public sealed class TableOfContentsReader
{
    readonly ReadingLog _log;
    readonly Action<ReportingStructure> _sink;
    long _structures;
    bool _hasIssuers;

    TableOfContentsReader(ReadingLog log, Action<ReportingStructure> sink) => (_log, _sink) = (log, sink);

    /// <summary>Reads a file's content to its end.</summary>
    /// <param name="file">The file's name, for diagnostics.</param>
    /// <param name="content">The content, uncompressed.</param>
    /// <param name="sink">Takes each structure, in the file's order.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="DataFormatException">It is no JSON, or no table of contents.</exception>
    public static TableOfContentsResult Read(string file, Stream content, Action<ReportingStructure> sink, CancellationToken cancellation = default)
    {
        var log = new ReadingLog(file);
        var root = new RootParser(log, TransparencyKind.TableOfContents);
        var reader = new TableOfContentsReader(log, sink);
        root.Read(new(log, content, 0, cancellation), ("reporting_structure", reader.ReadStructures));
        var isSecond = reader._hasIssuers || root.Header.LastUpdatedOn is not null;
        return new(root.Header with { Structure = isSecond ? "2.x" : "1.x" }, reader._structures, log.Diagnostics);
    }

    void ReadStructures(JsonCursor cursor)
    {
        const string Address = "/reporting_structure";
        foreach (var index in cursor.Objects(_log, Address, "a list of reporting structures", "a reporting structure")) ReadStructure(cursor, index, $"{Address}/{index}");
    }

    void ReadStructure(JsonCursor cursor, long index, string address)
    {
        var offset = cursor.Offset;
        List<TableOfContentsPlan> plans = [];
        List<TableOfContentsFile> files = [];
        foreach (var name in cursor.Members())
        {
            switch (name)
            {
                case "reporting_plans":
                    foreach (var _ in cursor.Objects(_log, address + "/reporting_plans", "a list of plans", "a plan")) plans.Add(ReadPlan(cursor));
                    break;
                case "in_network_files": ReadFiles(cursor, TransparencyKind.InNetwork, files, address + "/in_network_files"); break;
                case "allowed_amount_file": ReadFiles(cursor, TransparencyKind.AllowedAmounts, files, address + "/allowed_amount_file"); break;
                default: cursor.Skip(); break;
            }
        }
        if (plans.Count == 0 || files.Count == 0)
            _log.Add("RATE033", Severity.Warning, offset, address, () => plans.Count == 0 ? "The structure has no plans: no choice of plans selects its files." : "The structure has no files: there are no prices for its plans.");
        _structures++;
        _sink(new(index, plans, files));
    }

    TableOfContentsPlan ReadPlan(JsonCursor cursor)
    {
        string? planName = null, idType = null, id = null, marketType = null, issuer = null, sponsor = null;
        foreach (var name in cursor.Members())
        {
            switch (name)
            {
                case "plan_name": planName = cursor.ReadText(); break;
                case "plan_id_type": idType = cursor.ReadText()?.ToLowerInvariant(); break;
                case "plan_id": id = cursor.ReadText(); break;
                case "plan_market_type": marketType = cursor.ReadText()?.ToLowerInvariant(); break;
                case "issuer_name": issuer = cursor.ReadText(); break;
                case "plan_sponsor_name": sponsor = cursor.ReadText(); break;
                default: cursor.Skip(); break;
            }
        }
        _hasIssuers |= issuer is not null || sponsor is not null;
        return new(planName, idType, id, marketType, issuer, sponsor);
    }

    /// <summary>A list of files, or a single one: both members occur both ways.</summary>
    void ReadFiles(JsonCursor cursor, TransparencyKind kind, List<TableOfContentsFile> files, string address)
    {
        if (cursor.Token == JsonTokenType.Null) return;
        if (cursor.Token == JsonTokenType.StartObject)
        {
            ReadFile(cursor, kind, files, address);
            return;
        }
        foreach (var index in cursor.Objects(_log, address, "a list of files", "a file")) ReadFile(cursor, kind, files, $"{address}/{index}");
    }

    void ReadFile(JsonCursor cursor, TransparencyKind kind, List<TableOfContentsFile> files, string address)
    {
        var offset = cursor.Offset;
        string? description = null, location = null;
        foreach (var name in cursor.Members())
        {
            switch (name)
            {
                case "description": description = cursor.ReadText(); break;
                case "location": location = cursor.ReadText(); break;
                default: cursor.Skip(); break;
            }
        }
        if (location is null)
        {
            _log.Add("RATE034", Severity.Warning, offset, address, () => $"The file '{description}' has no location; it was left out.");
            return;
        }
        if (!MayBeFetched(location))
            _log.Add("RATE034", Severity.Warning, offset, address + "/location", () => $"'{location}' is not an address that can be fetched; it was kept as it stands.");
        files.Add(new(kind, description, location));
    }

    // A colon before any slash, question mark or hash ends a scheme; without one it is a relative reference (RFC 3986, section 4.2).
    static bool MayBeFetched(string location)
    {
        var end = location.AsSpan().IndexOfAny(":/?#");
        if (end < 0 || location[end] != ':') return true;
        return location.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || location.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
    }
}
