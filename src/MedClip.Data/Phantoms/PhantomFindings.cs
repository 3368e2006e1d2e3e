namespace MedClip.Data;

/// <summary>Which findings a phantom has.</summary>
internal static class PhantomFindings
{
    /// <summary>The findings that phantoms know, No Finding among them, in CheXpert's order.</summary>
    public static FindingSet Known { get; } = new(FindingSet.CheXpert.Where(finding =>
        finding == Finding.NoFinding || finding == Finding.Cardiomegaly || FindingPainter.All.Any(known => known.Finding == finding)));

    /// <summary>Draws a combination: none in a quarter of the cases, else each finding on its own.</summary>
    public static FindingLabels Draw(SplitMix64 random)
    {
        bool healthy = random.NextDouble() < 0.22;
        var values = new LabelValue[FindingSet.CheXpert.Count];
        values.AsSpan().Fill(LabelValue.NotMentioned);
        bool any = false;
        foreach (Finding finding in Known)
        {
            bool present = random.NextDouble() < Prevalence(finding) && (!healthy || finding == Finding.SupportDevices);
            values[FindingSet.CheXpert.IndexOf(finding)] = present ? LabelValue.Positive : LabelValue.Negative;
            any |= present && finding != Finding.SupportDevices;
        }

        values[FindingSet.CheXpert.IndexOf(Finding.NoFinding)] = any ? LabelValue.Negative : LabelValue.Positive;
        return new FindingLabels(FindingSet.CheXpert, values);
    }

    private static double Prevalence(Finding finding) => finding == Finding.NoFinding ? 0
        : finding == Finding.SupportDevices || finding == Finding.Cardiomegaly || finding == Finding.PleuralEffusion ? 0.24
        : 0.18;
}
