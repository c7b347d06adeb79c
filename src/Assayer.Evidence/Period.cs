using System.Globalization;

namespace Assayer.Evidence;

/// <summary>A span of days, both ends included; a null end is open. The default value is <see cref="Always"/>.</summary>
public readonly record struct Period
{
    /// <summary>A period from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    /// <exception cref="ArgumentException">The last day is before the first.</exception>
    public Period(DateOnly? first, DateOnly? last)
    {
        if (first > last)
            throw new ArgumentException($"A period can't end ({last:O}) before it starts ({first:O}).", nameof(last));
        (First, Last) = (first, last);
    }

    /// <summary>Open at both ends.</summary>
    public static Period Always => default;

    /// <summary>First day; null when there is no beginning.</summary>
    public DateOnly? First { get; }

    /// <summary>Last day; null when there is no end.</summary>
    public DateOnly? Last { get; }

    /// <summary>Whether <paramref name="day"/> lies in the period.</summary>
    public bool Contains(DateOnly day) => !(day < First) && !(day > Last);

    /// <summary>Days between <paramref name="day"/> and the nearest day of the period; 0 inside it, negative where the period lies before the day.</summary>
    public int DaysFrom(DateOnly day) =>
        First is { } first && day < first ? first.DayNumber - day.DayNumber
        : Last is { } last && day > last ? last.DayNumber - day.DayNumber
        : 0;

    /// <summary>"2025-01-01 to 2025-12-31", "from 2025-01-01", "until 2016-12-31", or "always".</summary>
    public override string ToString() => (First, Last) switch
    {
        ({ } first, { } last) => $"{Iso(first)} to {Iso(last)}",
        ({ } first, null) => $"from {Iso(first)}",
        (null, { } last) => $"until {Iso(last)}",
        _ => "always",
    };

    static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
