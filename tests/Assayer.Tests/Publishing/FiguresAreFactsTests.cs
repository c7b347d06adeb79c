using System.Collections;
using System.Reflection;
using Assayer.Codes;
using Assayer.Codes.Profiles;
using Assayer.Evidence;
using Assayer.Publishing.CodeReports;

namespace Assayer.Tests.Publishing;

/// <summary>A figure can't get into a report without its source: the types don't let it.</summary>
public class FiguresAreFactsTests
{
    // Evidence about a figure, or the validity of a rule; neither is a figure of the report.
    static readonly HashSet<(Type, string)> Excepted =
    [
        (typeof(SourceEntry), nameof(SourceEntry.Period)), // part of the source that a figure is traced to
        (typeof(ModifierUse), nameof(ModifierUse.Period)), // when the rule holds, stated by the source of its text
    ];

    [Fact]
    public void No_number_amount_or_date_is_reachable_outside_a_fact() => Assert.Empty(Bare(typeof(CodeReport)));

    [Fact]
    public void The_walk_finds_a_bare_figure() => Assert.Equal(["WithBareFigure.Amounts", "WithBareFigure.Day"], Bare(typeof(WithBareFigure)).Order());

    sealed record WithBareFigure(IReadOnlyList<Money> Amounts, DateOnly? Day, Fact<int> Count, string Text);

    static List<string> Bare(Type root)
    {
        var (found, seen, pending) = (new List<string>(), new HashSet<Type>(), new Stack<Type>([root]));
        while (pending.TryPop(out var type))
        {
            if (!seen.Add(type)) continue;
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                if (Excepted.Contains((type, property.Name))) continue;
                var element = Element(property.PropertyType);
                if (IsFigure(element)) found.Add($"{type.Name}.{property.Name}");
                else if (element.Namespace?.StartsWith("Assayer", StringComparison.Ordinal) == true && !element.IsEnum && !IsEvidence(element)) pending.Push(element);
            }
        }
        return found;
    }

    static Type Element(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Element(inner);
        if (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type) && type.IsGenericType) return Element(type.GetGenericArguments()[^1]);
        return type;
    }

    static bool IsEvidence(Type type) => typeof(IFact).IsAssignableFrom(type) || type == typeof(Source);

    static bool IsFigure(Type type) =>
        type == typeof(Money) || type == typeof(Period) || type == typeof(DateOnly) || type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(TimeSpan)
        || type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(System.Numerics.INumber<>));
}
