using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary>Options of <c>medclip label</c>.</summary>
/// <param name="Input">The reports: a file, a folder, or <c>-</c> for standard input.</param>
/// <param name="Output">The labels to write; null for standard output.</param>
internal sealed record LabelOptions(string Input, string? Output)
{
    /// <summary>How the reports are stored; null to tell by their look.</summary>
    public ReportFormat? Format { get; init; }

    /// <summary>The column of the ids; null for the usual names.</summary>
    public string? IdColumn { get; init; }

    /// <summary>The columns of the texts; null for the usual names.</summary>
    public IReadOnlyList<string>? TextColumns { get; init; }

    /// <summary>A report to explain in place of the input; null for none.</summary>
    public string? Explain { get; init; }

    /// <summary>How mentions become labels.</summary>
    public LabelPolicy Policy { get; init; } = LabelPolicy.Strict;

    /// <summary>Which sections are read; null for the policy's choice.</summary>
    public SectionChoice? Sections { get; init; }

    /// <summary>How the labels are written.</summary>
    public LabelFileFormat FormatOut { get; init; } = LabelFileFormat.Csv;

    /// <summary>The mentions to write as JSON lines; null for none.</summary>
    public string? Evidence { get; init; }

    /// <summary>The sentences to write as a table; null for none.</summary>
    public string? Sentences { get; init; }

    /// <summary>Files of further terms.</summary>
    public IReadOnlyList<string> Lexicons { get; init; } = [];

    /// <summary>The folder of <c>MRCONSO.RRF</c> and <c>MRSTY.RRF</c>; null for none.</summary>
    public string? Umls { get; init; }

    /// <summary>MetaMap's fielded output, whose concepts are taken in place of the lexicon's; null for none.</summary>
    public string? Concepts { get; init; }

    /// <summary>How many threads label; null for one a core.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether a stopped run goes on.</summary>
    public bool Resume { get; init; }
}

/// <summary>How labels are written.</summary>
internal enum LabelFileFormat
{
    Csv,
    BioC,
    JsonLines,
}
