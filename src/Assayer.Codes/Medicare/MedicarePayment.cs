namespace Assayer.Codes.Medicare;

/// <summary>How a payment system pays what an indicator stands on.</summary>
enum MedicarePayment
{
    /// <summary>The indicator isn't known.</summary>
    Unknown,

    /// <summary>At the rate beside it.</summary>
    Separate,

    /// <summary>At the rate beside it, unless it is packaged into something else on the claim.</summary>
    Conditional,

    /// <summary>With something else, never by itself.</summary>
    Packaged,

    /// <summary>Packaged into what else the hospital bills, or else by the Clinical Laboratory Fee Schedule.</summary>
    ConditionalLaboratory,

    /// <summary>By another schedule, at cost, or at a contractor's price.</summary>
    Elsewhere,

    /// <summary>Not at all.</summary>
    None,
}
