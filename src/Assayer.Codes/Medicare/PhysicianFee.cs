namespace Assayer.Codes.Medicare;

/// <summary>The physician fee schedule's payment formula.</summary>
static class PhysicianFee
{
    /// <summary>Cost indices of the nation.</summary>
    public static readonly (decimal Work, decimal PracticeExpense, decimal Malpractice) National = (1, 1, 1);

    /// <summary>
    /// ((work RVU × work GPCI) + (PE RVU × PE GPCI) + (MP RVU × MP GPCI)) × CF, to the cent; for imaging not more than with the practice
    /// expense and malpractice that the hospital outpatient system uses. CMS, relative value file documentation (RVUPUF), "Conversion
    /// factor" and "OPPS payment amount"; the cap is section 5102(b) of the Deficit Reduction Act of 2005, 42 U.S.C. 1395w-4(b)(4).
    /// </summary>
    public static Money Amount(RelativeValue row, PaymentSetting setting, (decimal Work, decimal PracticeExpense, decimal Malpractice) index)
    {
        var (expense, capExpense) = setting == PaymentSetting.Facility
            ? (row.FacilityPracticeExpense, row.CapFacilityPracticeExpense)
            : (row.NonFacilityPracticeExpense, row.CapNonFacilityPracticeExpense);
        var units = Units(expense, row.Malpractice);
        if (capExpense > 0) units = Math.Min(units, Units(capExpense, row.CapMalpractice));
        return new Money(units * row.ConversionFactor).RoundHalfUp();

        decimal Units(decimal practiceExpense, decimal malpractice) =>
            row.Work * index.Work + practiceExpense * index.PracticeExpense + malpractice * index.Malpractice;
    }

    /// <summary>Whether the cap is what pays.</summary>
    public static bool IsCapped(RelativeValue row, PaymentSetting setting, (decimal Work, decimal PracticeExpense, decimal Malpractice) index) =>
        Amount(row, setting, index) < Amount(row with { CapFacilityPracticeExpense = 0, CapNonFacilityPracticeExpense = 0 }, setting, index);

    /// <summary>Whether the row has any relative values: some paid services have none, and each contractor prices them.</summary>
    public static bool HasValues(RelativeValue row) => row.NonFacilityTotal > 0 || row.FacilityTotal > 0;
}
