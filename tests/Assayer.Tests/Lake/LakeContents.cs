using System.Globalization;
using System.Text;
using Assayer.Codes;
using Assayer.Codes.Medicare;
using Assayer.Lake;
using Assayer.Publishing.CodeReports;
using Assayer.Rates.Benchmarks;
using DuckDB.NET.Data;

namespace Assayer.Tests.Lake;

/// <summary>What a lake says, as text that can be compared.</summary>
static class LakeContents
{
    /// <summary>The codes that the sources count, by a query of its own.</summary>
    public static List<BillingCode> CodesOf(LakeFolder lake)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT DISTINCT code_type, code FROM read_parquet('{lake.Path}/sources/*/codes.parquet')";
        using var reader = command.ExecuteReader();
        var codes = new List<BillingCode>();
        while (reader.Read()) codes.Add(new(BillingCodeType.From(reader.GetString(0)), reader.GetString(1)));
        return codes;
    }

    /// <summary>Every row with its providers, in order, and the whole report.</summary>
    public static string TextOf(CodeRates rates, MedicareSchedules medicare)
    {
        var text = new StringBuilder();
        foreach (var file in rates.Files)
        {
            text.Append(CultureInfo.InvariantCulture, $"{file.File} rejected {file.Rejected}\n");
            foreach (var row in file.Rows)
            {
                text.Append(CultureInfo.InvariantCulture, $"{row}\n");
                var set = file.ProviderSets[row.ProviderSet];
                text.AppendJoin(' ', set.References).AppendJoin(' ', set.Groups);
                foreach (var group in set.Groups.Concat(set.References.SelectMany(reference => file.References[reference]).Select(one => one.Group).OfType<Guid>()))
                    text.Append(CultureInfo.InvariantCulture, $"{file.Groups[group] with { Npis = [] }} ").AppendJoin(' ', file.Groups[group].Npis);
                text.AppendJoin(' ', set.References.SelectMany(reference => file.References[reference]));
            }
        }
        foreach (var hospital in rates.Hospitals)
        {
            text.Append(CultureInfo.InvariantCulture, $"{hospital.File.Source} rejected {hospital.Rejected}\n").AppendJoin('\n', hospital.Charges);
        }
        var report = CodeReportBuilder.Build(null, Benchmark.Of(rates, medicare), LoadedEdits.Of(rates.Code, null, [], []));
        using var json = new MemoryStream();
        CodeReportJson.Write(report, json);
        return text.Append(Encoding.UTF8.GetString(json.ToArray())).ToString();
    }
}
