using System.Globalization;

namespace MedClip.Ablation;

/// <summary>One finished training and what it measured.</summary>
internal sealed record Row(string Arm, int Fold, int Seed, double Mean5, IReadOnlyList<double> Aucs, double MeanAll, long Steps, double Seconds);

/// <summary>Rows kept as they finish: a table to which each training appends one line, flushed, so that a run that is stopped goes on after its last.</summary>
internal sealed class Rows
{
    private static readonly FindingSet Five = FindingSet.Competition;
    private readonly string path;
    private readonly List<Row> rows = [];

    public Rows(string path)
    {
        this.path = path;
        string header = $"arm,fold,seed,mean5,{string.Join(',', Five.Names)},meanAll,steps,seconds";
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllText(path, header + "\n");
        }

        // A line that was cut by a kill has too few cells, and is made again.
        rows.AddRange(File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Where(cells => cells.Length == Five.Count + 7).Select(Parse));
        AtomicFile.WriteText(path, header + "\n" + string.Concat(rows.Select(row => Line(row) + "\n")));
    }

    public IReadOnlyList<Row> All => rows;

    public bool Has(string arm, int fold, int seed) => rows.Exists(row => (row.Arm, row.Fold, row.Seed) == (arm, fold, seed));

    public void Add(Row row)
    {
        rows.Add(row);
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(Line(row) + "\n"));
        stream.Flush(flushToDisk: true);
        Console.WriteLine(Line(row));
    }

    /// <summary>A row of the AUC of each finding by name.</summary>
    public static Row Of(string arm, int fold, int seed, IReadOnlyDictionary<string, double> aucs, double meanAll, long steps, TimeSpan time)
    {
        double[] five = [.. Five.Names.Select(name => aucs.GetValueOrDefault(name, double.NaN))];
        return new Row(arm, fold, seed, five.Where(auc => !double.IsNaN(auc)).DefaultIfEmpty(double.NaN).Average(), five, meanAll, steps, time.TotalSeconds);
    }

    private static string Line(Row row) => string.Join(',', (string[])
        [row.Arm, $"{row.Fold}", $"{row.Seed}", Text(row.Mean5), .. row.Aucs.Select(Text), Text(row.MeanAll), $"{row.Steps}", row.Seconds.ToString("0.0", CultureInfo.InvariantCulture)]);

    private static string Text(double value) => value.ToString("0.00000", CultureInfo.InvariantCulture);

    private static Row Parse(string[] cells)
    {
        double[] numbers = [.. cells[3..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
        return new Row(
            cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), int.Parse(cells[2], CultureInfo.InvariantCulture), numbers[0],
            numbers[1..^3], numbers[^3], (long)numbers[^2], numbers[^1]);
    }
}
