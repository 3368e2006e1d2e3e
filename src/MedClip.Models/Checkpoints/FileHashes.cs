using System.IO.Hashing;
using System.Security.Cryptography;

namespace MedClip.Models;

/// <summary>
/// Hashes of a checkpoint's files: SHA-256 says which file it is, XXH3 (128 bits, https://xxhash.com) whether it is whole. The latter is that of the
/// XXH3 of all blocks of 4 MiB, one after the other, so that several threads can compute it.
/// </summary>
internal static class FileHashes
{
    private const int Block = 4 << 20;
    private const int HashBytes = 16;

    /// <summary>Sizes and hashes of all files below a folder, by relative name.</summary>
    public static Dictionary<string, CheckpointFileFacts> Of(string folder)
    {
        var files = new SortedDictionary<string, CheckpointFileFacts>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var checksum = new XxHash128();
            long length = Read(file, block =>
            {
                sha256.AppendData(block);
                checksum.Append(XxHash128.Hash(block));
            });
            files.Add(
                Path.GetRelativePath(folder, file).Replace('\\', '/'),
                new CheckpointFileFacts(length, Convert.ToHexStringLower(sha256.GetHashAndReset()), Convert.ToHexStringLower(checksum.GetCurrentHash())));
        }

        return new Dictionary<string, CheckpointFileFacts>(files);
    }

    /// <exception cref="InvalidInputException">The file is another than its facts say.</exception>
    public static void Check(string path, CheckpointFileFacts facts)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var checksum = new XxHash128();
        Read(path, block =>
        {
            if (facts.Checksum is null)
            {
                sha256.AppendData(block);
            }
            else
            {
                checksum.Append(XxHash128.Hash(block));
            }
        });
        Compare(path, facts, facts.Checksum is null ? sha256.GetHashAndReset() : checksum.GetCurrentHash());
    }

    /// <exception cref="InvalidInputException">The file is another than its facts say.</exception>
    public static void Check(MappedFile file, CheckpointFileFacts facts)
    {
        if (facts.Checksum is null)
        {
            Check(file.Path, facts);
            return;
        }

        byte[] hashes = new byte[(file.Length + Block - 1) / Block * HashBytes];
        Parallel.For(0L, hashes.Length / HashBytes, i => XxHash128.Hash(file.Slice(i * Block, Math.Min(Block, file.Length - (i * Block))), hashes.AsSpan((int)i * HashBytes)));
        Compare(file.Path, facts, XxHash128.Hash(hashes));
    }

    private static void Compare(string path, CheckpointFileFacts facts, byte[] actual)
    {
        if (Convert.ToHexStringLower(actual) != (facts.Checksum ?? facts.Sha256))
        {
            string kind = facts.Checksum is null ? "SHA-256" : "checksum";
            throw InvalidInputException.At(path, null, $"has been changed or damaged: its {kind} is not the manifest's.");
        }
    }

    private static long Read(string path, Action<ReadOnlySpan<byte>> take)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        byte[] block = new byte[Block];
        long length = 0;
        for (int count; (count = stream.ReadAtLeast(block, Block, throwOnEndOfStream: false)) > 0; length += count)
        {
            take(block.AsSpan(0, count));
        }

        return length;
    }
}
