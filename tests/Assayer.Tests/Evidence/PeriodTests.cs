using Assayer.Evidence;

namespace Assayer.Tests.Evidence;

public class PeriodTests
{
    static readonly Period Year = new(new(2025, 1, 1), new(2025, 12, 31));

    [Theory]
    [InlineData("2024-12-31", 1)]
    [InlineData("2025-01-01", 0)]
    [InlineData("2025-12-31", 0)]
    [InlineData("2026-01-02", -2)]
    public void Counts_the_days_to_its_nearest_end(string day, int days)
    {
        Assert.Equal(days, Year.DaysFrom(DateOnly.Parse(day)));
        Assert.Equal(days == 0, Year.Contains(DateOnly.Parse(day)));
    }

    [Fact]
    public void The_default_contains_every_day() => Assert.True(default(Period).Contains(DateOnly.MinValue));

    [Fact]
    public void Cannot_end_before_it_starts() => Assert.Throws<ArgumentException>(() => new Period(new(2025, 1, 2), new(2025, 1, 1)));
}
