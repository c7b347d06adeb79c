using System.Text.Json;
using Assayer.Rates.Transparency;

namespace Assayer.Rates.Hospital;

/// <summary>Ways through objects and lists; each leaves the cursor on the value's last token.</summary>
static class JsonWalk
{
    /// <summary>Calls <paramref name="read"/> at each member's value, which it must pass; false, and the value skipped, where this is no object.</summary>
    public static bool Members(this JsonCursor cursor, Action<JsonCursor, string> read)
    {
        if (cursor.Token != JsonTokenType.StartObject)
        {
            cursor.Skip();
            return false;
        }
        while (cursor.Read() && cursor.Token == JsonTokenType.PropertyName)
        {
            var name = cursor.GetString();
            cursor.Read();
            read(cursor, name);
        }
        return true;
    }

    /// <summary>Stops at each element of a list, which must then be passed. A lone value is a list of itself; null is an empty one.</summary>
    public static IEnumerable<long> Elements(this JsonCursor cursor, ReadingLog log, Func<string> address, bool isObject = true)
    {
        if (cursor.Token == JsonTokenType.Null) yield break;
        if (cursor.Token != JsonTokenType.StartArray)
        {
            log.Odd(cursor.Offset, address(), "a list");
            if (isObject && cursor.Token != JsonTokenType.StartObject) cursor.Skip();
            else yield return 0;
            yield break;
        }
        var depth = cursor.Depth;
        for (long index = 0; cursor.Read() && cursor.Depth > depth; index++)
        {
            if (!isObject || cursor.Token == JsonTokenType.StartObject)
            {
                yield return index;
                continue;
            }
            log.Odd(cursor.Offset, $"{address()}/{index}", "an object");
            cursor.Skip();
        }
    }
}
