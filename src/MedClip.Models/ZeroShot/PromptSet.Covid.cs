namespace MedClip.Models;

public sealed partial class PromptSet
{
    /// <summary>
    /// Prompts for COVID-19, which no label of CheXpert names: they describe what films show, after the words that the paper takes (section 4.4) from
    /// Smith et al. 2020 (https://doi.org/10.1148/ryct.2020200280). The negative ones say that nothing is wrong.
    /// </summary>
    public static PromptSet Covid { get; } = new(
    [
        new FindingPrompts(
            new Finding("COVID-19"),
            [
                "Patchy ground-glass opacities in the periphery of both lungs.", "Confluent ground-glass opacity in the mid and lower lung zones.",
                "Bandlike opacity in the lung periphery.", "Bilateral peripheral consolidation in the lower lung zones.", "Patchy consolidation in a peripheral distribution.",
                "Peripheral ground-glass opacity in the mid to lower lungs.", "Multifocal patchy opacities in both lung bases.", "Confluent peripheral consolidation in both lungs.",
                "Bandlike consolidation along the pleura in the lower lobes.", "Hazy peripheral opacities in the mid lung zones.", "Diffuse bilateral ground-glass opacities.",
                "Findings are typical of viral pneumonia with peripheral opacities.",
            ],
            [
                "No acute cardiopulmonary abnormality.", "The lungs are clear.", "Normal chest radiograph.", "Heart size and lungs are normal.", "No acute disease.",
                "The lungs are clear without opacities.", "No focal consolidation.", "The lungs are well expanded and clear.", "No focal airspace opacity.", "No evidence of pneumonia.",
            ]),
    ]);
}
