namespace MedClip.Models;

public sealed partial class PromptSet
{
    /// <summary>A random choice of prompts, without replacement; where a side has no more than asked for, all of it.</summary>
    /// <param name="count">Prompts for each finding and side, at least 1.</param>
    /// <param name="seed">Equal seeds give equal choices.</param>
    public PromptSet Draw(int count, SeedSequence seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        SeedSequence stream = seed.For("prompts");
        return new PromptSet(Items.Select(item => new FindingPrompts(
            item.Finding, Some(item.Positive, stream.For(item.Finding.Name).At(0)), Some(item.Negative, stream.For(item.Finding.Name).At(1)))));

        IReadOnlyList<string> Some(IReadOnlyList<string> prompts, SeedSequence from)
        {
            int[] order = [.. Enumerable.Range(0, prompts.Count)];
            from.ToRandom().Shuffle<int>(order);
            return [.. order.Take(count).Order().Select(i => prompts[i])];
        }
    }
}
