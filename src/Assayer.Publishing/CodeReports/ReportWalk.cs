using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Assayer.Evidence;
using Missing = Assayer.Evidence.Missing;

namespace Assayer.Publishing.CodeReports;

/// <summary>
/// Finds the evidence in a model: each fact, source and missing part that can be reached through public properties, in their order.
/// What a section gains later is found without being listed anywhere.
/// </summary>
static class ReportWalk
{
    static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

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
                foreach (var property in Properties.GetOrAdd(model.GetType(), Readable)) Add(property.GetValue(model), leaves);
                break;
        }
    }

    // What is a text, a number or a date holds no evidence.
    static PropertyInfo[] Readable(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0 && property.PropertyType != typeof(string) && !property.PropertyType.IsValueType)];
}
