using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace MedClip.Models;

/// <summary>
/// A restricted unpickler (https://docs.python.org/3/library/pickletools.html): the opcodes that torch.save writes, the globals of
/// <see cref="PickleGlobals"/>, and calls that make tensors and dictionaries. Everything else refuses the file. Each length is checked against
/// what is left before anything is allocated; nothing recurses.
/// </summary>
internal ref partial struct Unpickler
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly object Mark = new();
    private readonly PickleSource source;
    private readonly PickleBudget budget;
    private readonly List<object?> stack = [];
    private readonly List<int> marks = [];
    private readonly Dictionary<long, object?> memo = [];
    private readonly HashSet<string> skipped;
    private readonly ReadOnlySpan<byte> data;
    private int position;

    private Unpickler(PickleSource source, ReadOnlySpan<byte> data, HashSet<string> skipped)
    {
        this.source = source;
        this.data = data;
        this.skipped = skipped;
        budget = new PickleBudget(source);
    }

    /// <summary>Reads one pickle.</summary>
    /// <param name="source">Where it stands.</param>
    /// <param name="data">Bytes that begin with it.</param>
    /// <param name="skipped">Receives the classes that were passed over.</param>
    /// <param name="consumed">Bytes up to and with STOP.</param>
    /// <exception cref="InvalidInputException">It is damaged, or asks for anything but tensors and plain values.</exception>
    public static object? Read(PickleSource source, ReadOnlySpan<byte> data, HashSet<string> skipped, out int consumed)
    {
        var unpickler = new Unpickler(source, data, skipped);
        object? value = unpickler.Run();
        consumed = unpickler.position;
        return value;
    }

    private object? Run()
    {
        while (true)
        {
            byte opcode = Take(1)[0];
            if (opcode == (byte)'.')
            {
                return marks.Count == 0 ? Pop() : throw source.Refuse($"ends with an open mark at byte {position}.");
            }

            if (!Plain(opcode) && !Container(opcode) && !Memory(opcode))
            {
                throw source.Refuse($"has the opcode 0x{opcode:x2} at byte {position - 1}, which torch.save does not write.");
            }
        }
    }

    // Numbers, texts and the frame around them.
    private bool Plain(byte opcode)
    {
        switch (opcode)
        {
            case 0x80:
                byte protocol = Take(1)[0];
                if (protocol is < 2 or > 5)
                {
                    throw source.Refuse($"is of pickle protocol {protocol}; 2 to 5 are read.");
                }

                return true;
            case 0x95:
                Take(Length(BinaryPrimitives.ReadUInt64LittleEndian(Take(8))), advance: false);
                return true;
            case (byte)'N':
                Push(null, 0);
                return true;
            case 0x88 or 0x89:
                Push(opcode == 0x88, 24);
                return true;
            case (byte)'J':
                Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)), 24);
                return true;
            case (byte)'K':
                Push((long)Take(1)[0], 24);
                return true;
            case (byte)'M':
                Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)), 24);
                return true;
            case 0x8a:
                var number = new BigInteger(Take(Take(1)[0]));
                bool fits = number >= long.MinValue && number <= long.MaxValue;
                Push(fits ? (object)(long)number : number, 64);
                return true;
            case (byte)'G':
                Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8)), 24);
                return true;
            case (byte)'X':
                Push(Text(Length(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))), 0);
                return true;
            case 0x8c or (byte)'U':
                Push(Text(Take(1)[0]), 0);
                return true;
            case (byte)'T':
                Push(Text(Length(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))), 0);
                return true;
            case 0x8d:
                Push(Text(Length(BinaryPrimitives.ReadUInt64LittleEndian(Take(8)))), 0);
                return true;
            case (byte)'C':
                Push(new PickleBytes(Take(Take(1)[0]).Length), 32);
                return true;
            case (byte)'B':
                Push(new PickleBytes(Take(Length(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))).Length), 32);
                return true;
            default:
                return false;
        }
    }

    private bool Container(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'(':
                budget.Spend(0);
                marks.Add(stack.Count);
                Push(Mark, 0);
                return true;
            case (byte)'}':
                Push(new PickleDict(ordered: false), 96);
                return true;
            case (byte)']':
                Push(new PickleList(), 72);
                return true;
            case (byte)')':
                Push(new PickleTuple([]), 48);
                return true;
            case 0x85 or 0x86 or 0x87:
                Push(new PickleTuple(Pop(opcode - 0x84)), 96);
                return true;
            case (byte)'t':
                object?[] items = PopToMark();
                Push(new PickleTuple(items), 48 + (8 * items.Length));
                return true;
            case (byte)'l':
                var list = new PickleList();
                Append(list, PopToMark());
                Push(list, 72);
                return true;
            case (byte)'d':
                var dict = new PickleDict(ordered: false);
                SetItems(dict, PopToMark());
                Push(dict, 96);
                return true;
            case (byte)'a':
                object?[] one = Pop(1);
                Append(Top(), one);
                return true;
            case (byte)'e':
                object?[] many = PopToMark();
                Append(Top(), many);
                return true;
            case (byte)'s':
                object?[] pair = Pop(2);
                SetItems(Top(), pair);
                return true;
            case (byte)'u':
                object?[] pairs = PopToMark();
                SetItems(Top(), pairs);
                return true;
            default:
                return false;
        }
    }

    // Globals, calls, and the memo.
    private bool Memory(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'c':
                PushGlobal(Line(), Line());
                return true;
            case 0x93:
                object?[] names = Pop(2);
                PushGlobal(names[0] as string, names[1] as string);
                return true;
            case (byte)'Q':
                Push(PickleTensors.Storage(source, Pop(1)[0]), 160);
                return true;
            case (byte)'R':
                object?[] call = Pop(2);
                Push(PickleTensors.Call(source, call[0], call[1], ref this), 160);
                return true;
            case 0x81:
                object?[] made = Pop(2);
                Push(made[0] as PickleSkipped ?? throw source.Refuse($"makes an object with NEWOBJ at byte {position - 1}; only tensors and plain values are made."), 0);
                return true;
            case (byte)'b':
                object? state = Pop(1)[0];
                Build(Top(), state);
                return true;
            case (byte)'q':
                Remember(Take(1)[0]);
                return true;
            case (byte)'r':
                Remember(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)));
                return true;
            case 0x94:
                Remember(memo.Count);
                return true;
            case (byte)'h':
                Recall(Take(1)[0]);
                return true;
            case (byte)'j':
                Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Fills a dictionary with the items of pairs (a list of two-element lists or tuples), as Python 2 wrote ordered dictionaries.</summary>
    internal readonly void SetPairs(PickleDict dict, object? pairs)
    {
        foreach (object? pair in pairs is PickleList list ? list.Items : throw source.Refuse("makes an ordered dictionary of something else than pairs."))
        {
            object?[] two = pair switch
            {
                PickleList l => [.. l.Items],
                PickleTuple t => t.Items,
                _ => [],
            };
            SetItems(dict, two.Length == 2 ? two : throw source.Refuse("makes an ordered dictionary of something else than pairs."));
        }
    }

    private readonly void Build(object? target, object? state)
    {
        // Modules' state dicts carry versions in an attribute _metadata, which nothing here needs.
        bool metadata = target is PickleDict { Ordered: true } && state is PickleDict attributes
            && attributes.Pairs.TrueForAll(pair => pair.Key is "_metadata" or "_version");
        if (!metadata && target is not PickleSkipped)
        {
            throw source.Refuse($"sets attributes of an object with BUILD at byte {position - 1}; only the _metadata of a state dict may be set.");
        }
    }

    private readonly void Append(object? target, object?[] items)
    {
        budget.Spend(8L * items.Length);
        switch (target)
        {
            case PickleList list:
                list.Items.AddRange(items);
                break;
            case PickleSkipped:
                break;
            default:
                throw source.Refuse($"appends to what is no list at byte {position - 1}.");
        }
    }

    private readonly void SetItems(object? target, object?[] items)
    {
        if (items.Length % 2 != 0)
        {
            throw source.Refuse($"sets a key without a value at byte {position - 1}.");
        }

        budget.Spend(12L * items.Length);
        switch (target)
        {
            case PickleDict dict:
                for (int i = 0; i < items.Length; i += 2)
                {
                    if (items[i] is PickleDict or PickleList)
                    {
                        throw source.Refuse($"uses a dictionary or list as a key at byte {position - 1}.");
                    }

                    dict.Pairs.Add((items[i], items[i + 1]));
                }

                break;
            case PickleSkipped:
                break;
            default:
                throw source.Refuse($"sets items of what is no dictionary at byte {position - 1}.");
        }
    }
}
