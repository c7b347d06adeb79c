using Assayer.Codes.Profiles;
using Assayer.Publishing.Documents;

namespace Assayer.Publishing.CodeReports;

/// <summary>Lays out what a profile says in words: overview, clinical context, coverage.</summary>
static class ProfileLayout
{
    public static Block[] Overview(OverviewSection overview, Phrasebook book) =>
    [
        .. overview.Description.Missing is { } missing
            ? [new Absence("Description", missing)]
            : overview.Description.Items.Select(paragraph => (Block)new Paragraph(book.Of(paragraph))),
        new Subheading("Service type"),
        new Paragraph(book.Of(overview.ServiceType)),
        .. TableOr("Typical sites of service", overview.Sites, ["Place of service", "What is done there"], site => [site.PlaceOfService, book.Of(site.Remark)]),
    ];

    public static Block[] Statements(Listing<ProfileSection> sections, Phrasebook book) => sections.Missing is { } missing
        ? [new Absence(null, missing)]
        : [.. sections.Items.SelectMany(section => Statements(section, book))];

    public static Block[] Statements(ProfileSection section, Phrasebook book) =>
        [new Subheading(section.Heading), new Bullets([.. book.All(section.Statements)])];

    public static Block[] Coverage(CoverageSection coverage, Phrasebook book) =>
    [
        .. TableOr(
            "National and local determinations", coverage.Determinations, ["Determination", "Decided by", "Effective", "What it says"],
            policy => [Policy(policy), policy.Payer, book.Of(policy.Effective), book.Of(policy.Stance)]),
        .. coverage.Payers.Missing is { } missing
            ? [new Subheading("Payers' policies"), new Absence(null, missing)]
            : new Block[]
            {
                new Subheading("Payers' policies"),
                new Table("Payers' policies", ["Payer", "Policy", "Effective", "What it says"], [.. coverage.Payers.Items.SelectMany(payer => Policies(payer, book))]),
            },
    ];

    /// <summary>A heading and a table of the items, or the reason why there are none.</summary>
    public static Block[] TableOr<T>(string heading, Listing<T> listing, string[] columns, Func<T, Phrase[]> row) =>
    [
        new Subheading(heading),
        listing.Missing is { } missing ? new Absence(null, missing) : new Table(heading, columns, [.. listing.Items.Select(row)]),
    ];

    static IEnumerable<Phrase[]> Policies(PayerCoverage payer, Phrasebook book) => payer.Policies.Missing is { } missing
        ? [[payer.Payer, Phrasebook.Absent(missing), "", ""]]
        : payer.Policies.Items.Select(policy => new[] { payer.Payer, Policy(policy), book.Of(policy.Effective), book.Of(policy.Stance) });

    static Phrase Policy(CoveragePolicy policy) => new(policy.Id) { Detail = policy.Title, Url = policy.Url };
}
