// Labels reports and highlights the evidence: LabelReports "The heart is enlarged. No pleural effusion."
using MedClip;
using MedClip.Knowledge;

var labeler = new ReportLabeler();
foreach (string text in args is [] ? ["The heart is enlarged. No pleural effusion or pneumothorax. Possible edema."] : args)
{
    LabeledReport report = labeler.Label(text);
    foreach (Mention mention in report.Mentions)
    {
        string colour = mention.Value switch { LabelValue.Positive => "\u001b[31m", LabelValue.Negative => "\u001b[32m", _ => "\u001b[33m" };
        string evidence = text[..mention.Span.Start] + colour + mention.Span.Of(text) + "\u001b[0m" + text[mention.Span.End..];
        Console.WriteLine($"{mention.Finding,-18} {mention.Value,-12} {evidence}");
        foreach (Trigger trigger in mention.Triggers)
        {
            Console.WriteLine($"{"",-18} because of \"{trigger.Span.Of(text)}\"");
        }
    }

    Console.WriteLine($"{report.Policy}: {report.Labels}");
}
