using Assayer.Codes;
using Assayer.Evidence;
using Assayer.Rates.Transparency;
using DuckDB.NET.Data;

namespace Assayer.Lake;

/// <summary>
/// Takes what the reader finds into a temporary database, and then writes what the prices use to Parquet. Nothing here grows with the file but the
/// database on disk.
/// </summary>
sealed class InNetworkStage : IInNetworkSink, IDisposable
{
    // How many sets and groups are remembered as already seen. Beyond that they are stored again, and made one at the end.
    const int MostRemembered = 50_000;

    const string Tables = """
        CREATE TABLE rates (code_type VARCHAR, code VARCHAR, code_version VARCHAR, severity_of_illness VARCHAR, arrangement VARCHAR,
            contained_codes VARCHAR, provider_set UUID, negotiated_type VARCHAR, amount DECIMAL(18,4), amount_text VARCHAR, expiration DATE,
            service_codes VARCHAR, billing_class VARCHAR, setting VARCHAR, modifiers VARCHAR, additional_information VARCHAR, billed_charge DECIMAL(18,4), byte_offset BIGINT);
        CREATE TABLE provider_sets (provider_set UUID, reference VARCHAR, provider_group UUID);
        CREATE TABLE provider_references (reference VARCHAR, network VARCHAR, provider_group UUID, location VARCHAR);
        CREATE TABLE provider_groups (provider_group UUID, tin_type VARCHAR, tin VARCHAR, business_name VARCHAR);
        CREATE TABLE npis (provider_group UUID, npi VARCHAR);
        CREATE TABLE fetched (location VARCHAR, provider_group UUID);
        CREATE TABLE failures (location VARCHAR, code VARCHAR, message VARCHAR);
        """;

    readonly DuckDBConnection _connection;
    readonly DuckDBAppender _rates, _sets, _references, _groups, _npis;
    readonly HashSet<Guid> _seenSets = [], _seenGroups = [];
    readonly IngestProgress _progress;
    bool _isOpen = true;

    public InNetworkStage(DuckDBConnection connection, IngestProgress progress)
    {
        (_connection, _progress) = (connection, progress);
        connection.Execute(Tables);
        _rates = connection.CreateAppender("rates");
        _sets = connection.CreateAppender("provider_sets");
        _references = connection.CreateAppender("provider_references");
        _groups = connection.CreateAppender("provider_groups");
        _npis = connection.CreateAppender("npis");
    }

    public void Add(RateRow row)
    {
        _progress.CountRow();
        _rates.CreateRow()
            .AppendValue(row.Code.Type.Name).AppendValue(row.Code.Value).AppendValue(row.CodeVersion).AppendValue(row.SeverityOfIllness)
            .AppendValue(row.Arrangement).AppendValue(row.ContainedCodes).AppendValue(row.ProviderSet).AppendValue(row.NegotiatedType)
            .AppendValue(row.Amount).AppendValue(row.AmountText).AppendValue(row.Expiration).AppendValue(row.ServiceCodes)
            .AppendValue(row.BillingClass).AppendValue(row.Setting).AppendValue(row.Modifiers).AppendValue(row.AdditionalInformation)
            .AppendValue(row.BilledCharge).AppendValue(row.ByteOffset).EndRow();
    }

    public void Add(ProviderSet providers)
    {
        if (!IsNew(_seenSets, providers.Id)) return;
        foreach (var reference in providers.References)
            _sets.CreateRow().AppendValue(providers.Id).AppendValue(reference).AppendNullValue().EndRow();
        foreach (var group in providers.Groups)
            _sets.CreateRow().AppendValue(providers.Id).AppendNullValue().AppendValue(group).EndRow();
    }

    public void Add(ProviderReference reference) =>
        _references.CreateRow().AppendValue(reference.Id).AppendValue(reference.Network).AppendValue(reference.Group).AppendValue(reference.Location).EndRow();

    public void Add(ProviderGroup group)
    {
        if (!IsNew(_seenGroups, group.Id)) return;
        Append(group, _groups, _npis);
    }

    static void Append(ProviderGroup group, DuckDBAppender groups, DuckDBAppender npis)
    {
        groups.CreateRow().AppendValue(group.Id).AppendValue(group.TinType).AppendValue(group.Tin).AppendValue(group.BusinessName).EndRow();
        foreach (var npi in group.Npis) npis.CreateRow().AppendValue(group.Id).AppendValue(npi).EndRow();
    }

    /// <summary>
    /// The places outside the file that references of prices point at. To be asked when all is added, and before <see cref="Write"/>; then the
    /// groups found there may be added.
    /// </summary>
    public IReadOnlyList<string> RemoteLocations()
    {
        Close();
        return [.. _connection.Query("""
            SELECT DISTINCT location FROM provider_references SEMI JOIN provider_sets USING (reference) WHERE provider_group IS NULL AND location IS NOT NULL ORDER BY location
            """, reader => reader.GetString(0))];
    }

