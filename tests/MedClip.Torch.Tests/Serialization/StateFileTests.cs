using System.Text;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>TorchSharp's .dat files: byte for byte, there and back, and files that are none.</summary>
public sealed class StateFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("medclip-dat").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_format_is_count_names_types_shapes_and_data()
    {
        using Linear layer = nn.Linear(nn.Parameter(tensor(new float[,] { { 1, 2 } })), nn.Parameter(tensor(new float[] { -1 })));
        using var stream = new MemoryStream();
        layer.save(stream);
        byte[] expected =
        [
            2, // entries
            6, .. "weight"u8, 6, 2, 1, 2, .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f),
            4, .. "bias"u8, 6, 1, 1, .. BitConverter.GetBytes(-1f),
        ];
        stream.ToArray().ShouldBe(expected);
    }

    [Fact]
    public void Large_counts_take_several_bytes_lowest_first()
    {
        using Parameter parameter = nn.Parameter(zeros(300, dtype: ScalarType.Byte), requires_grad: false);
        using var stream = new MemoryStream();
        parameter.Save(stream);
        stream.ToArray()[..4].ShouldBe([0, 1, 0xAC, 0x02]);
        stream.Length.ShouldBe(304);
    }

    [Fact]
    public void A_network_comes_back_from_its_file_with_buffers_and_all()
    {
        using Sequential from = Network();
        from.call(randn(4, 1, 3, 3)).Dispose();
        from.save(At("network.dat"));
        using Sequential to = Network();
        var loaded = new Dictionary<string, bool>();
        to.load(At("network.dat"), loadedParameters: loaded);
        foreach ((string key, Tensor tensor) in from.state_dict())
        {
            to.state_dict()[key].allclose(tensor).ShouldBeTrue(key);
            loaded[key].ShouldBeTrue();
        }
        to.state_dict()["1.num_batches_tracked"].item<long>().ShouldBe(1);
        to.parameters().ShouldAllBe(parameter => parameter.requires_grad);
    }

    [Fact]
    public void Numbers_are_converted_to_the_modules_type()
    {
        using Linear from = nn.Linear(2, 2);
        from.save(At("linear.dat"));
        using Linear to = nn.Linear(2, 2).to(ScalarType.Float64);
        to.load(At("linear.dat"));
        to.weight.dtype.ShouldBe(ScalarType.Float64);
        to.weight[1, 0].item<double>().ShouldBe(from.weight[1, 0].item<float>());
    }

    [Fact]
    public void Names_that_differ_are_listed_and_nothing_is_changed()
    {
        using Sequential from = nn.Sequential(("fc", nn.Linear(2, 2)), ("out", nn.Linear(2, 1)));
        using Sequential to = nn.Sequential(("fc", nn.Linear(2, 2)), ("head", nn.Linear(2, 1)));
        from.save(At("names.dat"));
        float before = to.get_parameter("fc.weight")![0, 0].item<float>();
        string message = Should.Throw<InvalidOperationException>(() => to.load(At("names.dat"))).Message;
        message.ShouldContain("missing (2): head.weight; head.bias");
        message.ShouldContain("unexpected (2): out.weight; out.bias");
        to.get_parameter("fc.weight")![0, 0].item<float>().ShouldBe(before);

        var loaded = new Dictionary<string, bool>();
        to.load(At("names.dat"), strict: false, skip: ["fc.bias"], loadedParameters: loaded);
        to.get_parameter("fc.weight")![0, 0].item<float>().ShouldBe(from.get_parameter("fc.weight")![0, 0].item<float>());
        to.get_parameter("fc.bias")![0].item<float>().ShouldNotBe(from.get_parameter("fc.bias")![0].item<float>());
        loaded["out.weight"].ShouldBeFalse();
        loaded["fc.weight"].ShouldBeTrue();
    }

    [Fact]
    public void Shapes_that_differ_are_listed()
    {
        using Linear from = nn.Linear(2, 2);
        from.save(At("shape.dat"));
        using Linear to = nn.Linear(3, 2);
        Should.Throw<ArgumentException>(() => to.load(At("shape.dat"))).Message.ShouldContain("weight: the module has (2, 3), the source (2, 2)");
    }

    [Fact]
    public void Skipped_names_are_not_written()
    {
        using Linear layer = nn.Linear(2, 2);
        layer.save(At("skip.dat"), skip: ["bias"]);
        using Linear to = nn.Linear(2, 2);
        Should.Throw<InvalidOperationException>(() => to.load(At("skip.dat"))).Message.ShouldContain("missing (1): bias");
        Should.NotThrow(() => to.load(At("skip.dat"), skip: ["bias"]));
    }

    public static TheoryData<byte[], string> Foreign => new()
    {
        { [.. "PK\x03\x04"u8, .. new byte[30]], "medclip convert" },
        { [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19], "medclip convert" },
        { [0x80, 0x04, 0x95, 1, 0, 0, 0, 0, 0, 0, 0, 0], "medclip convert" },
        { [0x80, 0x02, .. "}q\0"u8, .. new byte[10]], "medclip convert" },
        { [64, 0, 0, 0, 0, 0, 0, 0, .. "{\"a\":{}}"u8], "safetensors" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public void Files_of_another_kind_are_named_with_their_remedy(byte[] content, string remedy)
    {
        File.WriteAllBytes(At("foreign.dat"), content);
        using Linear layer = nn.Linear(2, 2);
        string message = Should.Throw<InvalidDataException>(() => layer.load(At("foreign.dat"))).Message;
        message.ShouldContain("foreign.dat");
        message.ShouldContain(remedy);
    }

    [Fact]
    public void Every_cut_of_a_file_is_refused_and_changes_nothing()
    {
        using Linear from = nn.Linear(2, 2);
        using var whole = new MemoryStream();
        from.save(whole);
        using Linear to = nn.Linear(2, 2);
        float before = to.weight[0, 0].item<float>();
        for (int length = 0; length < whole.Length; length++)
        {
            using var cut = new MemoryStream(whole.ToArray()[..length]);
            Should.Throw<Exception>(() => to.load(cut)).ShouldBeOfType<InvalidDataException>($"cut at {length}");
        }
        to.weight[0, 0].item<float>().ShouldBe(before);
    }

    [Fact]
    public void Damage_never_allocates_what_a_file_merely_claims()
    {
        var random = new Random(5);
        using Linear from = nn.Linear(3, 3);
        using var whole = new MemoryStream();
        from.save(whole);
        for (int i = 0; i < 500; i++)
        {
            byte[] damaged = whole.ToArray();
            damaged[random.Next(20)] = (byte)random.Next(256);
            using Linear to = nn.Linear(3, 3);
            using var stream = new MemoryStream(damaged);
            try
            {
                to.load(stream);
            }
            catch (Exception error) when (error is InvalidDataException or InvalidOperationException or ArgumentException)
            {
                continue;
            }
        }
    }

    [Fact]
    public void A_claim_of_more_elements_than_memory_is_refused()
    {
        byte[] huge = [1, 1, (byte)'w', 6, 2, .. Leb(long.MaxValue / 2), .. Leb(long.MaxValue / 2)];
        using Linear layer = nn.Linear(2, 2);
        Should.Throw<InvalidDataException>(() => layer.load(new MemoryStream(huge))).Message.ShouldContain("more elements");
    }

    [Fact]
    public void Loading_leaves_the_stream_behind_the_last_entry()
    {
        using Linear layer = nn.Linear(2, 2);
        using var stream = new MemoryStream();
        layer.save(stream);
        stream.Write("tail"u8);
        stream.Position = 0;
        layer.load(stream);
        new StreamReader(stream, Encoding.ASCII).ReadToEnd().ShouldBe("tail");
    }

    [Fact]
    public void Single_tensors_go_to_files_and_back_in_every_type()
    {
        foreach (ScalarType type in new[] { ScalarType.Float32, ScalarType.Float64, ScalarType.BFloat16, ScalarType.Int64, ScalarType.Byte, ScalarType.Bool })
        {
            using Tensor tensor = arange(6, dtype: ScalarType.Float32).reshape(2, 3).t().to(type);
            tensor.save(At("tensor.dat"));
            using Tensor loaded = Tensor.load(At("tensor.dat"));
            loaded.dtype.ShouldBe(type);
            loaded.shape.ShouldBe([3, 2]);
            loaded.eq(tensor).all().item<bool>().ShouldBeTrue(type.ToString());
        }
    }

    [Fact]
    public void A_module_can_be_made_from_its_file()
    {
        using var from = new Tiny();
        from.save(At("tiny.dat"));
        using var to = (Tiny)nn.Module.Create<Tiny>(At("tiny.dat"));
        to.weight.item<float>().ShouldBe(from.weight.item<float>());
    }

    private static Sequential Network() => nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.Flatten(), nn.Linear(2, 2));

    private string At(string name) => Path.Combine(folder, name);

    private static IEnumerable<byte> Leb(long value)
    {
        for (; value > 127; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }
        yield return (byte)value;
    }

    private sealed class Tiny : nn.Module
    {
        public readonly Parameter weight = nn.Parameter(rand(1));

        public Tiny()
            : base(nameof(Tiny)) => RegisterComponents();
    }
}
