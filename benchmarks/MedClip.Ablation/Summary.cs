using MathNet.Numerics.Distributions;

namespace MedClip.Ablation;

/// <summary>Each arm's mean, and its difference from the first arm, paired by fold and seed, with a 95 % interval of Student's t.</summary>
internal static class Summary
{
    public static void Write(IReadOnlyList<Row> rows, IReadOnlyList<string> arms)
    {
        Dictionary<(int, int), double> first = Of(rows, arms[0]);
        Console.WriteLine($"\n{"arm",-28} {"runs",4}  {"mean AUC of 5",13}  {$"minus {arms[0]}",24}");
        foreach (string arm in arms)
        {
            Dictionary<(int, int), double> own = Of(rows, arm);
            double[] differences = [.. own.Where(row => first.ContainsKey(row.Key)).Select(row => row.Value - first[row.Key])];
            string difference = arm == arms[0] || differences.Length < 2 ? "" : Interval(differences);
            Console.WriteLine($"{arm,-28} {own.Count,4}  {(own.Count == 0 ? double.NaN : own.Values.Average()),13:0.0000}  {difference,24}");
        }
    }

    private static Dictionary<(int, int), double> Of(IReadOnlyList<Row> rows, string arm) =>
        rows.Where(row => row.Arm == arm).ToDictionary(row => (row.Fold, row.Seed), row => row.Mean5);

    private static string Interval(double[] values)
    {
        double mean = values.Average();
        double error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
        double half = StudentT.InvCDF(0, 1, values.Length - 1, 0.975) * error;
        return $"{mean:+0.0000;-0.0000} [{mean - half:+0.0000;-0.0000}, {mean + half:+0.0000;-0.0000}]";
    }
}
