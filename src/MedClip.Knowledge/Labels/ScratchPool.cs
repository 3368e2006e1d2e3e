namespace MedClip.Knowledge;

/// <summary>Lends each thread its buffers again; threads don't meet in one place, so that labelling scales with them.</summary>
internal sealed class ScratchPool(Func<LabelingScratch> create)
{
    private const int Places = 64, Apart = 16; // references between two places: neither shares a cache line with the other
    private const int LargestKept = 1 << 16; // tokens

    private readonly LabelingScratch?[] spares = new LabelingScratch?[(Places * Apart) + Apart];

    private static int Place => ((Environment.CurrentManagedThreadId & (Places - 1)) + 1) * Apart;

    public LabelingScratch Rent() => Interlocked.Exchange(ref spares[Place], null) ?? create();

    /// <summary>Takes buffers back, without the report's text; those of a huge one are let go.</summary>
    public void Return(LabelingScratch scratch)
    {
        if (scratch.Text.Capacity <= LargestKept)
        {
            scratch.Text.Begin("");
            Volatile.Write(ref spares[Place], scratch);
        }
    }
}
