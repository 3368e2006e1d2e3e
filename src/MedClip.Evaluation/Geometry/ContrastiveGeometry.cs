using System.Numerics.Tensors;

namespace MedClip.Evaluation;

/// <summary>
/// The shape of a shared space: the gap between films and texts (Liang et al. 2022, https://arxiv.org/abs/2203.02053), alignment of pairs and uniformity on the sphere
/// (Wang and Isola 2020, https://arxiv.org/abs/2005.10242). All take points of length 1.
/// </summary>
public static class ContrastiveGeometry
{
    /// <summary>‖mean of the images − mean of the texts‖, in [0, 2].</summary>
    /// <param name="images">M unit points.</param>
    /// <param name="texts">N unit points.</param>
    public static double ModalityGap(Points images, Points texts)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(texts);
        return TensorPrimitives.Distance<double>(images.Mean(), texts.Mean());
    }

    /// <summary>The mean squared distance of pairs, in [0, 4]; 0 = every image lies on its text.</summary>
    /// <param name="images">N unit points.</param>
    /// <param name="texts">N unit points; text i belongs to image i.</param>
    public static double Alignment(Points images, Points texts)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfNotEqual(texts.Count, images.Count, nameof(texts));
        double sum = 0;
        for (int i = 0; i < images.Count; i++)
        {
            double distance = TensorPrimitives.Distance(images[i], texts[i]);
            sum += distance * distance;
        }

        return sum / images.Count;
    }

    /// <summary>log of the mean of exp(−2 d²) over all pairs, ≤ 0; lower = spread more evenly.</summary>
    /// <param name="points">N ≥ 2 unit points.</param>
    public static double Uniformity(Points points)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(points.Count, 2, nameof(points));
        double sum = 0;
        for (int i = 0; i < points.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                sum += Math.Exp(-2 * points.SquaredDistance(i, j));
            }
        }

        return Math.Log(sum / (points.Count * (points.Count - 1.0) / 2));
    }
}
