namespace MedClip.Training;

/// <summary>
/// Dynamic loss scaling for float16 (https://arxiv.org/abs/1710.03740, section 3.2): gradients that float16 would flush to zero are scaled
/// up with the loss. The scale is halved when something overflows, and doubled after many good steps; the numbers are PyTorch's GradScaler's.
/// </summary>
/// <param name="initial">The first scale.</param>
/// <param name="growthInterval">Good steps in a row after which it is doubled.</param>
public sealed class LossScaler(double initial = 65536, int growthInterval = 2000)
{
    /// <summary>The scale of the next step.</summary>
    public double Scale { get; private set; } = initial;

    /// <summary>Good steps since the scale last changed.</summary>
    public int GoodSteps { get; private set; }

    /// <summary>Takes in what a step came to.</summary>
    /// <param name="overflowed">Whether its gradients were infinite or undefined.</param>
    public void Update(bool overflowed)
    {
        if (overflowed)
        {
            (Scale, GoodSteps) = (Scale / 2, 0);
        }
        else if (++GoodSteps == growthInterval)
        {
            (Scale, GoodSteps) = (Scale * 2, 0);
        }
    }

    /// <summary>Restores the state of a resumed run.</summary>
    /// <param name="scale">The scale.</param>
    /// <param name="goodSteps">Good steps since it last changed.</param>
    public void Resume(double scale, int goodSteps) => (Scale, GoodSteps) = (scale, goodSteps);
}
