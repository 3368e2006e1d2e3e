using System.Security.Cryptography;
using System.Text;

namespace MedClip.Models;

/// <summary>Tells whether two scores of a finding came from the same prompts, joined in the same way.</summary>
public static class PromptFingerprint
{
    /// <summary>The fingerprint of a finding's prompts.</summary>
    /// <param name="prompts">The prompts.</param>
    /// <param name="ensemble">How they are joined.</param>
    /// <param name="paired">Whether negative prompts count.</param>
    /// <returns>SHA-256, lower-case hexadecimal.</returns>
    public static string Of(FindingPrompts prompts, PromptEnsemble ensemble = PromptEnsemble.MeanEmbedding, bool paired = true)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        string text = string.Join('\n', [$"{ensemble}", "+", .. prompts.Positive, "-", .. paired ? prompts.Negative : []]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
