namespace MedClip.Models.Tests;

/// <summary>No installed libtorch is known to fail here.</summary>
internal static class NarrowConvolutions
{
    public const string Reason = "this libtorch's gradients of convolutions of few channels are not numbers";

    public static bool AreRight => true;
}
