using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

public class ProcessGroupTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void All_ranks_get_the_sum_the_largest_and_the_smallest(int size) => Ranks.Run(size, group =>
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = tensor(new float[] { group.Rank + 1, 10 });
        Tensor largest = tensor(new double[] { group.Rank, -group.Rank });
        Tensor smallest = tensor(new long[] { group.Rank + 5 });

        group.AllReduce(sum);
        group.AllReduce(largest, ReduceKind.Maximum);
        group.AllReduce(smallest, ReduceKind.Minimum);

        sum.data<float>().ToArray().ShouldBe([size * (size + 1) / 2f, 10f * size]);
        largest.data<double>().ToArray().ShouldBe([size - 1, 0]);
        smallest.data<long>().ToArray().ShouldBe([5]);
    });

    [Fact]
    public void Tensors_are_collected_in_the_order_of_the_ranks() => Ranks.Run(3, group =>
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor own = full(new long[] { 2, 2 }, group.Rank, dtype: ScalarType.Int64);

        Tensor[] all = group.AllGather(own);

        all.Select(t => t.data<long>().ToArray()[3]).ShouldBe([0, 1, 2]);
        all[1].shape.ShouldBe([2, 2]);
    });

    [Fact]
    public void A_broadcast_gives_all_ranks_the_roots_numbers() => Ranks.Run(3, group =>
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor numbers = full(new long[] { 4 }, group.Rank + 1f);

        group.Broadcast(numbers, root: 2);
        group.Barrier();

        numbers.data<float>().ToArray().ShouldBe([3, 3, 3, 3]);
    });

    [Fact]
    public void Many_collectives_may_be_under_way_at_once() => Ranks.Run(2, group =>
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] parts = [.. Enumerable.Range(0, 20).Select(i => full(new long[] { 1000 }, i + group.Rank))];
        PendingCollective[] pending = [.. parts.Select(part => group.AllReduceAsync(part.to_type(ScalarType.Float64)))];
        foreach (PendingCollective work in pending)
        {
            work.Wait();
        }
    });

    [Fact]
    public void A_view_that_is_not_contiguous_is_refused() => Ranks.Run(2, group =>
    {
        using Tensor view = zeros(3, 4).t();
        Should.Throw<ArgumentException>(() => group.AllReduce(view)).Message.ShouldContain("contiguous");
    });

    [Fact]
    public void A_rank_that_fails_ends_the_others_with_its_reason()
    {
        Exception?[] failures = Ranks.RunAll(3, group =>
        {
            if (group.Rank == 1)
            {
                throw new InvalidOperationException("film 7 can't be read");
            }

            group.Barrier();
        });

        failures[1].ShouldBeOfType<InvalidOperationException>();
        foreach (int rank in (int[])[0, 2])
        {
            failures[rank].ShouldBeOfType<DistributedException>().Message.ShouldContain("Rank 1 of 3 has failed: film 7 can't be read");
            failures[rank]!.Message.ShouldContain("--resume");
        }
    }

    [Fact]
    public void Ranks_that_do_not_come_are_named()
    {
        var alone = new Rendezvous(0, 3, 0, "127.0.0.1", Ranks.FreePort());

        DistributedException error = Should.Throw<DistributedException>(() => ProcessGroup.Connect(alone, Ranks.Quick with { JoinTimeout = TimeSpan.FromSeconds(1) }));

        error.Message.ShouldContain("1 of 3 ranks came within 1 s; missing: 1, 2");
    }

    [Fact]
    public void A_meeting_place_that_nobody_holds_is_named()
    {
        int port = Ranks.FreePort();
        var late = new Rendezvous(1, 2, 1, "127.0.0.1", port);

        DistributedException error = Should.Throw<DistributedException>(() => ProcessGroup.Connect(late, Ranks.Quick with { JoinTimeout = TimeSpan.FromSeconds(1) }));

        error.Message.ShouldContain($"127.0.0.1:{port}");
        error.Message.ShouldContain("MASTER_ADDR");
    }
}
