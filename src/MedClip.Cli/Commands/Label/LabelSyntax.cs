using System.CommandLine;
using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary><c>medclip label IN --output LABELS.csv</c></summary>
internal sealed class LabelSyntax : CommandSyntax<LabelOptions>
{
    private readonly Argument<string> input = Declare.Positional("IN", "Reports: a table, XML or text file (also .gz), a folder of such, or - for standard input.");
    private readonly Option<string?> output = Declare.Text("--output", "OUT.csv", "Labels to write (1, 0, -1, blank for each finding; also .csv.gz). Default: standard output.");
    private readonly Option<ReportFormat?> format = Declare.Choice(
        "--format", "How the reports are stored. Default: by root element and name, else csv.",
        ("csv", ReportFormat.Csv), ("openi-xml", ReportFormat.OpenIXml), ("mimic", ReportFormat.Mimic), ("bioc", ReportFormat.BioC), ("text", ReportFormat.Text));

    private readonly Option<string?> idColumn = Declare.Text("--id-column", "C", "Column of a table that holds the ids. Default: id, uid, study, path, ..., else rows are numbered.");
    private readonly Option<string?> textColumns = Declare.Text(
        "--text-columns", "A,B", "Columns that hold text: one is a whole report, several are sections and all are read. Default: findings, impression, ..., or report.");

    private readonly Option<LabelPolicy?> policy = Declare.Choice(
        "--policy", "How mentions become labels. mimic: MIMIC's choice of section, CheXpert's labels. Default: strict.",
        ("strict", LabelPolicy.Strict), ("graded", LabelPolicy.Graded), ("chexpert", LabelPolicy.CheXpert), ("negbio", LabelPolicy.NegBio), ("mimic", LabelPolicy.Mimic));

    private readonly Option<SectionChoice?> sections = Declare.Choice(
        "--sections", "Which sections are read. mimic: the last of impression, findings, last paragraph, comparison. Default: findings+impression.",
        ("findings+impression", SectionChoice.FindingsAndImpression), ("mimic", SectionChoice.Mimic), ("all", SectionChoice.All));

    private readonly Option<LabelFileFormat?> formatOut = Declare.Choice(
        "--format-out", "How the labels are written. Default: csv.", ("csv", LabelFileFormat.Csv), ("bioc", LabelFileFormat.BioC), ("jsonl", LabelFileFormat.JsonLines));

    private readonly Option<string?> evidence = Declare.Text("--evidence", "EVIDENCE.jsonl", "Why: sentence, span, concept, assertion and trigger of each mention, as JSON lines.");
    private readonly Option<string?> sentences = Declare.Text("--sentences", "SENTENCES.csv", "The sentences with their labels, as pre-training takes them.");
    private readonly Option<string[]> lexicon = Declare.Texts("--lexicon", "FILE", "Further terms, also for findings of your own, which get columns behind the 14. May be given again.");
    private readonly Option<string?> umls = Declare.Text("--umls", "DIR", "Folder with MRCONSO.RRF and MRSTY.RRF (also .gz): their English terms of the mapped concepts are used too.");
    private readonly Option<string?> concepts = Declare.Text(
        "--concepts", "FILE", "MetaMap's fielded output (MMI) for these reports, or 'bioc' for the annotations of BioC input: used in place of the lexicon.");

    private readonly Option<string?> explain = Declare.Text("--explain", "TEXT", "In place of IN: label this text and print which words gave which label, and why.");
    private readonly Option<int?> threads = Declare.WholeNumber("--threads", "Threads that label; the output does not depend on it. Default: one a core.", 1);
    private readonly Option<bool> resume = Declare.Flag("--resume", "Go on with a stopped run with the same settings; without one, start.");

    public LabelSyntax()
        : base("label", "Label reports with 14 findings: present, absent, uncertain or not mentioned.")
    {
        input.Arity = ArgumentArity.ZeroOrOne;
        Validators.Add(result =>
        {
            if (result.GetResult(input) is null or { Tokens.Count: 0 } && result.GetResult(explain) is null)
            {
                result.AddError("IN is needed: the reports to label; or --explain TEXT.");
            }
        });
        Add(input);
        foreach (Option option in (Option[])[output, format, idColumn, textColumns, policy, sections, formatOut, evidence, sentences, lexicon, umls, concepts, explain, threads, resume])
        {
            Add(option);
        }
    }

    public override LabelOptions Bind(ParseResult parsed) => new(parsed.GetValue(input) ?? "", parsed.GetValue(output) is "-" ? null : parsed.GetValue(output))
    {
        Format = parsed.GetValue(format),
        IdColumn = parsed.GetValue(idColumn),
        TextColumns = parsed.GetValue(textColumns)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Explain = parsed.GetValue(explain),
        Policy = parsed.GetValue(policy) ?? LabelPolicy.Strict,
        Sections = parsed.GetValue(sections),
        FormatOut = parsed.GetValue(formatOut) ?? LabelFileFormat.Csv,
        Evidence = parsed.GetValue(evidence),
        Sentences = parsed.GetValue(sentences),
        Lexicons = parsed.GetValue(lexicon) ?? [],
        Umls = parsed.GetValue(umls),
        Concepts = parsed.GetValue(concepts),
        Threads = parsed.GetValue(threads),
        Resume = parsed.GetValue(resume),
    };
}
