using Assayer.Evidence;

namespace Assayer.Publishing.CodeReports;

/// <summary>A list, or why it is empty: never both.</summary>
public sealed record Listing<T>
{
    internal Listing(IReadOnlyList<T> items, Missing? missing) => (Items, Missing) = (items, missing);

    /// <summary>The items; empty when there are none.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>Why there are no items; null when there are.</summary>
    public Missing? Missing { get; }
}

/// <summary>Makes listings.</summary>
public static class Listing
{
    /// <summary>A listing of <paramref name="items"/>, with the reason that holds when there are none.</summary>
    public static Listing<T> Of<T>(IEnumerable<T> items, Missing whenEmpty)
    {
        ArgumentNullException.ThrowIfNull(items);
        T[] list = [.. items];
        return new(list, list.Length == 0 ? whenEmpty : null);
    }
}
