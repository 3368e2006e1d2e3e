namespace MedClip.Data;

public sealed class MapInterpolationTests
{
    [Fact]
    public void A_ramp_stays_a_ramp_and_edges_are_held() =>
        MapInterpolation.Resize([0, 1], 2, 1, 4, 1).ShouldBe([0, 0.25f, 0.75f, 1]);

    [Fact]
    public void The_same_size_is_the_same_map() => MapInterpolation.Resize([1, 2, 3, 4, 5, 6], 3, 2, 3, 2).ShouldBe([1, 2, 3, 4, 5, 6]);

    [Fact]
    public void A_map_of_another_size_is_refused() => Should.Throw<ArgumentException>(() => MapInterpolation.Resize([1, 2], 3, 1, 1, 1)).Message.ShouldContain("3 x 1");
}
