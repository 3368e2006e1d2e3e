using System.Text.RegularExpressions;
using MedClip.Knowledge;

namespace MedClip.Benchmarks.Labelling;

/// <summary>
/// What a first attempt looks like, as a yardstick: sentences at full stops, one compiled expression a finding, absent when a negation stands anywhere before
/// the term in its sentence, uncertain when a hedge does. A dozen terms a finding at most, no scopes, no evidence.
/// </summary>
internal sealed class NaiveRegexLabeler
{
    private const RegexOptions Options = RegexOptions.Compiled | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly (Finding Finding, string Terms)[] Terms =
    [
        (Finding.EnlargedCardiomediastinum, @"(wid(e|en)ed|enlarged|prominent) (cardio)?mediastin\w+|mediastinal (widening|enlargement)"),
        (Finding.Cardiomegaly, @"cardiomegaly|(enlarged|prominent) (heart|cardiac silhouette)|(heart|cardiac silhouette)( size)? (is|appears) \w* ?enlarged|cardiac enlargement"),
        (Finding.LungOpacity, @"opacit(y|ies)|infiltrates?|air-?space disease|interstitial markings"),
        (Finding.LungLesion, @"nodules?|mass(es)?|(cavitary )?lesions?"),
        (Finding.Edema, @"(pulmonary |interstitial )?edema|vascular congestion|heart failure"),
        (Finding.Consolidation, @"consolidations?"),
        (Finding.Pneumonia, @"pneumonia|infectious process|infection"),
        (Finding.Atelectasis, @"atelecta(sis|tic)|collapse|volume loss"),
        (Finding.Pneumothorax, @"pneumothora(x|ces)"),
        (Finding.PleuralEffusion, @"(pleural )?effusions?|pleural fluid|blunt(ed|ing) (of the )?costophrenic"),
        (Finding.PleuralOther, @"pleural (thickening|scar\w*)|fibrothorax"),
        (Finding.Fracture, @"fractures?|broken"),
        (Finding.SupportDevices, @"catheter|tube|line|pacemaker|leads?|wires?|clips|picc"),
    ];

    private readonly (int Index, Regex Expression)[] expressions = [.. Terms.Select(term => (FindingSet.CheXpert.IndexOf(term.Finding), new Regex($@"\b({term.Terms})\b", Options)))];
    private readonly Regex sentences = new(@"[^.?!\n]+", Options);
    private readonly Regex negation = new(@"\b(no|not|without|free of|negative for|absence of|denies|resolved)\b", Options);
    private readonly Regex hedge = new(@"\b(may|might|possible|possibly|probable|probably|likely|cannot exclude|versus|suggest\w*|questionable|could)\b", Options);

    public void Label(string text, Span<LabelValue> labels)
    {
        labels.Fill(LabelValue.NotMentioned);
        foreach (ValueMatch sentence in sentences.EnumerateMatches(text))
        {
            ReadOnlySpan<char> span = text.AsSpan(sentence.Index, sentence.Length);
            foreach ((int index, Regex expression) in expressions)
            {
                foreach (ValueMatch match in expression.EnumerateMatches(span))
                {
                    ReadOnlySpan<char> before = span[..match.Index];
                    LabelValue value = negation.IsMatch(before) ? LabelValue.Negative : hedge.IsMatch(span) ? LabelValue.Uncertain : LabelValue.Positive;
                    labels[index] = labels[index] is LabelValue.NotMentioned or LabelValue.Negative || value == LabelValue.Positive ? value : labels[index];
                }
            }
        }
    }
}
