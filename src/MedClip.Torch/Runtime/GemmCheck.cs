namespace MedClip.Torch;

/// <summary>A matrix product in single precision, compared with the same in double precision.</summary>
/// <param name="Size">Rows and columns of the matrices.</param>
/// <param name="LargestError">The largest difference of an element, relative to the size of its terms' sum.</param>
/// <param name="GigaFlops">Speed of the single-precision product, in 10⁹ operations per second.</param>
/// <param name="Threads">Threads it ran on.</param>
public sealed record GemmCheck(int Size, double LargestError, double GigaFlops, int Threads)
{
    /// <summary>Whether the results agree as single precision allows.</summary>
    public bool IsCorrect => LargestError < 1e-5;

    /// <summary>Whether the speed is that of an optimised BLAS; the reference one reaches about 6 a core.</summary>
    public bool IsFast => GigaFlops > 12.0 * Threads;
}
