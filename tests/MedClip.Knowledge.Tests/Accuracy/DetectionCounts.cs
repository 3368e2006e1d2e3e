namespace MedClip.Knowledge.Tests;

/// <summary>Right and wrong detections of one class.</summary>
internal sealed class DetectionCounts
{
    public int TruePositives { get; private set; }

    public int FalsePositives { get; private set; }

    public int FalseNegatives { get; private set; }

    public double F1 => TruePositives == 0 ? 0 : 2.0 * TruePositives / ((2 * TruePositives) + FalsePositives + FalseNegatives);

    public void Add(bool predicted, bool actual)
    {
        TruePositives += predicted && actual ? 1 : 0;
        FalsePositives += predicted && !actual ? 1 : 0;
        FalseNegatives += !predicted && actual ? 1 : 0;
    }

    public void Add(DetectionCounts other)
    {
        TruePositives += other.TruePositives;
        FalsePositives += other.FalsePositives;
        FalseNegatives += other.FalseNegatives;
    }

    public override string ToString() => $"F1 {F1:0.000} (tp {TruePositives}, fp {FalsePositives}, fn {FalseNegatives})";
}
