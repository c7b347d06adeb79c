using System.Text.Json;

namespace Assayer.Rates.Transparency;

/// <summary>
/// Walks objects and lists by a cursor. Each step stops at a value's first token, and the walker takes that value to its last before it goes on.
/// </summary>
static class JsonWalk
{
    /// <summary>The members of the root object, from the first token of the file to the last; none where the root is something else.</summary>
    public static IEnumerable<string> RootMembers(this JsonCursor cursor)
    {
        cursor.Read();
        if (cursor.Token != JsonTokenType.StartObject) yield break;
        foreach (var name in cursor.Members()) yield return name;
        cursor.Read(); // anything after the root is a syntax error, thrown here
    }

    /// <summary>The members of the object at the cursor.</summary>
    public static IEnumerable<string> Members(this JsonCursor cursor)
    {
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.GetString();
            cursor.Read();
            yield return name;
        }
    }

    /// <summary>The objects in the list at the cursor, by their index. Anything else is reported, and passed over.</summary>
    /// <param name="cursor">At the value that should be a list.</param>
    /// <param name="log">Takes what is to be reported.</param>
    /// <param name="address">The list's JSON Pointer.</param>
    /// <param name="list">The list in words: "a list of rates".</param>
    /// <param name="element">An element in words: "a rate".</param>
    public static IEnumerable<long> Objects(this JsonCursor cursor, ReadingLog log, string address, string list, string element)
    {
        if (cursor.Token != JsonTokenType.StartArray)
        {
            log.Odd(cursor.Offset, address, list);
            cursor.Skip();
            yield break;
        }
        var (depth, passed) = (cursor.Depth, cursor.PassedElements);
        cursor.PassedElements = 0;
        for (long count = 0; cursor.Read() && cursor.Depth > depth; count++)
        {
            var index = count + cursor.PassedElements;
            if (cursor.Token == JsonTokenType.StartObject)
            {
                yield return index;
                continue;
            }
            log.Odd(cursor.Offset, $"{address}/{index}", element);
            cursor.Skip();
        }
        cursor.PassedElements = passed;
    }
}
