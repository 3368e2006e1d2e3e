using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;

namespace MedClip.Torch;

/// <summary>
/// An operator of libtorch, called by name through the dispatcher (so with autograd and autocast). The name is looked up once,
/// at the first call.
/// </summary>
/// <param name="name">Name and overload as in libtorch's schemas: <c>aten::add.Tensor</c>, <c>aten::relu</c>.</param>
internal sealed unsafe partial class Op(string name)
{
    private nint handle;
    private Decompositions.Decomposition? replacement;

    /// <summary>The name the operator was made with.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the loaded libtorch has this operator.</summary>
    public bool Exists => handle != 0 || TryFind(out handle);

    /// <summary>The operator's schema, as libtorch prints it.</summary>
    public string Schema
    {
        get
        {
            NativeApi api = TorchRuntime.Api;
            byte* text;
            api.Check(api.OpSchema(Handle(api), &text));
            return NativeApi.Text(text);
        }
    }

    /// <summary>Calls an operator with one tensor as its result.</summary>
    public torch.Tensor Call(params ReadOnlySpan<Arg> args)
    {
        if (handle == 0 && Replacement() is { } instead)
        {
            return instead.Compute(args.ToArray());
        }
        NativeValue result = default;
        Invoke(args, &result, 1);
        return Take(result);
    }

    /// <summary>Calls an operator whose result is not wanted: in-place operators, and those with <c>out</c> arguments.</summary>
    public void Run(params ReadOnlySpan<Arg> args) => Invoke(args, null, 0);

    /// <summary>Calls an in-place operator and returns the tensor it changed.</summary>
    public torch.Tensor InPlace(torch.Tensor self, params ReadOnlySpan<Arg> args)
    {
        Span<Arg> all = [self, default, default, default, default, default, default, default];
        args.CopyTo(all[1..]);
        Invoke(all[..(args.Length + 1)], null, 0);
        return self;
    }

    /// <summary>Calls an operator with two tensors as its results.</summary>
    public (torch.Tensor, torch.Tensor) CallPair(params ReadOnlySpan<Arg> args)
    {
        NativeValue* results = stackalloc NativeValue[2];
        Invoke(args, results, 2);
        return (Take(results[0]), Take(results[1]));
    }

    /// <summary>Calls an operator with three tensors as its results.</summary>
    public (torch.Tensor, torch.Tensor, torch.Tensor) CallTriple(params ReadOnlySpan<Arg> args)
    {
        NativeValue* results = stackalloc NativeValue[3];
        Invoke(args, results, 3);
        return (Take(results[0]), Take(results[1]), Take(results[2]));
    }

    /// <summary>Calls an operator with four tensors as its results.</summary>
    public (torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor) CallFour(params ReadOnlySpan<Arg> args)
    {
        NativeValue* results = stackalloc NativeValue[4];
        Invoke(args, results, 4);
        return (Take(results[0]), Take(results[1]), Take(results[2]), Take(results[3]));
    }

    /// <summary>Calls an operator whose result is a list of tensors.</summary>
    public torch.Tensor[] CallList(params ReadOnlySpan<Arg> args)
    {
        NativeValue result = default;
        Invoke(args, &result, 1);
        nint* items = (nint*)result.Pointer;
        var tensors = new torch.Tensor[result.Count];
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i] = torch.Tensor.Adopt(items[i]);
        }
        TorchRuntime.Api.Free(result.Pointer);
        return tensors;
    }

    /// <summary>Calls an operator whose result is a boolean.</summary>
    public bool CallBool(params ReadOnlySpan<Arg> args) => CallValue(args).Int != 0;

    /// <summary>Calls an operator whose result is a number or a boolean, and returns it as it came.</summary>
    public NativeValue CallValue(params ReadOnlySpan<Arg> args)
    {
        NativeValue result = default;
        Invoke(args, &result, 1);
        return result;
    }

    private static torch.Tensor Take(in NativeValue value) =>
        value.Tag == NativeTag.Tensor ? torch.Tensor.Adopt(value.Pointer, value.Count) : null!;

    private nint Handle(NativeApi api)
    {
        if (handle == 0 && !TryFind(out handle))
        {
            throw new NotSupportedException(
                $"libtorch {TorchRuntime.TorchVersion} has no operator {Name}: {NativeApi.Text(api.LastError())}. " +
                "Use a newer libtorch (MEDCLIP_LIBTORCH), or see `medclip doctor` for what is replaced.");
        }
        return handle;
    }

    private Decompositions.Decomposition? Replacement() =>
        replacement ??= Decompositions.For(Name) is { } known && !Exists ? known : null;

    private bool TryFind(out nint found)
    {
        NativeApi api = TorchRuntime.Api;
        int dot = Name.IndexOf('.');
        byte[] bare = Encoding.UTF8.GetBytes((dot < 0 ? Name : Name[..dot]) + "\0");
        byte[] overload = Encoding.UTF8.GetBytes((dot < 0 ? "" : Name[(dot + 1)..]) + "\0");
        nint result = 0;
        fixed (byte* n = bare, o = overload)
        {
            bool ok = api.OpFind(n, o, &result) == 0;
            found = result;
            return ok;
        }
    }
}
