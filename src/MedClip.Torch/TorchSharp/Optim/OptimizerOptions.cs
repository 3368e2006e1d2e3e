namespace TorchSharp.Modules;

/// <summary>Numbers that steer an optimizer, for one group of parameters; null ones take the optimizer's default.</summary>
public class OptimizerOptions
{
    /// <summary>Options without values.</summary>
    public OptimizerOptions()
    {
    }

    /// <summary>Learning rate before any schedule.</summary>
    public double InitialLearningRate { get; set; }

    /// <summary>Learning rate now.</summary>
    public double? LearningRate { get; set; }

    /// <summary>Reads what <see cref="SaveStateDict"/> wrote.</summary>
    public virtual void LoadStateDict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
    }

    /// <summary>Takes other options' values.</summary>
    public virtual void LoadStateDict(OptimizerOptions source)
    {
        ArgumentNullException.ThrowIfNull(source);
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
    }

    /// <summary>Writes all values.</summary>
    public virtual void SaveStateDict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate ?? InitialLearningRate);
    }
}
