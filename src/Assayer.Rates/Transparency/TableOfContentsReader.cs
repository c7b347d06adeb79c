using System.Text.Json;
using Assayer.Evidence;

namespace Assayer.Rates.Transparency;

/// <summary>A plan in a table of contents. Null where it doesn't say.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IdType">"ein" or "hios".</param>
/// <param name="Id">Its number.</param>
/// <param name="MarketType">"group" or "individual".</param>
/// <param name="Issuer">Who issues it.</param>
/// <param name="Sponsor">Who sponsors it.</param>
public sealed record TableOfContentsPlan(string? Name, string? IdType, string? Id, string? MarketType, string? Issuer, string? Sponsor);

/// <summary>A file in a table of contents.</summary>
/// <param name="Kind">"in-network" or "allowed-amounts".</param>
/// <param name="Description">The payer's words; null for none.</param>
/// <param name="Location">Where it is, word for word.</param>
public sealed record TableOfContentsFile(string Kind, string? Description, string Location);

/// <summary>Plans, and the files that hold for each of them.</summary>
/// <param name="Index">0-based place in the table of contents.</param>
/// <param name="Plans">The plans.</param>
/// <param name="Files">The files.</param>
public sealed record ReportingStructure(long Index, IReadOnlyList<TableOfContentsPlan> Plans, IReadOnlyList<TableOfContentsFile> Files);

/// <summary>What came of reading a table of contents.</summary>
/// <param name="Header">What it says about itself.</param>
/// <param name="Diagnostics">What there was to say.</param>
public sealed record TableOfContentsResult(InNetworkHeader Header, DiagnosticLog Diagnostics);

/// <summary>Reads a payer's table of contents, schema 1.x and 2.x: which files hold for which plans. One structure is held at a time.</summary>
public static class TableOfContentsReader
{
    /// <summary>Reads a file's content to its end.</summary>
    /// <exception cref="DataFormatException">It is no JSON, or no table of contents.</exception>
    public static TableOfContentsResult Read(string file, Stream content, Action<ReportingStructure> add, CancellationToken cancellation = default)
    {
        var log = new ReadingLog(file);
        var header = new RootReader(log, "table of contents").Read(new(log, content, 0, cancellation), ("reporting_structure", cursor =>
        {
            var index = 0L;
            cursor.ReadList(log, "/reporting_structure", "a list of structures", address => add(ReadStructure(cursor, log, index++, address)));
        }));
        return new(header with { Structure = header.Version?.StartsWith('2') == true ? "2.x" : "1.x" }, log.Diagnostics);
    }

    static ReportingStructure ReadStructure(JsonCursor cursor, ReadingLog log, long index, string address)
    {
        var offset = cursor.Offset;
        List<TableOfContentsPlan> plans = [];
        List<TableOfContentsFile> files = [];
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.GetString();
            cursor.Read();
            switch (name)
            {
                case "reporting_plans": cursor.ReadList(log, address + "/reporting_plans", "a list of plans", _ => plans.Add(ReadPlan(cursor))); break;
                case "in_network_files": cursor.ReadList(log, address + "/in_network_files", "a list of files", at => AddFile("in-network", at)); break;
                case "allowed_amount_file" when cursor.Token == JsonTokenType.StartObject: AddFile("allowed-amounts", address + "/allowed_amount_file"); break;
                case "allowed_amount_file": cursor.ReadList(log, address + "/allowed_amount_file", "a file", at => AddFile("allowed-amounts", at)); break;
                default: cursor.Skip(); break;
            }
        }
        if (plans.Count == 0) log.Add("RATE031", Severity.Warning, offset, address, () => "The structure names no plan; its files are kept, and belong to none.");
        return new(index, plans, files);

        void AddFile(string kind, string at)
        {
            if (ReadFile(cursor, log, kind, at) is { } file) files.Add(file);
        }
    }

    static TableOfContentsPlan ReadPlan(JsonCursor cursor)
    {
        string? planName = null, idType = null, id = null, market = null, issuer = null, sponsor = null;
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.GetString();
            cursor.Read();
            var text = cursor.ReadText();
            switch (name)
            {
                case "plan_name": planName = text; break;
                case "plan_id_type": idType = text?.ToLowerInvariant(); break;
                case "plan_id": id = text; break;
                case "plan_market_type": market = text?.ToLowerInvariant(); break;
                case "issuer_name": issuer = text; break;
                case "plan_sponsor_name": sponsor = text; break;
            }
        }
        return new(planName, idType, id, market, issuer, sponsor);
    }

    static TableOfContentsFile? ReadFile(JsonCursor cursor, ReadingLog log, string kind, string address)
    {
        var offset = cursor.Offset;
        string? description = null, location = null;
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.GetString();
            cursor.Read();
            var text = cursor.ReadText();
            if (name == "description") description = text;
            if (name == "location") location = text;
        }
        if (location is not null) return new(kind, description, location);
        log.Add("RATE032", Severity.Warning, offset, address + "/location", () => "A file has no location, so that it can't be fetched; it was left out.");
        return null;
    }
}
