namespace MedClip.Torch;

/// <summary>What carries the collectives of a process group.</summary>
public enum DistributedBackend
{
    /// <summary>Gloo for tensors on the processor, and NCCL for those on CUDA devices where the native library has it.</summary>
    Automatic = 0,

    /// <summary>Gloo over TCP, for tensors on the processor only.</summary>
    Gloo = 1,

    /// <summary>As <see cref="Automatic"/>, but NCCL must be there: the native library was built with it.</summary>
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
