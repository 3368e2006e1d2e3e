using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary>The labeller that a command line asks for.</summary>
internal static class LabelerChoice
{
    public static LabelerOptions Of(LabelOptions options)
    {
        LabelerOptions labeler = options.Policy switch
        {
            LabelPolicyName.Strict => new LabelerOptions(),
            LabelPolicyName.Graded => new LabelerOptions { Policy = LabelPolicy.Graded },
            LabelPolicyName.NegBio => ForCheXpert(LabelPolicy.NegBio),
            _ => ForCheXpert(LabelPolicy.CheXpert),
        };
        labeler.Sections = SectionsOf(options);
        labeler.Lexicon = LexiconOf(options.Lexicons);
        if (options.Umls is not null)
        {
            labeler.Lexicon = UmlsDictionary.Open(options.Umls).Extend(labeler.Lexicon);
        }

        if (options.Concepts is not null)
        {
            ConceptMap map = ConceptMap.Default.With(labeler.Lexicon);
            labeler.Extractor = _ => new AnnotationExtractor(map);
        }

        return labeler;
    }

    /// <summary>What the command line says, else the policy; columns that are named one by one are all read.</summary>
    public static SectionChoice SectionsOf(LabelOptions options) =>
        options.Sections
        ?? (options.Policy == LabelPolicyName.Mimic ? SectionChoice.Mimic
            : options.TextColumns is { Count: > 1 } ? SectionChoice.All
            : SectionChoice.FindingsAndImpression);

    private static LabelerOptions ForCheXpert(LabelPolicy policy)
    {
        var options = LabelerOptions.ForCheXpert();
        options.Policy = policy;
        return options;
    }

    private static Lexicon LexiconOf(IReadOnlyList<string> files) =>
        files.Aggregate(Lexicon.Default, (lexicon, file) => lexicon.With(FindingLexicon.Load(file)));
}
