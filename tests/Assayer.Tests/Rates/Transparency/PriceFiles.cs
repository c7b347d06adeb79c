using System.Globalization;
using System.Text;

namespace Assayer.Tests.Rates.Transparency;

/// <summary>Small in-network files for tests.</summary>
static class PriceFiles
{
    /// <summary>A price each for 86353 and 86352.</summary>
    public static string Two { get; } = $$"""
        {"reporting_entity_name":"Example Plan","reporting_entity_type":"issuer","last_updated_on":"2026-01-01","version":"1.0.0","in_network":[
        {{Item("86353", Rate(40m))}},
        {{Item("86352", Rate(120m))}}
        ]}
        """;

    /// <summary>A price for 86353 from each of so many EINs.</summary>
    public static string Many(int entities)
    {
        var rates = new StringBuilder();
        for (var i = 0; i < entities; i++) rates.Append(i == 0 ? "" : ",").Append(Rate(20 + i % 500 / 10m, 100_000_000 + i));
        return $$"""{"reporting_entity_name":"Example Plan","last_updated_on":"2026-01-01","in_network":[{{Item("86353", rates.ToString())}}]}""";
    }

    public static string Item(string code, string rates) =>
        $$"""{"negotiation_arrangement":"ffs","name":"","billing_code_type":"CPT","billing_code_type_version":"2026","billing_code":"{{code}}","description":"","negotiated_rates":[{{rates}}]}""";

    public static string Rate(decimal amount, int ein = 111111111) => string.Create(CultureInfo.InvariantCulture,
        $$"""{ "provider_groups": [{ "npi": [1234567893], "tin": { "type": "ein", "value": "{{ein}}" } }], "negotiated_prices": [{ "negotiated_type": "negotiated", "negotiated_rate": {{amount}}, "expiration_date": "9999-12-31", "service_code": ["81"], "billing_class": "professional" }] }""");
}
