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
}
