using System.Globalization;
using Assayer.Rates.Files;

namespace Assayer.Tests.Rates.Files;

public class FileNameTests
{
    [Theory]
    [InlineData("2022-11-07_690_08B0_in-network-rates_27_of_35.json.gz", "2022-11-07", "690_08b0_in-network-rates_27_of_35")]
    [InlineData("Plan_PPO_20250701_in-network.JSON", "2025-07-01", "plan_ppo__in-network")]
    [InlineData("2025-07_plan.json", "2025-07-01", "plan")]
    [InlineData("plan-20259999.json", null, "plan-20259999")]
    [InlineData("2025-08-01_all.zip/2025-07-01_plan.json", "2025-07-01", "plan")]
    [InlineData("2025-08-01_all.zip/plan.json", "2025-08-01", "plan")]
    [InlineData("rates.json.gz", null, "rates")]
    public void Finds_the_date_and_what_stays_without_it(string name, string? date, string series)
    {
        Assert.Equal(date, FileName.DateIn(name)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(series, FileName.SeriesOf(name));
    }

    [Fact]
    public void Two_editions_of_a_file_are_one_series() =>
        Assert.Equal(FileName.SeriesOf("2025-06-01_aetna_in-network-rates_1_of_2.json.gz"), FileName.SeriesOf("2025-07-01_aetna_in-network-rates_1_of_2.json"));
}
