namespace MedClip;

/// <summary>Which of three named behaviours applies where the paper, its released code and experience differ.</summary>
public enum Behaviour
{
    /// <summary>Ours, chosen by ablation.</summary>
    Default,

    /// <summary>As the paper says (https://arxiv.org/abs/2210.10163).</summary>
    Paper,

    /// <summary>As the released code behaves.</summary>
    Reference,
}
