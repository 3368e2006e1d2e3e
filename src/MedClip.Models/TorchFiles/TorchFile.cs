using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>Writes tensors as <c>torch.save(state_dict, FILE)</c> of torch 1.6 and later does, so that <c>torch.load</c> reads them, also with <c>weights_only=True</c>.</summary>
public static class TorchFile
{
    /// <summary>Writes a file aside and renames it.</summary>
    /// <param name="path">Where the file is to stand, e.g. <c>pytorch_model.bin</c>.</param>
    /// <param name="tensors">Names, distinct, and tensors of any device, in the order of the ordered dictionary.</param>
    /// <exception cref="ArgumentException">A name occurs twice, or torch has no storage class for a tensor's element type.</exception>
    public static void Save(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        Write(path, [.. tensors.Select(pair => TensorFile.Content(pair.Key, pair.Value))]);
    }

    /// <summary>Writes a file aside and renames it.</summary>
    /// <param name="path">Where the file is to stand.</param>
    /// <param name="tensors">The tensors; each is written twice, the first time to nowhere, since its CRC-32 precedes it.</param>
    /// <exception cref="ArgumentException">A name occurs twice, or torch has no storage class for a tensor's element type.</exception>
    public static void Write(string path, IReadOnlyList<SafetensorsContent> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        byte[] pickle = StateDictPickle.Write(tensors);
        AtomicFile.Write(path, stream =>
        {
            var archive = new TorchZipWriter(stream);
            archive.Add("archive/data.pkl", pickle.Length, target => target.Write(pickle));
            for (int i = 0; i < tensors.Count; i++)
            {
                archive.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"archive/data/{i}"), tensors[i].ByteLength, tensors[i].Write);
            }

            archive.Add("archive/version", 2, target => target.Write("3\n"u8));
            archive.Close();
        });
    }
}
