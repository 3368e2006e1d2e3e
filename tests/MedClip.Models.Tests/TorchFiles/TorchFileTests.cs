using System.Diagnostics;
using System.IO.Compression;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

public sealed class TorchFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Tensors_of_every_type_and_rank_read_back()
    {
        using DisposeScope scope = NewDisposeScope();
        ScalarType[] types = [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64, ScalarType.Int32, ScalarType.Int16, ScalarType.Int8, ScalarType.Byte, ScalarType.Bool];
        Dictionary<string, Tensor> tensors = types.ToDictionary(type => $"type.{type}", type => arange(6).reshape(1, 2, 3).to(type));
        tensors["scalar"] = tensor(2.5f);
        tensors["empty"] = zeros(0, 7);
        tensors["four"] = arange(300_000).reshape(1, 3, 100_000, 1).to(ScalarType.Float32);
        tensors["Ünïcode 図"] = ones(300);
        string path = folder.File("a.bin");
        TorchFile.Save(path, tensors);
        using WeightFile file = WeightFile.Open(path);
        file.Format.ShouldBe("torch zip");
        file.Entries.Select(entry => entry.Name).ShouldBe(tensors.Keys);
        foreach ((string name, Tensor expected) in tensors)
        {
            Tensor actual = file.Read(file[name]);
            actual.dtype.ShouldBe(expected.dtype, name);
            actual.shape.ShouldBe(expected.shape, name);
            actual.bytes.SequenceEqual(expected.contiguous().bytes).ShouldBeTrue(name);
        }
    }

    [Fact]
    public void The_archive_is_laid_out_as_torch_lays_it_out()
    {
        using DisposeScope scope = NewDisposeScope();
        string path = folder.File("a.bin");
        TorchFile.Save(path, [KeyValuePair.Create("w", ones(5)), KeyValuePair.Create("b", ones(3))]);
        byte[] bytes = File.ReadAllBytes(path);
        using ZipArchive archive = ZipFile.OpenRead(path);
        archive.Entries.Select(entry => entry.FullName).ShouldBe(["archive/data.pkl", "archive/data/0", "archive/data/1", "archive/version"]);
        archive.Entries.ShouldAllBe(entry => entry.CompressedLength == entry.Length);
        using var mapped = new MappedFile(path);
        ZipDirectory.Read(mapped).Values.ShouldAllBe(record => record.Offset % 64 == 0);
        using Stream version = archive.GetEntry("archive/version")!.Open();
        new StreamReader(version).ReadToEnd().ShouldBe("3\n");
        TorchFile.Save(folder.File("again.bin"), [KeyValuePair.Create("w", ones(5)), KeyValuePair.Create("b", ones(3))]);
        File.ReadAllBytes(folder.File("again.bin")).ShouldBe(bytes);
    }

    [Fact]
    public void A_name_twice_is_refused_and_leaves_no_file()
    {
        using DisposeScope scope = NewDisposeScope();
        Should.Throw<ArgumentException>(() => TorchFile.Save(folder.File("a.bin"), [KeyValuePair.Create("w", ones(1)), KeyValuePair.Create("w", ones(1))])).Message.ShouldContain("twice");
        Directory.EnumerateFiles(folder.Path).ShouldBeEmpty();
    }

    [SkippableFact]
    [Trait("Category", "Fixtures")]
    public void The_pickle_has_the_opcodes_of_torchs_own()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (string source in TinyModel.Folders)
        {
            string official = Path.Combine(source, "pytorch_model.bin");
            using WeightFile file = WeightFile.Open(official);
            string path = folder.File("ours.bin");
            TorchFile.Save(path, file.Entries.Select(entry => KeyValuePair.Create(entry.Name, file.Read(entry))));
            string theirs = PickleText.Of(Pickle(official));
            theirs = theirs[..theirs.IndexOf("_metadata", StringComparison.Ordinal)];
            string[] ours = PickleText.Of(Pickle(path)).Split('\n');

            // Ours ends with SETITEMS and STOP where torch's sets _metadata.
            ours[..^3].ShouldBe(theirs.Split('\n')[..(ours.Length - 3)], Path.GetFileName(source));
        }
    }

    [SkippableFact]
    public void Python_loads_what_is_written()
    {
        const string Script = "import sys,torch; d=torch.load(sys.argv[1]); print(type(d).__name__, [(k, str(v.dtype), tuple(v.shape), v.double().sum().item()) for k, v in d.items()])";
        Skip.IfNot(File.Exists("/usr/lib/python3/dist-packages/torch/__init__.py"), "needs Debian's python3-torch");
        using DisposeScope scope = NewDisposeScope();
        string path = folder.File("a.bin");
        TorchFile.Save(path, [KeyValuePair.Create("layer.weight", arange(6).reshape(2, 3).to(ScalarType.Float32)), KeyValuePair.Create("n", tensor(7L)), KeyValuePair.Create("h", ones(4).to(ScalarType.BFloat16))]);
        using Process python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", Script, path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string said = python.StandardOutput.ReadToEnd();
        string complaint = python.StandardError.ReadToEnd();
        python.WaitForExit();
        said.Trim().ShouldBe("OrderedDict [('layer.weight', 'torch.float32', (2, 3), 15.0), ('n', 'torch.int64', (), 7.0), ('h', 'torch.bfloat16', (4,), 4.0)]", complaint);
    }

    public void Dispose() => folder.Dispose();

    private static byte[] Pickle(string path)
    {
        using var mapped = new MappedFile(path);
        return ZipContent.Bytes(mapped, ZipDirectory.Read(mapped).Values.Single(record => record.Name.EndsWith("/data.pkl", StringComparison.Ordinal))).ToArray();
    }
}
