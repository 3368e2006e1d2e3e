namespace MedClip.Torch;

/// <summary>What carries the collectives of a process group.</summary>
public enum DistributedBackend
{
    /// <summary>NCCL for CUDA tensors where this libtorch has it, else Gloo.</summary>
    Automatic = 0,

    /// <summary>Gloo over TCP, for tensors on the processor.</summary>
    Gloo = 1,

    /// <summary>NCCL between CUDA devices; needs a native library that was built with it.</summary>
    Nccl = 2,
}

/// <summary>How the numbers of all ranks become one.</summary>
public enum ReduceKind
{
    /// <summary>Their sum.</summary>
    Sum = 0,

    /// <summary>The largest.</summary>
    Maximum = 1,

    /// <summary>The smallest.</summary>
    Minimum = 2,
}
