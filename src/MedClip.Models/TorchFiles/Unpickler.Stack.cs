using System.Text;

namespace MedClip.Models;

/// <summary>The stack, the memo and the bytes of the restricted unpickler.</summary>
internal ref partial struct Unpickler
{
    private void PushGlobal(string? module, string? name)
    {
        if (module is null || name is null)
        {
            throw source.Refuse($"names a global by something else than texts at byte {position - 1}.");
        }

        object global = PickleGlobals.Resolve(source, module, name);
        if (global is PickleSkipped passed)
        {
            skipped.Add(passed.Class);
        }

        Push(global, 96 + (2 * (module.Length + name.Length)));
    }

    private void Push(object? value, long bytes)
    {
        if (stack.Count >= PickleBudget.MaximumStack)
        {
            throw source.Refuse($"stacks more than {PickleBudget.MaximumStack} values.");
        }

        budget.Spend(bytes);
        stack.Add(value);
    }

    private object? Top()
    {
        int floor = marks.Count > 0 ? marks[^1] + 1 : 0;
        return stack.Count > floor ? stack[^1] : throw source.Refuse($"takes a value from an empty stack at byte {position - 1}.");
    }

    private object? Pop() => Pop(1)[0];

    private object?[] Pop(int count)
    {
        int floor = marks.Count > 0 ? marks[^1] + 1 : 0;
        if (stack.Count - floor < count)
        {
            throw source.Refuse($"takes a value from an empty stack at byte {position - 1}.");
        }

        object?[] items = [.. stack[^count..]];
        stack.RemoveRange(stack.Count - count, count);
        return items;
    }

    private object?[] PopToMark()
    {
        if (marks.Count == 0)
        {
            throw source.Refuse($"looks for a mark that is not there at byte {position - 1}.");
        }

        int mark = marks[^1];
        marks.RemoveAt(marks.Count - 1);
        object?[] items = [.. stack[(mark + 1)..]];
        stack.RemoveRange(mark, stack.Count - mark);
        return items;
    }

    private void Remember(long index)
    {
        budget.Spend(32);
        memo[index] = Top();
    }

    private void Recall(long index) => Push(
        memo.TryGetValue(index, out object? value) ? value : throw source.Refuse($"recalls the value {index} at byte {position - 1}, which was never put by."), 0);

    private string Text(int length)
    {
        ReadOnlySpan<byte> bytes = Take(length);
        budget.Spend(32 + (2L * length));
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw source.Refuse($"holds a text at byte {position - length} that is not UTF-8.");
        }
    }

    private string Line()
    {
        ReadOnlySpan<byte> rest = data[position..];
        int end = rest[..Math.Min(rest.Length, 512)].IndexOf((byte)'\n');
        if (end < 0)
        {
            throw source.Refuse($"has a line without an end at byte {position}.");
        }

        string line = Text(end);
        position++;
        return line.TrimEnd('\r');
    }

    private readonly int Length(ulong length) =>
        length <= (ulong)(data.Length - position) ? (int)length : throw source.Refuse($"claims {length} bytes at byte {position}, but has {data.Length - position} left.");

    private ReadOnlySpan<byte> Take(int count, bool advance = true)
    {
        if (count > data.Length - position)
        {
            throw source.Refuse($"is cut short at byte {data.Length}: no STOP was found.");
        }

        ReadOnlySpan<byte> bytes = data.Slice(position, count);
        position += advance ? count : 0;
        return bytes;
    }
}
