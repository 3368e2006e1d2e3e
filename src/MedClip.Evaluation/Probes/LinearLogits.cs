using System.Numerics.Tensors;

namespace MedClip.Evaluation;

/// <summary>W x + b with all parameters in one vector: the rows of W, then b.</summary>
internal readonly record struct LinearLogits(double[] Weights, int Rows, int Dimensions)
{
    public void Of(ReadOnlySpan<double> point, Span<double> logits)
    {
        for (int k = 0; k < Rows; k++)
        {
            logits[k] = TensorPrimitives.Dot(Weights.AsSpan(k * Dimensions, Dimensions), point) + Weights[(Rows * Dimensions) + k];
        }
    }
}
