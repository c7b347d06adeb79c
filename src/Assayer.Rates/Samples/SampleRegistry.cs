using System.Globalization;
using System.Text;

namespace Assayer.Rates.Samples;

/// <summary>The registry of the sample's providers, and the table of taxonomies that goes with it.</summary>
sealed class SampleRegistry
{
    static readonly string[] OtherTrades = ["225100000X", "122300000X", "111N00000X", "101YM0800X"];

    static readonly (string Code, string Grouping, string Name)[] Taxonomies =
    [
        ("101YM0800X", "Counsel and therapy", "Counselor of mental health"), ("111N00000X", "Manual medicine", "Chiropractor"), ("122300000X", "Dental care", "Dentist"),
        ("207ZP0102X", "Physicians", "Pathologist of tissue and laboratory"), ("225100000X", "Movement and recovery", "Physical therapist"), ("282N00000X", "Hospitals", "General hospital"),
        ("282NC2000X", "Hospitals", "Children's hospital"), ("291U00000X", "Laboratories", "Clinical laboratory"), ("293D00000X", "Laboratories", "Physiological laboratory"),
    ];

    readonly SortedDictionary<long, Registration> _registrations = [];

    /// <param name="contractors">All contractors of the sample, each once.</param>
    public SampleRegistry(IEnumerable<Contractor> contractors)
    {
        foreach (var trade in contractors.GroupBy(contractor => contractor.Trade))
            foreach (var (number, contractor) in trade.Index())
                foreach (var (index, npi) in contractor.Npis.Index())
                    if (IsListed(contractor, number)) _registrations.TryAdd(npi, Of(contractor, number, index, npi));
    }

    /// <summary>What is known of an NPI; null when it isn't listed.</summary>
    public Registration? Find(long npi) => _registrations.GetValueOrDefault(npi);

    static bool IsListed(Contractor contractor, int number) => contractor.IsRegistered && (contractor.Trade, number) is not ((Trade.Laboratory, 13) or (Trade.Professional, 3));

    static Registration Of(Contractor contractor, int number, int index, long npi)
    {
        var site = SampleSite.Of(number, index);
        string[] taxonomies = contractor.Trade switch
        {
            Trade.Laboratory => number % 5 == 2 ? ["291U00000X", "293D00000X"] : ["291U00000X"],
            Trade.Hospital => [number % 2 == 0 ? "282NC2000X" : "282N00000X"],
            Trade.Pathology => ["207ZP0102X"],
            _ => number switch
            {
                6 or 9 => [],
                12 => ["291U00000X", "225100000X"], // a laboratory beside the primary trade
                _ => [OtherTrades[number % OtherTrades.Length]],
            },
        };
        return new(npi, contractor, site, (number + index) % 7 == 3 ? site.SharedZip : site.Zip, taxonomies, (contractor.Trade, number) == (Trade.Professional, 9));
    }

    /// <summary>NUCC's table in its layout, with names of our own.</summary>
    public static string TaxonomyTable() => MedicareTables.Lines(
    [
        $"{MedicareTables.Marker},,,,,,,",
        "Code,Grouping,Classification,Specialization,Definition,Notes,Display Name,Section",
        .. Taxonomies.Select(row => $"{row.Code},{row.Grouping},{row.Name},,,,{row.Name},"),
    ]);

    /// <summary>The NPPES data dissemination file, version 1, in its layout.</summary>
    public string DisseminationFile()
    {
        var text = new StringBuilder();
        Append(text, NppesLayout.Columns);
        foreach (var one in _registrations.Values) Append(text, Row(one).Values);
        return text.ToString();
    }

    static Dictionary<string, string> Row(Registration one)
    {
        var isOrganization = one.Contractor.Trade != Trade.Professional;
        var cells = NppesLayout.Columns.ToDictionary(column => column, _ => "");
        cells["NPI"] = one.Npi.ToString(CultureInfo.InvariantCulture);
        if (one.IsDeactivated)
        {
            cells["NPI Deactivation Date"] = "03/01/2024";
            return cells;
        }
        cells["Entity Type Code"] = isOrganization ? "2" : "1";
        cells[isOrganization ? "Provider Organization Name (Legal Business Name)" : "Provider Last Name (Legal Name)"] = one.Contractor.Name + Transparency.InNetworkHeader.SyntheticMark;
        foreach (var place in (string[])["Mailing", "Practice Location"])
        {
            cells[$"Provider Business {place} Address State Name"] = one.Site.State;
            cells[$"Provider Business {place} Address Postal Code"] = one.Zip + "0001";
            cells[$"Provider Business {place} Address Country Code (If outside U.S.)"] = "US";
        }
        (cells["Provider Enumeration Date"], cells["Last Update Date"]) = ("06/15/2010", "02/03/2025");
        foreach (var (index, taxonomy) in one.Taxonomies.Index())
        {
            cells[$"Healthcare Provider Taxonomy Code_{index + 1}"] = taxonomy;
            cells[$"Healthcare Provider Primary Taxonomy Switch_{index + 1}"] = taxonomy == one.Primary ? "Y" : "N";
        }
        return cells;
    }

    static void Append(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(cell => $"\"{cell}\"")).Append('\n');
}
