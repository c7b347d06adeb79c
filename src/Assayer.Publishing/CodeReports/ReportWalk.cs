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
    public static IEnumerable<object> Leaves(object? model) => model switch
    {
        null or string or ValueType => [],
        IFact or Source or Missing => [model],
        IEnumerable items => items.Cast<object?>().SelectMany(Leaves),
        _ => Properties.GetOrAdd(model.GetType(), Readable).SelectMany(property => Leaves(property.GetValue(model))),
    };

    static PropertyInfo[] Readable(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)];
}
