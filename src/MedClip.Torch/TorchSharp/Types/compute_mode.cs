namespace TorchSharp;

/// <summary>How pairwise Euclidean distances are computed.</summary>
public enum compute_mode
{
    /// <summary>By matrix product for large inputs.</summary>
    use_mm_for_euclid_dist_if_necessary = 0,

    /// <summary>Always by matrix product.</summary>
    use_mm_for_euclid_dist = 1,

    /// <summary>Never by matrix product.</summary>
    donot_use_mm_for_euclid_dist = 2,
}
