namespace MedClip.Core.Tests;

public class SeedTests
{
    [Fact]
    public void Splitmix64_gives_the_published_numbers()
    {
        var random = new SplitMix64(0);
        random.NextUInt64().ShouldBe(0xe220a8397b1dcdafUL);
        random.NextUInt64().ShouldBe(0x6e789e6aa1b965f4UL);
        random.NextUInt64().ShouldBe(0x06c45d188009454fUL);
    }

    [Fact]
    public void Streams_differ_by_purpose_and_index_and_repeat()
    {
        var seed = new SeedSequence(7);
        ulong[] values = [seed.Value, seed.For("a").Value, seed.For("b").Value, seed.At(0).Value, seed.At(1).Value, seed.For("a").At(1).Value, seed.At(-1).Value];
        values.Distinct().Count().ShouldBe(values.Length);
        seed.For("a").At(3).ToRandom().NextUInt64().ShouldBe(new SeedSequence(7).For("a").At(3).ToRandom().NextUInt64());
    }

    [Fact]
    public void A_saved_state_goes_on_as_before()
    {
        var random = new SplitMix64(5);
        random.NextDouble();
        ulong state = random.State;
        double next = random.NextDouble();
        new SplitMix64(0) { State = state }.NextDouble().ShouldBe(next);
    }

    [Fact]
    public void A_shuffle_moves_every_place_and_keeps_every_item()
    {
        var random = new SplitMix64(3);
        var stayed = new int[5];
        for (int draw = 0; draw < 5000; draw++)
        {
            int[] items = [0, 1, 2, 3, 4];
            random.Shuffle<int>(items);
            items.Order().ShouldBe([0, 1, 2, 3, 4]);
            for (int i = 0; i < items.Length; i++)
            {
                stayed[i] += items[i] == i ? 1 : 0;
            }
        }

        // A fair shuffle leaves an item in its place one time in five: 1,000 of 5,000, with a deviation of 28.
        stayed.ShouldAllBe(count => count > 850 && count < 1150);
    }

    [Fact]
    public void Draws_stay_in_their_ranges_with_the_right_mean()
    {
        var random = new SplitMix64(11);
        double[] gaussian = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextGaussian())];
        gaussian.Average().ShouldBe(0, 0.04);
        gaussian.Select(x => x * x).Average().ShouldBe(1, 0.06);
        double[] uniform = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble(-2, 4))];
        uniform.ShouldAllBe(x => x >= -2 && x < 4);
        uniform.Average().ShouldBe(1, 0.06);
        int[] whole = [.. Enumerable.Range(0, 2_000).Select(_ => random.Next(3))];
        whole.Distinct().Order().ShouldBe([0, 1, 2]);
        Should.Throw<ArgumentOutOfRangeException>(() => random.Next(0));
    }
}
