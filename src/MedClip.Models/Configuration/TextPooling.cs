namespace MedClip.Models;

/// <summary>How the states of a text's tokens become one vector. Explicit, since official weights differ in it.</summary>
public enum TextPooling
{
    /// <summary>
    /// The released code: the mean over all positions, padding included, of the states after layers 1, 2 and the last; then the mean of the
    /// three. An embedding depends on how far its batch was padded.
    /// </summary>
    Reference,

    /// <summary>The same three layers, over real tokens only: an embedding does not depend on its batch.</summary>
    Masked,

    /// <summary>BERT's pooler: tanh of a dense layer over the last state of [CLS]. The released ResNet-50 weights were trained with it.</summary>
    Pooler,

    /// <summary>The last state of [CLS].</summary>
    Cls,

    /// <summary>The mean of the last layer's states over real tokens (ConVIRT as re-implemented by others).</summary>
    LastMean,

    /// <summary>The largest value of each feature among the last layer's states of real tokens (ConVIRT's paper, section 2.3).</summary>
    LastMaximum,

    /// <summary>The last state of the last real token.</summary>
    LastToken,

    /// <summary>
    /// GLoRIA: the sum of the last four layers' states over real tokens, divided by the padded length (https://github.com/marshuang80/gloria).
    /// After normalisation the padding does not matter.
    /// </summary>
    LastFourSum,
}
