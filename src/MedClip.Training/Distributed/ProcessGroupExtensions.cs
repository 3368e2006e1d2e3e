using System.Text;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>What is built of the group's collectives.</summary>
internal static class ProcessGroupExtensions
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Lets rank 0 find something out and tell all.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="find">Called in rank 0 only; null is an answer, too.</param>
    public static T? FromFirst<T>(this IProcessGroup group, Func<T?> find)
        where T : class
    {
        using DisposeScope scope = NewDisposeScope();
        T? found = group.Rank == 0 ? find() : null;
        byte[] text = group.Rank == 0 ? Encoding.UTF8.GetBytes(JsonSerializer.Serialize(found, Format)) : [];
        long length = group.Largest(text.Length);
        Tensor bytes = group.Rank == 0 ? tensor(text) : zeros(length, dtype: ScalarType.Byte);
        group.TakeFromFirst(bytes);
        return group.Rank == 0 ? found : JsonSerializer.Deserialize<T>(bytes.data<byte>().ToArray(), Format);
    }

    /// <summary>Tells every rank what each has found out, in order of the ranks. All ranks call it.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="found">What this rank found out.</param>
    public static T[] FromAll<T>(this IProcessGroup group, T found)
    {
        using DisposeScope scope = NewDisposeScope();
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(found, Format);
        // Blanks at the end, as all must send equally much, are none of JSON's business.
        byte[] padded = new byte[group.Largest(text.Length)];
        padded.AsSpan().Fill((byte)' ');
        text.CopyTo(padded, 0);
        return [.. group.Collect(tensor(padded)).Select(bytes => JsonSerializer.Deserialize<T>(bytes.data<byte>().ToArray(), Format)!)];
    }

    /// <summary>Gives every rank rank 0's values of tensors, whatever their device and layout.</summary>
    public static void ShareFirst(this IProcessGroup group, IEnumerable<Tensor> tensors)
    {
        using IDisposable outside = no_grad();
        foreach (Tensor value in tensors)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor copy = value.detach().contiguous().clone();
            group.TakeFromFirst(copy);
            value.copy_(copy);
        }
    }
}
