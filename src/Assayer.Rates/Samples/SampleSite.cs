namespace Assayer.Rates.Samples;

/// <summary>A place where providers of the sample practise: a Medicare locality with two of its ZIP codes, and its cost indices of 2025.</summary>
/// <param name="State">Two letters.</param>
/// <param name="Contractor">Medicare administrative contractor.</param>
/// <param name="Locality">Its number.</param>
/// <param name="Name">As CMS names it.</param>
/// <param name="Zip">A ZIP code that lies in it.</param>
/// <param name="SharedZip">A ZIP code of which only a part lies in it, in the sample: nine digits would decide.</param>
/// <param name="Work">Index of work.</param>
/// <param name="Expense">Index of practice expense.</param>
/// <param name="Malpractice">Index of malpractice insurance.</param>
sealed record SampleSite(
    string State, string Contractor, string Locality, string Name, string Zip, string SharedZip, decimal Work, decimal Expense, decimal Malpractice)
{
    static readonly SampleSite Maryland = new("MD", "12302", "01", "BALTIMORE/SURR. CNTYS", "20701", "20588", 1.02m, 1.078m, 1.309m);
    static readonly SampleSite California = new("CA", "01182", "18", "LOS ANGELES-LONG BEACH-ANAHEIM (LOS ANGELES/ORANGE CNTY)", "90001", "90002", 1.042m, 1.194m, 0.69m);
    static readonly SampleSite Pennsylvania = new("PA", "12502", "01", "METROPOLITAN PHILADELPHIA", "18039", "18054", 1.024m, 1.053m, 1.177m);
    static readonly SampleSite Texas = new("TX", "04412", "31", "AUSTIN", "73301", "73344", 1m, 1.046m, 0.914m);
    static readonly SampleSite Arizona = new("AZ", "03102", "00", "ARIZONA", "85001", "85002", 1m, 0.975m, 0.854m);
    static readonly SampleSite Alaska = new("AK", "02102", "01", "ALASKA*", "99501", "99502", 1.5m, 1.081m, 0.592m);

    /// <summary>The places, in the order of their contractors.</summary>
    public static IReadOnlyList<SampleSite> All { get; } = [California, Alaska, Arizona, Texas, Maryland, Pennsylvania];

    static readonly SampleSite[] Turns =
    [
        Maryland, California, Maryland, Pennsylvania, Maryland, California, Texas, Maryland, California, Maryland, Pennsylvania, Arizona, Maryland, California, Maryland, Alaska,
    ];

    /// <summary>Where a contractor's NPI practises; the more of them, the more places.</summary>
    public static SampleSite Of(int contractor, int npi) => Turns[(contractor + 5 * npi) % Turns.Length];

    /// <summary>Its line in the table of cost indices.</summary>
    public string IndexLine => FormattableString.Invariant($"{Contractor},{State},{Locality},{Name},{Work},{Expense},{Malpractice}");

    /// <summary>Its lines in the ZIP code file: CMS's record layout of 80 columns.</summary>
    public IEnumerable<string> ZipLines => [Line(Zip, '0'), Line(SharedZip, '1')];

    string Line(string zip, char plusFour) => $"{State}{zip}{Contractor}{Locality} Z9   {plusFour} A{new string(' ', 52)}20254";
}
