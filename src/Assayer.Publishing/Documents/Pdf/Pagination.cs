namespace Assayer.Publishing.Documents.Pdf;

/// <summary>A row on a page.</summary>
readonly record struct Placed(Row Row, float X, float Y);

/// <summary>
/// Parts rows into pages: what keeps with the next row moves with it, a table's heading is repeated, and rows in columns fill them evenly at their end.
/// </summary>
sealed class Pagination
{
    const float LeastColumn = 60;

    readonly List<List<Placed>> _pages = [[]];
    float _y = Sheet.Top;
    float _after;
    bool _isFresh = true; // Nothing stands on the page, or nothing but repeated rows.

    /// <summary>The pages' rows.</summary>
    public static IReadOnlyList<IReadOnlyList<Placed>> Of(IReadOnlyList<Row> rows)
    {
        var pagination = new Pagination();
        for (var start = 0; start < rows.Count;)
        {
            var end = start + 1;
            if (rows[start].Columns == 1)
            {
                while (end < rows.Count && rows[end - 1].KeepsWithNext && rows[end].Columns == 1) end++;
                pagination.Group(rows, start, end);
            }
            else
            {
                while (end < rows.Count && rows[end].Columns == rows[start].Columns) end++;
                pagination.InColumns(rows, start, end);
            }
            start = end;
        }
        return pagination._pages;
    }

    bool IsAtTop => _pages[^1].Count == 0;

    // Rows that want one page: a new one where they don't fit into the rest of this one but into a whole one.
    void Group(IReadOnlyList<Row> rows, int start, int end)
    {
        var (height, after) = (0f, _after);
        for (var index = start; index < end; index++)
        {
            height += Math.Max(after, rows[index].Before) + rows[index].Height;
            after = rows[index].After;
        }
        var whole = rows[start].Repeats.Sum(row => row.Height) + height;
        if (!IsAtTop && _y + Math.Max(height, rows[start].Room) > Sheet.Bottom && whole <= Sheet.Bottom - Sheet.Top) NewPage(rows[start]);
        for (var index = start; index < end; index++) Add(rows[index]);
    }

    void Add(Row row)
    {
        for (var rest = row; rest is not null;)
        {
            var room = Sheet.Bottom - _y - (IsAtTop ? 0 : Math.Max(_after, rest.Before));
            if (rest.Height > room && !_isFresh)
            {
                var isTooTall = rest.Height > Sheet.Bottom - Sheet.Top - rest.Repeats.Sum(repeated => repeated.Height);
                if (!isTooTall || room < LeastColumn)
                {
                    NewPage(rest);
                    continue;
                }
            }
            (var head, rest) = rest.Split(room);
            Put(head);
            if (rest is not null) NewPage(rest);
        }
    }

    void Put(Row row)
    {
        if (!IsAtTop) _y += Math.Max(_after, row.Before);
        _pages[^1].Add(new(row, Sheet.Left, _y));
        (_y, _after, _isFresh) = (_y + row.Height, row.After, false);
    }

    void NewPage(Row? first)
    {
        _pages.Add([]);
        (_y, _after) = (Sheet.Top, 0);
        foreach (var row in first?.Repeats ?? []) Put(row);
        _isFresh = true;
    }

    void InColumns(IReadOnlyList<Row> rows, int start, int end)
    {
        var columns = rows[start].Columns;
        var rest = new LinkedList<Row>(rows.Skip(start).Take(end - start));
        while (rest.First is not null)
        {
            _y += IsAtTop ? 0 : _after;
            _after = 0;
            var room = Sheet.Bottom - _y;
            if (room < LeastColumn && !IsAtTop)
            {
                NewPage(null);
                continue;
            }
            var least = rest.Sum(row => row.Height) / columns;
            while (least < room && !Fits(rest, columns, least)) least += 6;
            Fill(rest, columns, Math.Min(least, room));
            if (rest.First is not null) NewPage(null);
        }
        _after = rows[end - 1].After;
    }

    static bool Fits(IEnumerable<Row> rows, int columns, float height)
    {
        var (column, used) = (1, 0f);
        foreach (var row in rows)
        {
            if (used > 0 && used + row.Height > height) (column, used) = (column + 1, 0);
            used += row.Height;
            if (column > columns || used > height) return false;
        }
        return true;
    }

    void Fill(LinkedList<Row> rows, int columns, float height)
    {
        var foot = _y;
        for (var column = 0; column < columns && rows.First is not null; column++)
        {
            var (x, y) = (Sheet.Left + column * (Sheet.ColumnWidth(columns) + Sheet.Gutter), _y);
            while (rows.First is { Value: var row } && (y == _y || y + row.Height <= _y + height + 0.01f))
            {
                rows.RemoveFirst();
                (row, var tail) = row.Split(_y + height - y);
                if (tail is not null) rows.AddFirst(tail);
                _pages[^1].Add(new(row, x, y));
                y += row.Height;
                foot = Math.Max(foot, y);
                if (tail is not null) break;
            }
        }
        (_y, _isFresh) = (foot, false);
    }
}
