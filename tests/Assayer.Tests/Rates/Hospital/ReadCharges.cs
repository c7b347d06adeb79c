using System.Text;
using Assayer.Codes;
using Assayer.Evidence;
using Assayer.Rates;
using Assayer.Rates.Hospital;

namespace Assayer.Tests.Rates.Hospital;

/// <summary>What came of reading a hospital's file, in memory.</summary>
sealed record ReadCharges(HospitalResult Result, List<HospitalCharge> Charges)
{
    public HospitalHeader Header => Result.Header;

    /// <summary>"HOSP013 C4": the diagnostics that were kept, by code and address.</summary>
    public IEnumerable<string> Remarks => Result.Diagnostics.Kept.Select(remark => $"{remark.Code} {remark.Location.Address}");

    public Diagnostic Only(string code) => Assert.Single(Result.Diagnostics.Kept, remark => remark.Code == code);

    public IEnumerable<HospitalCharge> Of(string code)
    {
        Assert.True(BillingCode.TryParse(code, out var parsed));
        return Charges.Where(charge => charge.Code == parsed);
    }

    public static ReadCharges From(byte[] content, CodeFilter? filter = null)
    {
        var charges = new List<HospitalCharge>();
        var result = HospitalReader.Read("file", new MemoryStream(content), filter ?? CodeFilter.All, charges.Add, TestContext.Current.CancellationToken);
        Assert.Equal(charges.Count, result.Accepted);
        return new(result, charges);
    }

    public static ReadCharges From(string content, CodeFilter? filter = null) => From(Encoding.UTF8.GetBytes(content), filter);

    public static ReadCharges FromFile(string name) => From(File.ReadAllBytes(TestData.Path("hospital/" + name)));
}
