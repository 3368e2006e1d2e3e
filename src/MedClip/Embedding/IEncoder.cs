using MedClip.Models;

namespace MedClip;

/// <summary>What the front door needs of a model, without a tensor in sight. Implementations are thread-safe.</summary>
internal interface IEncoder : IDisposable
{
    /// <summary>P, the width of embeddings.</summary>
    int Dimensions { get; }

    /// <summary>C·H·W, the numbers that one film fills.</summary>
    int PixelCount { get; }

    /// <summary>The findings that the model learned.</summary>
    FindingSet Findings { get; }

    /// <summary>1/τ of the model.</summary>
    float LogitScale { get; }

    /// <summary>Maps from scores to probabilities; null when none were fitted.</summary>
    CheckpointCalibration? Calibration => null;

    /// <summary>Where answers come from.</summary>
    ModelProvenance Provenance { get; }

    /// <summary>Whether the checkpoint can tell films from other pictures.</summary>
    bool HasGate => false;

    /// <summary>Reads a film and makes the model's input of it.</summary>
    /// <param name="film">The film.</param>
    /// <param name="pixels">Receives the input.</param>
    /// <param name="gated">Whether a picture that the checkpoint's gate says is no film is refused; nothing is where there is no gate.</param>
    /// <returns>Why the picture is refused, or null.</returns>
    /// <exception cref="InvalidInputException">The film is missing or no whole picture.</exception>
    InferenceError? Prepare(Film film, Span<float> pixels, bool gated);

    /// <summary>Encodes N films to N×P unit embeddings.</summary>
    void EncodeImages(Memory<float> pixels, int count, Span<float> embeddings);

    /// <summary>Encodes one film, and says where its part along a direction comes from.</summary>
    /// <param name="film">The film, to be shown.</param>
    /// <param name="pixels">The film, prepared.</param>
    /// <param name="direction">P numbers.</param>
    /// <param name="side">The side of the picture in pixels.</param>
    /// <exception cref="InvalidOperationException">The encoder says nothing of places.</exception>
    LocatedFilm Locate(Film film, Memory<float> pixels, ReadOnlyMemory<float> direction, int side) => throw new InvalidOperationException("This encoder says nothing of places.");

    /// <summary>Encodes M texts to M×P unit embeddings.</summary>
    void EncodeTexts(IReadOnlyList<string> texts, Span<float> embeddings);
}
