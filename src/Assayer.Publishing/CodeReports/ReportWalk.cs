using System.Collections;
using System.Collections.Concurrent;
using Assayer.Evidence;

namespace Assayer.Publishing.CodeReports;

/// <summary>
/// Finds the evidence in a model: each fact, source and missing part that can be reached through public properties, in their order.
/// What a section gains later is found without being listed anywhere.
/// </summary>
static class ReportWalk
{
    static readonly ConcurrentDictionary<Type, Func<object, object?>[]> Properties = new();

    /// <summary>Every <see cref="IFact"/>, <see cref="Source"/> and <see cref="Missing"/> in <paramref name="model"/>.</summary>
    public static IReadOnlyList<object> Leaves(object? model)
    {
        var leaves = new List<object>();
        Add(model, leaves);
        return leaves;
    }

    static void Add(object? model, List<object> leaves)
    {
        switch (model)
        {
            case null or string or ValueType:
                break;
            case IFact or Source or Missing:
                leaves.Add(model);
                break;
            case IEnumerable items:
                foreach (var item in items) Add(item, leaves);
                break;
            default:
                foreach (var valueOf in Properties.GetOrAdd(model.GetType(), Readable)) Add(valueOf(model), leaves);
                break;
        }
    }

    // What is a text, a number or a date holds no evidence. The properties are those that the report's JSON has: reflection would not find
    // them in a program that is compiled ahead of time. Of a type that is no part of a report they aren't known, and this throws.
    static Func<object, object?>[] Readable(Type type) =>
    [
        .. CodeReportJson.Types.Options.GetTypeInfo(type).Properties
            .Where(property => property.PropertyType != typeof(string) && !property.PropertyType.IsValueType)
            .Select(property => property.Get).OfType<Func<object, object?>>(),
    ];
}
