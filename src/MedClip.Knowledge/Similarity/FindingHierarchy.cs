namespace MedClip.Knowledge;

/// <summary>Which finding is a kind or a sign of which: a small forest. Immutable.</summary>
public sealed class FindingHierarchy
{
    private readonly Dictionary<Finding, Finding> parents = [];

    /// <summary>Creates a hierarchy.</summary>
    /// <param name="edges">Each finding that has one, with its parent. A parent need not be a label itself ("Pleural disease").</param>
    /// <exception cref="ArgumentException">A finding has two parents, or is its own ancestor.</exception>
    public FindingHierarchy(params IEnumerable<(Finding Child, Finding Parent)> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        foreach ((Finding child, Finding parent) in edges)
        {
            if (!parents.TryAdd(child, parent))
            {
                throw new ArgumentException($"The finding '{child}' has two parents.", nameof(edges));
            }
        }

        foreach (Finding finding in parents.Keys)
        {
            if (AncestorsOf(finding).Take(parents.Count + 1).Contains(finding))
            {
                throw new ArgumentException($"The finding '{finding}' is its own ancestor.", nameof(edges));
            }
        }
    }

    private static Finding Pleural { get; } = new("Pleural disease");

    /// <summary>
    /// CheXpert's label tree (https://arxiv.org/abs/1901.07031, figure 1), with the pleural findings and the findings of the heart and mediastinum under a common parent:
    /// pneumonia is a consolidation; consolidation, edema, atelectasis and lesions are opacities.
    /// </summary>
    public static FindingHierarchy CheXpert { get; } = new(
    [
        (Finding.Pneumonia, Finding.Consolidation), (Finding.Consolidation, Finding.LungOpacity), (Finding.Edema, Finding.LungOpacity),
        (Finding.Atelectasis, Finding.LungOpacity), (Finding.LungLesion, Finding.LungOpacity),
        (Finding.Cardiomegaly, Finding.EnlargedCardiomediastinum),
        (Finding.PleuralEffusion, Pleural), (Finding.Pneumothorax, Pleural), (Finding.PleuralOther, Pleural),
    ]);

    /// <summary>The parent, its parent, and so on.</summary>
    /// <param name="finding">A finding.</param>
    public IEnumerable<Finding> AncestorsOf(Finding finding)
    {
        while (parents.TryGetValue(finding, out Finding parent))
        {
            yield return parent;
            finding = parent;
        }
    }
}
