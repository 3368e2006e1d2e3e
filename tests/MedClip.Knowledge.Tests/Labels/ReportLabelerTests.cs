namespace MedClip.Knowledge.Tests;

public sealed class ReportLabelerTests
{
    private static readonly ReportLabeler Labeler = new();

    [Theory]
    [InlineData("There is a small left pleural effusion.", "Pleural Effusion=1")]
    [InlineData("No pleural effusion or pneumothorax.", "No Finding=1, Pneumothorax=0, Pleural Effusion=0")]
    [InlineData("No effusion, pneumothorax or consolidation.", "No Finding=1, Consolidation=0, Pneumothorax=0, Pleural Effusion=0")]
    [InlineData("Heart size is normal.", "No Finding=1, Cardiomegaly=0")]
    [InlineData("The heart is mildly enlarged.", "Cardiomegaly=1")]
    [InlineData("The heart is not enlarged.", "No Finding=1, Cardiomegaly=0")]
    [InlineData("Without focal consolidation but with effusion.", "Consolidation=0, Pleural Effusion=1")]
    [InlineData("Pneumothorax: No", "No Finding=1, Pneumothorax=0")]
    [InlineData("Negative for pneumonia.", "No Finding=1, Pneumonia=0")]
    [InlineData("Patchy airspace disease, may reflect atelectasis or consolidation.", "Lung Opacity=1, Consolidation=-1, Atelectasis=-1")]
    [InlineData("Pneumonia cannot be excluded.", "Pneumonia=-1")]
    [InlineData("No opacity to suggest pneumonia.", "No Finding=1, Lung Opacity=0, Pneumonia=0")]
    [InlineData("No effusion is seen, and the heart is enlarged.", "Cardiomegaly=1, Pleural Effusion=0")]
    [InlineData("Comparison to XXXX.", "")]
    [InlineData("", "")]
    public void A_sentence_gets_its_labels(string sentence, string labels) => Labeler.Label(sentence).Labels.ToString().ShouldBe(labels);
}
