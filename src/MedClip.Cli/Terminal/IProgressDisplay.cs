namespace MedClip.Cli;

/// <summary>Shows how far some work is.</summary>
internal interface IProgressDisplay
{
    /// <summary>Shows a state; may be called often and from any thread.</summary>
    /// <param name="done">Units done, from 0.</param>
    /// <param name="total">Units in all; 0 when that is unknown.</param>
    /// <param name="detail">More about it in a few words, e.g. "loss 2.31, 410 images/s, 2:10 left".</param>
    void Report(long done, long total, string detail);
}
