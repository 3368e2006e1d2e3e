using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

public class DisposeScopeTests
{
    [Fact]
    public void Inner_scopes_dispose_their_own_and_hand_the_rest_out()
    {
        DisposeScopeManager.Statistics.Reset();
        using (DisposeScope outer = NewDisposeScope())
        {
            Tensor moved;
            Tensor lost;
            using (NewDisposeScope())
            {
                lost = ones(2);
                moved = ones(2).MoveToOuterDisposeScope();
            }
            lost.IsInvalid.ShouldBeTrue();
            moved.IsInvalid.ShouldBeFalse();
            outer.Contains(moved).ShouldBeTrue();
            outer.DisposablesCount.ShouldBe(1);
        }
        DisposeScopeManager.Statistics.CreatedInScopeCount.ShouldBe(2);
        DisposeScopeManager.Statistics.DisposedInScopeCount.ShouldBe(2);
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(0);
    }

    [Fact]
    public void A_tensor_taken_out_of_its_scope_lives_until_it_is_disposed()
    {
        Tensor kept;
        using (DisposeScope scope = NewDisposeScope())
        {
            kept = ones(2).DetachFromDisposeScope();
            scope.Contains(kept).ShouldBeFalse();
        }
        kept.IsInvalid.ShouldBeFalse();
        kept.Dispose();
    }

    [Fact]
    public void A_tensor_moved_beyond_the_outermost_scope_is_in_none()
    {
        Tensor kept;
        using (NewDisposeScope())
        {
            kept = ones(2).MoveToOuterDisposeScope();
        }
        kept.IsInvalid.ShouldBeFalse();
        kept.Dispose();
    }

    [Fact]
    public void A_scope_can_dispose_all_but_some()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = ones(2);
        Tensor b = ones(2);
        scope.DisposeEverythingBut(b).ShouldBeSameAs(b);
        a.IsInvalid.ShouldBeTrue();
        b.IsInvalid.ShouldBeFalse();
        scope.DisposablesCount.ShouldBe(1);
    }

    [Fact]
    public void Tensors_attach_detach_and_move_between_scopes()
    {
        Tensor outside = ones(2);
        using DisposeScope first = NewDisposeScope();
        using DisposeScope second = NewDisposeScope();
        first.Attach(outside);
        first.Contains(outside).ShouldBeTrue();
        first.MoveToOther(second, outside);
        (first.Contains(outside), second.Contains(outside)).ShouldBe((false, true));
        (Tensor x, Tensor y) = second.Detach(ones(1), ones(1));
        second.Contains(x).ShouldBeFalse();
        x.Dispose();
        y.Dispose();
    }

    [Fact]
    public void A_scope_left_on_another_thread_frees_its_tensors_and_says_what_is_wrong()
    {
        DisposeScope scope = NewDisposeScope();
        Tensor a = ones(2);
        InvalidOperationException? error = null;
        OnAnotherThread(() => error = Should.Throw<InvalidOperationException>(scope.Dispose));
        error!.Message.ShouldContain("await");
        a.IsInvalid.ShouldBeTrue();
        CurrentDisposeScope.ShouldNotBeSameAs(scope, "its own thread must not go on filling a closed scope");
    }

    [Fact]
    public void Modes_left_on_another_thread_say_so()
    {
        using IDisposable mode = no_grad();
        OnAnotherThread(() => Should.Throw<InvalidOperationException>(mode.Dispose));
        is_grad_enabled().ShouldBeFalse();
    }

    [Fact]
    public void Each_thread_has_its_own_scopes_and_modes()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        OnAnotherThread(() =>
        {
            CurrentDisposeScope.ShouldBeNull();
            is_grad_enabled().ShouldBeTrue();
            ones(2).Dispose();
        });
        scope.DisposablesCount.ShouldBe(0);
    }

    [Fact]
    public void A_forgotten_tensor_is_freed_by_the_garbage_collector()
    {
        long before = TorchRuntime.LiveTensors;
        OnAnotherThread(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                _ = zeros(1000);
            }
        });
        for (int i = 0; i < 20 && TorchRuntime.LiveTensors >= before + 50; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        TorchRuntime.LiveTensors.ShouldBeLessThan(before + 50);
    }

    [Fact]
    public void A_wrapped_computation_leaves_one_tensor()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor result = WrappedTensorDisposeScope(() => (ones(3) + 1) * 2);
        scope.DisposablesCount.ShouldBe(1);
        result.sum().item<float>().ShouldBe(12);
    }

    private static void OnAnotherThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception error)
            {
                failure = error;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new Xunit.Sdk.XunitException(failure.ToString());
        }
    }
}
