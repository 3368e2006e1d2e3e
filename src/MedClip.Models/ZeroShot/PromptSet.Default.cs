namespace MedClip.Models;

/// <content>Prompts for the 14 findings of CheXpert, in the words of reports.</content>
public sealed partial class PromptSet
{
    /// <summary>Built-in prompts for the 14 findings of CheXpert, each with what reports say when it is absent.</summary>
    public static PromptSet Default { get; } = new(
    [
        Prompts(
            Finding.NoFinding,
            ["No acute cardiopulmonary abnormality.", "The lungs are clear.", "Normal chest radiograph.", "Heart size and lungs are normal.", "No acute disease."],
            []),
        Prompts(
            Finding.EnlargedCardiomediastinum,
            ["The mediastinum is widened.", "Widening of the mediastinal silhouette.", "The cardiomediastinal silhouette is enlarged.", "Enlarged mediastinal contour."],
            ["The mediastinal contours are normal.", "The cardiomediastinal silhouette is within normal limits.", "No mediastinal widening."]),
        Prompts(
            Finding.Cardiomegaly,
            ["The heart is enlarged.", "There is cardiomegaly.", "Mild cardiomegaly.", "Moderate enlargement of the heart.", "The cardiac silhouette is enlarged.", "Stable cardiomegaly."],
            ["The heart is normal in size.", "Heart size is within normal limits.", "The cardiac silhouette is normal.", "No cardiomegaly."]),
        Prompts(
            Finding.LungOpacity,
            ["There is an opacity in the right lower lobe.", "Patchy airspace opacity in the left lung.", "Bilateral opacities are present.", "Interstitial opacities in both lungs.", "Hazy opacity at the lung base."],
            ["The lungs are clear.", "No focal airspace opacity.", "The lungs are clear without opacities."]),
        Prompts(
            Finding.LungLesion,
            ["There is a nodule in the right upper lobe.", "Pulmonary nodule.", "A mass is seen in the left lung.", "Multiple pulmonary nodules.", "Rounded lesion in the lung."],
            ["No pulmonary nodule or mass.", "No suspicious pulmonary nodules.", "No lung mass is seen."]),
        Prompts(
            Finding.Edema,
            ["There is pulmonary edema.", "Mild interstitial pulmonary edema.", "Findings of pulmonary edema with vascular congestion.", "Moderate pulmonary edema.", "Diffuse interstitial edema."],
            ["No pulmonary edema.", "There is no evidence of edema.", "Pulmonary vascularity is normal without edema."]),
        Prompts(
            Finding.Consolidation,
            ["There is consolidation in the right lower lobe.", "Focal consolidation in the left lung.", "Airspace consolidation is present.", "Dense consolidation at the lung base."],
            ["No focal consolidation.", "There is no consolidation.", "The lungs are clear without consolidation."]),
        Prompts(
            Finding.Pneumonia,
            ["Findings are consistent with pneumonia.", "Right lower lobe pneumonia.", "There is pneumonia in the left lung.", "Multifocal pneumonia."],
            ["No evidence of pneumonia.", "There is no pneumonia.", "No acute infiltrate."]),
        Prompts(
            Finding.Atelectasis,
            ["There is bibasilar atelectasis.", "Subsegmental atelectasis at the left base.", "Mild atelectasis in the lung bases.", "Right basilar atelectasis.", "Linear atelectasis."],
            ["No atelectasis.", "The lungs are well expanded without atelectasis.", "The lungs are well expanded and clear."]),
        Prompts(
            Finding.Pneumothorax,
            ["There is a right pneumothorax.", "Small left apical pneumothorax.", "A pneumothorax is present.", "Large pneumothorax."],
            ["No pneumothorax.", "There is no evidence of pneumothorax.", "No pneumothorax is seen."]),
        Prompts(
            Finding.PleuralEffusion,
            ["There is a small pleural effusion.", "Bilateral pleural effusions.", "Left pleural effusion.", "Right pleural effusion is present.", "Moderate pleural effusion with blunting of the costophrenic angle."],
            ["No pleural effusion.", "There is no pleural effusion.", "The costophrenic angles are clear without effusion."]),
        Prompts(
            Finding.PleuralOther,
            ["There is pleural thickening.", "Apical pleural thickening.", "Pleural scarring is present.", "Calcified pleural plaques."],
            ["No pleural abnormality.", "No pleural thickening.", "The pleural spaces are clear."]),
        Prompts(
            Finding.Fracture,
            ["There is a rib fracture.", "Healed fractures of the left ribs.", "Compression fracture of the thoracic spine.", "Clavicle fracture."],
            ["No acute bony abnormality.", "No fracture is identified.", "The bony structures are intact."]),
        Prompts(
            Finding.SupportDevices,
            ["There is a central venous catheter.", "Endotracheal tube in place.", "A pacemaker with leads is present.", "Sternotomy wires and a port catheter.", "Nasogastric tube in the stomach."],
            ["No lines or tubes.", "No support devices are present."]),
    ]);

    private static FindingPrompts Prompts(Finding finding, string[] positive, string[] negative) => new(finding, positive, negative);
}
