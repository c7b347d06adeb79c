using System.Globalization;

namespace Assayer.Codes;

/// <summary>An amount in United States dollars, exact. The default value is $0.00.</summary>
public readonly record struct Money(decimal Dollars) : IComparable<Money>
{
    /// <summary>Rounded half to even to the cent: how reports show an amount (IEEE 754-2019, roundTiesToEven).</summary>
    public Money ToCents() => new(decimal.Round(Dollars, 2, MidpointRounding.ToEven));

    /// <summary>Rounded half up to the cent: how Medicare rounds a fee (Medicare Claims Processing Manual, chapter 12, section 20.1).</summary>
    public Money RoundHalfUp() => new(decimal.Round(Dollars, 2, MidpointRounding.AwayFromZero));

    /// <summary>The sum.</summary>
    public static Money operator +(Money left, Money right) => new(left.Dollars + right.Dollars);

    /// <summary>The difference.</summary>
    public static Money operator -(Money left, Money right) => new(left.Dollars - right.Dollars);

    /// <summary>So many times the amount.</summary>
    public static Money operator *(Money amount, decimal factor) => new(amount.Dollars * factor);

    /// <summary>The ratio of two amounts.</summary>
    /// <exception cref="DivideByZeroException">The divisor is $0.</exception>
    public static decimal operator /(Money amount, Money divisor) => amount.Dollars / divisor.Dollars;

    /// <summary>Smaller.</summary>
    public static bool operator <(Money left, Money right) => left.Dollars < right.Dollars;

    /// <summary>Larger.</summary>
    public static bool operator >(Money left, Money right) => left.Dollars > right.Dollars;

    /// <summary>Smaller or equal.</summary>
    public static bool operator <=(Money left, Money right) => left.Dollars <= right.Dollars;

    /// <summary>Larger or equal.</summary>
    public static bool operator >=(Money left, Money right) => left.Dollars >= right.Dollars;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Dollars.CompareTo(other.Dollars);

    /// <summary>"$1,234.50", rounded half to even.</summary>
    public override string ToString() => ToCents().Dollars.ToString("$#,##0.00;-$#,##0.00;$0.00", CultureInfo.InvariantCulture);
}
