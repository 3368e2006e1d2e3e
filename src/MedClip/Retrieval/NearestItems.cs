namespace MedClip;

/// <summary>The k nearest items so far. Of equal similarities the earlier item is nearer, so that the order of adding does not matter.</summary>
internal sealed class NearestItems(int k)
{
    // The farthest on top.
    private readonly PriorityQueue<int, (float Similarity, int Before)> nearest = new(k + 1);

    // What is below cannot be among them: asked of every item.
    private float least = float.NegativeInfinity;

    /// <summary>Whether an item would be among the k nearest.</summary>
    public bool Beats(float similarity, int item) => !(similarity < least) && BeatsFarthest(similarity, item);

    public void Add(float similarity, int item)
    {
        if (nearest.Count < k)
        {
            nearest.Enqueue(item, (similarity, -item));
        }
        else
        {
            nearest.EnqueueDequeue(item, (similarity, -item));
        }

        if (nearest.Count == k && nearest.TryPeek(out _, out (float Similarity, int Before) farthest))
        {
            least = farthest.Similarity;
        }
    }

    public void AddAll(NearestItems others)
    {
        foreach ((int item, (float similarity, _)) in others.nearest.UnorderedItems)
        {
            Add(similarity, item);
        }
    }

    /// <summary>Nearest first.</summary>
    public IEnumerable<(int Item, float Similarity)> Sorted() => nearest.UnorderedItems
        .OrderByDescending(x => x.Priority).Select(x => (x.Element, x.Priority.Similarity));

    private bool BeatsFarthest(float similarity, int item) =>
        nearest.Count < k || (nearest.TryPeek(out _, out (float Similarity, int Before) farthest) && (similarity, -item).CompareTo(farthest) > 0);
}
