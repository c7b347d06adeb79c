namespace Assayer.Publishing.CodeReports;

/// <summary>The headings of the report's sections, in order.</summary>
static class Headings
{
    public const string Summary = "Summary & Overview";
    public const string Overview = "Billing Code Overview";
    public const string Clinical = "Clinical Context";
    public const string Coding = "Coding Specifications";
    public const string Coverage = "Coverage";
    public const string Benchmarks = "Reimbursement Benchmarks";
    public const string Presence = "Payer Coverage Presence";
    public const string Method = "Method and Waterfall";
    public const string Sources = "Sources";
    public const string DataNotAvailable = "Data Not Available";
}
