namespace MedClip.Knowledge;

/// <summary>
/// Brings the plural of a noun and the third person of a verb to one form by rule, so that a term listed once matches both.
/// The rules need only be consistent, not grammatical: terms and texts pass through the same ones.
/// </summary>
internal static class WordForms
{
    private static readonly (string Plural, string Singular)[] Endings =
    [
        ("thoraces", "thorax"), ("ectases", "ectasis"), ("stases", "stasis"), ("pneumoniae", "pneumonia"), ("ies", "y"),
        ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("pleurae", "pleura"), ("emboli", "embolus"), ("bronchi", "bronchus"),
    ];

    /// <summary>The base form of a word in lower case.</summary>
    public static string Base(string word)
    {
        if (word.Length <= 3)
        {
            return word;
        }

        foreach ((string plural, string singular) in Endings)
        {
            if (word.EndsWith(plural, StringComparison.Ordinal))
            {
                return string.Concat(word.AsSpan(0, word.Length - plural.Length), singular);
            }
        }

        return word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;
    }

    /// <summary>The written forms whose base form is the given one; the base itself comes first.</summary>
    public static IEnumerable<string> Surfaces(string baseForm)
    {
        yield return baseForm;
        if (baseForm.Length < 3)
        {
            yield break;
        }

        foreach ((string plural, string singular) in Endings)
        {
            if (baseForm.EndsWith(singular, StringComparison.Ordinal))
            {
                string form = string.Concat(baseForm.AsSpan(0, baseForm.Length - singular.Length), plural);
                if (Base(form) == baseForm)
                {
                    yield return form;
                }
            }
        }

        if (Base(baseForm + "s") == baseForm)
        {
            yield return baseForm + "s";
        }
    }
}
