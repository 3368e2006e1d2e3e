using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MedClip.Models;

/// <summary>
/// The pickle of an ordered dictionary of tensors, protocol 2, in the opcodes that torch.save writes
/// (https://docs.python.org/3/library/pickletools.html): each tensor a call of <c>torch._utils._rebuild_tensor_v2</c> over a storage of its own.
/// </summary>
internal sealed class StateDictPickle
{
    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly Dictionary<string, byte> memo = new(StringComparer.Ordinal);

    public static byte[] Write(IReadOnlyList<SafetensorsContent> tensors)
    {
        var pickle = new StateDictPickle();
        pickle.Put(0x80, 2);
        pickle.EmptyOrderedDict();
        var names = new HashSet<string>(StringComparer.Ordinal);
        pickle.Put('(');
        for (int i = 0; i < tensors.Count; i++)
        {
            if (!names.Add(tensors[i].Name))
            {
                throw new ArgumentException($"The name '{tensors[i].Name}' occurs twice.", nameof(tensors));
            }

            pickle.Text(tensors[i].Name);
            pickle.Tensor(tensors[i], i.ToString(CultureInfo.InvariantCulture));
        }

        pickle.Put('u', '.');
        return pickle.bytes.WrittenSpan.ToArray();
    }

    private void Tensor(SafetensorsContent tensor, string key)
    {
        long count = tensor.Shape.Aggregate(1L, (product, size) => product * size);
        Global("torch._utils", "_rebuild_tensor_v2");
        Put('(', '(');
        Text("storage");
        Global("torch", PickleGlobals.StorageOf(tensor.Type) ?? throw new ArgumentException($"The tensor '{tensor.Name}' holds {tensor.Type.SafetensorsName()}, for which torch has no storage class."));
        Text(key);
        Text("cpu");
        Number(count);
        Put('t', 'Q');                                 // the storage, by its persistent id
        Number(0);                                     // its first element
        Tuple(tensor.Shape);
        Tuple(Strides(tensor.Shape));
        Put(0x89);                                     // requires_grad=False
        EmptyOrderedDict();                            // no hooks
        Put('t', 'R');
    }

    private static long[] Strides(IReadOnlyList<long> shape)
    {
        var strides = new long[shape.Count];
        long next = 1;
        for (int i = shape.Count - 1; i >= 0; i--)
        {
            strides[i] = next;
            next *= Math.Max(shape[i], 1);
        }

        return strides;
    }

    private void EmptyOrderedDict()
    {
        Global("collections", "OrderedDict");
        Put(')', 'R');
    }

    // Named once, then recalled from the memo.
    private void Global(string module, string name)
    {
        string full = $"{module}\n{name}\n";
        if (memo.TryGetValue(full, out byte at))
        {
            Put('h', at);
            return;
        }

        Put('c');
        bytes.Write(Encoding.ASCII.GetBytes(full));
        memo.Add(full, (byte)memo.Count);
        Put('q', memo[full]);
    }

    private void Tuple(IReadOnlyList<long> numbers)
    {
        if (numbers.Count > 3)
        {
            Put('(');
        }

        foreach (long number in numbers)
        {
            Number(number);
        }

        Put(numbers.Count switch { 0 => ')', 1 => 0x85, 2 => 0x86, 3 => 0x87, _ => 't' });
    }

    private void Number(long number)
    {
        Span<byte> raw = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(raw, number);
        (int[] opcode, int length) = number switch
        {
            >= 0 and <= byte.MaxValue => (new int[] { 'K' }, 1),
            >= 0 and <= ushort.MaxValue => (['M'], 2),
            >= int.MinValue and <= int.MaxValue => (['J'], 4),
            _ => ([0x8A, 8], 8),
        };
        Put(opcode);
        bytes.Write(raw[..length]);
    }

    private void Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
        Put('X');
        bytes.Write(length);
        bytes.Write(utf8);
    }

    private void Put(params ReadOnlySpan<int> opcodes)
    {
        foreach (int opcode in opcodes)
        {
            bytes.Write([(byte)opcode]);
        }
    }
}
