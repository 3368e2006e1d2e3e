using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>The generic door refuses what does not fit, with words, and never breaks the process.</summary>
public unsafe class DispatchTests
{
    [Fact]
    public void An_unknown_operator_is_named()
    {
        var op = new Op("aten::no_such_operator.Tensor");
        op.Exists.ShouldBeFalse();
        Should.Throw<NotSupportedException>(() => op.Call()).Message.ShouldContain("no_such_operator");
    }

    [Fact]
    public void A_schema_can_be_read() => Ops.AddTensor.Schema.ShouldContain("aten::add.Tensor(Tensor self, Tensor other");

    [Fact]
    public void Arguments_that_do_not_fit_are_named()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = ones(2);
        Throws(() => Ops.AddTensor.Call(a, 3), "'other' cannot be an integer");
        Throws(() => Ops.AddTensor.Call(a), "'other' has no default");
        Throws(() => Ops.AddTensor.Call(a, Arg.None), "'other' must be given");
        Throws(() => Ops.AddTensor.Call(a, a, 1, 2, 3), "too many arguments");
        Throws(() => Ops.Cat.Call(new Tensor?[] { a, null }, 0), "null tensor");
        Throws(() => Ops.Cat.Call("text", 0), "cannot be a string");
        Throws(() => Ops.SumDimIntList.Call(a, new[] { 1.5 }, false), "cannot be a list of numbers");
        Throws(() => Ops.Cat.Call(Array.Empty<Tensor>(), 0), "non-empty");
    }

    [Fact]
    public void Defaults_of_the_schema_fill_what_is_left_out()
    {
        using DisposeScope scope = NewDisposeScope();
        Ops.AddTensor.Call(ones(2), ones(2)).sum().item<float>().ShouldBe(4);
        Ops.AddTensor.Call(ones(2), ones(2), Arg.Default).sum().item<float>().ShouldBe(4);
    }

    [Fact]
    public void Many_arguments_and_long_lists_pass()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] many = [.. Enumerable.Range(0, 500).Select(i => full(1, i))];
        cat(many).sum().item<float>().ShouldBe(499 * 500 / 2);
        zeros([.. Enumerable.Repeat(1L, 30)]).ndim.ShouldBe(30);
    }

    [Fact]
    public void Null_handles_are_refused_by_the_native_side()
    {
        NativeApi api = TorchRuntime.Api;
        nint answer;
        NativeInfo info;
        foreach (int status in (int[])[
            api.TensorInfo(0, &info), api.TensorSizes(0, null, null, 0), api.TensorData(0, &answer), api.SetRequiresGrad(0, 1), api.Grad(0, &answer),
            api.SetGrad(0, 0), api.RetainGrad(0), api.TensorRetain(0), api.Call(0, null, 0, null, 0, null), api.GeneratorSeed(0, 0, null),
            api.GeneratorGetState(0, &answer), api.NodeSaved(0, null, 0), api.OpFind(null, null, &answer), api.TensorFromMemory(0, null, 0, null, 1, 6, &answer)])
        {
            status.ShouldBe(1);
            NativeApi.Text(api.LastError()).ShouldNotBeEmpty();
        }
        api.TensorRelease(0).ShouldBe(0);
    }

    [Fact]
    public void A_failed_call_leaves_no_tensors()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = ones(2);
        Tensor b = ones(3);
        long before = TorchRuntime.LiveTensors;
        for (int i = 0; i < 20; i++)
        {
            Should.Throw<System.Runtime.InteropServices.ExternalException>(() => a.add(b));
        }
        TorchRuntime.LiveTensors.ShouldBeLessThanOrEqualTo(before);
    }

    [Fact]
    public void Operators_run_from_many_threads_at_once()
    {
        var sums = new double[8];
        Parallel.For(0, sums.Length, i =>
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor t = full(1000, (double)i, ScalarType.Float64);
            for (int k = 0; k < 200; k++)
            {
                t = t + 1;
            }
            sums[i] = t.sum().item<double>();
        });
        sums.ShouldBe(Enumerable.Range(0, 8).Select(i => 1000.0 * (i + 200)));
    }

    private static void Throws(Action call, string words) =>
        Should.Throw<System.Runtime.InteropServices.ExternalException>(call).Message.ShouldContain(words);
}