    /// <summary>Adds the groups that were found outside the file, or why they weren't.</summary>
    public void AddRemote(string location, Action<Action<ProviderGroup>> groups)
    {
        using var fetched = _connection.CreateAppender("fetched");
        using var provider = _connection.CreateAppender("provider_groups");
        using var npis = _connection.CreateAppender("npis");
        groups(group =>
        {
            fetched.CreateRow().AppendValue(location).AppendValue(group.Id).EndRow();
            Append(group, provider, npis);
        });
    }

    /// <summary>Notes why nothing was found at a place outside the file.</summary>
    public void AddFailure(string location, Diagnostic why)
    {
        using var failures = _connection.CreateAppender("failures");
        failures.CreateRow().AppendValue(location).AppendValue(why.Code).AppendValue(why.Message).EndRow();
    }

    /// <summary>Writes the Parquet files: the prices, and of the providers those that a price uses.</summary>
    /// <returns>Used references that point outside the file and weren't resolved, and used ones whose providers it doesn't give.</returns>
    public (long Remote, long Undefined) Write(PartWriter parts, IReadOnlyDictionary<BillingCode, long> rejectedByCode)
    {
        Close();
        _connection.Execute("""
            CREATE TABLE all_references AS
            SELECT r.reference, r.network, coalesce(r.provider_group, f.provider_group) AS provider_group, r.location
            FROM provider_references r LEFT JOIN (SELECT DISTINCT * FROM fetched ANTI JOIN failures USING (location)) f ON r.provider_group IS NULL AND r.location = f.location
            """);
        // An NPI given as a TIN belongs to the EIN that lists it, where only one in the file does. All groups read count, used or not.
        _connection.Execute("""
            CREATE TABLE joined AS
            SELECT p.provider_group, CASE WHEN count(DISTINCT regexp_replace(e.tin, '[^0-9]', '', 'g')) = 1 THEN min(regexp_replace(e.tin, '[^0-9]', '', 'g')) END AS ein
            FROM provider_groups p JOIN npis n ON n.npi = p.tin JOIN provider_groups e ON e.provider_group = n.provider_group AND e.tin_type = 'ein'
            WHERE p.tin_type = 'npi' GROUP BY p.provider_group;
            CREATE TABLE used_references AS SELECT DISTINCT reference FROM provider_sets WHERE reference IS NOT NULL;
            CREATE TABLE used_groups AS
            SELECT provider_group FROM provider_sets WHERE provider_group IS NOT NULL
            UNION SELECT provider_group FROM all_references SEMI JOIN used_references USING (reference) WHERE provider_group IS NOT NULL;
            """);

        parts.Write("rates", "SELECT * FROM rates");
        parts.Write("provider_sets", "SELECT DISTINCT * FROM provider_sets");
        parts.Write("references", "SELECT DISTINCT r.* FROM all_references r SEMI JOIN used_references USING (reference)");
        parts.Write("provider_groups", """
            SELECT DISTINCT g.*, j.ein AS joined_ein FROM provider_groups g SEMI JOIN used_groups USING (provider_group) LEFT JOIN joined j USING (provider_group)
            """);
        parts.Write("npis", "SELECT DISTINCT n.* FROM npis n SEMI JOIN used_groups USING (provider_group)");
        CodeCounts.Write(_connection, parts, "rates", rejectedByCode);
        _connection.Execute("""
            CREATE TABLE unresolved AS
            SELECT u.reference, bool_or(r.location IS NOT NULL) AS is_remote FROM used_references u LEFT JOIN all_references r USING (reference)
            GROUP BY u.reference HAVING count(r.provider_group) = 0
            """);
        parts.Write("unresolved", """
            SELECT DISTINCT u.reference, r.location, f.code, f.message FROM unresolved u LEFT JOIN all_references r USING (reference) LEFT JOIN failures f USING (location)
            """);
        return (_connection.Count("SELECT count(*) FROM unresolved WHERE is_remote"), _connection.Count("SELECT count(*) FROM unresolved WHERE NOT coalesce(is_remote, false)"));
    }

    public void Dispose() => Close();

    static bool IsNew(HashSet<Guid> seen, Guid id)
    {
        if (seen.Count >= MostRemembered) seen.Clear();
        return seen.Add(id);
    }

    void Close()
    {
        if (!_isOpen) return;
        _isOpen = false;
        foreach (var appender in (DuckDBAppender[])[_rates, _sets, _references, _groups, _npis]) appender.Dispose();
    }
}
