namespace Assayer.Evidence;

/// <summary>Where a figure or a statement came from: a file and a place in it, a publication, or a series made from several files.</summary>
public sealed record Source
{
    /// <summary>What it is, in words: a file name, the title of a regulation, "Series 3: Aetna, professional".</summary>
    public required string Name { get; init; }

    /// <summary>Who published it.</summary>
    public string? Publisher { get; init; }

    /// <summary>Edition or vintage, as its publisher names it: "2025 Q2", "October 2025 release".</summary>
    public string? Vintage { get; init; }

    /// <summary>The days for which it holds; <see cref="Period.Always"/> where it doesn't say.</summary>
    public Period Period { get; init; } = Period.Always;

    /// <summary>SHA-256 of the bytes received, 64 lower-case hexadecimal digits; null for what is not a file.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The place inside: "line 1576", "byte 20480", a JSON Pointer, a section number.</summary>
    public string? Locator { get; init; }

    /// <summary>Where a reader can find it.</summary>
    public string? Url { get; init; }

    /// <summary>True when the data was made up, by a generator or for an example.</summary>
    public bool Synthetic { get; init; }

    /// <summary>For a figure computed from several sources: those sources, each once. Empty otherwise.</summary>
    public IReadOnlyList<Source> Inputs { get; init; } = [];

    /// <summary>True when this source or anything it was made from is synthetic.</summary>
    public bool IsSynthetic => Synthetic || Inputs.Any(input => input.IsSynthetic);

    /// <summary>The same source, at a place inside it.</summary>
    public Source At(string locator) => this with { Locator = locator };

    /// <summary>Equal in every field, inputs in order.</summary>
    public bool Equals(Source? other) =>
        ReferenceEquals(this, other)
        || other is not null
        && (Name, Publisher, Vintage, Period, Sha256, Locator, Url, Synthetic)
            == (other.Name, other.Publisher, other.Vintage, other.Period, other.Sha256, other.Locator, other.Url, other.Synthetic)
        && Inputs.SequenceEqual(other.Inputs);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Vintage, Sha256, Locator, Inputs.Count);
}
