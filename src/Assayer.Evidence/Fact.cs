using System.Diagnostics.CodeAnalysis;

namespace Assayer.Evidence;

/// <summary>A value with where it came from, or the reason why there is none. What reports are made of.</summary>
public interface IFact
{
    /// <summary>True when there is a value.</summary>
    bool IsKnown { get; }

    /// <summary>The value, or null when it isn't known.</summary>
    object? Value { get; }

    /// <summary>Where the value came from, at least one when it is known.</summary>
    IReadOnlyList<Source> Sources { get; }

    /// <summary>Why there is no value; null when there is one.</summary>
    Missing? Missing { get; }
}

/// <summary>Why a fact isn't there, and what would fill it.</summary>
/// <param name="Reason">What is the matter: "the file states no network".</param>
/// <param name="FilledBy">Which file or step would supply it: "the NPPES file"; null where nothing would.</param>
public sealed record Missing(string Reason, string? FilledBy = null)
{
    /// <summary>The sentence that renderers print in place of a missing value, before the reason.</summary>
    public const string Text = "Data not available in the input";
}

/// <summary>A value of type <typeparamref name="T"/> with its sources, or not available with a reason.</summary>
public sealed class Fact<T> : IFact where T : notnull
{
    readonly T? _value;

    internal Fact(T? value, IReadOnlyList<Source> sources, Missing? missing) => (_value, Sources, Missing) = (value, sources, missing);

    /// <inheritdoc/>
    [MemberNotNullWhen(false, nameof(Missing))]
    public bool IsKnown => Missing is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It is not known: ask <see cref="IsKnown"/> first.</exception>
    public T Value => IsKnown ? _value! : throw new InvalidOperationException($"There is no value: {Missing.Reason}");

    /// <inheritdoc/>
    public IReadOnlyList<Source> Sources { get; }

    /// <inheritdoc/>
    public Missing? Missing { get; }

    /// <summary>True when any source of the value is synthetic.</summary>
    public bool IsSynthetic => Sources.Any(source => source.IsSynthetic);

    object? IFact.Value => IsKnown ? _value : null;

    /// <summary>A fact made from this one by <paramref name="map"/>, with the same sources; a missing fact stays missing.</summary>
    public Fact<TOther> Select<TOther>(Func<T, TOther> map) where TOther : notnull =>
        IsKnown ? new(map(_value!), Sources, null) : new(default, [], Missing);

    /// <summary>The value, or <paramref name="fallback"/> when it isn't known.</summary>
    [return: NotNullIfNotNull(nameof(fallback))]
    public T? ValueOr(T? fallback) => IsKnown ? _value : fallback;

    /// <summary>The value, or "not available: " and the reason.</summary>
    public override string ToString() => IsKnown ? _value!.ToString() ?? "" : $"not available: {Missing.Reason}";
}

/// <summary>Makes facts.</summary>
public static class Fact
{
    /// <summary>A known value.</summary>
    /// <exception cref="ArgumentException">No source is given.</exception>
    public static Fact<T> Known<T>(T value, params IReadOnlyList<Source> sources) where T : notnull =>
        sources.Count > 0
            ? new(value, sources, null)
            : throw new ArgumentException("A known fact has at least one source.", nameof(sources));

    /// <summary>A value that isn't there.</summary>
    public static Fact<T> NotAvailable<T>(string reason, string? filledBy = null) where T : notnull =>
        new(default, [], new Missing(reason, filledBy));
}
