namespace MedClip.Evaluation;

/// <summary>When a text is relevant to a film.</summary>
public enum RelevanceRule
{
    /// <summary>They share at least one present finding ("No Finding" is one).</summary>
    SharedFinding,

    /// <summary>Exactly the same findings are present.</summary>
    SameFindings,
}
