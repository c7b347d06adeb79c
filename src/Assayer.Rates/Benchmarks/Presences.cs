using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Evidence;
using Assayer.Rates.Payers;

namespace Assayer.Rates.Benchmarks;

/// <summary>Which payers price a code, don't, or aren't loaded.</summary>
static class Presences
{
    const string Medicare = "Medicare";

    /// <summary>Key payers first, each family that readers look for at least once; then the other loaded ones.</summary>
    public static IReadOnlyList<PayerPresence> Of(
        BillingCode code, IReadOnlyList<(FileRates Rates, PayerMatch Payer)> files, IReadOnlyCollection<ObservedSeries> single, MedicareAmount medicare)
    {
        var loaded = files.GroupBy(file => file.Payer.Name, StringComparer.Ordinal)
            .Select(group => (group.First().Payer, Presence: OfPayer(code, group.Key, [.. group.Select(file => file.Rates)], group.First().Payer.IsKey, single)))
            .ToList();
        var presences = new List<PayerPresence>();
        foreach (var family in Payer.KeyFamilies)
        {
            if (family == Medicare) presences.Add(OfMedicare(medicare));
            var members = loaded.Where(payer => payer.Payer.Family == family).Select(payer => payer.Presence).OrderBy(presence => presence.Payer, StringComparer.Ordinal).ToList();
            presences.AddRange(members);
            if (members.Count == 0 && family != Medicare)
                presences.Add(new(family, IsKey: true, Presence.NotLoaded, Fact.NotAvailable<int>($"no file of {family} is loaded", $"an in-network file of {family}"), []));
        }
        presences.AddRange(loaded.Where(payer => !payer.Payer.IsKey).Select(payer => payer.Presence).OrderBy(presence => presence.Payer, StringComparer.Ordinal));
        return presences;
    }

    static PayerPresence OfPayer(BillingCode code, string name, IReadOnlyList<FileRates> files, bool isKey, IReadOnlyCollection<ObservedSeries> single)
    {
        var sources = files.Select(file => file.File.Source).OrderBy(source => source.Name, StringComparer.Ordinal).ToList();
        var whole = new Source { Name = $"Files of {name}", Inputs = sources };
        var entities = single.SelectMany(series => series.Voters.Keys).Where(voter => voter.Payer == name).Distinct().Count();
        var presence =
            entities > 0 ? Presence.Priced
            : files.Any(file => IsInNetwork(file) && file.Rows.Count > 0) ? Presence.SetAside
            : files.Any(file => IsInNetwork(file) && file.File.Codes.Includes(code)) ? Presence.NotInFile
            : !files.Any(IsInNetwork) ? Presence.NotLoaded
            : Presence.NotRead;
        var count = presence == Presence.NotLoaded
            ? Fact.NotAvailable<int>($"only allowed-amounts files of {name} are loaded", $"an in-network file of {name}")
            : Fact.Known(entities, whole);
        return new(name, isKey, presence, count, sources);
    }

    // Presence is of negotiated rates: what was paid out of network doesn't tell.
    static bool IsInNetwork(FileRates file) => file.File.Kind == SourceKind.InNetwork;

    static PayerPresence OfMedicare(MedicareAmount medicare)
    {
        var sources = medicare.Amount.Sources.Concat(medicare.Steps.SelectMany(step => step.Sources)).Select(source => source with { Locator = null }).Distinct().ToList();
        var presence = medicare.Amount.IsKnown ? Presence.Priced : sources.Count > 0 ? Presence.NotInFile : Presence.NotLoaded;
        return new(Medicare, IsKey: true, presence, Fact.NotAvailable<int>("Medicare pays by fee schedule, not by contract"), sources);
    }
}
