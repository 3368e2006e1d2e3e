namespace MedClip;

/// <summary>What an answer of this software is for. Reports show it, and a service should send it along with scores.</summary>
public static class ResearchUse
{
    /// <summary>The sentence.</summary>
    public const string Notice = "For research. Not a medical device; nothing here is a diagnosis.";
}
