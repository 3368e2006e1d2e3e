using System.ComponentModel.DataAnnotations;
using MedClip.Data;
using Microsoft.Extensions.Options;

namespace MedClip.Training;

/// <summary>Everything that decides a pre-training run, besides its data. Each value has a default.</summary>
public sealed class TrainingOptions
{
    /// <summary>The one seed: equal seeds, data and thread counts give equal runs on a CPU. Default 0.</summary>
    public ulong Seed { get; set; }

    /// <summary>Which behaviour fills in what is left open. Default <see cref="Behaviour.Default"/>.</summary>
    public Behaviour Behaviour { get; set; } = Behaviour.Default;

    /// <summary>Passes over the images. Default 20.</summary>
    [Range(1, 100_000)]
    public int Epochs { get; set; } = 20;

    /// <summary>Number format of the towers' arithmetic. Default <see cref="PrecisionMode.Auto"/>.</summary>
    public PrecisionMode Precision { get; set; } = PrecisionMode.Auto;

    /// <summary>Where the towers compute: <c>cpu</c>, <c>cuda</c> (the first device) or <c>cuda:N</c>. Default cpu.</summary>
    [Required]
    [RegularExpression(@"cpu|cuda(:\d{1,4})?", ErrorMessage = "Device must be cpu, cuda or cuda:N.")]
    public string Device { get; set; } = "cpu";

    /// <summary>Decay of the moving average of the weights, which is what is validated and saved as best; 0 for none. Default 0.995.</summary>
    [Range(0, 0.999999)]
    public double AverageDecay { get; set; } = 0.995;

    /// <summary>Consecutive steps with an infinite or undefined loss that are skipped before the run fails. Default 10.</summary>
    [Range(0, 1_000_000)]
    public int MaxSkippedSteps { get; set; } = 10;

    /// <summary>
    /// How often a run that failed so goes back to its last checkpoint, with a lower learning rate, before it gives up. Default 2.
    /// </summary>
    [Range(0, 1000)]
    public int MaxRollbacks { get; set; } = 2;

    /// <summary>What the learning rate is multiplied by with each such return. Default 0.5.</summary>
    [Range(0.001, 1)]
    public double RollbackRateFactor { get; set; } = 0.5;

    /// <summary>Whether the run folder gets TensorBoard event files. Default true.</summary>
    public bool TensorBoard { get; set; } = true;

    /// <summary>The towers.</summary>
    [Required]
    [ValidateObjectMembers]
    public ModelOptions Model { get; set; } = new();

    /// <summary>The objective.</summary>
    [Required]
    [ValidateObjectMembers]
    public ObjectiveOptions Objective { get; set; } = new();

    /// <summary>The batches.</summary>
    [Required]
    [ValidateObjectMembers]
    public SamplingOptions Sampling { get; set; } = new();

    /// <summary>The optimizer.</summary>
    [Required]
    [ValidateObjectMembers]
    public OptimizerOptions Optimizer { get; set; } = new();

    /// <summary>The learning rate's course.</summary>
    [Required]
    [ValidateObjectMembers]
    public ScheduleOptions Schedule { get; set; } = new();

    /// <summary>How the best checkpoint is chosen.</summary>
    [Required]
    [ValidateObjectMembers]
    public ValidationOptions Validation { get; set; } = new();

    /// <summary>When the run is saved.</summary>
    [Required]
    [ValidateObjectMembers]
    public CheckpointOptions Checkpoint { get; set; } = new();

    /// <summary>Several processes.</summary>
    [Required]
    [ValidateObjectMembers]
    public DistributedOptions Distributed { get; set; } = new();

    /// <summary>The options of a named behaviour.</summary>
    /// <param name="behaviour">The paper's and the released code's recipes are for pre-trained towers on a GPU.</param>
    public static TrainingOptions For(Behaviour behaviour) => behaviour switch
    {
        Behaviour.Paper => new TrainingOptions
        {
            Behaviour = behaviour,
            Epochs = 10,
            AverageDecay = 0,
            Model = { Augmentation = AugmentationPreset.Paper },
            Sampling =
            {
                BatchImages = 100, Sentences = SentenceSampling.Uniform, Deduplicate = false, DropLast = false,
            },
            Optimizer = { LearningRate = 5e-5, TextLearningRateScale = 1, WeightDecay = 1e-4 },
        },
        Behaviour.Reference => new TrainingOptions
        {
            Behaviour = behaviour,
            Epochs = 10,
            AverageDecay = 0,
            Model = { Augmentation = AugmentationPreset.Reference },
            Sampling =
            {
                BatchImages = 100, Sentences = SentenceSampling.Reference, Deduplicate = false, DropLast = false, Unlabelled = UnlabelledSentences.NoFinding,
            },
            Optimizer = { LearningRate = 2e-5, TextLearningRateScale = 1, WeightDecay = 1e-4, DecayRule = DecayRule.Reference },
        },
        _ => new TrainingOptions(),
    };
}
