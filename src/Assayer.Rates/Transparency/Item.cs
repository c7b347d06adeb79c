using Assayer.Codes;

namespace Assayer.Rates.Transparency;

/// <summary>What is known so far of an element of <c>in_network</c> or <c>out_of_network</c>.</summary>
sealed class Item
{
    /// <summary>Its JSON Pointer.</summary>
    public required string Address { get; init; }
    public required long Offset { get; init; }
    public string? CodeType { get; set; }
    public string? CodeValue { get; set; }
    public string? CodeVersion { get; set; }
    public string? Arrangement { get; set; }
    public string? SeverityOfIllness { get; set; }
    public string? ContainedCodes { get; set; }

    /// <summary>The code, once its kind and value are known.</summary>
    public BillingCode? Code => CodeType is null || CodeValue is null ? null : new(BillingCodeType.From(CodeType), CodeValue);

    /// <summary>Whether no member that is still to come can change the meaning of a price.</summary>
    public bool IsComplete =>
        Code is { } code && CodeVersion is not null && Arrangement == "ffs"
        && (SeverityOfIllness is not null || !code.Type.Name.EndsWith("DRG", StringComparison.Ordinal));
}
