namespace MedClip.Knowledge;

public sealed partial class ReportLabeler
{
    /// <summary>
    /// The findings that a data set's class name stands for: the name passes through the same extractor as reports do (paper §3.2,
    /// https://arxiv.org/abs/2210.10163), so that "Pleural_Thickening" or "viral pneumonia" gets the label vector that a sentence would get.
    /// A name without a known term is looked up in <see cref="FindingAliases"/>.
    /// </summary>
    /// <param name="className">A class name; underscores and capitals within it count as spaces.</param>
    /// <returns>Labels with the findings present; empty when the name stands for none of them.</returns>
    public FindingLabels LabelClassName(string className)
    {
        ArgumentNullException.ThrowIfNull(className);
        if (FindingAliases.Resolve(className) is { } alias && Findings.Contains(alias))
        {
            return FindingLabels.Of(Findings, alias);
        }

        var words = new System.Text.StringBuilder(className.Length + 8);
        for (int i = 0; i < className.Length; i++)
        {
            bool begins = i > 0 && char.IsUpper(className[i]) && char.IsLower(className[i - 1]);
            words.Append(begins ? " " : "").Append(className[i] == '_' ? ' ' : className[i]);
        }

        return Label(ReportText.OfBody(words.ToString())).Labels;
    }
}
