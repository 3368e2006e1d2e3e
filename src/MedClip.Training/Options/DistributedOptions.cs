using System.ComponentModel.DataAnnotations;

namespace MedClip.Training;

/// <summary>How several processes train together. A run of one process does without.</summary>
public sealed class DistributedOptions
{
    /// <summary>
    /// Whether batch normalisation sees the rows of all processes, so that their number does not matter; it costs two small exchanges a layer.
    /// Null: yes, unless <see cref="OptimizerOptions.GradCacheRows"/> cuts the batch into small ones anyway. Default null.
    /// </summary>
    public bool? SyncBatchNorm { get; set; }

    /// <summary>Gradients are sent in portions of about this many megabytes, while the backward pass goes on. Default 25.</summary>
    [Range(1, 1024)]
    public int BucketMegabytes { get; set; } = 25;
}
