using Assayer.Codes.Tables;

namespace Assayer.Codes.Medicare;

/// <summary>The loaded schedules of one kind.</summary>
sealed class SchedulesOf<TRow>(IReadOnlyList<LoadedTable<TRow>> tables, Func<TRow, string> key)
    where TRow : class, ITableRow
{
    readonly (LoadedTable<TRow> Table, ILookup<string, TRow> Rows)[] _schedules =
        [.. tables.Select(table => (table, table.Rows.ToLookup(key, StringComparer.Ordinal)))];

    /// <summary>The one that counts on a day: of those that cover it the latest, else the nearest; null when none is loaded.</summary>
    public ScheduleOn<TRow>? On(DateOnly day) =>
        ByNearness(day).Select(schedule => new ScheduleOn<TRow>(schedule.Table, schedule.Table.Source.Period.DaysFrom(day), schedule.Rows)).FirstOrDefault();

    /// <summary>
    /// The one that counts on a day for a key, where a schedule is published in several parts: of those with the same period as the nearest,
    /// the one that has the key; the nearest where none does.
    /// </summary>
    public ScheduleOn<TRow>? On(DateOnly day, string key)
    {
        if (On(day) is not { } nearest) return null;
        var parts = ByNearness(day).Where(schedule => schedule.Table.Source.Period == nearest.Table.Source.Period);
        return parts.Where(part => part.Rows.Contains(key)).Select(part => nearest with { Table = part.Table, RowsByKey = part.Rows }).FirstOrDefault() ?? nearest;
    }

    IEnumerable<(LoadedTable<TRow> Table, ILookup<string, TRow> Rows)> ByNearness(DateOnly day) => _schedules
        .OrderBy(schedule => Math.Abs(schedule.Table.Source.Period.DaysFrom(day)))
        .ThenByDescending(schedule => schedule.Table.Source.Period.First ?? DateOnly.MinValue);
}

/// <summary>A schedule, as it is used for a day.</summary>
/// <param name="Table">The schedule.</param>
/// <param name="GapDays">Days from the day to the schedule's period: 0 inside, negative where it ended before.</param>
/// <param name="RowsByKey">Its rows.</param>
sealed record ScheduleOn<TRow>(LoadedTable<TRow> Table, int GapDays, ILookup<string, TRow> RowsByKey)
    where TRow : class, ITableRow
{
    public IReadOnlyList<TRow> Rows(string key) => [.. RowsByKey[key]];

    /// <summary>A remark on the gap, with its comma; "" without a gap.</summary>
    public string Gap => GapDays == 0 ? "" : FormattableString.Invariant($", of {Table.Source.Vintage ?? "another time"}, {Math.Abs(GapDays)} days away");
}
