namespace MedClip.Data;

/// <summary>
/// How a finding is spoken of. In the texts, <c>{size}</c> stands for a degree, <c>{side}</c> for a side, <c>{zone}</c> for a part of the lung;
/// terms are complete noun phrases without an article.
/// </summary>
/// <param name="Terms">Synonyms, in lower case.</param>
/// <param name="Statements">Whole sentences that say the finding is present.</param>
/// <param name="Denials">Whole sentences that say it is absent.</param>
internal sealed record PhantomPhrases(string[] Terms, string[] Statements, string[] Denials)
{
    /// <summary>The words of each finding that phantoms know, No Finding apart.</summary>
    public static IReadOnlyDictionary<Finding, PhantomPhrases> Of { get; } = new Dictionary<Finding, PhantomPhrases>
    {
        [Finding.Cardiomegaly] = new(
            ["cardiomegaly", "enlargement of the heart", "enlarged cardiac silhouette"],
            ["The heart is {size} enlarged.", "{Size} cardiomegaly.", "The cardiac silhouette is enlarged.", "There is {size} cardiomegaly.", "Heart size is increased."],
            ["The heart is normal in size.", "Heart size is within normal limits.", "No cardiomegaly.", "The cardiac silhouette is not enlarged."]),
        [Finding.PleuralEffusion] = new(
            ["pleural effusion", "pleural fluid", "effusion"],
            ["{Size} {side} pleural effusion.", "There is a {size} {side} pleural effusion.", "Blunting of the {side} costophrenic angle, consistent with pleural effusion.",
             "Pleural fluid on the {side}.", "{Side} effusion is present."],
            ["No pleural effusion.", "There is no pleural effusion.", "No evidence of effusion.", "The costophrenic angles are sharp."]),
        [Finding.Consolidation] = new(
            ["consolidation", "airspace consolidation", "focal consolidation"],
            ["{Side} {zone} consolidation.", "There is focal consolidation in the {side} {zone}.", "Airspace consolidation with air bronchograms in the {side} {zone}.", "Dense consolidation is seen in the {side} lung."],
            ["No focal consolidation.", "There is no consolidation.", "The lungs are clear of focal consolidation."]),
        [Finding.Edema] = new(
            ["pulmonary edema", "interstitial edema", "edema"],
            ["{Size} pulmonary edema.", "There is {size} interstitial edema.", "Interstitial pulmonary edema with Kerley lines.", "Findings of pulmonary edema in both lungs."],
            ["No pulmonary edema.", "There is no edema.", "No evidence of pulmonary edema."]),
        [Finding.Atelectasis] = new(
            ["atelectasis", "plate-like atelectasis", "subsegmental atelectasis"],
            ["{Side} basilar atelectasis.", "There is linear atelectasis at the {side} base.", "Plate-like atelectasis in the {side} lower lung.", "{Size} subsegmental atelectasis is present."],
            ["No atelectasis.", "There is no evidence of atelectasis."]),
        [Finding.Pneumothorax] = new(
            ["pneumothorax", "apical pneumothorax"],
            ["{Size} {side} pneumothorax.", "There is a {size} {side} pneumothorax.", "A {side} apical pneumothorax is seen.", "Pleural line on the {side} indicates pneumothorax."],
            ["No pneumothorax.", "There is no pneumothorax.", "No evidence of pneumothorax."]),
        [Finding.LungLesion] = new(
            ["pulmonary nodule", "lung nodule", "lung mass"],
            ["{Side} {zone} nodule.", "There is a nodule in the {side} {zone}.", "A pulmonary nodule projects over the {side} {zone}.", "Round mass in the {side} {zone}."],
            ["No pulmonary nodule.", "There is no nodule or mass.", "No suspicious pulmonary nodules."]),
        [Finding.Fracture] = new(
            ["clavicle fracture", "fracture", "displaced fracture"],
            ["Displaced fracture of the {side} clavicle.", "There is a {side} clavicle fracture.", "Fractured {side} clavicle.", "{Side} clavicular fracture with displacement."],
            ["No fracture.", "There is no acute fracture.", "No displaced fracture is seen."]),
        [Finding.SupportDevices] = new(
            ["endotracheal tube", "central venous catheter", "pacemaker"],
            ["Endotracheal tube in place.", "A central venous catheter is in place.", "Pacemaker with leads over the right ventricle.", "Support devices are unchanged.", "A nasogastric tube courses below the diaphragm."],
            ["No support devices.", "No endotracheal tube or pacemaker is seen."]),
    };

    /// <summary>Sentences that say nothing is found.</summary>
    public static string[] Healthy { get; } =
    [
        "No acute cardiopulmonary abnormality.", "Normal chest radiograph.", "No acute cardiopulmonary process.", "Normal chest x-ray.", "No acute disease.",
    ];

    /// <summary>Sentences without a finding.</summary>
    public static string[] Fillers { get; } =
    [
        "Frontal view of the chest was obtained.", "Comparison is made with the prior study.", "The patient is slightly rotated.",
        "Technique is adequate for interpretation.", "Clinical correlation is recommended.",
    ];

    /// <summary>Wordings of doubt; {term} is one of a finding's terms.</summary>
    public static string[] Doubts { get; } =
    [
        "Possible {term}.", "{Term} cannot be excluded.", "Findings may represent {term}.", "Questionable {term}.",
    ];
}
