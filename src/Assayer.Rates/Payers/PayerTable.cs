namespace Assayer.Rates.Payers;

/// <summary>Reads the payer table. Its columns are described in docs/payers.md.</summary>
static class PayerTable
{
    const string Header = "id,name,parent,family,marks,states,note,aliases";

    /// <summary>The payers in the table's order, and every alias under its key.</summary>
    /// <exception cref="InvalidDataException">A line breaks a rule of the table.</exception>
    public static (IReadOnlyList<Payer> Payers, IReadOnlyDictionary<string, PayerAlias> Aliases) Read(TextReader table)
    {
        var payers = new List<Payer>();
        var aliases = new Dictionary<string, PayerAlias>(StringComparer.Ordinal);
        var (lineNumber, headerSeen) = (0, false);
        while (table.ReadLine() is { } line)
        {
            lineNumber++;
            if (line.StartsWith('#') || line.Length == 0) continue;
            if (!headerSeen)
            {
                if (line != Header) throw Broken(lineNumber, $"expected the header {Header}");
                headerSeen = true;
                continue;
            }
            // No cell holds a comma or a quotation mark, so that a line is its cells.
            var cells = line.Split(',');
            if (cells.Length != 8 || line.Contains('"', StringComparison.Ordinal)) throw Broken(lineNumber, $"{cells.Length} cells instead of 8, or a quotation mark");
            var payer = ReadPayer(cells, lineNumber);
            if (payers.Exists(other => other.Id == payer.Id)) throw Broken(lineNumber, $"the id {payer.Id} is taken");
            payers.Add(payer);
            foreach (var alias in AliasesOf(cells)) Add(aliases, alias, payer, lineNumber);
        }
        return (payers, aliases);
    }

    static Payer ReadPayer(string[] cells, int lineNumber)
    {
        var states = cells[5].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (Array.Find(states, state => UspsState.FromCode(state) != state) is { } wrong) throw Broken(lineNumber, $"{wrong} is no USPS code");
        if (Array.Exists(cells[..4], string.IsNullOrWhiteSpace)) throw Broken(lineNumber, "id, name, parent and family can't be empty");
        return new(cells[0], cells[1], cells[2], cells[3], cells[4].Length > 0, states, cells[6].Length > 0 ? cells[6] : null);
    }

    // Everybody's own name is an alias; whoever has a Blue mark shares its bare name. Both marks together are nobody else's, whatever follows.
    static IEnumerable<string> AliasesOf(string[] cells)
    {
        IEnumerable<string> own = ["=" + cells[1], .. cells[7].Split(';', StringSplitOptions.RemoveEmptyEntries)];
        return cells[4] switch
        {
            "" => own,
            "BC" => [.. own, "Blue Cross Blue Shield*", "Blue Cross"],
            "BS" => [.. own, "Blue Cross Blue Shield*", "Blue Shield"],
            "BC+BS" => [.. own, "Blue Cross Blue Shield*", "Blue Cross", "Blue Shield"],
            _ => throw new InvalidDataException($"payers.csv: {cells[0]}: marks are BC, BS or BC+BS, not {cells[4]}"),
        };
    }

    static void Add(Dictionary<string, PayerAlias> aliases, string cell, Payer payer, int lineNumber)
    {
        var reach = cell[0] == '=' ? AliasReach.Whole : cell[^1] == '*' ? AliasReach.Prefix : AliasReach.PlanWords;
        var text = cell.TrimStart('=').TrimEnd('*');
        var key = PayerName.Key(PayerName.Words(text));
        if (key.Length == 0) throw Broken(lineNumber, $"the alias \"{cell}\" has no word of its own");
        var alias = aliases.TryGetValue(key, out var known) ? known.SharedWith(payer, reach) : new(text, reach, [payer]);
        if (alias.Payers[0].Family != payer.Family) throw Broken(lineNumber, $"{alias.Payers[0].Id} uses \"{text}\" too, and is of another family");
        aliases[key] = alias;
    }

    static InvalidDataException Broken(int lineNumber, string what) => new($"payers.csv: line {lineNumber}: {what}");
}
