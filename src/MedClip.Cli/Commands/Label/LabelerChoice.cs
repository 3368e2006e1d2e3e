using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary>The labeller that a command line asks for.</summary>
internal static class LabelerChoice
{
    public static LabelerOptions Of(LabelOptions options)
    {
        var labeler = new LabelerOptions { Policy = options.Policy, Sections = SectionsOf(options) };
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
        ?? (options.Policy == LabelPolicy.Mimic ? SectionChoice.Mimic
            : options.TextColumns is { Count: > 1 } ? SectionChoice.All
            : SectionChoice.FindingsAndImpression);

    private static Lexicon LexiconOf(IReadOnlyList<string> files) =>
        files.Aggregate(Lexicon.Default, (lexicon, file) => lexicon.With(FindingLexicon.Load(file)));
}
