using MedClip.Data;
using MedClip.Models;
using MedClip.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Evaluation;

/// <summary>Measures a supervised head in training by its own answers on validation films: the mean AUC over the findings that some films have and others have not.</summary>
/// <param name="images">Loads the validation films in the order of <paramref name="labels"/>.</param>
/// <param name="labels">The labels of the validation films.</param>
/// <param name="findings">The head's findings, in order.</param>
/// <param name="objective">The head in training.</param>
/// <param name="batchSize">Films encoded at once.</param>
public sealed class SupervisedValidator(
    ImageLoader images, IReadOnlyList<FindingLabels> labels, FindingSet findings, SupervisedObjective objective, int batchSize = 64) : IValidator
{
    /// <inheritdoc/>
    public ValidationResult Validate(IContrastiveTowers towers, ValidationMoment moment, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(towers);
        var featured = (IFeatureTowers)towers;
        ClassifierHead head = objective.ToHead(findings);
        var scores = new List<float>(labels.Count * findings.Count);
        var scored = new List<FindingLabels>(labels.Count);
        foreach (ImageBatch batch in images.LoadAll(batchSize, cancellation))
        {
            using (batch)
            {
                if (batch.Count == 0)
                {
                    continue;
                }

                using DisposeScope scope = NewDisposeScope();
                using IDisposable still = no_grad();
                Tensor pixels = tensor(batch.Data, batch.Shape, device: towers.LogScale.device);
                float[] features = [.. featured.EncodeFeatures(pixels).to(ScalarType.Float32).cpu().contiguous().data<float>()]; // (N, P)
                for (int film = 0; film < batch.Count; film++)
                {
                    scores.AddRange(head.Logits(features.AsSpan(film * head.Features, head.Features)));
                    scored.Add(labels[batch.Rows[film]]);
                }
            }
        }

        if (scored.Count == 0)
        {
            throw new InvalidInputException("None of the validation films could be read.");
        }

        return ZeroShotValidator.ToValidation(new ZeroShotProtocol().Evaluate(findings, [.. scores], scored));
    }
}
