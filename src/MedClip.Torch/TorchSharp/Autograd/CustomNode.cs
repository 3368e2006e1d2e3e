using System.Runtime.InteropServices;
using System.Text;
using MedClip.Torch;

namespace TorchSharp;

/// <summary>The node of libtorch's graph that stands for a custom function, and its way back into managed code.</summary>
internal static unsafe class CustomNode
{
    private const int Differentiable = 0;
    private const int NotDifferentiable = 1;
    private const int Dirty = 2;

    internal delegate List<torch.Tensor> BackwardPass(torch.autograd.AutogradContext context, List<torch.Tensor> gradients);

    /// <summary>Ties outputs to a new node, if any input asks for a gradient; else hands them back as they are.</summary>
    public static List<torch.Tensor> Record(
        string name, torch.autograd.AutogradContext context, object[] arguments, List<torch.Tensor> outputs, BackwardPass backward)
    {
        NativeApi api = TorchRuntime.Api;
        int[] places = [.. Enumerable.Range(0, arguments.Length).Where(i => arguments[i] is torch.Tensor)];
        nint[] inputs = [.. places.Select(i => ((torch.Tensor)arguments[i]).Handle)];
        GCHandle held = GCHandle.Alloc(new Pass(context, places, arguments.Length, backward));
        nint node;
        fixed (nint* i = inputs)
        fixed (byte* n = Encoding.UTF8.GetBytes(name + "\0"))
        {
            api.Check(api.NodeCreate(
                i, inputs.Length, n, context.MaterializeGrads ? 1 : 0, &Backward, &Release, GCHandle.ToIntPtr(held), &node));
        }
        GC.KeepAlive(arguments);
        if (node == 0)
        {
            held.Free();
            return outputs;
        }
        return Link(api, node, context, outputs);
    }

    private static List<torch.Tensor> Link(NativeApi api, nint node, torch.autograd.AutogradContext context, List<torch.Tensor> outputs)
    {
        nint[] results = [.. outputs.Select(o => o.Handle)];
        int[] roles = [.. outputs.Select(o => Among(context.Dirty, o) ? Dirty : Among(context.NotDifferentiable, o) ? NotDifferentiable : Differentiable)];
        nint[] saved = [.. context.Saved.Select(t => t is null ? 0 : t.Handle)];
        int[] which = [.. context.Saved.Select(t => outputs.FindIndex(o => ReferenceEquals(o, t)))];
        var linked = new nint[results.Length];
        fixed (nint* r = results, s = saved, l = linked)
        fixed (int* o = roles, w = which)
        {
            api.Check(api.NodeLink(node, r, results.Length, o, s, saved.Length, w, l));
        }
        context.Forget();
        var tied = new List<torch.Tensor>(linked.Length);
        for (int i = 0; i < linked.Length; i++)
        {
            // What forward returned is the caller's; the linked handle is another reference to it, or to a tensor in its place.
            torch.Tensor tensor = torch.Tensor.Adopt(linked[i]);
            bool same = linked[i] == results[i];
            tied.Add(same ? outputs[i] : tensor);
            if (same)
            {
                tensor.Dispose();
            }
        }
        return tied;
    }

    private static bool Among(List<torch.Tensor> tensors, torch.Tensor tensor) => tensors.Exists(t => ReferenceEquals(t, tensor));

    [UnmanagedCallersOnly]
    private static int Backward(nint context, nint node, nint* gradients, int count, nint* results, int wanted)
    {
        try
        {
            using DisposeScope scope = torch.NewDisposeScope();
            var pass = (Pass)GCHandle.FromIntPtr(context).Target!;
            var given = new List<torch.Tensor>(count);
            for (int i = 0; i < count; i++)
            {
                given.Add(torch.Tensor.Adopt(gradients[i]));
                gradients[i] = 0;
            }
            pass.Context.Node = node;
            List<torch.Tensor> answer = pass.Run(pass.Context, given);
            Hand(pass, answer, new Span<nint>(results, wanted));
            return 0;
        }
#pragma warning disable CA1031 // no exception may cross into native code
        catch (Exception error)
#pragma warning restore CA1031
        {
            fixed (byte* text = Encoding.UTF8.GetBytes($"{error.GetType().Name}: {error.Message}\0"))
            {
                TorchRuntime.Api.SetError(text);
            }
            return 1;
        }
    }

    private static void Hand(Pass pass, List<torch.Tensor> answer, Span<nint> results)
    {
        bool onlyTensors = answer.Count == pass.Places.Length;
        if (!onlyTensors && answer.Count != pass.Arguments)
        {
            throw new InvalidOperationException(
                $"backward returned {answer.Count} gradients; forward took {pass.Arguments} arguments, {pass.Places.Length} of them tensors.");
        }
        for (int i = 0; i < results.Length; i++)
        {
            torch.Tensor? gradient = answer[onlyTensors ? i : pass.Places[i]];
            if (gradient is not null)
            {
                TorchRuntime.Api.Check(TorchRuntime.Api.TensorRetain(gradient.Handle));
                results[i] = gradient.Handle;
            }
        }
    }

    [UnmanagedCallersOnly]
    private static void Release(nint context)
    {
        GCHandle held = GCHandle.FromIntPtr(context);
        (held.Target as Pass)?.Context.Dispose();
        held.Free();
    }

    private sealed record Pass(torch.autograd.AutogradContext Context, int[] Places, int Arguments, BackwardPass Run);
}
