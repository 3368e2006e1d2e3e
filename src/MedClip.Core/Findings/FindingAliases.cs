using System.Collections.Frozen;

namespace MedClip;

/// <summary>
/// Class names of public data sets and the findings they stand for. Names are compared without regard to case,
/// spaces, underscores and punctuation. Sources: NIH ChestX-ray14 (https://arxiv.org/abs/1705.02315), CheXpert
/// (https://arxiv.org/abs/1901.07031), the RSNA pneumonia challenge, VinDr-CXR (https://arxiv.org/abs/2012.15029), COVID-19 sets.
/// </summary>
public static class FindingAliases
{
    private static readonly FrozenDictionary<string, FindingAlias> Known = Build();

    /// <summary>The finding that a class name stands for, or null when it is unknown or none of the 14.</summary>
    /// <param name="className">A class name as a data set spells it, e.g. "Pleural_Thickening".</param>
    public static Finding? Resolve(string className) => TryResolve(className, out FindingAlias alias) ? alias.Finding : null;

    /// <summary>Looks a class name up.</summary>
    /// <param name="className">A class name as a data set spells it, e.g. "Effusion".</param>
    /// <param name="alias">Its meaning; a class such as "Emphysema" is known although it has no finding.</param>
    /// <returns>Whether the name is known.</returns>
    public static bool TryResolve(string className, out FindingAlias alias)
    {
        ArgumentNullException.ThrowIfNull(className);
        return Known.TryGetValue(FindingName.Normalize(className), out alias);
    }

    private static FrozenDictionary<string, FindingAlias> Build()
    {
        var known = new Dictionary<string, FindingAlias>(StringComparer.Ordinal);
        foreach (Finding finding in FindingSet.CheXpert)
        {
            Add(finding, finding.Name);
        }

        Add(Finding.NoFinding, "No Findings", "Normal", "Healthy", "No Lung Opacity / Normal");
        Add(Finding.EnlargedCardiomediastinum, "Enlarged Cardiom.", "Enlarged Mediastinum", "Mediastinal Widening");
        Add(Finding.Cardiomegaly, "Enlarged Heart", "Cardiac Enlargement");
        Add(Finding.LungOpacity, "Infiltration", "Infiltrate", "Opacity", "Airspace Opacity");
        Add(Finding.LungLesion, "Nodule", "Mass", "Nodule/Mass", "Lung Nodule", "Lung Mass");
        Add(Finding.Edema, "Pulmonary Edema", "Oedema");
        Add(Finding.Pneumonia, "Viral Pneumonia", "Bacterial Pneumonia");
        Add(Finding.Atelectasis, "Collapse");
        Add(Finding.PleuralEffusion, "Effusion");
        Add(Finding.PleuralOther, "Pleural Thickening", "Pleural Other Lesion");
        Add(Finding.Fracture, "Rib Fracture", "Clavicle Fracture");
        Add(Finding.SupportDevices, "Devices", "Support Device");
        foreach (string name in (string[])
            [
                "Emphysema", "Fibrosis", "Pulmonary Fibrosis", "Hernia", "Hiatal Hernia", "Tuberculosis", "ILD", "Interstitial Lung Disease",
                "COVID", "COVID-19", "Covid19 Pneumonia", "Aortic Enlargement", "Calcification", "Enlarged PA", "Lung Cavity", "Lung Cyst",
                "Other Lesion", "Other Disease", "Other Diseases", "COPD", "No Lung Opacity / Not Normal",
            ])
        {
            known.Add(FindingName.Normalize(name), new FindingAlias(null, BlocksNoFinding: true));
        }

        return known.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(Finding finding, params ReadOnlySpan<string> names)
        {
            bool blocks = finding != Finding.NoFinding && finding != Finding.SupportDevices;
            foreach (string name in names)
            {
                known[FindingName.Normalize(name)] = new FindingAlias(finding, blocks);
            }
        }
    }
}
