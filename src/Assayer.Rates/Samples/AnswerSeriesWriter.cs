using System.Text.Json;
using Assayer.Rates.Benchmarks;

namespace Assayer.Rates.Samples;

/// <summary>Writes the series of a code; a member without a value is left out.</summary>
sealed class AnswerSeriesWriter(Utf8JsonWriter json, SampleCode code, SampleRegistry registry)
{
    // With the number of entities from which a report shows it: docs/benchmark-method.md, step 6.
    static readonly (string Name, Func<double[], double> Of, int From)[] Statistics =
    [
        ("min", values => values[0], 3), ("p10", At(0.10), 10), ("p25", At(0.25), 5), ("p50", At(0.50), 3), ("p75", At(0.75), 5), ("p90", At(0.90), 10),
        ("max", values => values[^1], 3), ("mean", values => values.Sum() / values.Length, 3),
    ];

    /// <summary>Writes one.</summary>
    public void Write(AnswerSeries series)
    {
        var key = series.Key;
        json.WriteStartObject();
        json.WriteString("sourceKind", key.SourceKind);
        Optional("state", key.State);
        json.WriteBoolean("allPayers", key.Payer is null);
        json.WriteStartArray("payerAsFiled");
        foreach (var payer in series.Payers) json.WriteStringValue(payer);
        json.WriteEndArray();
        Optional("network", key.Network);
        json.WriteString("component", key.Component.ToString());
        json.WriteString("modifiers", key.Modifiers);
        json.WriteString("billingClass", key.BillingClass);
        Optional("setting", key.Setting);
        json.WriteString("placeOfServiceClass", key.PlaceOfServiceClass.ToString());
        json.WriteString("negotiatedType", key.NegotiatedType);
        json.WriteString("arrangement", key.Arrangement);
        json.WriteString("unit", key.Unit);
        json.WriteString("weighting", key.Weighting.ToString());
        WriteFigures(series);
        if (series.WithImplausible is { } all)
        {
            json.WriteStartObject("withImplausible");
            WriteFigures(all);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    void WriteFigures(AnswerSeries series)
    {
        var votes = series.Votes;
        json.WriteNumber("entities", votes.Count);
        json.WriteNumber("unresolvedEntities", votes.Count(vote => vote.Contractor.IsUnresolved));
        json.WriteNumber("npis", votes.SelectMany(vote => vote.Npis).Distinct().Count());
        json.WriteNumber("observations", votes.Sum(vote => vote.Observations));
        json.WriteNumber("multipleAmounts", votes.Count(vote => vote.Amounts > 1));
        var medicare = AnswerMedicare.For(code, series.Key);
        Optional("outliers", series.Key.Unit == "USD" ? medicare.Outliers(votes) : null);
        WriteStatistics(series);
        Optional("medicare", (double?)medicare.Price);
        Optional("percentOfMedicareP50", medicare.Price is { } price && votes.Count > 0 ? Median(series.Values) / (double)price * 100 : null);
        WriteLocal(series, medicare);
        WriteWithoutMultipleAmounts(series);
    }

    void WriteStatistics(AnswerSeries series)
    {
        if (series.Votes.Count > 0)
        {
            json.WriteStartObject("statistics");
            foreach (var (name, of, _) in Statistics) json.WriteNumber(name, of(series.Values));
            json.WriteEndObject();
        }
        json.WriteStartArray("shown");
        foreach (var (name, _, from) in Statistics)
            if (series.Votes.Count >= from) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    // Each entity's value in percent of what Medicare pays where it practises: docs/benchmark-method.md, step 7.
    void WriteLocal(AnswerSeries series, AnswerMedicare medicare)
    {
        if (medicare.ByLocality is null || series.Key.Weighting == Weighting.Npi) return;
        double[] percents =
        [
            .. series.Votes
                .Select(vote => (vote.Value, Fees: (double[])[.. PlacesOf(vote).Select(site => (double)medicare.PriceAt(site)).Order()]))
                .Where(vote => vote.Fees.Length > 0)
                .Select(vote => 100 * vote.Value / Median(vote.Fees)).Order(),
        ];
        json.WriteNumber("entitiesWithLocality", percents.Length);
        Optional("percentOfLocalMedicareP50", percents.Length > 0 ? Median(percents) : null);
    }

    IEnumerable<SampleSite> PlacesOf(Vote vote) => vote.Npis.Select(npi => registry.Find(npi)?.Locality).OfType<SampleSite>().Distinct();

    void WriteWithoutMultipleAmounts(AnswerSeries series)
    {
        var single = new AnswerSeries(series.Key, series.Payers, [.. series.Votes.Where(vote => vote.Amounts == 1)]);
        if (single.Votes.Count == series.Votes.Count) return;
        Optional("p50WithoutMultipleAmounts", single.Votes.Count > 0 ? Median(single.Values) : null);
        json.WriteNumber("entitiesWithoutMultipleAmounts", single.Votes.Count);
    }

    static double Median(double[] sorted) => AnswerSeries.Percentile(sorted, 0.5);

    static Func<double[], double> At(double q) => values => AnswerSeries.Percentile(values, q);

    void Optional(string member, string? value)
    {
        if (value is not null) json.WriteString(member, value);
    }

    void Optional(string member, double? value)
    {
        if (value is { } number) json.WriteNumber(member, number);
    }
}
