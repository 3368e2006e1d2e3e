using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

public class GradientHookTests
{
    [Fact]
    public void The_hook_is_called_once_a_backward_pass_with_the_whole_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor leaf = ones(2).requires_grad_();
        var seen = new List<float>();
        using var hook = new GradientHook(leaf, () => seen.Add(leaf.grad!.data<float>()[0]));

        ((leaf * 3).sum() + (leaf * 4).sum()).backward();
        (leaf * 5).sum().backward();

        hook.ThrowIfFailed();
        seen.ShouldBe([7, 12]);
    }

    [Fact]
    public void A_hook_that_was_disposed_is_silent_and_what_it_throws_is_kept()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor leaf = ones(2).requires_grad_();
        int calls = 0;
        var hook = new GradientHook(leaf, () =>
        {
            calls++;
            throw new InvalidOperationException("no");
        });

        leaf.sum().backward();
        Should.Throw<InvalidOperationException>(hook.ThrowIfFailed).Message.ShouldBe("no");
        hook.ThrowIfFailed();
        hook.Dispose();
        leaf.sum().backward();

        calls.ShouldBe(1);
    }

    [Fact]
    public void Only_a_leaf_has_a_hook()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor leaf = ones(2).requires_grad_();
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => new GradientHook(leaf * 2, () => { })).Message.ShouldContain("leaf");
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => new GradientHook(ones(2), () => { })).Message.ShouldContain("leaf");
    }
}
