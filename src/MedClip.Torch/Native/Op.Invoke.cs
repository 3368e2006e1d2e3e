using System.Runtime.CompilerServices;
using System.Text;
using TorchSharp;

namespace MedClip.Torch;

/// <content>Laying out arguments: lists are copied to the stack, so nothing is pinned and nothing is allocated.</content>
internal sealed unsafe partial class Op
{
    private const int ScratchBytes = 1024;

    [SkipLocalsInit]
    private void Invoke(ReadOnlySpan<Arg> args, NativeValue* results, int capacity)
    {
        NativeApi api = TorchRuntime.Api;
        nint op = handle != 0 ? handle : Handle(api);
        NativeValue* values = stackalloc NativeValue[args.Length];
        int needed = Needed(args);
        byte* scratch = stackalloc byte[needed is > 0 and <= ScratchBytes ? needed : 0];
        byte[]? large = needed > ScratchBytes ? new byte[needed] : null;
        fixed (byte* heap = large)
        {
            byte* free = large is null ? scratch : heap;
            for (int i = 0; i < args.Length; i++)
            {
                values[i].Tag = args[i].Tag;
                values[i].Int = args[i].Bits;
                if (args[i].Reference is not null)
                {
                    Fill(args[i], ref values[i], ref free);
                }
            }
            int count;
            int status = api.Call(op, values, args.Length, results, capacity, &count);
            KeepAlive(args);
            api.Check(status);
        }
    }

    private static int Needed(ReadOnlySpan<Arg> args)
    {
        int bytes = 0;
        foreach (ref readonly Arg arg in args)
        {
            switch (arg.Reference)
            {
                case null or torch.Tensor or torch.Generator:
                    break;
                case Array list:
                    bytes += list.Length * 8;
                    break;
                case string text:
                    bytes += Encoding.UTF8.GetByteCount(text) + 8 & ~7;
                    break;
                default:
                    bytes += 16;
                    break;
            }
        }
        return bytes;
    }

    private static void Fill(in Arg arg, ref NativeValue value, ref byte* free)
    {
        switch (arg.Tag)
        {
            case NativeTag.Tensor:
                value.Pointer = Unsafe.As<torch.Tensor>(arg.Reference)!.Handle;
                return;
            case NativeTag.Generator:
                value.Pointer = Unsafe.As<torch.Generator>(arg.Reference)!.Handle;
                return;
            case NativeTag.IntList:
                value.Count = Copy((long[])arg.Reference!, free);
                break;
            case NativeTag.DoubleList:
                value.Count = Copy((double[])arg.Reference!, free);
                break;
            case NativeTag.BoolList:
                value.Count = Copy((bool[])arg.Reference!, free);
                break;
            case NativeTag.TensorList:
                var tensors = (torch.Tensor?[])arg.Reference!;
                for (int i = 0; i < tensors.Length; i++)
                {
                    ((nint*)free)[i] = tensors[i]?.Handle ?? 0;
                }
                value.Count = tensors.Length;
                break;
            case NativeTag.String:
                var text = (string)arg.Reference!;
                value.Count = Encoding.UTF8.GetBytes(text, new Span<byte>(free, Encoding.UTF8.GetByteCount(text)));
                value.Pointer = (nint)free;
                free += value.Count + 8 & ~7;
                return;
            case NativeTag.Complex:
                *(System.Numerics.Complex*)free = (System.Numerics.Complex)arg.Reference!;
                value.Pointer = (nint)free;
                free += 16;
                return;
        }
        value.Pointer = (nint)free;
        free += value.Count * 8;
    }

    private static int Copy<T>(T[] items, byte* target)
        where T : unmanaged
    {
        items.CopyTo(new Span<T>(target, items.Length));
        return items.Length;
    }

    // The handles were read out of their owners: these must outlive the call.
    private static void KeepAlive(ReadOnlySpan<Arg> args)
    {
        foreach (ref readonly Arg arg in args)
        {
            GC.KeepAlive(arg.Reference);
        }
    }
}
