using System.Text;

namespace MedClip.Data;

/// <summary>
/// Writes a phantom set: <c>images/*.png</c>, <c>labels.csv</c> (image, patient, a column for each finding), <c>reports.csv</c> (id, report; of none of the
/// films) and <c>pairs.csv</c> (image, sentence; for baselines that need pairs).
/// </summary>
/// <param name="seed">The seed; equal seeds give equal files.</param>
/// <param name="options">What the set holds; the defaults when null.</param>
/// <exception cref="InvalidInputException">An option is out of its range.</exception>
public sealed class PhantomSet(SeedSequence seed, PhantomSetOptions? options = null)
{
    private readonly PhantomSetOptions options = Checked(options ?? new PhantomSetOptions());

    /// <summary>Writes the set.</summary>
    /// <param name="folder">The folder; made when missing. Files of the same names are replaced.</param>
    /// <param name="progress">Told the number of films written so far.</param>
    /// <param name="cancellation">Ends the writing between two films; the tables are written last.</param>
    public void Write(string folder, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string images = Path.Combine(folder, "images");
        Directory.CreateDirectory(images);
        var generator = new PhantomFilmGenerator(seed, options.Size);
        var reports = new PhantomReportGenerator(seed);
        var labels = new string[options.Films];
        var pairs = new string[options.Films];
        int written = 0;
        Parallel.For(0, options.Films, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            PhantomFilm film = generator.Draw(options.First + i);
            string name = $"images/film{film.Index:D6}.png";
            File.WriteAllBytes(Path.Combine(folder, name), PngWriter.Encode(film.Image, compression: 1));
            labels[i] = Row([name, film.Patient, .. PhantomFilmGenerator.Findings.Select(finding => $"{(int)film.Labels[finding]}")]);
            pairs[i] = Row([name, reports.Describe(film.Labels, film.Index)]);
            progress?.Report(Interlocked.Increment(ref written));
        });
        WriteTable(folder, "labels.csv", ["image", "patient", .. PhantomFilmGenerator.Findings.Names], labels);
        WriteTable(folder, "pairs.csv", ["image", "sentence"], pairs);
        WriteTable(folder, "reports.csv", ["id", "report"], Enumerable.Range(options.First, options.Reports ?? options.Films).Select(index =>
        {
            PhantomReport report = reports.Write(index);
            return Row([report.Id, report.Text]);
        }));
    }

    private static PhantomSetOptions Checked(PhantomSetOptions options)
    {
        options.Validate();
        return options;
    }

    private static void WriteTable(string folder, string name, string[] header, IEnumerable<string> rows) =>
        AtomicFile.Write(Path.Combine(folder, name), stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine(Row(header));
            foreach (string row in rows)
            {
                writer.WriteLine(row);
            }
        });

    private static string Row(IEnumerable<string> fields) => string.Join(',', fields.Select(Quote));

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
