namespace MedClip.Training.Tests;

/// <summary>What each rank found out, told to all.</summary>
public sealed class FromAllTests
{
    [Fact]
    public void Every_rank_gets_every_answer_in_order_whatever_their_lengths()
    {
        string[][][] found = RankThreads.Run(3, group => group.FromAll<string[]>(group.Rank == 1 ? [] : [new string('é', 1 + (5000 * group.Rank)), "x"]));
        foreach (string[][] answers in found)
        {
            answers.Select(answer => answer.Length).ShouldBe([2, 0, 2]);
            answers[2][0].ShouldBe(new string('é', 10_001));
        }
    }
}
