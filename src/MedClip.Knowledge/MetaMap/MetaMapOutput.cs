using System.Text;

namespace MedClip.Knowledge;

/// <summary>
/// Fielded output (MMI) of MetaMap or MetaMapLite for many reports, by their ids: <see cref="Annotate"/> puts its concepts into a report, and
/// <see cref="AnnotationExtractor"/> takes them from there, as paper §3.2 does.
/// </summary>
public sealed class MetaMapOutput
{
    private const int LongestLine = 1 << 24;

    private readonly Dictionary<string, List<MetaMapConcept>> documents = new(StringComparer.Ordinal);
    private readonly string source;

    private MetaMapOutput(string source) => this.source = source;

    /// <summary>The ids of the documents.</summary>
    public IReadOnlyCollection<string> Documents => documents.Keys;

    /// <summary>The concepts of a document, in the file's order; empty for one that the file lacks.</summary>
    /// <param name="document">Its id.</param>
    public IReadOnlyList<MetaMapConcept> this[string document] => documents.TryGetValue(document, out List<MetaMapConcept>? found) ? found : [];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, plain or <c>.gz</c>.</param>
    /// <exception cref="InvalidInputException">It is missing, or a line is malformed; the message carries file and line.</exception>
    public static MetaMapOutput Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw InvalidInputException.At(path, null, "there is no such file; MetaMap's fielded output (MMI) is expected.");
        }

        using var content = ReportContent.Of(ReportReader.OpenFile(path), path);
        return Read(content.Stream, path);
    }

    /// <summary>Reads a stream.</summary>
    /// <param name="stream">The content; left open.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="InvalidInputException">A line is malformed.</exception>
    public static MetaMapOutput Read(Stream stream, string source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        var output = new MetaMapOutput(source);
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        long number = 0;
        try
        {
            foreach (string line in BoundedLines.Of(reader, LongestLine))
            {
                number++;
                if (!line.AsSpan().IsWhiteSpace() && MetaMapLine.Read(line) is { } concept)
                {
                    (output.documents.TryGetValue(concept.Document, out List<MetaMapConcept>? known) ? known : output.documents[concept.Document] = []).Add(concept with { Line = number });
                }
            }
        }
        catch (FormatException e)
        {
            throw InvalidInputException.At(source, $"line {Math.Max(1, number)}", $"this is no line of MetaMap's fielded output: {e.Message}.", "Run MetaMap with -N.", e);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw InvalidInputException.At(source, $"line {number + 1}", $"the file cannot be read: {e.Message}", innerException: e);
        }

        return output;
    }

    /// <summary>A report with the concepts that MetaMap found in it.</summary>
    /// <param name="document">Its id in the output.</param>
    /// <param name="report">The report, whose text is the one that MetaMap was given.</param>
    /// <exception cref="InvalidInputException">The concepts don't stand where the output says: MetaMap was given another text.</exception>
    public ReportText Annotate(string document, ReportText report)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(report);
        return documents.TryGetValue(document, out List<MetaMapConcept>? concepts) ? report with { Concepts = new MetaMapPlaces(document, report.Text, source).Of(concepts) } : report;
    }
}
