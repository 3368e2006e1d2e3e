using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace MedClip;

/// <summary>
/// An ordered list of distinct findings; it gives each finding its place in a label vector.
/// Immutable, and the unit by which labels of images and of sentences are compared.
/// </summary>
public sealed class FindingSet : IReadOnlyList<Finding>, IEquatable<FindingSet>
{
    private readonly Finding[] findings;
    private readonly Dictionary<string, int> indices;

    /// <summary>Creates a set in the given order.</summary>
    /// <param name="findings">One or more distinct findings.</param>
    /// <exception cref="ArgumentException">The list is empty or names a finding twice.</exception>
    public FindingSet(IEnumerable<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        this.findings = [.. findings];
        indices = new Dictionary<string, int>(this.findings.Length, StringComparer.Ordinal);
        for (int i = 0; i < this.findings.Length; i++)
        {
            if (!indices.TryAdd(FindingName.Normalize(this.findings[i].Name), i))
            {
                throw new ArgumentException($"The finding '{this.findings[i]}' is named twice.", nameof(findings));
            }
        }

        if (this.findings.Length == 0)
        {
            throw new ArgumentException("A set of findings needs at least one.", nameof(findings));
        }
    }

    /// <summary>Creates a set from names, in the given order.</summary>
    /// <param name="names">Display names of one or more distinct findings.</param>
    public static FindingSet Of(params IEnumerable<string> names) => new(names.Select(name => new Finding(name)));

    /// <summary>The 14 findings of CheXpert in the order of the paper's Table 5 (https://arxiv.org/abs/2210.10163).</summary>
    public static FindingSet CheXpert { get; } = new(
    [
        Finding.NoFinding, Finding.EnlargedCardiomediastinum, Finding.Cardiomegaly, Finding.LungOpacity, Finding.LungLesion,
        Finding.Edema, Finding.Consolidation, Finding.Pneumonia, Finding.Atelectasis, Finding.Pneumothorax,
        Finding.PleuralEffusion, Finding.PleuralOther, Finding.Fracture, Finding.SupportDevices,
    ]);

    /// <summary>The five findings of the CheXpert competition and of the paper's 5x200 sets.</summary>
    public static FindingSet Competition { get; } = new(
        [Finding.Atelectasis, Finding.Cardiomegaly, Finding.Consolidation, Finding.Edema, Finding.PleuralEffusion]);

    /// <inheritdoc/>
    public int Count => findings.Length;

    /// <inheritdoc/>
    public Finding this[int index] => findings[index];

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Names => findings.Select(finding => finding.Name);

    /// <summary>The place of a finding, or −1 when the set lacks it.</summary>
    /// <param name="finding">A finding.</param>
    public int IndexOf(Finding finding) => indices.GetValueOrDefault(FindingName.Normalize(finding.Name), -1);

    /// <summary>Whether the set holds a finding.</summary>
    /// <param name="finding">A finding.</param>
    public bool Contains(Finding finding) => IndexOf(finding) >= 0;

    /// <summary>Finds a finding of this set by name, without regard to case, spaces and underscores.</summary>
    /// <param name="name">A name as a data set spells it.</param>
    /// <param name="index">Its place in this set, or −1.</param>
    public bool TryGetIndex(string name, out int index)
    {
        bool found = indices.TryGetValue(FindingName.Normalize(name), out index);
        index = found ? index : -1;
        return found;
    }

    /// <summary>Looks names up, in the given order, and says all that are unknown at once.</summary>
    /// <param name="names">Names of findings of this set.</param>
    /// <returns>A set of the named findings.</returns>
    /// <exception cref="InvalidInputException">A name is not in this set; the message lists the known names.</exception>
    public FindingSet Subset(IEnumerable<string> names)
    {
        var chosen = new List<Finding>();
        var unknown = new List<string>();
        foreach (string name in names)
        {
            if (TryGetIndex(name, out int index))
            {
                chosen.Add(findings[index]);
            }
            else
            {
                unknown.Add(name);
            }
        }

        if (unknown.Count > 0)
        {
            throw new InvalidInputException(
                $"Unknown finding{(unknown.Count > 1 ? "s" : "")} {string.Join(", ", unknown.Select(n => $"'{n}'"))}; known are: {string.Join(", ", Names)}.");
        }

        return new FindingSet(chosen);
    }

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] FindingSet? other) => other is not null && findings.AsSpan().SequenceEqual(other.findings);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FindingSet);

    /// <inheritdoc/>
    public override int GetHashCode() => findings.Aggregate(findings.Length, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<Finding> GetEnumerator() => ((IEnumerable<Finding>)findings).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
